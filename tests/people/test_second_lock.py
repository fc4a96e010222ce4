"""Codes from an authenticator app, for those who see more than their own pair."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.factories import make_person
from viceversa.people.models import Person

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def alice() -> Person:
    cache.clear()
    person = make_person("Alice", is_organiser=True)
    TOTP.activate(person, SECRET)
    return person


def app_code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


def test_secret_of_the_app_is_not_in_the_table(alice: Person) -> None:
    row = Authenticator.objects.get()
    assert SECRET not in str(row.data)
    assert TOTP(row).validate_code(app_code())


def test_mailed_code_alone_does_not_open_a_locked_account(alice: Person, client: Client) -> None:
    client.post("/accounts/login/", {"email": alice.email})
    code = mail.outbox[-1].subject.rpartition(" ")[2]
    page = client.post("/accounts/login/code/", {"code": code})
    assert page.url == "/accounts/2fa/authenticate/"
    assert client.get("/me/").status_code == 302
    assert client.post(page.url, {"code": "000000"}).status_code == 200
    assert client.get("/me/").status_code == 302
    client.post(page.url, {"code": app_code()})
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize("page", ["", "totp/activate/", "webauthn/", "webauthn/add/"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_of_sign_in_methods_open(client: Client, page: str, language: str) -> None:
    client.force_login(make_person("Bea", language=language, is_organiser=True))
    answer = client.get(f"/accounts/2fa/{page}")
    assert answer.status_code == 200
    assert re.search(rf'<html lang="{language}"', answer.content.decode())


def test_a_key_is_asked_about_in_the_language_of_its_owner(client: Client) -> None:
    client.force_login(make_person("Bea", language="sv", is_organiser=True))
    page = BeautifulSoup(client.get("/accounts/2fa/webauthn/add/").content, "html.parser")
    labels = [label.get_text(" ", strip=True) for label in page.select("main form label")]
    assert labels[0] == "Nyckelns namn (frivilligt)"
    assert labels[1].startswith("Logga in med bara den här nyckeln Då mejlas ingen kod.")

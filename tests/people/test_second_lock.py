"""Codes from an authenticator app, for those who see more than their own pair."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

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
from django.http import HttpResponse
from django.test import Client

import viceversa
from tests.factories import make_person
from tests.house.sign_in_methods import set_up_everything
from viceversa.people.models import Person

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
TEMPLATES = Path(viceversa.__file__).parent / "templates"


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


def reached(client: Client, key: Authenticator) -> Iterator[tuple[str, HttpResponse]]:
    """Every page of allauth's that a signed-in person may come to."""
    for page in (
        "", "totp/activate/", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/",
        "webauthn/", "webauthn/add/", f"webauthn/keys/{key.pk}/edit/",
        f"webauthn/keys/{key.pk}/remove/", "reauthenticate/", "webauthn/reauthenticate/",
    ):  # fmt: skip
        yield page, client.get(f"/accounts/2fa/{page}", follow=True)


def words_of(answer: HttpResponse) -> list[str]:
    """Templates with words in them that are not ours."""
    return [
        each.name
        for each in answer.templates
        if each.origin and "allauth" in each.origin.name and "trans" in each.source
        if not each.origin.name.startswith(str(TEMPLATES))
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_beneath_accounts_speak_our_words(client: Client, language: str) -> None:
    person = make_person("Bea", language=language, is_organiser=True)
    key = set_up_everything(person)
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session.save()
    for page, answer in reached(client, key):
        assert (page, answer.status_code, words_of(answer)) == (page, 200, [])


def test_the_second_lock_speaks_our_words(alice: Person, client: Client) -> None:
    client.post("/accounts/login/", {"email": alice.email})
    code = mail.outbox[-1].subject.rpartition(" ")[2]
    client.post("/accounts/login/code/", {"code": code})
    answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert words_of(answer) == []
    assert "Koden stämmer inte." in answer.content.decode()


def test_whoever_guesses_too_often_is_told_so_on_a_page_of_ours(
    alice: Person, client: Client
) -> None:
    client.force_login(alice)
    guesses = [client.post("/accounts/2fa/reauthenticate/", {"code": "0"}) for _ in range(11)]
    assert [guess.status_code for guess in guesses] == [200] * 10 + [429]
    assert "nothing is lost" in guesses[-1].content.decode()

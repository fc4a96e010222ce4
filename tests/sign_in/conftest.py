"""Two organisations with a provider each, and people of both."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from requests.adapters import HTTPAdapter

from tests.factories import employ, make_organisation, make_person
from tests.sign_in.provider import Provider
from viceversa.people.models import Person
from viceversa.sign_in.actions import set_up
from viceversa.sign_in.models import SignIn
from viceversa.sign_in.pending import Pending


@dataclass
class House:
    """Alice works at Nord, Bea at Syd; each organisation has its own sign-in."""

    nord: SignIn
    syd: SignIn
    at_nord: Provider
    at_syd: Provider
    alice: Person
    bea: Person


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    cache.clear()
    providers = {name: Provider(f"https://{name}.example") for name in ("nord", "syd")}

    def send(_: HTTPAdapter, request: requests.PreparedRequest, **__: Any) -> requests.Response:
        name = str(urlsplit(str(request.url)).hostname).partition(".")[0]
        if name not in providers:
            raise requests.ConnectionError
        return providers[name](request)

    monkeypatch.setattr(HTTPAdapter, "send", send)
    nord, syd = make_organisation("Nord"), make_organisation("Syd")
    alice = make_person("Alice", email="alice@nord.example")
    bea = make_person("Bea", email="bea@syd.example")
    employ(alice, nord)
    employ(bea, syd)
    return House(
        set_up(nord, providers["nord"].wanted("nord.example")),
        set_up(syd, providers["syd"].wanted("syd.example")),
        providers["nord"],
        providers["syd"],
        alice,
        bea,
    )


def linked(person: Person, sign_in: SignIn, subject: str) -> None:
    """As if she had said that she is that account."""
    from viceversa.sign_in.actions import link

    link(person, sign_in, Pending(sign_in.pk, subject, "", "", 0))


def sent_out(client: Client, sign_in: SignIn, **data: str) -> str:
    """Where the page leads that sends out to the provider."""
    page = client.post(f"/accounts/with/{sign_in.pk}/", data)
    assert page.status_code == 200
    refresh = BeautifulSoup(page.content, "html.parser").select_one("meta[http-equiv=refresh]")
    assert refresh
    return str(refresh["content"]).removeprefix("0;url=")


def come_back(client: Client, sign_in: SignIn, brought: dict[str, str]) -> HttpResponse:
    return client.get(f"/accounts/with/{sign_in.pk}/back/", brought)


def signed_in_as(client: Client) -> str:
    """Whose page /me/ is; nobody's when it leads to the sign-in."""
    page = client.get("/me/")
    if page.status_code != 200:
        return ""
    return str(page.context["user"].email)


def code_in(letter: mail.EmailMessage) -> str:
    found = re.search(r"^ {4}(\S+)$", str(letter.body), re.MULTILINE)
    assert found
    return found[1]

"""Two organisations with a SAML provider each, and the way of a browser to them and back."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import employ, make_organisation, make_person
from tests.sign_in.conftest import sent_out
from tests.sign_in.saml_provider import SamlProvider
from viceversa.people.models import Person
from viceversa.sign_in.actions import set_up
from viceversa.sign_in.models import SignIn

SUBJECT = "subject-1"


@dataclass
class SamlHouse:
    """Alice works at Nord, Bea at Syd; each organisation has its own sign-in."""

    nord: SignIn
    syd: SignIn
    at_nord: SamlProvider
    at_syd: SamlProvider
    alice: Person
    bea: Person


@pytest.fixture
def saml_house(db: None) -> SamlHouse:
    cache.clear()
    at_nord, at_syd = (SamlProvider(f"https://{name}.example/saml") for name in ("nord", "syd"))
    nord, syd = make_organisation("Nord"), make_organisation("Syd")
    alice = make_person("Alice", email="alice@nord.example")
    bea = make_person("Bea", email="bea@syd.example")
    employ(alice, nord)
    employ(bea, syd)
    return SamlHouse(
        set_up(nord, at_nord.wanted("nord.example")),
        set_up(syd, at_syd.wanted("syd.example")),
        at_nord,
        at_syd,
        alice,
        bea,
    )


def bring(client: Client, sign_in: SignIn, said: str, **more: str) -> Any:
    """Posted from the provider's site, so that no cookie comes along; then led on with it."""
    answer = Client().post(f"/accounts/with/{sign_in.pk}/saml/", {"SAMLResponse": said, **more})
    return client.get(answer.headers["Location"]) if answer.status_code == 302 else answer


def let_in(house: SamlHouse, client: Client, subject: str = SUBJECT, **more: str) -> Any:
    """The way of whoever is right: out to Nord's provider, and back."""
    said = house.at_nord.let_in(sent_out(client, house.nord), subject)
    return bring(client, house.nord, said, **more)

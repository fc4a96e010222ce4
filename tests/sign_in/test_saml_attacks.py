"""By SAML, too: whoever is not the one is not let in, and whoever is the one is."""

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from tests.sign_in.conftest import linked, signed_in_as
from tests.sign_in.saml_house import SUBJECT, SamlHouse, saml_house
from tests.sign_in.saml_tables import ATTACKS, GOOD, GUARDED
from viceversa.people.models import Person
from viceversa.sign_in.saml import answer

__all__ = ["saml_house"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def house(saml_house: SamlHouse) -> SamlHouse:
    linked(saml_house.alice, saml_house.nord, SUBJECT)
    linked(saml_house.bea, saml_house.syd, "bea-at-syd")
    return saml_house


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the library has been handed: it transforms what it judges."""
    handed: list[Any] = []

    class Watched(answer.OneLogin_Saml2_Response):  # type: ignore[misc]  # it says no types
        def __init__(self, *given: Any) -> None:
            handed.append(given)
            super().__init__(*given)

    monkeypatch.setattr(answer, "OneLogin_Saml2_Response", Watched)
    return handed


@pytest.mark.parametrize("good", GOOD)
def test_the_one_is_let_in(house: SamlHouse, client: Client, good: str, judged: list[Any]) -> None:
    assert GOOD[good](house, client).headers["Location"] == "/desk/"
    assert signed_in_as(client) == "alice@nord.example"
    assert len(judged) == 1


@pytest.mark.parametrize("attack", ATTACKS)
def test_nobody_else_is_let_in(
    house: SamlHouse, client: Client, attack: str, judged: list[Any]
) -> None:
    page = ATTACKS[attack](house, client)
    assert page.status_code < 500, "refused by chance"
    assert signed_in_as(client) == ""
    assert not SocialAccount.objects.exclude(uid__in=[SUBJECT, "bea-at-syd", "planted"]).exists()
    assert Person.objects.count() == 2
    if attack in GUARDED:
        assert judged == []


def test_there_are_enough_attacks() -> None:
    assert len(ATTACKS) >= 60

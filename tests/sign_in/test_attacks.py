"""Whoever is not the one is not let in, and whoever is the one is."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from tests.sign_in.attacks import ATTACKS, GOOD, SUBJECT
from tests.sign_in.conftest import House, linked, signed_in_as
from viceversa.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(house: House) -> House:
    linked(house.alice, house.nord, SUBJECT)
    linked(house.bea, house.syd, "bea-at-syd")
    return house


@pytest.mark.parametrize("good", GOOD)
def test_the_one_is_let_in(house: House, client: Client, good: str) -> None:
    assert GOOD[good](house, client).headers["Location"] == "/desk/"
    assert signed_in_as(client) == "alice@nord.example"


@pytest.mark.parametrize("attack", ATTACKS)
def test_nobody_else_is_let_in(house: House, client: Client, attack: str) -> None:
    answer = ATTACKS[attack](house, client)
    assert answer.status_code < 500, "refused by chance"
    assert signed_in_as(client) == ""
    assert not SocialAccount.objects.exclude(uid__in=[SUBJECT, "bea-at-syd", "planted"]).exists()
    assert Person.objects.count() == 2


def test_there_are_enough_attacks() -> None:
    assert len(ATTACKS) >= 60

"""That a provider says who somebody is makes her nobody here, until she has shown it herself."""

from datetime import timedelta

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.factories import employ, make_person
from tests.sign_in.conftest import House, code_in, come_back, linked, sent_out, signed_in_as
from viceversa.people.models import Person, TrailEntry

pytestmark = pytest.mark.django_db


def arrive(client: Client, house: House, subject: str = "subject-1") -> str:
    """At Nord's provider and back; gives the address that this led to."""
    brought = house.at_nord.let_in(sent_out(client, house.nord), subject)
    return str(come_back(client, house.nord, brought).headers["Location"])


def prove(client: Client, address: str, then: str) -> str:
    """By a mailed code; gives the page that follows."""
    mail.outbox.clear()
    client.post("/accounts/login/", {"email": address, "next": then})
    page = client.post("/accounts/login/code/", {"code": code_in(mail.outbox[0]), "next": then})
    return str(page.headers["Location"])


def test_who_has_shown_both_and_says_so_signs_in_by_it_from_then_on(
    house: House, client: Client
) -> None:
    link_page = arrive(client, house)
    assert link_page == f"/accounts/with/{house.nord.pk}/link/"
    assert signed_in_as(client) == ""
    assert prove(client, "alice@nord.example", link_page) == link_page
    assert "subject-1@provider.example" in client.get(link_page).content.decode()
    mail.outbox.clear()
    assert client.post(link_page).headers["Location"] == "/desk/"
    assert mail.outbox[0].subject == "Nord now opens your account"
    assert TrailEntry.objects.get(verb="linked sign-in").actor == house.alice

    later = Client()
    assert arrive(later, house) == "/desk/"
    assert signed_in_as(later) == "alice@nord.example"


def test_looking_at_the_page_links_nothing(house: House, client: Client) -> None:
    link_page = arrive(client, house)
    client.force_login(house.alice)
    client.get(link_page)
    assert not SocialAccount.objects.exists()


def test_an_address_links_nobody(house: House, client: Client) -> None:
    house.at_nord.claimed = lambda claims: {
        **claims,
        "email": "alice@nord.example",
        "email_verified": True,
    }
    assert arrive(client, house).endswith("/link/")
    assert signed_in_as(client) == ""
    assert not SocialAccount.objects.exists()
    assert Person.objects.count() == 2


def test_who_is_signed_in_already_is_asked_just_the_same(house: House, client: Client) -> None:
    client.force_login(house.alice)
    link_page = arrive(client, house)
    assert not SocialAccount.objects.exists()
    client.post(link_page)
    assert house.nord.identities.get().user == house.alice


def test_an_organisation_signs_in_nobody_else(house: House, client: Client) -> None:
    link_page = arrive(client, house)
    client.force_login(house.bea)
    for page in (client.get(link_page), client.post(link_page)):
        assert "This does not fit together" in page.content.decode()
    assert not SocialAccount.objects.exists()


def test_who_works_elsewhere_now_is_not_let_in(house: House, client: Client) -> None:
    linked(house.alice, house.nord, "subject-1")
    house.alice.employment.organisation = house.syd.organisation
    house.alice.employment.save()
    brought = house.at_nord.let_in(sent_out(client, house.nord), "subject-1")
    assert come_back(client, house.nord, brought).status_code == 403
    assert signed_in_as(client) == ""


def test_an_account_that_somebody_has_is_not_given_to_another(house: House, client: Client) -> None:
    link_page = arrive(client, house)
    other = make_person("Ann")
    employ(other, house.nord.organisation)
    linked(other, house.nord, "subject-1")
    client.force_login(house.alice)
    assert "This does not fit together" in client.post(link_page).content.decode()
    assert house.nord.identities.get().user == other


def test_the_account_named_last_is_the_one(house: House, client: Client) -> None:
    linked(house.alice, house.nord, "subject-1")
    linked(house.alice, house.nord, "subject-2")
    assert house.nord.identities.get().uid == "subject-2"


def test_an_account_that_is_closed_opens_nothing(house: House, client: Client) -> None:
    linked(house.alice, house.nord, "subject-1")
    Person.objects.filter(pk=house.alice.pk).update(is_active=False)
    assert arrive(client, house) == "/accounts/login/"
    assert signed_in_as(client) == ""


def test_an_account_that_is_closed_meanwhile_is_signed_in_no_more(
    house: House, client: Client
) -> None:
    linked(house.alice, house.nord, "subject-1")
    arrive(client, house)
    Person.objects.filter(pk=house.alice.pk).update(is_active=False)
    assert signed_in_as(client) == ""


def test_what_a_provider_said_is_forgotten_in_half_an_hour(house: House, client: Client) -> None:
    client.force_login(house.alice)
    link_page = arrive(client, house)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        client.post(link_page)
    assert not SocialAccount.objects.exists()


def test_nothing_of_what_the_provider_says_is_kept_but_the_subject(
    house: House, client: Client
) -> None:
    linked(house.alice, house.nord, "subject-1")
    arrive(client, house)
    assert SocialAccount.objects.get().extra_data == {}
    house.alice.refresh_from_db()
    assert house.alice.email == "alice@nord.example"


ON_HER_WAY = [
    ("/me/", "/me/"),
    ("https://elsewhere.example/", "/desk/"),
    ("//elsewhere.example/", "/desk/"),
    ("/\\elsewhere.example/", "/desk/"),
    ("javascript:alert(1)", "/desk/"),
]


@pytest.mark.parametrize(("asked", "reached"), ON_HER_WAY)
def test_who_was_on_her_way_somewhere_in_the_house_gets_there(
    house: House, client: Client, asked: str, reached: str
) -> None:
    linked(house.alice, house.nord, "subject-1")
    brought = house.at_nord.let_in(sent_out(client, house.nord, next=asked), "subject-1")
    assert come_back(client, house.nord, brought).headers["Location"] == reached


@pytest.mark.parametrize(("asked", "reached"), ON_HER_WAY)
def test_so_does_who_comes_for_the_first_time(
    house: House, client: Client, asked: str, reached: str
) -> None:
    client.force_login(house.alice)
    brought = house.at_nord.let_in(sent_out(client, house.nord, next=asked), "subject-1")
    link_page = come_back(client, house.nord, brought).headers["Location"]
    assert client.post(link_page).headers["Location"] == reached


def test_no_page_to_link_without_an_account_to_link(house: House, client: Client) -> None:
    client.force_login(house.alice)
    page = client.get(f"/accounts/with/{house.nord.pk}/link/")
    assert page.headers["Location"] == f"/accounts/with/{house.nord.pk}/"

"""Who may open which page of a programme: the whole cast at every door of these rooms."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

COORDINATOR = {"alice"}
OWN = {
    "programme": COORDINATOR,
    "programme_settings": COORDINATOR,
    "programme_contacts": COORDINATOR,
    "programme_partners": COORDINATOR,
    "programme_roles": COORDINATOR,
    "programme_phases": COORDINATOR,
    "programme_gatherings": COORDINATOR,
    "programme_breaks": COORDINATOR,
    "programme_topics": COORDINATOR,
    "programme_rounds": COORDINATOR,
    "programme_own_people": {"erik"},
    "programme_figures": {"alice", "fia"},
    "programme_times": {"gun"},
}
EVERYBODY = ("alice", "bob", "carol", "dora", "erik", "fia", "gun", "yrsa", "zed")


@pytest.mark.parametrize("name", OWN)
def test_page_opens_for_its_roles_and_does_not_exist_for_others(cast: Cast, name: str) -> None:
    address = reverse(name, args=[cast.programme.pk])
    statuses = {}
    for who in EVERYBODY:
        client = Client()
        client.force_login(getattr(cast, who))
        statuses[who] = client.get(address).status_code
    assert statuses == {who: 200 if who in OWN[name] else 404 for who in EVERYBODY}


@pytest.mark.parametrize("section", ["about", "dates", "rules", "weights", "policies"])
def test_section_opens_for_coordinators_only(cast: Cast, section: str) -> None:
    address = reverse("programme_section", args=[cast.programme.pk, section])
    statuses = {}
    for who in EVERYBODY:
        client = Client()
        client.force_login(getattr(cast, who))
        statuses[who] = client.get(address).status_code
    assert statuses == {who: 200 if who == "alice" else 404 for who in EVERYBODY}


@pytest.mark.parametrize("name", [*OWN, "programme_copy"])
def test_visitor_is_sent_to_sign_in(cast: Cast, client: Client, name: str) -> None:
    address = reverse(name, args=[cast.programme.pk])
    answer = client.get(address)
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={address}")


@pytest.mark.parametrize("name", ["programme_new", "programme_check"])
def test_only_organisers_begin_a_programme(cast: Cast, client: Client, name: str) -> None:
    client.force_login(cast.alice)
    assert client.get(reverse(name)).status_code == 404
    cast.alice.is_organiser = True
    cast.alice.save(update_fields=["is_organiser"])
    assert client.get(reverse(name)).status_code in (200, 302)


def test_copy_wants_an_organiser_who_leads_the_programme(cast: Cast) -> None:
    address = reverse("programme_copy", args=[cast.programme.pk])
    statuses = {}
    for who, is_organiser in (("alice", False), ("alice", True), ("yrsa", True)):
        person = getattr(cast, who)
        person.is_organiser = is_organiser
        person.save(update_fields=["is_organiser"])
        client = Client()
        client.force_login(person)
        statuses[who, is_organiser] = client.get(address).status_code
    assert statuses == {("alice", False): 404, ("alice", True): 200, ("yrsa", True): 404}


@pytest.mark.parametrize(
    "name", ["partner_removal", "tie_removal", "role_removal", "topic_removal", "programme_partner"]
)
def test_thing_of_another_programme_does_not_exist(cast: Cast, client: Client, name: str) -> None:
    """Yrsa leads her own programme; through its door she reaches nothing of ours."""
    ours = {
        "partner_removal": cast.partner.pk,
        "programme_partner": cast.partner.pk,
        "role_removal": cast.programme.roles.get(person=cast.alice).pk,
        "topic_removal": cast.programme.own_topics.create(
            code="A101", group="A", sv="x", en="y"
        ).pk,
        "tie_removal": cast.house.ties.create(other=cast.other_programme.organisation, kind="x").pk,
    }
    method = "get" if name == "programme_partner" else "post"
    client.force_login(cast.yrsa)
    address = reverse(name, args=[cast.other_programme.pk, ours[name]])
    assert getattr(client, method)(address).status_code == 404
    client.force_login(cast.alice)
    if name != "tie_removal":  # a tie needs both organisations in the programme
        address = reverse(name, args=[cast.programme.pk, ours[name]])
        assert getattr(client, method)(address).status_code in (200, 302)


@pytest.mark.parametrize(
    "name", ["partner_removal", "role_removal", "topic_removal", "tie_removal"]
)
def test_removal_is_no_link(cast: Cast, client: Client, name: str) -> None:
    client.force_login(cast.alice)
    assert client.get(reverse(name, args=[cast.programme.pk, "whatever"])).status_code == 405

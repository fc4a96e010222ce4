"""Looking as somebody: in the demo only, and only as those whom the demo made up."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.factories import make_person
from tests.undone import undone
from viceversa.enrolment.actions import (
    apply_list,
    check_list,
    receive_list,
    start_application,
    start_check,
)
from viceversa.enrolment.importing import fields
from viceversa.lib.tables import read_table
from viceversa.matching import solve
from viceversa.operations.demo import norrvidde
from viceversa.operations.demo.load import load_demo
from viceversa.operations.demo.people import addresses, role_by_address, sign_in_lines
from viceversa.operations.demo.roles import SHOWN, choices_by_role, others
from viceversa.pairing.solving import pool_of
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

pytestmark = pytest.mark.django_db
EXAMPLES = [(role.code, example.name) for role in SHOWN for example in role.examples]


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo, loaded once for all tests here and taken back afterwards."""
    with undone(django_db_blocker):
        load_demo()
        yield


def person(name: str) -> Person:
    return Person.objects.get(email=addresses()[name])


def look_as(client: Client, who: Person) -> int:
    return client.post(reverse("look_as", args=[who.pk])).status_code


def signed_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize(("role", "name"), EXAMPLES)
def test_each_role_can_be_looked_as_and_lands_on_its_desk(
    client: Client, role: str, name: str
) -> None:
    page = client.post(reverse("look_as", args=[person(name).pk]), follow=True)
    assert (page.redirect_chain, page.status_code) == ([("/desk/", 302)], 200)
    assert signed_in(client) == person(name).pk
    assert name in page.text


def test_one_look_ends_the_other(client: Client) -> None:
    look_as(client, person("Göran Åkerhielm"))
    look_as(client, person("Åsa Vretemark"))
    assert signed_in(client) == person("Åsa Vretemark").pk


def test_real_people_and_those_without_account_are_nobodys_to_look_as(client: Client) -> None:
    brought_in = make_person("Real")
    waiting = Person.objects.get(email=addresses()["Fanny Ljungwall"])
    assert not waiting.is_active
    statuses = [look_as(client, brought_in), look_as(client, waiting)]
    assert (statuses, signed_in(client)) == ([404, 404], None)
    assert look_as(client, person("Göran Åkerhielm")) == 302


def test_production_knows_none_of_these_pages(client: Client, settings: Any) -> None:
    pages = [reverse("demo_roles"), reverse("demo_list")]
    assert [client.get(page).status_code for page in pages] == [200, 200]
    settings.IS_DEMO = False
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert look_as(client, person("Göran Åkerhielm")) == 404
    assert signed_in(client) is None


def test_looking_as_needs_a_post(client: Client) -> None:
    assert client.get(reverse("look_as", args=[person("Göran Åkerhielm").pk])).status_code == 405
    assert signed_in(client) is None


def test_page_offers_every_role_and_everybody_with_an_account_once(client: Client) -> None:
    offered = [c.person.email for _, choices in choices_by_role() for c in choices]
    offered += [other.email for _, people in others() for other in people]
    able = set(Person.objects.filter(is_active=True).values_list("email", flat=True))
    assert sorted(offered) == sorted(able)
    text = client.get(reverse("demo_roles")).text
    assert text.count("formaction=") == len(able)


def test_page_asks_little_of_the_database(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        client.get(reverse("demo_roles"))


def test_banner_names_person_and_role_in_the_demo_only(client: Client, settings: Any) -> None:
    client.cookies["django_language"] = "en"
    assert "Demo with made-up people" in client.get("/").text
    look_as(client, person("Sara Youssefi"))
    assert "Demo: you look around as Sara Youssefi (mentor)" in client.get("/").text
    settings.IS_DEMO = False
    assert "demo-banner" not in client.get("/").text


def test_terminal_names_one_person_for_each_role() -> None:
    lines = sign_in_lines()
    assert "http://127.0.0.1:8000/demo/" in lines[0]
    named = [line.split()[-1] for line in lines[1:-1]]
    assert sorted(role_by_address()[address] for address in named) == sorted(r.code for r in SHOWN)


def test_ready_made_list_comes_in_without_a_question_and_can_be_paired(client: Client) -> None:
    answer = client.get(reverse("demo_list"))
    assert answer["Content-Disposition"] == 'attachment; filename="norrvidde.csv"'
    waiting = Programme.objects.get(name=norrvidde.NAME)
    coordinator = person("Åsa Vretemark")
    arrived = receive_list(
        waiting, filename="norrvidde.csv", content=answer.content, by=coordinator
    )
    assert fields.missing(arrived.mapping) == []
    assert len(arrived.mapping) == len(read_table(answer.content, "norrvidde.csv").headers)
    check_list(arrived.pk, start_check(arrived))
    arrived.refresh_from_db()
    assert arrived.counts == {"new": 20, "changed": 0, "unchanged": 0, "wrong": 0}
    apply_list(arrived.pk, start_application(arrived))
    standing = solve(pool_of(waiting).problem).standing
    assert (standing.matched, standing.poor) == (10, 1), standing

"""Everybody of the demo is erased, one after the other: nothing of anybody is in the tables."""

from collections.abc import Iterator
from itertools import chain

import pytest
from django.db import connections
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.conversations.world import client_of
from tests.factories import give_role, make_person
from tests.house.leaks import Haystack, found_in, tables_of
from tests.undone import undone
from viceversa.enrolment.models import Application
from viceversa.half_time.models import Thanks
from viceversa.ideas.models import Idea, IdeaStep
from viceversa.impact.models import Answer, Remark
from viceversa.operations.demo.load import load_demo
from viceversa.pairing.models import Pair
from viceversa.people.models import Person, TrailEntry
from viceversa.privacy.actions import erase_person
from viceversa.programmes.models import Programme

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Person]]:
    """The people of the demo, and one more who leads everything when they are gone."""
    with undone(django_db_blocker):
        load_demo()
        people = list(Person.objects.all())
        heir = make_person("Heir")
        for programme in Programme.objects.all():
            give_role(heir, programme, "coordinator")
        yield people


def words_of_all(people: list[Person]) -> list[str]:
    """Names in full, addresses, phones and what they wrote in the open."""
    written = [
        *Application.objects.filter(email__in=[p.email for p in people]),
        *Thanks.objects.all(),
    ]
    texts = [getattr(each, "why", "") or getattr(each, "text", "") for each in written]
    said = [text[:60] for text in texts if len(text) > 20]
    named = [word for p in people for word in (p.full_name, p.email, p.phone)]
    return [word for word in {*said, *named} if len(word) > 7]


def tables() -> Iterator[Haystack]:
    """What is read now; that deleted rows are overwritten is shown elsewhere."""
    return chain.from_iterable(tables_of(each) for each in connections.all())


def public() -> dict[str, list[tuple[object, ...]]]:
    """What stays as it is, whoever goes."""
    return {
        "ideas": sorted(Idea.objects.values_list("pk", "title", "what", "why")),
        "steps": sorted(IdeaStep.objects.values_list("pk", "state", "note")),
        "answers": sorted((pk, str(v)) for pk, v in Answer.objects.values_list("pk", "values")),
        "remarks": sorted(Remark.objects.values_list("pk", "text")),
        "pairs": sorted(
            Pair.objects.values_list("pk", "number", "mentor", "mentee", "active_since")
        ),
    }


def pages_open(person: Person) -> None:
    """Whoever leads goes on leading, with numbers in the place of people."""
    client = client_of(person)
    for programme in Programme.objects.all():
        for name in (
            "programme",
            "programme_pairs",
            "board",
            "programme_people",
            "programme_report",
        ):
            url = reverse(name, args=[programme.pk])
            assert client.get(url).status_code == 200, url


def test_of_everybody_nothing_is_left_and_what_is_nobodys_stays(demo: list[Person]) -> None:
    words, before = words_of_all(demo), public()
    entries = set(TrailEntry.objects.values_list("pk", "verb", "actor"))
    assert len(found_in(tables(), words)) > len(demo) > 60
    for person in demo:
        erase_person(person, by=None)
    assert found_in(tables(), words) == []
    assert public() == before
    assert all(before.values())
    pages_open(Person.objects.get(given_name="Heir"))
    assert entries <= set(TrailEntry.objects.values_list("pk", "verb", "actor"))

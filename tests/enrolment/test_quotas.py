"""Seats of units and topics: set, changed and taken back by those who lead, with a plain word on
what cannot be met."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import employ, enrol, make_organisation, make_person
from viceversa.enrolment.quotas import lines, names_of, seats_of
from viceversa.matching import Seats
from viceversa.people.actions import unit_at
from viceversa.people.models import Employment, TrailEntry, Unit
from viceversa.programmes.actions import copy_programme, remove_topic
from viceversa.programmes.models import Programme, Quota


@pytest.fixture
def alice(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.alice)
    return client


@pytest.fixture
def paint(cast: Cast) -> Unit:
    """Bob works in a part of it."""
    within = unit_at(cast.house, "Production / Paint / Night")
    Employment.objects.filter(person=cast.bob).update(unit=within)
    return Unit.objects.get(path="Production / Paint")


def ask(client: Client, cast: Cast, **answers: Any) -> Any:
    form = {"role": "mentor", "unit": "", "topic": "", "least": "", "most": "", **answers}
    return client.post(reverse("programme_quotas", args=[cast.programme.pk]), form)


def kept(cast: Cast) -> list[tuple[Any, ...]]:
    return list(cast.programme.quotas.values_list("role", "unit", "topic", "least", "most"))


def test_a_unit_counts_with_all_units_in_it(cast: Cast, alice: Client, paint: Unit) -> None:
    assert ask(alice, cast, unit=paint.pk, least="1", most="3").status_code == 302
    assert kept(cast) == [("mentor", paint.pk, "", 1, 3)]
    (line,) = lines(cast.programme)
    assert (line.title, line.span, line.people, line.is_short) == (paint.path, "1–3", 1, False)
    (seats,) = seats_of(cast.programme)
    night = Unit.objects.get(parent=paint)
    assert seats == Seats("", "mentor", unit=paint.pk, parts=frozenset({night.pk}), least=1, most=3)
    assert names_of(cast.programme)[seats.name] == "Production / Paint"
    assert TrailEntry.objects.filter(verb="set seats of a unit or topic").count() == 1


def test_set_once_more_it_is_changed(cast: Cast, alice: Client, paint: Unit) -> None:
    ask(alice, cast, unit=paint.pk, most="3")
    ask(alice, cast, unit=paint.pk, most="5")
    ask(alice, cast, role="mentee", topic="E1", least="1")
    ask(alice, cast, role="mentee", topic="E1", least="2")
    assert kept(cast) == [("mentee", None, "E1", 2, None), ("mentor", paint.pk, "", 0, 5)]


def test_mentors_offer_a_topic_and_mentees_want_it(cast: Cast, alice: Client) -> None:
    ask(alice, cast, topic="E1", most="9")
    ask(alice, cast, role="mentee", topic="E1", most="9")
    ask(alice, cast, role="mentee", topic="A1", most="9")
    assert [(line.quota.role, line.quota.topic, line.people) for line in lines(cast.programme)] == [
        ("mentee", "A1", 0),
        ("mentee", "E1", 1),
        ("mentor", "E1", 1),
    ]


def test_the_themes_are_those_that_the_programme_has_then(cast: Cast, alice: Client) -> None:
    ask(alice, cast, topic=Quota.THEME, most="9")
    found = []
    for themes in ([], ["E1", "A1"]):
        Programme.objects.filter(pk=cast.programme.pk).update(theme_topics=themes)
        cast.programme.refresh_from_db()
        found.append([line.people for line in lines(cast.programme)])
    assert found == [[0], [1]]


@pytest.mark.parametrize(
    ("answers", "field", "words"),
    [
        ({"most": "3"}, "__all__", "Choose a unit or a topic."),
        ({"topic": "E1"}, "__all__", "Say at least or at most how many."),
        ({"topic": "E1", "least": "4", "most": "3"}, "most", "This is less than “at least”."),
        ({"topic": "nosuch", "most": "3"}, "topic", "Select a valid choice."),
        ({"topic": "E1", "most": "3", "role": "matcher"}, "role", "Select a valid choice."),
    ],
)
def test_what_makes_no_sense_is_asked_again(
    cast: Cast, alice: Client, answers: dict[str, str], field: str, words: str
) -> None:
    page = ask(alice, cast, **answers)
    assert words in str(page.context["form"].errors[field])
    assert kept(cast) == []


def test_a_unit_of_strangers_is_no_choice(cast: Cast, alice: Client) -> None:
    elsewhere = unit_at(make_organisation("Främmande Prov AB"), "Paint")
    assert elsewhere
    page = ask(alice, cast, unit=elsewhere.pk, most="3")
    assert "Select a valid choice." in str(page.context["form"].errors["unit"])
    assert "Främmande" not in page.content.decode()


def test_fewer_people_than_asked_for_is_said_at_once(
    cast: Cast, alice: Client, paint: Unit
) -> None:
    ask(alice, cast, unit=paint.pk, least="2")
    page = reverse("programme_quotas", args=[cast.programme.pk])
    said = "They have room for 1 pair, so no draft can be made as it stands."
    assert said in alice.get(page).content.decode()
    helper = make_person("Ulla")
    employ(helper, cast.house, unit=paint)
    enrol(helper, cast.programme, "mentor")
    assert "no draft can be made" not in alice.get(page).content.decode()


def test_taken_back_there_may_be_any_number(cast: Cast, alice: Client, paint: Unit) -> None:
    ask(alice, cast, unit=paint.pk, most="1")
    quota = cast.programme.quotas.get()
    alice.post(reverse("quota_removal", args=[cast.programme.pk, quota.pk]))
    assert kept(cast) == []


def test_another_programmes_seats_are_not_there(cast: Cast, alice: Client) -> None:
    theirs = cast.other_programme.quotas.create(role="mentor", topic="E1", most=1)
    for code in (cast.programme.pk, cast.other_programme.pk):
        address = reverse("quota_removal", args=[code, theirs.pk])
        assert alice.post(address).status_code == 404
    assert Quota.objects.count() == 1


def test_between_organisations_a_unit_says_whose_it_is(
    cast: Cast, alice: Client, paint: Unit
) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(scope="cross_company")
    ask(alice, cast, unit=paint.pk, topic="E1", most="1")
    cast.programme.refresh_from_db()
    (line,) = lines(cast.programme)
    assert line.title.startswith("Production / Paint (Tallmo Test AB), ")


def test_the_next_round_begins_with_the_same(cast: Cast, alice: Client, paint: Unit) -> None:
    ask(alice, cast, unit=paint.pk, least="1", most="3")
    before = kept(cast)
    copy = copy_programme(
        cast.programme, by=cast.alice, name="Next", starts_on=cast.programme.starts_on
    )
    assert list(copy.quotas.values_list("role", "unit", "topic", "least", "most")) == before
    assert kept(cast) == before


def test_a_topic_that_goes_takes_its_seats_along(cast: Cast, alice: Client) -> None:
    topic = cast.programme.own_topics.create(code="A101", group="A", sv="x", en="y")
    ask(alice, cast, topic="A101", most="1")
    ask(alice, cast, topic="E1", most="1")
    remove_topic(cast.programme, topic, by=cast.alice)
    assert [quota[2] for quota in kept(cast)] == ["E1"]


def test_a_longer_list_asks_no_more_queries(
    cast: Cast, alice: Client, paint: Unit, django_assert_num_queries: Any
) -> None:
    page = reverse("programme_quotas", args=[cast.programme.pk])
    for topics in (["E1"], ["A1", "A2"]):
        for topic in topics:
            ask(alice, cast, unit=paint.pk, topic=topic, most="1")
        with django_assert_num_queries(9):
            alice.get(page)

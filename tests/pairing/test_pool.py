"""The pool before matching: who is counted, what is told, and that no few are ever told."""

import re
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import employ, enrol, make_person
from tests.pairing.boards import drafted
from tests.pairing.pools import apply, crowd, heads, see
from tests.pairing.rounds import Round, make_round
from viceversa.enrolment.models import Application, Participation
from viceversa.pairing.insight import Insight, Line
from viceversa.people.models import Person
from viceversa.programmes.topics import catalogue

pytestmark = pytest.mark.django_db


# --- who is counted ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ({}, 1),
        ({"verdict": "place"}, 1),
        ({"verdict": "wait"}, 1),
        ({"verdict": "no"}, 0),
        ({"verdict": "wait", "answer": "wait"}, 1),
        ({"verdict": "no", "answer": "no"}, 0),
        ({"state": "withdrawn"}, 0),
        ({"state": "begun", "sent_at": None}, 0),
    ],
)
def test_who_has_applied_is_counted_until_she_is_declined(
    small: Round, fields: dict[str, Any], counted: int
) -> None:
    if fields.get("answer"):
        fields["answered_at"] = small.programme.created_at
    apply(small, "mentor", **fields)
    assert heads(small) == (4 + counted, 5)


def test_nobody_is_counted_twice(small: Round) -> None:
    seat = small.seats("mentor")[0]
    apply(small, "mentor", email=seat.person.email)
    apply(small, "mentor", 2, email="twice@example.com")
    gone = enrol(make_person("Gone"), small.programme, "mentee", state="withdrawn")
    apply(small, "mentee", email=gone.person.email)
    assert heads(small) == (5, 5)


def test_whoever_has_a_partner_is_not_counted_or_asks_for_none(small: Round) -> None:
    draft = drafted(small)
    draft.publish()
    assert heads(small) == (0, 1)
    Participation.objects.filter(pk=draft.free_mentee.pk).update(state="resting")
    assert heads(small) == (0, 0)
    assert "Nobody is here yet" in see(small)


def test_an_applicant_is_judged_by_the_rules_of_the_programme(small: Round) -> None:
    """Whom she knows, would rather not meet, and where she works, as she wrote it."""
    of = make_round(0, 1)
    carol = of.seats("mentee")[0].person
    house = carol.employment.organisation.name
    apply(of, "mentor", organisation=f"  {house.upper()} ")
    apply(of, "mentor", organisation="Elsewhere AB", knows=[carol.full_name])
    apply(of, "mentor", organisation="Elsewhere AB", not_with=[carol.email.upper()])
    apply(of, "mentor", organisation="Elsewhere AB", level=6)
    insight = Insight(of.programme)
    assert insight.scout is not None
    assert insight.scout.today.matched == 0
    apply(of, "mentor", organisation="Elsewhere AB")
    insight = Insight(of.programme)
    assert insight.scout is not None
    assert insight.scout.today.matched == 1


def test_somebody_known_here_stays_below_her_manager(small: Round) -> None:
    of = make_round(0, 1)
    carol = of.seats("mentee")[0].person
    junior = make_person("Junior")
    employ(junior, carol.employment.organisation, manager=carol)
    apply(of, "mentor", organisation="Elsewhere AB", email=junior.email)
    scout = Insight(of.programme).scout
    assert scout is not None
    assert scout.today.matched == 0


def test_looking_keeps_nothing(small: Round) -> None:
    apply(small, "mentor", 6)
    before = [(model, model.objects.count()) for model in (Person, Participation, Application)]
    with CaptureQueriesContext(connection) as asked:
        see(small)
    assert [(model, model.objects.count()) for model, _ in before] == before
    written = [
        q["sql"] for q in asked if not q["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))
    ]
    assert [sql for sql in written if "pairing" in sql or "enrolment" in sql] == []


# --- what is told --------------------------------------------------------------------------------


def test_a_pool_of_a_few_tells_no_more_than_that(small: Round) -> None:
    small = make_round(4, 3)
    html = see(small)
    figures = re.findall(r'<dd class="nums">(.*?)</dd>', html)
    assert figures == ["fewer than 5"] * 3
    assert "Nothing is asked for or offered by five or more yet." in html
    assert "<table" not in html


def test_topics_and_themes_stand_with_who_asks_and_who_offers() -> None:
    of = make_round(0, 0)
    apply(of, "mentee", 7, wants={"A1": 3, "E1": 1}, organisation="Berg AB", level=5)
    apply(of, "mentee", 5, wants={"A1": 3, "C1": 1}, organisation="Dal AB", level=5)
    apply(of, "mentor", 7, wants={"G1": 1}, offers={"A1": 1, "A2": 1}, organisation="Ek AB")
    insight = Insight(of.programme)
    names = {topic.code: topic.name for topic in catalogue(of.programme)}
    told = {
        line.name: (str(line.asked), str(line.offered), line.lacks)
        for theme in insight.demand
        for line in theme.topics
    }
    assert told == {
        names["A1"]: ("12", "7", True),
        names["A2"]: ("fewer than 5", "7", False),
        names["E1"]: ("7", "fewer than 5", True),
        names["C1"]: ("5", "fewer than 5", True),
    }
    assert [line.name for line in insight.places] == ["Berg AB", "Dal AB", "Ek AB"]
    assert [line.lacks for line in insight.places] == [True, True, False]
    assert str(insight.pairs_told) == "7"
    assert [hint.sentence for hint in insight.hints] == [
        "5 more mentors, on level 4 or lower, would give as many more pairs."
    ]
    html = see(of)
    assert '<span class="pool-lacks">lacks mentors</span>' in html
    assert html.count('<span class="pool-lacks">fewer mentors than mentees</span>') == 2


def test_a_few_left_over_are_named_by_neither_house_nor_level() -> None:
    of = make_round(0, 0)
    apply(of, "mentee", 6, wants={"A1": 3}, organisation="Berg AB", level=5)
    apply(of, "mentee", 2, wants={"A1": 3}, organisation="Ek AB", level=3)
    apply(of, "mentor", 6, offers={"A1": 3}, organisation="Ek AB", level=2)
    html = see(of)
    (hint,) = re.findall(r'<p class="pool-hint">(.*?)</p>', html)
    assert hint == (
        "One more mentor, on level 2 or lower, from an organisation that is not here yet, "
        "would give one more pair."
    )
    assert re.findall(r'<dd class="nums">(.*?)</dd>', html) == ["at least 5", "6", "8"]


def test_how_many_are_sought_does_not_tell_how_few_have_a_partner() -> None:
    of = make_round(0, 0)
    apply(of, "mentee", 3, organisation="Berg AB", level=5)
    apply(of, "mentor", 14, organisation="Ek AB", level=2)
    (hint,) = re.findall(r'<p class="pool-hint">(.*?)</p>', see(of))
    assert hint == (
        "At least 5 more mentees, on level 3 or higher, from elsewhere than Ek AB, "
        "would give as many more pairs."
    )


def test_nobody_is_named(small: Round) -> None:
    of = make_round(14, 16)
    made = apply(of, "mentor", 6)
    main = see(of).partition("<main")[2].partition("<footer")[0]
    people = Person.objects.filter(participations__programme=of.programme)
    for person in [*people, *made]:
        assert person.full_name not in main
        assert person.email not in main
        assert person.pk not in main


def test_swedish_is_whole(small: Round) -> None:
    of = make_round(9, 14)
    client = Client()
    Person.objects.filter(pk=of.coordinator.pk).update(language="sv")
    client.force_login(of.coordinator)
    html = client.get(reverse("programme_pool", args=[of.programme.pk])).content.decode()
    assert "mentee" not in re.sub(r"<[^>]*>", "", html)
    assert "adepter" in html


# --- and it is true -----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_what_is_told_is_true(seed: int) -> None:
    of = crowd(seed)
    insight = Insight(of.programme)
    asked = Counter(code for seat in insight.mentees for code in seat.wants)
    offered = Counter(code for seat in insight.mentors for code in seat.offers)

    def holds(line: Line) -> bool:
        return all(
            told.least <= count <= (told.most if told.most is not None else count)
            for told, count in ((line.asked, asked[line.code]), (line.offered, offered[line.code]))
        )

    assert all(holds(line) for theme in insight.demand for line in theme.topics)
    assert insight.scout is not None
    pairs = insight.pairs_told
    assert pairs.least <= insight.scout.today.matched <= (pairs.most or 0)
    for line in (line for theme in insight.demand for line in theme.topics if line.lacks):
        assert asked[line.code] > offered[line.code]


@pytest.mark.parametrize("seed", range(12))
def test_each_sentence_comes_true_in_the_real_pool(seed: int) -> None:
    """Somebody like that is brought in, by the way of any application, and solved anew."""
    of = crowd(seed)
    insight = Insight(of.programme)
    assert insight.scout is not None
    before = insight.scout.today
    for hint in insight.hints:
        wanted = hint.advice.wanted
        offers = {wanted.topic: 2} if wanted.topic else {}
        (made,) = apply(
            of,
            wanted.role,
            organisation="Nowhere yet AB",
            level=wanted.level,
            wants={},
            offers=offers,
        )
        scout = Insight(of.programme).scout
        assert scout is not None
        assert scout.today.matched >= before.matched + (hint.advice.pairs > 0)
        weak = before.standing.poor + before.standing.fair
        then = scout.today.standing.poor + scout.today.standing.fair
        assert then <= weak - hint.advice.weak or not hint.advice.weak
        made.delete()


def test_the_page_asks_as_often_for_many_as_for_few() -> None:
    costs = []
    for size in (6, 60):
        of = make_round(size, size + 3)
        apply(of, "mentor", size)
        apply(of, "mentee", size)
        with CaptureQueriesContext(connection) as asked:
            see(of)
        costs.append(len(asked))
    assert costs[0] == costs[1]

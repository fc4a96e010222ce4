"""The demo as it is loaded: states and counts as designed, nothing real, nothing in clear."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from pytest_django import DjangoDbBlocker

from tests.undone import undone
from viceversa.conversations.facts import meeting_facts
from viceversa.conversations.models import Meeting, Objective, Question
from viceversa.conversations.sealed import words_of
from viceversa.enrolment.models import Participation
from viceversa.impact.effect import effect_of
from viceversa.matching import Desk, check, solve
from viceversa.operations.demo import chamber, ended, large, norrvidde
from viceversa.operations.demo.load import load_demo
from viceversa.operations.demo.meetings import moment_of
from viceversa.operations.demo.people import rows
from viceversa.pairing.models import Pair, Proposal
from viceversa.pairing.solving import pool_of
from viceversa.people.models import Employment, Person
from viceversa.programmes.models import Programme

pytestmark = pytest.mark.django_db
STOCKHOLM = ZoneInfo("Europe/Stockholm")
WEEK = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Programme]]:
    """The demo, loaded once for all tests here and taken back afterwards."""
    with undone(django_db_blocker):
        yield load_demo()


@pytest.fixture
def programme(loaded: list[Programme]) -> Programme:
    return Programme.objects.get(pk=loaded[0].pk)


def test_chamber_and_waiting_programme_are_loaded(loaded: list[Programme]) -> None:
    names = [programme.name for programme in loaded]
    assert names == [chamber.NAME, norrvidde.NAME, ended.NAME]
    assert not loaded[1].participations.exists()


def test_it_is_the_eleventh_week(programme: Programme) -> None:
    assert (date.today() - programme.starts_on).days // 7 + 1 == 11  # noqa: DTZ011


def test_roles_are_filled(programme: Programme) -> None:
    assert Counter(programme.roles.values_list("kind", flat=True)) == {
        "coordinator": 2,
        "matcher": 3,
        "sponsor": 2,
        "partner_contact": 8,
        "assistant": 5,
    }


def test_pairs_are_in_the_states_they_are_meant_to_be_in(programme: Programme) -> None:
    states = Counter(programme.pairs.values_list("state", flat=True))
    assert states == {"active": 14, "ended": 1, "proposed": 1}
    published = programme.proposals.get(number=1)
    by_hand = published.suggestions.filter(by_hand=True).count()
    assert (by_hand, published.suggestions.filter(is_locked=True).count()) == (4, 2)


def test_those_without_a_partner_are_on_the_board(programme: Programme) -> None:
    enrolled = programme.participations.filter(state=Participation.State.ENROLLED)
    assert Counter(enrolled.values_list("role", flat=True)) == {"mentor": 27, "mentee": 18}
    draft = programme.proposals.get(state=Proposal.State.DRAFT)
    assert Counter(one["role"] for one in draft.unmatched) == {"mentor": 11, "mentee": 2}
    assert draft.suggestions.count() == 1


def test_scores_are_the_engines_own_and_no_rule_is_broken(programme: Programme) -> None:
    published = {(p.mentor.person_id, p.mentee.person_id): p.score for p in programme.pairs.all()}
    Pair.objects.all().delete()  # as it was before anybody was paired
    programme.participations.update(state=Participation.State.ENROLLED)
    problem = pool_of(programme).problem
    assert check(problem, published) == []
    desk = Desk(problem)
    assert {match: desk.score(*match) for match in published} == published
    assert Counter(score < programme.fair_below for score in published.values()) == {
        True: 4,
        False: 12,
    }


def test_hand_made_changes_cost_something(programme: Programme) -> None:
    figures = programme.proposals.get(number=1).figures
    assert figures["best"]["matched"] == figures["now"]["matched"] == 15
    assert figures["best"]["total"] > figures["now"]["total"]


def test_health_of_the_pairs_is_as_varied_as_it_should_be(programme: Programme) -> None:
    facts = meeting_facts(programme)
    by_name = {pair.mentee.person.family_name: facts.get(pair.pk) for pair in programme.pairs.all()}
    known = {name: fact for name, fact in by_name.items() if fact}
    assert [name for name, fact in known.items() if fact.cancelled_by_mentee > 1] == ["Ödegren"]
    assert [name for name, fact in known.items() if fact.times_offered] == ["Ryttare"]
    assert [name for name, fact in known.items() if fact.unanswered] == ["Roséngård"]
    assert sorted(name for name, fact in known.items() if not fact.has_next) == sorted(
        ["Ryttare", "Modig", "Roséngård", "Kvistgård", "Ödegren"]
    )
    assert {name: fact.held for name, fact in known.items() if fact.held == 3} == {
        "Åkerhielm": 3,
        "Kvistgård": 3,
        "Valfridh": 3,
    }


def test_first_pair_meets_next_thursday_at_hers(programme: Programme) -> None:
    meeting = Meeting.objects.get(pair__number=1, pair__programme=programme, state="booked")
    assert meeting.starts_at
    starts_at = meeting.starts_at.astimezone(STOCKHOLM)
    assert (starts_at.strftime("%a %H:%M"), meeting.minutes) == ("Thu 14:00", 90)
    assert meeting.place == "på mentorns jobb"
    assert 0 < (starts_at.date() - datetime.now(STOCKHOLM).date()).days <= 7
    assert sum(minutes for _, minutes in meeting.agenda) == 90


def test_what_pairs_write_opens_in_its_place(loaded: list[Programme]) -> None:
    written = {row["mentee"]: row for row in rows("pairs.csv")}
    told = Objective.objects.exclude(sealed_text=b"")  # of the ended round the words are gone
    objectives = list(told.select_related("author"))
    assert Counter(objective.kind for objective in objectives) == {
        "goal": 9,
        "theme": 4,
        "not_yet": 2,
    }
    for objective in objectives:
        assert words_of(objective) == written[objective.author.full_name]["text"]
    questions = {words_of(question) for question in Question.objects.select_related("meeting")}
    assert questions == {row["question"] for row in rows("meetings.csv")} - {""}


def test_nothing_a_pair_writes_stands_in_clear(loaded: list[Programme]) -> None:
    texts = [row["text"] for row in rows("pairs.csv")]
    texts += [row["question"] for row in rows("meetings.csv")]
    stored = everything_stored()
    assert "Göran" in stored  # what is not sealed would be found like this
    assert [text for text in texts if text and text in stored] == []
    assert "spoke_openly" not in stored


def test_every_address_is_made_up(loaded: list[Programme]) -> None:
    addresses = Person.objects.values_list("email", flat=True)
    assert [address for address in addresses if not address.endswith(".example")] == []
    assert Employment.objects.exclude(manager_address="").count() == 0


def test_every_row_is_valid(loaded: list[Programme]) -> None:
    for model in apps.get_app_config("viceversa").get_models():
        for row in model._default_manager.all():
            unset = {
                f.name for f in model._meta.fields if f.null and getattr(row, f.attname) is None
            }
            row.clean_fields(exclude=unset)


def test_loading_again_changes_nothing(loaded: list[Programme]) -> None:
    before = everything_stored()
    assert load_demo() == []
    assert everything_stored() == before


@pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%a}")
def test_meetings_come_in_order_whatever_the_day_of_loading(today: date) -> None:
    plans: dict[str, list[datetime]] = {}
    for row in rows("meetings.csv"):
        clock, weeks = time.fromisoformat(row["clock"]), int(row["weeks"])
        moment = moment_of(weeks, row["day"], clock, today=today, zone=STOCKHOLM)
        day = moment.astimezone(STOCKHOLM).date()
        assert (day > today) == (weeks > 0)
        assert day != today
        assert f"{day:%a}".casefold() == row["day"]
        plans.setdefault(row["mentee"], []).append(moment)
    assert [name for name, moments in plans.items() if moments != sorted(moments)] == []


def test_five_hundred_are_solved_and_are_the_same_each_time(loaded: list[Programme]) -> None:
    (programme,) = load_demo(500)
    assert load_demo(500) == []
    enrolled = Counter(programme.participations.values_list("role", flat=True))
    assert enrolled == {"mentee": 500, "mentor": 560}
    assert programme.organisation.units.count() == large.AREAS + large.DEPARTMENTS
    solution = solve(pool_of(programme).problem)
    assert solution.matched == 500
    drawn = large.Draw(programme, programme.organisation)
    drawn.everybody(500)
    stored = programme.participations.values_list("person__email", "wants")
    assert {p.person.email: p.wants for p in drawn.participations} == dict(stored)


def everything_stored() -> str:
    """All that the database holds of ours, as somebody with a copy of it would read it."""
    return "\n".join(
        repr(sorted(map(repr, model._default_manager.values_list())))
        for model in apps.get_app_config("viceversa").get_models()
    )


def test_the_round_before_says_honestly_what_came_of_it(loaded: list[Programme]) -> None:
    goes = [
        [change.goes for change in effect_of(loaded[2], role).scales]
        for role in ("mentee", "mentor")
    ]
    assert goes == [["up", "", "up", ""], ["up", "up", "", ""]]
    first = effect_of(loaded[2], "mentee").scales[0]
    assert first.sentence == "11 of 13 say more; it may be 6 to 10 of 10 in a similar group."
    levels = [
        (round(scale.levels.before, 1), round(scale.levels.after, 1))
        for role in ("mentee", "mentor")
        for scale in effect_of(loaded[2], role).scales
        if scale.levels
    ]
    assert levels == [
        (4.1, 5.3), (4.6, 4.9), (4.2, 5.2), (5.2, 5.3),
        (4.0, 4.9), (4.3, 5.1), (5.0, 4.9), (4.4, 4.9),
    ]  # fmt: skip

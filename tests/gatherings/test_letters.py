"""Who is called to a gathering, when, and that nobody hears of the same day twice."""

from datetime import timedelta

import pytest
import time_machine

from tests.cast import Cast
from tests.factories import enrol, make_person
from tests.gatherings.world import (
    DAY,
    KICK_OFF,
    MORNING,
    gathering,
    in_calendar,
    kick_off,
    mornings,
    told,
)
from viceversa.enrolment.models import Participation
from viceversa.gatherings.actions import call_off, set_day, write_ahead
from viceversa.gatherings.kinds import Kind
from viceversa.notices.letterhead import Letterhead
from viceversa.notices.models import Letter
from viceversa.notices.reminders import turn_reminders
from viceversa.notices.samples import sample_of
from viceversa.programmes.actions import add_break

pytestmark = pytest.mark.usefixtures("clock")

CALLED = [("10-06", "kick_off_called", "Bob"), ("10-06", "kick_off_called", "Carol")]
REMINDED = [("10-18", "kick_off_near", "Bob"), ("10-18", "kick_off_near", "Carol")]
DAYS_AFTER = timedelta(days=30)


def silent(cast: Cast, first: int, last: int) -> None:
    """From so many days before the kick-off to so many."""
    days = [(KICK_OFF - before * DAY).date() for before in (first, last)]
    add_break(cast.programme, name="Lov", starts_on=days[0], ends_on=days[1], by=cast.alice)


def test_all_are_called_two_weeks_before_the_kick_off_and_reminded_two_days_before(
    cast: Cast,
) -> None:
    kick_off(cast)
    assert told() == []
    mornings(20, -3)
    assert told() == CALLED + REMINDED


def test_mentors_alone_are_called_to_their_circle_once(cast: Cast) -> None:
    gathering(cast, Kind.CIRCLE)
    mornings(20, -1)
    assert told() == [("10-06", "circle_called", "Bob")]


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.KICK_OFF, Kind.CIRCLE}))
def test_no_letter_calls_to_the_others(cast: Cast, kind: Kind) -> None:
    day = gathering(cast, kind)
    mornings(20, 0)
    set_day(cast.programme, kind, starts_at=KICK_OFF + DAY, place="Ute", by=cast.alice)
    call_off(day, by=cast.alice)
    assert told() == []


@pytest.mark.parametrize("state", ["resting", "withdrawn"])
def test_nobody_who_rests_or_has_left_is_written_to(cast: Cast, state: str) -> None:
    kick_off(cast)
    mornings(15, 12)
    Participation.objects.filter(person=cast.bob).update(state=state)
    mornings(11, 0)
    set_day(cast.programme, Kind.KICK_OFF, starts_at=KICK_OFF + 9 * DAY, place="Ute", by=cast.alice)
    assert [line for line in told() if line[2] == "Bob"] == [CALLED[0]]


def test_whoever_joins_later_is_called_the_next_morning(cast: Cast) -> None:
    kick_off(cast)
    mornings(14, 10)
    enrol(make_person("Kim"), cast.programme, "mentee")
    mornings(9, 8)
    assert told() == [*CALLED, ("10-11", "kick_off_called", "Kim")]


def test_a_day_that_is_near_is_told_at_once_and_not_twice_on_one_day(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    for before, lines in (
        (3, ["10-17 called", "10-18 near"]),
        (2, ["10-18 called"]),
        (1, ["10-19 called"]),
    ):
        Letter.objects.all().delete()
        cast.programme.gathering_days.all().delete()
        clock.move_to(KICK_OFF - before * DAY - MORNING)
        kick_off(cast)
        mornings(before, -1)
        of_bob = [line for line in told() if line[2] == "Bob"]
        assert [f"{day} {name.rpartition('_')[2]}" for day, name, _ in of_bob] == lines


def test_nothing_is_told_of_a_kick_off_that_has_begun(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    kick_off(cast)
    clock.move_to(KICK_OFF)
    write_ahead()
    assert told() == []


def test_the_reminder_can_be_turned_off_and_the_call_cannot(cast: Cast) -> None:
    kick_off(cast)
    turn_reminders(cast.bob, cast.programme.pk, on=False)
    mornings(14, 0)
    assert told() == CALLED + REMINDED[1:]


class TestInABreak:
    def test_the_call_waits_for_its_end(self, cast: Cast) -> None:
        silent(cast, 16, 9)
        kick_off(cast)
        mornings(16, 0)
        called = [(day, name) for day, name, who in told() if who == "Bob"]
        assert called == [("10-12", "kick_off_called"), ("10-18", "kick_off_near")]

    def test_the_call_goes_where_waiting_leaves_no_two_days_and_no_reminder_does(
        self, cast: Cast
    ) -> None:
        silent(cast, 16, 1)
        kick_off(cast)
        mornings(16, 0)
        assert told() == CALLED


class TestAChange:
    def test_whoever_was_told_is_told_once_and_her_calendar_follows(
        self, cast: Cast, clock: time_machine.Traveller
    ) -> None:
        day = kick_off(cast)
        mornings(14, 14)
        clock.move_to(KICK_OFF - 10 * DAY)
        for _ in range(2):
            later = KICK_OFF + 7 * DAY
            set_day(cast.programme, Kind.KICK_OFF, starts_at=later, place="Ute", by=cast.alice)
        assert told()[2:] == [("10-10", "moved", "Bob"), ("10-10", "moved", "Carol")]
        first, second = Letter.objects.filter(recipient=cast.bob).order_by("created_at")
        assert [in_calendar(each) for each in (first, second)] == [
            ("REQUEST", day.uid, 0),
            ("REQUEST", day.uid, 1),
        ]
        assert "Tuesday 27 October 14:00 · 90 min · Ute" in second.text

    def test_nobody_hears_of_a_change_before_the_first_letter(self, cast: Cast) -> None:
        kick_off(cast)
        kick_off(cast, KICK_OFF + DAY)
        assert told() == []

    def test_a_reminder_goes_for_the_new_day_too(self, cast: Cast) -> None:
        kick_off(cast)
        mornings(14, 1)
        with time_machine.travel(KICK_OFF - DAY, tick=False):
            kick_off(cast, KICK_OFF + 20 * DAY)
        mornings(-17, -20)
        of_bob = [(day, name) for day, name, who in told() if who == "Bob"]
        assert of_bob == [
            ("10-06", "kick_off_called"),
            ("10-18", "kick_off_near"),
            ("10-19", "moved"),
            ("11-07", "kick_off_near"),
        ]

    def test_moved_to_a_day_in_two_days_it_is_not_reminded_of_on_the_same_day(
        self, cast: Cast, clock: time_machine.Traveller
    ) -> None:
        kick_off(cast)
        mornings(14, 14)
        clock.move_to(KICK_OFF - 12 * DAY - MORNING)
        kick_off(cast, KICK_OFF - 10 * DAY)
        mornings(12, 10)
        assert [name for _, name, who in told() if who == "Bob"] == ["kick_off_called", "moved"]

    def test_called_off_it_leaves_the_calendars_of_those_who_know_of_it(
        self, cast: Cast, clock: time_machine.Traveller
    ) -> None:
        day = kick_off(cast)
        mornings(14, 14)
        enrol(make_person("Kim"), cast.programme, "mentee")
        clock.move_to(KICK_OFF - 10 * DAY)
        assert call_off(day, by=cast.alice) == 2
        mornings(9, 0)
        assert told()[2:] == [("10-10", "called_off", "Bob"), ("10-10", "called_off", "Carol")]
        last = Letter.objects.filter(recipient=cast.carol).latest("created_at")
        assert in_calendar(last) == ("CANCEL", day.uid, 1)

    def test_called_off_from_a_page_that_is_old_it_leaves_calendars_all_the_same(
        self, cast: Cast, clock: time_machine.Traveller
    ) -> None:
        old = kick_off(cast)
        mornings(14, 14)
        clock.move_to(KICK_OFF - 10 * DAY)
        kick_off(cast, place="Ute")
        assert [call_off(old, by=cast.alice) for _ in range(2)] == [2, 0]
        last = Letter.objects.get(recipient=cast.carol, name="gatherings/called_off")
        assert in_calendar(last) == ("CANCEL", old.uid, 2)

    def test_a_place_that_is_set_right_afterwards_is_told_to_nobody(
        self, cast: Cast, clock: time_machine.Traveller
    ) -> None:
        day = kick_off(cast)
        mornings(14, 14)
        clock.move_to(KICK_OFF + DAY)
        kick_off(cast, place="Stora salen")
        call_off(day, by=cast.alice)
        assert told() == CALLED


def test_a_letter_has_one_action_and_a_file_that_asks_for_no_answer(cast: Cast) -> None:
    kick_off(cast)
    mornings(14, 14)
    letter = Letter.objects.get(recipient=cast.carol)
    assert letter.subject == "Kick-off Tuesday 20 October: bring one real question"
    assert "RSVP=FALSE" in letter.calendar.replace("\r\n ", "")
    assert "SUMMARY:Gathering\r\n" in letter.calendar
    assert cast.bob.email not in letter.calendar


@pytest.mark.parametrize(("language", "day"), [("en", "Thursday"), ("sv", "torsdag")])
def test_examples_say_their_day_in_the_language_that_they_are_looked_at_in(
    language: str, day: str
) -> None:
    for name in ("kick_off_called", "kick_off_near", "circle_called", "moved", "called_off"):
        sample, head = sample_of(f"gatherings/{name}"), Letterhead("x", "y", ())
        assert day in sample.words("mentor", head=head, language=language).text


def test_a_hundred_are_called_with_as_many_questions_as_ten(
    cast: Cast, clock: time_machine.Traveller, django_assert_max_num_queries: object
) -> None:
    kick_off(cast)
    people = [make_person(f"P{n}") for n in range(100)]
    for person in people:
        enrol(person, cast.programme, "mentor")
    clock.move_to(KICK_OFF - 14 * DAY)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        write_ahead()
    assert len(told()) == 102

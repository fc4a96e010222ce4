"""By the day: who is asked for a date, when the coordinator is asked to ring, when it closes."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY, agree, make_pair
from tests.factories import enrol, make_person
from viceversa.conversations.actions import (
    Plan,
    accept_ground_rules,
    book,
    end_pair,
    follow_up,
    offer_times,
    pause,
    say_held,
    tap,
    wish_for_renewal,
)
from viceversa.conversations.models import Meeting
from viceversa.conversations.sealed import Answers
from viceversa.notices.models import Letter
from viceversa.pairing.actions import note_call
from viceversa.pairing.models import Pair
from viceversa.people.models import Person, TrailEntry
from viceversa.programmes.actions.breaks import add_usual_breaks
from viceversa.programmes.models import Programme

pytestmark = pytest.mark.usefixtures("clock")
Clock = time_machine.Traveller


def sent(*names: str) -> list[tuple[str, str]]:
    """Letters by name and recipient, in the order in which they were posted."""
    found = Letter.objects.filter(name__in=[f"conversations/{name}" for name in names])
    rows = found.order_by("created_at", "name", "recipient__given_name")
    return [(row.name.split("/")[1], row.recipient.given_name) for row in rows]


def dates_wanted() -> list[tuple[str, str]]:
    return sent("first_date_wanted", "next_date_wanted")


def each_day(clock: Clock, days: int) -> None:
    """The days go by, each with its round."""
    for _ in range(days):
        clock.shift(DAY)
        follow_up()


def meet(pair: Pair, clock: Clock, asks: Person | None = None) -> None:
    """The two meet tomorrow; one of them may say that she asks for the next date."""
    meeting = book(pair, Plan(), timezone.now() + DAY, by=pair.mentee.person)
    clock.shift(DAY + timedelta(hours=2))
    meeting = Meeting.objects.select_related(
        "pair__programme", "pair__mentor__person", "pair__mentee__person"
    ).get(pk=meeting.pk)
    if asks:
        answers = Answers(useful=4, openly="spoke_openly", next_date="next_asked")
        tap(meeting, answers, by=asks)
    else:
        say_held(meeting, by=pair.mentor.person)


class TestWhoseTurnItIs:
    def test_the_mentee_after_the_match_and_a_week_later_the_mentor(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        each_day(clock, 9)
        assert dates_wanted() == []
        each_day(clock, 1)
        assert dates_wanted() == [("first_date_wanted", "Carol")]
        each_day(clock, 6)
        assert len(dates_wanted()) == 1
        each_day(clock, 1)
        assert dates_wanted()[1:] == [("first_date_wanted", "Bob")]
        each_day(clock, 20)
        assert len(dates_wanted()) == 2

    def test_the_mentor_after_a_meeting(self, cast: Cast, pair: Pair, clock: Clock) -> None:
        meet(pair, clock)
        each_day(clock, 13)
        assert dates_wanted() == []
        each_day(clock, 8)
        assert dates_wanted() == [("next_date_wanted", "Bob"), ("next_date_wanted", "Carol")]

    @pytest.mark.parametrize("who", ["bob", "carol"])
    def test_or_whoever_has_said_that_she_asks(
        self, cast: Cast, pair: Pair, clock: Clock, who: str
    ) -> None:
        meet(pair, clock, asks=getattr(cast, who))
        each_day(clock, 14)
        assert dates_wanted() == [("next_date_wanted", who.title())]

    def test_three_times_are_ready_in_the_letter(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        each_day(clock, 10)
        letter = Letter.objects.get(name="conversations/first_date_wanted")
        assert letter.text.count("September") == 3
        assert f"plan:{pair.pk}" in letter.text

    def test_nobody_is_asked_while_there_is_a_date_or_times_to_choose(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        book(pair, Plan(), timezone.now() + 40 * DAY, by=cast.bob)
        other = make_pair(cast, mentor=enrol(make_person("Hal"), cast.programme, "mentor"))
        agree_both(other)
        offer_times(other, Plan(), [timezone.now() + 30 * DAY], by=other.mentor.person)
        each_day(clock, 25)
        assert dates_wanted() == []

    def test_nobody_is_reminded_more_than_once_a_week(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        """Carol has two mentors. The second reminder waits until a week after the first."""
        other = make_pair(cast, mentor=enrol(make_person("Hal"), cast.programme, "mentor"))
        agree_both(other)
        each_day(clock, 10)
        assert dates_wanted() == [("first_date_wanted", "Carol")]
        each_day(clock, 6)
        assert [who for _, who in dates_wanted()].count("Carol") == 1
        each_day(clock, 1)
        assert [who for _, who in dates_wanted()].count("Carol") == 2

    def test_breaks_are_silent_and_do_not_count(self, cast: Cast, clock: Clock) -> None:
        clock.move_to(timezone.now().replace(month=12, day=18))
        add_usual_breaks(cast.programme)
        pair = make_pair(cast)
        agree(cast, pair)
        each_day(clock, 19)  # until Epiphany
        assert Letter.objects.count() == 0
        each_day(clock, 5)
        assert dates_wanted() == []
        each_day(clock, 1)
        assert dates_wanted() == [("first_date_wanted", "Carol")]

    def test_not_in_a_pair_that_has_ended(self, cast: Cast, pair: Pair, clock: Clock) -> None:
        end_pair(pair)
        each_day(clock, 30)
        assert dates_wanted() == []


class TestSilence:
    def test_after_45_days_the_coordinator_rings_and_the_mentor_hears_it_is_not_her_fault(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        each_day(clock, 44)
        assert sent("call_wanted", "not_your_fault") == []
        each_day(clock, 30)  # once for one silence
        assert sent("call_wanted", "not_your_fault") == [
            ("call_wanted", "Alice"),
            ("not_your_fault", "Bob"),
        ]

    def test_a_silence_after_the_call_is_another(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        each_day(clock, 45)
        note_call(pair, by=cast.alice)
        each_day(clock, 44)
        assert len(sent("call_wanted")) == 1
        each_day(clock, 1)
        assert len(sent("call_wanted")) == 2

    def test_every_coordinator_where_nobody_is_named(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        Programme.objects.filter(pk=cast.programme.pk).update(first_contact=None)
        each_day(clock, 45)
        assert sent("call_wanted") == [("call_wanted", "Alice")]

    def test_the_letters_hold_nothing_of_what_is_said(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        each_day(clock, 45)
        coordinators = Letter.objects.get(name="conversations/call_wanted")
        assert coordinators.subject == f"Pair {pair.number} needs a call"
        mentors = Letter.objects.get(name="conversations/not_your_fault")
        assert mentors.subject == "It is not your fault: we call your mentee"


class TestHalfTime:
    """From 7 September to 1 March: half of it has passed on 3 December."""

    def on(self, clock: Clock, *days: date) -> None:
        for day in days:
            clock.move_to(timezone.now().replace(year=day.year, month=day.month, day=day.day))
            follow_up()

    def test_both_are_told_once_when_half_of_the_time_has_passed(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        book(pair, Plan(), timezone.now() + 150 * DAY, by=cast.bob)
        self.on(clock, date(2026, 12, 2))
        assert sent("half_way") == []
        self.on(clock, date(2026, 12, 4), date(2026, 12, 5), date(2026, 12, 20))
        assert sent("half_way") == [("half_way", "Bob"), ("half_way", "Carol")]

    def test_whoever_had_another_reminder_that_week_is_told_in_the_next(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        clock.move_to(timezone.now().replace(month=11, day=16))
        meet(pair, clock)
        self.on(clock, date(2026, 12, 1), date(2026, 12, 4))
        assert dates_wanted() == [("next_date_wanted", "Bob")]
        assert sent("half_way") == [("half_way", "Carol")]
        self.on(clock, date(2026, 12, 8))
        assert sent("half_way") == [("half_way", "Carol"), ("half_way", "Bob")]

    def test_nobody_is_told_in_a_pause_nor_three_weeks_late(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        pause(pair, date(2026, 12, 28), by=cast.carol)
        self.on(clock, date(2026, 12, 10), date(2026, 12, 28))
        assert sent("half_way") == []


class TestTheEnd:
    """The cast's programme ends on 1 March 2027."""

    def on(self, clock: Clock, day: date) -> None:
        clock.move_to(timezone.now().replace(year=day.year, month=day.month, day=day.day))
        follow_up()

    def test_both_are_written_to_three_weeks_before_and_once(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        self.on(clock, date(2027, 2, 7))
        assert sent("closing_ahead") == []
        self.on(clock, date(2027, 2, 8))
        self.on(clock, date(2027, 2, 9))
        assert sent("closing_ahead") == [("closing_ahead", "Bob"), ("closing_ahead", "Carol")]

    def test_it_closes_by_itself_two_weeks_after_the_end(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        meet(pair, clock)
        self.on(clock, date(2027, 3, 14))
        pair.refresh_from_db()
        assert pair.state == "active"
        self.on(clock, date(2027, 3, 15))
        self.on(clock, date(2027, 3, 16))
        pair.refresh_from_db()
        assert (pair.state, pair.ended_at is not None) == ("completed", True)
        assert sent("pair_completed") == [("pair_completed", "Bob"), ("pair_completed", "Carol")]
        text = Letter.objects.filter(name="conversations/pair_completed")[0].text
        assert "You and Carol have met 1 time." in text or "You and Bob have met 1 time." in text
        assert TrailEntry.objects.get(verb="pair_completed").actor is None

    def test_nobody_is_asked_for_a_date_after_it(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        self.on(clock, date(2027, 2, 20))
        before = len(dates_wanted())
        self.on(clock, date(2027, 3, 2))
        self.on(clock, date(2027, 3, 12))
        assert len(dates_wanted()) == before

    def test_a_prolonged_pair_goes_on_and_is_asked_again(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        self.on(clock, date(2027, 2, 10))
        for person in (cast.bob, cast.carol):
            wish_for_renewal(pair, by=person, yes=True)
        self.on(clock, date(2027, 3, 20))
        pair.refresh_from_db()
        assert (pair.state, pair.ends_on) == ("active", date(2027, 9, 1))
        self.on(clock, date(2027, 8, 11))
        assert len(sent("closing_ahead")) == 4
        self.on(clock, date(2027, 9, 15))
        pair.refresh_from_db()
        assert pair.state == "completed"

    @pytest.mark.requirement("003-09")
    def test_an_open_ended_pair_is_asked_every_six_months_and_closes_without_two_yeses(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        Programme.objects.filter(pk=cast.programme.pk).update(ends_on=None, renewal_months=6)
        self.on(clock, date(2027, 2, 14))
        assert len(sent("closing_ahead")) == 2
        asked = Letter.objects.filter(name="conversations/closing_ahead")
        assert {each.subject for each in asked} == {"Do you two go on after Sunday 7 March?"}
        wish_for_renewal(Pair.objects.get(), by=cast.bob, yes=True)
        self.on(clock, date(2027, 3, 21))
        pair.refresh_from_db()
        assert pair.state == "completed"

    def test_an_open_ended_pair_is_asked_after_its_pause_and_not_closed_in_it(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        Programme.objects.filter(pk=cast.programme.pk).update(ends_on=None, renewal_months=6)
        self.on(clock, date(2027, 1, 10))
        pause(pair, date(2027, 5, 1), by=cast.carol)
        states = []
        for month, day in ((3, 21), (4, 30), (5, 1), (5, 14), (5, 15)):
            self.on(clock, date(2027, month, day))
            pair.refresh_from_db()
            states.append((pair.state, len(sent("closing_ahead"))))
        asked = [("active", 2)] * 2
        assert states == [("active", 0), ("active", 0), *asked, ("completed", 2)]

    def test_a_pause_does_not_prolong_a_round_that_ends(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        pause(pair, date(2027, 5, 1), by=cast.carol)
        self.on(clock, date(2027, 3, 15))
        pair.refresh_from_db()
        assert pair.state == "completed"

    def test_without_an_end_nothing_closes(self, cast: Cast, pair: Pair, clock: Clock) -> None:
        Programme.objects.filter(pk=cast.programme.pk).update(ends_on=None, renewal_months=None)
        self.on(clock, date(2029, 3, 15))
        pair.refresh_from_db()
        assert (pair.state, sent("closing_ahead")) == ("active", [])

    def test_a_meeting_still_planned_leaves_the_calendars(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        clock.move_to(timezone.now().replace(year=2027, month=3, day=10))
        meeting = book(pair, Plan(), timezone.now() + 30 * DAY, by=cast.bob)
        self.on(clock, date(2027, 3, 15))
        meeting.refresh_from_db()
        assert meeting.state == "cancelled"
        completed = Letter.objects.filter(name="conversations/pair_completed")
        assert {letter.calendar_method for letter in completed} == {"CANCEL"}


def test_a_second_round_on_the_same_day_changes_nothing(
    cast: Cast, pair: Pair, clock: Clock
) -> None:
    each_day(clock, 45)
    before = Letter.objects.count(), TrailEntry.objects.count()
    follow_up()
    assert (Letter.objects.count(), TrailEntry.objects.count()) == before


def agree_both(pair: Pair) -> None:
    for person in (pair.mentor.person, pair.mentee.person):
        accept_ground_rules(pair, by=person)

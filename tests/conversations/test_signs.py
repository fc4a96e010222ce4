"""What may be known outside the vault of three taps: who asks, and that both should be rung."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY, client_of
from viceversa.conversations.actions import Plan, book, tap
from viceversa.conversations.actions.follow_up import follow_up
from viceversa.conversations.facts import meeting_facts
from viceversa.conversations.models import Meeting
from viceversa.conversations.sealed import Answers
from viceversa.notices.models import Letter
from viceversa.pairing.actions import note_call
from viceversa.pairing.models import Pair
from viceversa.people.models import Person, TrailEntry

pytestmark = pytest.mark.usefixtures("clock")
NEXT_MONDAY = date(2026, 9, 14)
Clock = time_machine.Traveller


def met(pair: Pair, clock: Clock) -> Meeting:
    """A meeting that has just been, on a day of this week."""
    meeting = book(pair, Plan(), timezone.now() + DAY / 2, by=pair.mentor.person)
    clock.shift(DAY)
    people = ("pair__programme", "pair__mentor__person", "pair__mentee__person")
    return Meeting.objects.select_related(*people).get(pk=meeting.pk)


def say(meeting: Meeting, by: Person, openly: str, next_date: str = "next_later") -> None:
    tap(meeting, Answers(useful=3, openly=openly, next_date=next_date), by=by)


def call_from(pair: Pair) -> date | None:
    pair.refresh_from_db()
    return pair.call_from


class TestSpeakingOpenly:
    @pytest.mark.requirement("000-22")
    @pytest.mark.parametrize("openly", ["spoke_partly", "spoke_not"])
    def test_unease_at_the_first_meeting_alone_raises_nothing(
        self, cast: Cast, pair: Pair, clock: Clock, openly: str
    ) -> None:
        say(met(pair, clock), cast.bob, openly)
        assert call_from(pair) is None

    @pytest.mark.requirement("000-22")
    @pytest.mark.parametrize("who", ["bob", "carol"])
    def test_unease_at_the_first_meeting_leaves_the_pair_fine_on_the_monday_too(
        self, cast: Cast, pair: Pair, clock: Clock, who: str
    ) -> None:
        """Discomfort is normal at first: neither a flag nor a letter, then or later."""
        say(met(pair, clock), getattr(cast, who), "spoke_not")
        for day in (timezone.now().day, NEXT_MONDAY.day):
            clock.move_to(timezone.now().replace(day=day))
            follow_up()
            assert meeting_facts(cast.programme)[pair.pk].health == "fine"
        assert not Letter.objects.filter(name="conversations/call_wanted").exists()

    @pytest.mark.parametrize("who", ["bob", "carol"])
    def test_at_a_later_meeting_both_are_to_be_rung_from_the_monday_after(
        self, cast: Cast, pair: Pair, clock: Clock, who: str
    ) -> None:
        say(met(pair, clock), cast.bob, "spoke_openly")
        say(met(pair, clock), getattr(cast, who), "spoke_not")
        assert call_from(pair) == NEXT_MONDAY
        assert meeting_facts(cast.programme)[pair.pk].health == "fine"
        clock.move_to(timezone.now().replace(day=NEXT_MONDAY.day))
        assert meeting_facts(cast.programme)[pair.pk].health == "call"

    def test_from_both_at_the_first_meeting_too(self, cast: Cast, pair: Pair, clock: Clock) -> None:
        meeting = met(pair, clock)
        for person in (cast.bob, cast.carol):
            say(meeting, person, "spoke_not")
        assert call_from(pair) == NEXT_MONDAY

    def test_partly_never_raises_it(self, cast: Cast, pair: Pair, clock: Clock) -> None:
        for _ in range(3):
            say(met(pair, clock), cast.bob, "spoke_partly")
        assert call_from(pair) is None

    def test_an_answer_corrected_in_the_same_week_takes_it_back(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        say(met(pair, clock), cast.bob, "spoke_openly")
        meeting = met(pair, clock)
        say(meeting, cast.bob, "spoke_not")
        say(meeting, cast.bob, "spoke_openly")
        assert call_from(pair) is None

    def test_once_seen_it_stays_until_both_were_rung(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        """Else its going would tell who has changed an answer."""
        say(met(pair, clock), cast.bob, "spoke_openly")
        meeting = met(pair, clock)
        say(meeting, cast.bob, "spoke_not")
        clock.move_to(timezone.now().replace(day=15))
        say(meeting, cast.bob, "spoke_openly")
        assert call_from(pair) == NEXT_MONDAY
        note_call(pair, by=cast.alice)
        assert call_from(pair) is None
        say(meeting, cast.carol, "spoke_openly")
        assert call_from(pair) is None

    def test_neither_who_nor_which_meeting_is_kept_outside_the_vault(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        """No trail names who has tapped, and no page of the coordinator says why."""
        say(met(pair, clock), cast.bob, "spoke_openly")
        say(met(pair, clock), cast.carol, "spoke_not")
        assert set(TrailEntry.objects.filter(verb="taps_given").values_list("actor")) == {(None,)}
        seen = client_of(cast.alice).get(reverse("programme", args=[cast.programme.pk]))
        assert "openly" not in seen.content.decode()

    def test_the_monday_list_says_ring_both_and_no_more(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        say(met(pair, clock), cast.bob, "spoke_openly")
        say(met(pair, clock), cast.carol, "spoke_not")
        clock.move_to(timezone.now().replace(day=NEXT_MONDAY.day))
        answer = client_of(cast.alice).get(reverse("programme", args=[cast.programme.pk]))
        part = next(p for p in answer.context["overview"].monday if p.rows[0].chip == "call")
        (row,) = part.rows
        call = reverse("programme_call", args=[cast.programme.pk, pair.pk])
        assert (row.action, row.href) == ("Ring both", call)


class TestWhoAsks:
    @pytest.mark.parametrize(
        ("bobs", "carols", "asks"),
        [
            ("next_asked", "next_later", "mentor"),
            ("next_later", "next_asked", "mentee"),
            ("next_asked", "next_asked", "mentor"),
            ("next_booked", "next_later", ""),
        ],
    )
    def test_is_known_so_that_the_right_one_is_reminded(
        self, cast: Cast, pair: Pair, clock: Clock, bobs: str, carols: str, asks: str
    ) -> None:
        meeting = met(pair, clock)
        say(meeting, cast.bob, "spoke_openly", bobs)
        say(meeting, cast.carol, "spoke_openly", carols)
        meeting.refresh_from_db()
        assert meeting.next_asked_by == asks

    def test_an_answer_can_be_changed(self, cast: Cast, pair: Pair, clock: Clock) -> None:
        meeting = met(pair, clock)
        for answer in ("next_asked", "next_booked"):
            say(meeting, cast.bob, "spoke_openly", answer)
        meeting.refresh_from_db()
        assert meeting.next_asked_by == ""

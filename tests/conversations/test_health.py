"""How a pair is doing, from dates alone: four colours, and no alarm that is none."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY, agree, make_pair
from viceversa.conversations.actions import Plan, book, cancel, offer_times, pause, say_held
from viceversa.conversations.facts import meeting_facts
from viceversa.conversations.health import Health, Signs, health_of
from viceversa.conversations.models import Meeting
from viceversa.pairing.actions import note_call
from viceversa.pairing.models import Pair, Recheck
from viceversa.people.models import Person
from viceversa.programmes.actions.breaks import add_usual_breaks

MONDAY = date(2026, 9, 7)


@pytest.mark.parametrize(
    ("signs", "health"),
    [
        ({}, "fine"),
        ({"has_next": True}, "fine"),
        ({"has_next": True, "days_dateless": 60, "days_silent": 60}, "fine"),
        ({"days_dateless": 13}, "fine"),
        ({"days_dateless": 14}, "attention"),
        ({"days_dateless": 14, "may_choose": True}, "fine"),
        ({"days_dateless": 44, "days_silent": 44}, "attention"),
        ({"days_dateless": 45, "days_silent": 45}, "call"),
        ({"days_dateless": 60, "days_silent": 20}, "attention"),
        ({"days_dateless": 60, "days_silent": 60, "has_held_all": True}, "fine"),
        ({"cancelled": 2, "has_held_all": True}, "call"),
        ({"cancelled": 1}, "fine"),
        ({"cancelled": 2}, "call"),
        ({"cancelled": 2, "has_next": True}, "call"),
        ({"is_to_be_called": True, "has_next": True}, "call"),
        ({"is_paused": True, "days_silent": 90, "cancelled": 3, "is_to_be_called": True}, "paused"),
    ],
)
def test_health_of_signs(signs: dict[str, Any], health: str) -> None:
    assert health_of(Signs(**signs)) == health


def test_there_are_four_colours_and_no_red() -> None:
    assert [str(each) for each in Health] == ["fine", "attention", "call", "paused"]


@pytest.mark.usefixtures("clock")
class TestFromWhatHappens:
    def health(self, pair: Pair) -> str:
        return meeting_facts(pair.programme)[pair.pk].health

    def meet(self, pair: Pair, clock: time_machine.Traveller, by: Person) -> None:
        """Books a meeting tomorrow, lets it pass, and says that it was held."""
        meeting = book(pair, Plan(), timezone.now() + DAY, by=by)
        clock.shift(2 * DAY)
        say_held(Meeting.objects.select_related("pair").get(pk=meeting.pk), by=by)

    def test_days_by_the_calendar(
        self, cast: Cast, pair: Pair, clock: time_machine.Traveller
    ) -> None:
        colours = []
        for _ in range(4):
            colours.append(self.health(pair))
            clock.shift(15 * DAY)
        assert colours == ["fine", "attention", "attention", "call"]

    @pytest.mark.requirement("002-08")
    @pytest.mark.parametrize("count", [2, 3, 4])
    def test_two_or_four_of_three_meetings_are_no_alarm(
        self, cast: Cast, pair: Pair, clock: time_machine.Traveller, count: int
    ) -> None:
        for _ in range(count):
            self.meet(pair, clock, cast.bob)
        facts = meeting_facts(cast.programme)[pair.pk]
        assert (facts.held, facts.health) == (count, "fine")

    @pytest.mark.parametrize(("count", "colour"), [(2, "call"), (3, "fine")])
    def test_no_date_is_missing_once_all_meetings_of_the_round_are_held(
        self, cast: Cast, pair: Pair, clock: time_machine.Traveller, count: int, colour: str
    ) -> None:
        for _ in range(count):
            self.meet(pair, clock, cast.bob)
        clock.shift(60 * DAY)
        facts = meeting_facts(cast.programme)[pair.pk]
        assert (facts.health, facts.signs.lacks_date) == (colour, colour == "call")

    def test_times_on_offer_are_on_the_way_until_they_have_passed(
        self, cast: Cast, pair: Pair, clock: time_machine.Traveller
    ) -> None:
        clock.shift(20 * DAY)
        offer_times(pair, Plan(), [timezone.now() + 2 * DAY], by=cast.bob)
        assert self.health(pair) == "fine"
        clock.shift(3 * DAY)
        assert self.health(pair) == "attention"

    def test_two_cancellations_need_a_call_until_both_were_rung(
        self, cast: Cast, pair: Pair, clock: time_machine.Traveller
    ) -> None:
        colours = []
        for person in (cast.carol, cast.bob):
            meeting = book(pair, Plan(), timezone.now() + 7 * DAY, by=cast.bob)
            cancel(meeting, by=person, seen=meeting.sequence)
            colours.append(self.health(pair))
        clock.shift(DAY)
        note_call(pair, by=cast.alice)
        assert [*colours, self.health(pair)] == ["fine", "call", "fine"]

    def test_a_call_ends_the_silence_but_not_the_lack_of_a_date(
        self, cast: Cast, pair: Pair, clock: time_machine.Traveller
    ) -> None:
        clock.shift(46 * DAY)
        assert self.health(pair) == "call"
        note_call(pair, by=cast.alice)
        assert self.health(pair) == "attention"

    def test_a_pause_is_white_and_begins_the_count_anew(
        self, cast: Cast, pair: Pair, clock: time_machine.Traveller
    ) -> None:
        pause(pair, MONDAY + timedelta(days=40), by=cast.carol)
        clock.shift(39 * DAY)
        assert self.health(pair) == "paused"
        Pair.objects.update(paused_at=None)
        clock.shift(13 * DAY)
        assert self.health(pair) == "fine"

    def test_a_doubt_about_independence_needs_a_call(self, cast: Cast, pair: Pair) -> None:
        recheck = Recheck.objects.create(pair=pair, rules=["no_dependency"])
        assert self.health(pair) == "call"
        Recheck.objects.filter(pk=recheck.pk).update(outcome="waived")
        assert self.health(pair) == "fine"

    def test_days_in_breaks_do_not_count(self, cast: Cast, clock: time_machine.Traveller) -> None:
        """A pair formed before Christmas is not late on the day after Epiphany."""
        add_usual_breaks(cast.programme)
        clock.shift(timedelta(days=102))  # 18 December
        pair = make_pair(cast)
        agree(cast, pair)
        clock.shift(timedelta(days=20))
        assert self.health(pair) == "fine"
        clock.shift(timedelta(days=10))
        assert self.health(pair) == "attention"

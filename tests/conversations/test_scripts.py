"""Which agenda a pair's next meeting has: by its turn, and by how far the two have come."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY, set_policy
from viceversa.conversations.actions import Plan, add_agenda, book, say_held
from viceversa.conversations.agendas import home_of
from viceversa.conversations.models import Meeting
from viceversa.conversations.queries import pairs_with_story
from viceversa.conversations.scripts import script_of_next
from viceversa.conversations.story import story_of
from viceversa.pairing.models import Pair
from viceversa.programmes.models import Programme

pytestmark = pytest.mark.usefixtures("clock")
Clock = time_machine.Traveller
HALF, NEAR_THE_END = timedelta(days=90), timedelta(days=160)  # since the match; the round has 175


@pytest.fixture
def five(cast: Cast) -> None:
    """The programme means its pairs to meet five times."""
    Programme.objects.filter(pk=cast.programme.pk).update(meetings_target=5)


def script(cast: Cast, kind: str = "talk") -> str:
    story = story_of(pairs_with_story().get(), cast.bob, timezone.now())
    return script_of_next(story, way="place", kind=kind).code


def meet(pair: Pair, clock: Clock, times: int = 1, *, agenda: bool = False) -> None:
    """They meet, each time tomorrow, and may have made an agenda."""
    for _ in range(times):
        meeting = book(pair, Plan(), timezone.now() + DAY, by=pair.mentee.person)
        if agenda:
            add_agenda(meeting, by=pair.mentor.person)
        clock.shift(2 * DAY)
        meeting = Meeting.objects.select_related("pair").get(pk=meeting.pk)
        say_held(meeting, by=pair.mentor.person)


@pytest.mark.usefixtures("five")
def test_the_first_talk_past_the_half_is_the_one_at_half_time(
    cast: Cast, pair: Pair, clock: Clock
) -> None:
    meet(pair, clock)
    codes = [script(cast)]
    clock.shift(HALF)
    codes.append(script(cast))
    meet(pair, clock, agenda=True)
    codes.append(script(cast))
    assert codes == ["between", "half-time", "between"]


@pytest.mark.usefixtures("five")
def test_whoever_met_without_an_agenda_may_still_have_it(
    cast: Cast, pair: Pair, clock: Clock
) -> None:
    meet(pair, clock)
    clock.shift(HALF)
    meet(pair, clock)
    assert script(cast) == "half-time"


@pytest.mark.parametrize(("held", "code"), [(0, "first"), (1, "half-time"), (2, "last")])
def test_a_first_and_a_last_talk_stay_what_they_are(
    cast: Cast, pair: Pair, clock: Clock, held: int, code: str
) -> None:
    meet(pair, clock, held)
    clock.shift(HALF)
    assert script(cast) == code


@pytest.mark.parametrize(
    ("held", "codes"),
    [
        (0, ["first", "first"]),
        (1, ["between", "closing"]),
        (2, ["last", "last"]),
        (3, ["last", "closing"]),
        (4, ["last", "closing"]),
    ],
)
def test_near_the_end_all_but_the_first_and_the_last_are_for_closing(
    cast: Cast, pair: Pair, clock: Clock, held: int, codes: list[str]
) -> None:
    meet(pair, clock, held)
    before = script(cast)
    clock.move_to(pair.active_since + NEAR_THE_END)
    assert [before, script(cast)] == codes


def test_whoever_may_go_on_without_an_end_has_no_closing(
    cast: Cast, pair: Pair, clock: Clock
) -> None:
    Programme.objects.update(ends_on=None, renewal_months=6, meetings_target=None)
    meet(pair, clock)
    clock.move_to(pair.active_since + timedelta(days=170))
    assert script(cast) == "between"


def test_an_open_ended_pair_has_its_half_time_too(cast: Cast, pair: Pair, clock: Clock) -> None:
    Programme.objects.update(ends_on=None, renewal_months=6, meetings_target=None)
    meet(pair, clock)
    clock.shift(HALF)
    assert script(cast) == "half-time"


def test_other_kinds_keep_their_own(cast: Cast, pair: Pair, clock: Clock) -> None:
    meet(pair, clock)
    clock.shift(HALF)
    assert script(cast, "show_me") == "show-me"


@pytest.mark.usefixtures("five")
def test_it_comes_with_one_tap_and_with_the_booking_where_that_is_required(
    cast: Cast, pair: Pair, clock: Clock
) -> None:
    meet(pair, clock)
    clock.shift(HALF)
    set_policy(cast.programme, agenda_policy="require")
    booked = book(Pair.objects.get(), Plan(minutes=60), timezone.now() + DAY, by=cast.carol)
    assert home_of(booked.agenda).code == "half-time"
    assert sum(minutes for _code, minutes in booked.agenda) == 60

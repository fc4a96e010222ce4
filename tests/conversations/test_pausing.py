"""A pause by either: until a day, without a reason, and silent."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY, client_of
from viceversa.conversations.actions import (
    Plan,
    StateError,
    book,
    end_pair,
    follow_up,
    offer_times,
    pause,
    resume,
)
from viceversa.conversations.actions.reminders import send_due_reminders
from viceversa.conversations.models import Meeting
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import TrailEntry

pytestmark = pytest.mark.usefixtures("clock")
MONDAY = date(2026, 9, 7)
BACK = MONDAY + timedelta(weeks=4)


def letters(name: str) -> list[str]:
    found = Letter.objects.filter(name=f"conversations/{name}")
    return sorted(letter.recipient.given_name for letter in found)


def url(pair: Pair, name: str) -> str:
    return reverse(name, args=[pair.pk])


@pytest.mark.parametrize("who", ["bob", "carol"])
def test_either_pauses_and_nobody_is_told_who(cast: Cast, pair: Pair, who: str) -> None:
    person = getattr(cast, who)
    page = client_of(person).get(url(pair, "pair_pause")).content.decode()
    assert page.count("button-primary") == 1
    assert "<textarea" not in page
    client_of(person).post(url(pair, "pair_pause"), {"until": BACK.isoformat()})
    pair.refresh_from_db()
    assert (pair.is_paused, pair.resumes_on) == (True, BACK)
    assert letters("pair_paused") == ["Bob", "Carol"]
    entry = TrailEntry.objects.get(verb="pair_paused")
    assert (entry.actor, entry.facts) == (None, {"until": BACK.isoformat()})


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_the_day_lies_within_a_year(cast: Cast, pair: Pair, days: int) -> None:
    until = MONDAY + timedelta(days=days)
    answer = client_of(cast.bob).post(url(pair, "pair_pause"), {"until": until.isoformat()})
    assert "Choose a day within a year from now." in answer.content.decode()
    with pytest.raises(StateError):
        pause(pair, until, by=cast.bob)
    pair.refresh_from_db()
    assert not pair.is_paused


def test_what_is_planned_before_that_day_is_called_off(cast: Cast, pair: Pair) -> None:
    meeting = book(pair, Plan(), timezone.now() + 20 * DAY, by=cast.bob)
    pause(pair, BACK, by=cast.carol)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_by_role) == ("cancelled", "")
    sent = Letter.objects.filter(name="conversations/pair_paused")
    assert set(sent.values_list("calendar_method", flat=True)) == {"CANCEL"}


def test_what_is_planned_after_it_stands(cast: Cast, pair: Pair) -> None:
    meeting = book(pair, Plan(), timezone.now() + 28 * DAY, by=cast.bob)
    pause(pair, BACK, by=cast.carol)
    meeting.refresh_from_db()
    assert meeting.state == "booked"


def test_nothing_is_planned_in_a_pause(cast: Cast, pair: Pair) -> None:
    pause(pair, BACK, by=cast.carol)
    for act in (offer_times, book):
        times = timezone.now() + 2 * DAY
        with pytest.raises(StateError):
            act(pair, Plan(), [times] if act is offer_times else times, by=cast.bob)  # type: ignore[arg-type]
    assert not Meeting.objects.exists()


def test_no_reminders_come(cast: Cast, pair: Pair, clock: time_machine.Traveller) -> None:
    book(pair, Plan(), timezone.now() + 28 * DAY, by=cast.bob)
    pause(pair, BACK, by=cast.carol)
    Letter.objects.all().delete()
    clock.shift(26 * DAY)
    follow_up()
    send_due_reminders()
    assert Letter.objects.count() == 0


def test_either_goes_on_and_twice_is_once(cast: Cast, pair: Pair) -> None:
    pause(pair, BACK, by=cast.carol)
    for _ in range(2):
        client_of(cast.bob).post(url(pair, "pair_resumption"))
    pair.refresh_from_db()
    assert (pair.is_paused, pair.resumes_on) == (False, MONDAY)
    assert letters("pair_resumed") == ["Bob", "Carol"]


def test_it_ends_by_itself_on_that_day(
    cast: Cast, pair: Pair, clock: time_machine.Traveller
) -> None:
    pause(pair, BACK, by=cast.carol)
    clock.shift(27 * DAY)
    follow_up()
    pair.refresh_from_db()
    assert pair.is_paused
    clock.shift(DAY)
    follow_up()
    pair.refresh_from_db()
    assert (pair.is_paused, pair.resumes_on) == (False, BACK)
    assert letters("pair_resumed") == ["Bob", "Carol"]


def test_a_second_pause_is_told_anew(cast: Cast, pair: Pair, clock: time_machine.Traveller) -> None:
    pause(pair, BACK, by=cast.carol)
    pause(pair, BACK, by=cast.bob)  # the same again
    assert len(letters("pair_paused")) == 2
    clock.shift(DAY)
    pause(pair, BACK + timedelta(weeks=1), by=cast.bob)  # longer
    assert len(letters("pair_paused")) == 4
    pair.refresh_from_db()
    resume(pair)
    clock.shift(DAY)
    pause(pair, BACK, by=cast.carol)
    assert len(letters("pair_paused")) == 6


def test_a_pause_ends_with_the_pair(cast: Cast, pair: Pair) -> None:
    pause(pair, BACK, by=cast.carol)
    end_pair(pair)
    pair.refresh_from_db()
    assert (pair.state, pair.is_paused, resume(pair)) == ("ended", False, False)


def test_the_page_says_until_when_and_offers_to_go_on(cast: Cast, pair: Pair) -> None:
    pause(pair, BACK, by=cast.carol)
    page = client_of(cast.bob).get(url(pair, "pair")).content.decode()
    assert "A pause until Monday 5 October" in page
    assert page.count("button-primary") == 1

"""The second cancellation by the same side: the coordinator rings, and it is not the mentor's
fault. Once for each occasion."""

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY, client_of
from viceversa.conversations.actions import Plan, book, cancel
from viceversa.conversations.facts import meeting_facts
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import Person, TrailEntry

pytestmark = pytest.mark.usefixtures("clock")
NAMES = ("conversations/call_wanted", "conversations/not_your_fault")


def cancelled(pair: Pair, by: Person) -> None:
    meeting = book(pair, Plan(), timezone.now() + 7 * DAY, by=by)
    cancel(meeting, by=by, seen=meeting.sequence)


def sent() -> list[tuple[str, str]]:
    found = Letter.objects.filter(name__in=NAMES).order_by("name", "recipient__given_name")
    return [(letter.name.split("/")[1], letter.recipient.given_name) for letter in found]


def test_the_second_by_the_senior_rings_and_comforts(cast: Cast, pair: Pair) -> None:
    cancelled(pair, cast.carol)
    assert sent() == []
    cancelled(pair, cast.carol)
    assert sent() == [("call_wanted", "Alice"), ("not_your_fault", "Bob")]
    assert meeting_facts(cast.programme)[pair.pk].health == "call"


def test_the_third_does_not_ring_again(cast: Cast, pair: Pair) -> None:
    for _ in range(4):
        cancelled(pair, cast.carol)
    assert len(sent()) == 2


def test_the_second_by_the_mentor_rings_only(cast: Cast, pair: Pair) -> None:
    for _ in range(2):
        cancelled(pair, cast.bob)
    assert sent() == [("call_wanted", "Alice")]


def test_one_each_is_nobodys_second(cast: Cast, pair: Pair) -> None:
    cancelled(pair, cast.bob)
    cancelled(pair, cast.carol)
    assert sent() == []


def test_the_same_cancellation_sent_twice_counts_once(cast: Cast, pair: Pair) -> None:
    meeting = book(pair, Plan(), timezone.now() + 7 * DAY, by=cast.carol)
    for _ in range(2):
        cancel(meeting, by=cast.carol, seen=meeting.sequence)
    assert sent() == []


def test_two_more_after_the_call_are_another_occasion(
    cast: Cast, pair: Pair, clock: time_machine.Traveller
) -> None:
    for _ in range(2):
        cancelled(pair, cast.carol)
    clock.shift(DAY)
    client_of(cast.alice).post(reverse("programme_call", args=[cast.programme.pk, pair.pk]))
    clock.shift(DAY)
    pair.refresh_from_db()
    cancelled(pair, cast.carol)
    assert len(sent()) == 2
    cancelled(pair, cast.carol)
    assert len(sent()) == 4


class TestThePageToRingFrom:
    def place(self, pair: Pair) -> str:
        return reverse("programme_call", args=[pair.programme_id, pair.pk])

    def test_both_numbers_and_one_button(self, cast: Cast, pair: Pair) -> None:
        Person.objects.filter(pk=cast.carol.pk).update(phone="+46 36 12 34 56")
        page = client_of(cast.alice).get(self.place(pair)).content.decode()
        assert 'href="tel:+4636123456"' in page
        assert cast.bob.email in page
        assert page.count("button-primary") == 1

    def test_a_call_is_noted_and_what_was_said_is_not(self, cast: Cast, pair: Pair) -> None:
        client_of(cast.alice).post(self.place(pair), {"note": "he sounded tired"})
        entry = TrailEntry.objects.get(verb="called both")
        assert (entry.actor, entry.facts) == (cast.alice, {})
        pair.refresh_from_db()
        assert pair.called_at == timezone.now()

    def test_only_in_ones_own_programme(self, cast: Cast, pair: Pair) -> None:
        for person in (cast.bob, cast.dora, cast.erik, cast.yrsa):
            assert client_of(person).post(self.place(pair)).status_code == 404
        place = reverse("programme_call", args=[cast.other_programme.pk, pair.pk])
        assert client_of(cast.yrsa).post(place).status_code == 404
        pair.refresh_from_db()
        assert pair.called_at is None


def test_a_cancellation_offers_a_new_time_in_one_tap(cast: Cast, pair: Pair) -> None:
    """The senior gets E18 with the link that offers three times; no page to fill in."""
    cancelled(pair, cast.carol)
    letter = Letter.objects.get(name="conversations/new_time")
    assert letter.subject.startswith("Cancelled: ")
    assert letter.subject.endswith("A new time right away?")
    assert f"plan:{pair.pk}" in letter.text

"""Two who are over, having met twice; and keys that take no time to make."""

from datetime import date

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import agree, booked, make_pair, turn_back
from viceversa.conversations.models import Meeting
from viceversa.pairing.models import Pair
from viceversa.vault import signing_keys

BEGUN, ENDED = date(2026, 9, 3), date(2026, 11, 20)


@pytest.fixture(autouse=True)
def small_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_keys, "BITS", 2048)


@pytest.fixture
def active(cast: Cast) -> Pair:
    """Bob and Carol, who have met twice, in the midst of the round."""
    pair = make_pair(cast)
    agree(cast, pair)
    for hours, minutes in ((900, 60), (300, 90)):
        meeting = turn_back(booked(cast, pair), hours=hours)
        Meeting.objects.filter(pk=meeting.pk).update(state="held", minutes=minutes)
    today = timezone.localdate()
    type(cast.programme).objects.update(ends_on=today.replace(year=today.year + 1))
    return Pair.objects.get(pk=pair.pk)


@pytest.fixture
def over(active: Pair) -> Pair:
    """The same two, whose time is over."""
    dates = {"active_since": noon(BEGUN), "ended_at": noon(ENDED)}
    Pair.objects.filter(pk=active.pk).update(state="ended", **dates)
    return Pair.objects.get(pk=active.pk)


def noon(day: date) -> str:
    return f"{day}T12:00Z"

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.cast import Cast
from tests.conversations.world import agree, make_pair, turn_back
from viceversa.conversations.actions import Plan, book, say_held
from viceversa.conversations.models import Meeting
from viceversa.pairing.models import Pair

LAST_DAY = datetime(2027, 3, 1, 10, tzinfo=UTC)  # of the cast's programme


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A week before the last day of the round. Tests move it on."""
    with time_machine.travel(LAST_DAY - timedelta(days=7), tick=False) as traveller:
        yield traveller


@pytest.fixture
def pair(cast: Cast, clock: time_machine.Traveller) -> Pair:
    """Bob and Carol, who have met once."""
    made = make_pair(cast)
    agree(cast, made)
    meeting = book(made, Plan(), LAST_DAY, by=cast.bob)
    say_held(Meeting.objects.select_related("pair").get(pk=turn_back(meeting).pk), by=cast.bob)
    return made

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from tests.cast import Cast
from tests.conversations.answers_by_mail import Answer, web
from tests.conversations.world import agree, booked, make_pair
from viceversa.conversations.models import Meeting
from viceversa.pairing.models import Pair


@pytest.fixture
def new_pair(cast: Cast) -> Pair:
    """Bob and Carol, just formed."""
    return make_pair(cast)


@pytest.fixture
def pair(cast: Cast, new_pair: Pair) -> Pair:
    """Bob and Carol, who have both accepted the ground rules."""
    agree(cast, new_pair)
    return new_pair


@pytest.fixture
def meeting(cast: Cast, pair: Pair) -> Meeting:
    """Theirs, booked."""
    return booked(cast, pair)


@pytest.fixture
def answer(cast: Cast, meeting: Meeting) -> bytes:
    """Carol's calendar accepts, by mail."""
    return web(Answer(meeting.uid, cast.carol.email))


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A Monday in September, the second week of the round. Tests move it on."""
    with time_machine.travel(datetime(2026, 9, 7, 10, tzinfo=UTC), tick=False) as traveller:
        yield traveller

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A Monday in September, six weeks before the kick-off. Tests move it on."""
    with time_machine.travel(datetime(2026, 9, 7, 10, tzinfo=UTC), tick=False) as traveller:
        yield traveller

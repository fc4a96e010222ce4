"""What the tests of the desk share."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture
def autumn() -> Iterator[None]:
    """Far from any break, in which silence would not count."""
    with time_machine.travel(datetime(2026, 10, 5, 9, tzinfo=UTC)):
        yield

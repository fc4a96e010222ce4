"""Times that are typed, and times that clocks do not have."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from viceversa.lib.moments import NoSuchTimeError, TimeTwiceError, moment_at

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def test_an_hour_that_clocks_skip_is_refused() -> None:
    with pytest.raises(NoSuchTimeError):
        moment_at(datetime(2027, 3, 28, 2, 30), STOCKHOLM)  # noqa: DTZ001  # as typed


def test_an_hour_that_comes_twice_is_refused() -> None:
    with pytest.raises(TimeTwiceError):
        moment_at(datetime(2027, 10, 31, 2, 30), STOCKHOLM)  # noqa: DTZ001  # as typed


def test_what_is_typed_is_meant_by_the_clocks_of_the_zone() -> None:
    typed = datetime(2026, 12, 3, 14, 0)  # noqa: DTZ001  # as typed
    assert moment_at(typed, STOCKHOLM) == datetime(2026, 12, 3, 13, tzinfo=UTC)

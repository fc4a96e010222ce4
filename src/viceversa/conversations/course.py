"""The dates of a pair's course: when it ends, is asked how to go on, and may turn the roles.

Everything is read from a pair that has its programme; nothing is queried.
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from viceversa.lib.dates import add_months
from viceversa.pairing.models import Pair

RENEWAL_MONTHS = 6  # where the programme says nothing else
BEFORE_THE_END = timedelta(days=21)
AFTER_THE_END = timedelta(days=14)
AFTER_HALF_TIME = timedelta(days=21)


def begun_on(pair: Pair) -> date:
    """The day on which the two became a pair, by the clocks of the programme."""
    begun = pair.active_since or pair.proposed_at
    return begun.astimezone(ZoneInfo(pair.programme.time_zone)).date()


def last_day(pair: Pair) -> date | None:
    """The pair's own last day, or the programme's; an open-ended pair ends unless it is renewed,
    and not while it has a pause, in which nobody is asked. None where the programme knows neither.
    """
    if pair.programme.ends_on:
        return pair.ends_on or pair.programme.ends_on
    end = pair.ends_on or _first_renewal(pair)
    return max(end, pair.resumes_on) if end and pair.resumes_on else end


def is_closing(pair: Pair, day: date) -> bool:
    """Whether the end is near or past, so that both are asked how they want to go on."""
    end = last_day(pair)
    return end is not None and day >= end - BEFORE_THE_END


def closes_by_itself(pair: Pair, day: date) -> bool:
    """Whether nobody has prolonged it, and its time is over for two weeks."""
    end = last_day(pair)
    return end is not None and day >= end + AFTER_THE_END


def prolonged_until(pair: Pair) -> date | None:
    """The last day it would have if both said yes."""
    end = last_day(pair)
    return add_months(end, pair.programme.renewal_months or RENEWAL_MONTHS) if end else None


def is_past_half(pair: Pair, day: date, *, held: int) -> bool:
    """Whether half of the time has passed, or half of the meetings are held."""
    target = pair.programme.meetings_target
    return bool(target and 2 * held >= target) or day >= _half_way(pair)


def is_half_time(pair: Pair, day: date) -> bool:
    """Whether half of the time has just passed, so that both are told."""
    return _half_way(pair) <= day < _half_way(pair) + AFTER_HALF_TIME


def _half_way(pair: Pair) -> date:
    begun = begun_on(pair)
    end = last_day(pair) or add_months(begun, RENEWAL_MONTHS)
    return begun + (end - begun) / 2


def _first_renewal(pair: Pair) -> date | None:
    months = pair.programme.renewal_months
    return add_months(begun_on(pair), months) if months else None

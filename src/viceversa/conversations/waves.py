"""When a pair is asked how far it has come with its goal: at half-time and towards the end."""

from datetime import date, timedelta

from viceversa.conversations.models import GoalMark
from viceversa.lib.dates import add_months

Wave = GoalMark.Wave
BEFORE_THE_END = timedelta(days=21)
HALF_OF_OPEN_ENDED = 3  # months; half-way to the question whether to go on


def wave_on(day: date, *, starts_on: date, ends_on: date | None) -> GoalMark.Wave | None:
    """The wave that is open on a day; None while it is too early to ask."""
    if ends_on is None:
        return Wave.HALF_TIME if day >= add_months(starts_on, HALF_OF_OPEN_ENDED) else None
    if day >= ends_on - BEFORE_THE_END:
        return Wave.END
    return Wave.HALF_TIME if day >= starts_on + (ends_on - starts_on) / 2 else None

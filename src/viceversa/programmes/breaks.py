"""Breaks: days on which a programme is silent: no reminders, and silence counts for nothing."""

from dataclasses import dataclass
from datetime import date, timedelta

from viceversa.lib.dates import week_of
from viceversa.programmes.models import Programme

SUMMER_WEEKS = range(28, 32)
CHRISTMAS_BEGINS, CHRISTMAS_ENDS = (12, 23), (1, 6)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Silence:
    """The silent days of a programme."""

    def covers(self, day: date) -> bool:
        """Whether nothing is sent on that day: in the weeks of summer, and at Christmas."""
        month_and_day = (day.month, day.day)
        is_christmas = month_and_day >= CHRISTMAS_BEGINS or month_and_day <= CHRISTMAS_ENDS
        return is_christmas or week_of(day).number in SUMMER_WEEKS

    def days_between(self, earlier: date, later: date) -> int:
        """How many days after the one and up to the other are silent."""
        days = range(1, (later - earlier).days + 1)
        return sum(self.covers(earlier + n * DAY) for n in days)


def silence_of(programme: Programme) -> Silence:
    """The silence of that programme; the same in all."""
    return Silence()


def is_silent(programme: Programme, day: date) -> bool:
    """Whether no reminder is sent on that day."""
    return silence_of(programme).covers(day)

"""Breaks: days on which a programme is silent.

Two come by themselves, the four weeks of summer and the days round Christmas; the rest are the
organiser's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from viceversa.lib.dates import Week, add_months
from viceversa.programmes.models import Break, Programme

FIRST_SUMMER_WEEK, LAST_SUMMER_WEEK = 28, 31
YEARS_AHEAD = 5  # as far as they are planned for a programme that has no last day
DAY = timedelta(days=1)
YEAR_OF_WEEKS = timedelta(weeks=52)


class Stretch(NamedTuple):
    """A break that comes by itself, and its days."""

    kind: Break.Kind
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Silence:
    """The silent days of a programme, read once."""

    stretches: tuple[tuple[date, date], ...] = ()

    def covers(self, day: date) -> bool:
        """Whether nothing is sent on that day."""
        return any(first <= day <= last for first, last in self.stretches)

    def days_between(self, earlier: date, later: date) -> int:
        """How many days after the one and up to the other are silent."""
        days = range(1, (later - earlier).days + 1)
        return sum(self.covers(earlier + n * DAY) for n in days)

    def next_day(self, day: date) -> date:
        """That day, or the first after it that is not silent."""
        while self.covers(day):
            day = next(last for first, last in self.stretches if first <= day <= last) + DAY
        return day


def silence_of(programme: Programme) -> Silence:
    """Reads `breaks` as they are prefetched, if they are."""
    return Silence(tuple((each.starts_on, each.ends_on) for each in programme.breaks.all()))


def is_silent(programme: Programme, day: date) -> bool:
    """Whether no reminder is sent on that day, and no time suggested."""
    return silence_of(programme).covers(day)


def plan_breaks(starts_on: date, ends_on: date | None) -> tuple[Stretch, ...]:
    """The summers and Christmases that lie in a round, wholly or in part."""
    until = ends_on or add_months(starts_on, 12 * YEARS_AHEAD)
    return tuple(
        stretch
        for year in range(starts_on.year - 1, until.year + 1)
        for stretch in _of_year(year)
        if stretch.starts_on <= until and stretch.ends_on >= starts_on
    )


def moved_into(own: Break, starts_on: date, ends_on: date | None) -> tuple[date, date] | None:
    """The days of an own break in a later round: the same weeks of the year, if it has them."""
    first, last = own.starts_on, own.ends_on
    while last < starts_on:
        first, last = first + YEAR_OF_WEEKS, last + YEAR_OF_WEEKS
    return (first, last) if ends_on is None or first <= ends_on else None


def _of_year(year: int) -> Iterator[Stretch]:
    summer = Week(year, FIRST_SUMMER_WEEK).monday, Week(year, LAST_SUMMER_WEEK).sunday
    yield Stretch(Break.Kind.SUMMER, *summer)
    yield Stretch(Break.Kind.CHRISTMAS, date(year, 12, 23), date(year + 1, 1, 6))

"""Times that would suit, computed so that nobody has to type one."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from viceversa.lib.dates import days_later, local_moment
from viceversa.people.models import Person

CLOCKS = {"morning": time(9), "lunch": time(12), "afternoon": time(15), "evening": time(17, 30)}
ANY_HOURS = ("morning", "afternoon")
FIRST_IN_DAYS = 7
SATURDAY, WEEK = 5, 7


class NoSuchTimeError(ValueError):
    """The clocks skip this time, in the night when summer time begins."""


class TimeTwiceError(ValueError):
    """The clocks show this time twice, in the night when summer time ends."""


def moment_at(local: datetime, zone: ZoneInfo) -> datetime:
    """When the clocks of the zone show this; an error where that is no moment, or two."""
    moment = local.replace(tzinfo=zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise NoSuchTimeError
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise TimeTwiceError
    return moment.astimezone(UTC)


def new_times(old: datetime, *, zone: ZoneInfo, now: datetime, weeks: int = 1) -> list[datetime]:
    """Three times like an old one: `weeks` later, the working day after that, and a week on."""
    start = old
    while start < now + timedelta(days=1) - timedelta(weeks=weeks):
        start = days_later(start, WEEK, zone=zone)
    same = days_later(start, weeks * WEEK, zone=zone)
    return [
        same,
        _on_working_day(same, old, zone=zone),
        days_later(same, WEEK, zone=zone),
    ]


def first_times(mentor: Person, *, zone: ZoneInfo, now: datetime) -> list[datetime]:
    """Three times about a week from now, within the hours that suit the mentor."""
    clocks = _clocks(hour for hour in mentor.hours if hour in CLOCKS)
    day = now.astimezone(zone).date() + timedelta(days=FIRST_IN_DAYS)
    days = [day + timedelta(days=n) for n in range(WEEK)]
    working = [day for day in days if day.weekday() < SATURDAY][:3]
    return [local_moment(day, clocks[i % len(clocks)], zone=zone) for i, day in enumerate(working)]


def _clocks(hours: Iterable[str]) -> list[time]:
    return [CLOCKS[hour] for hour in tuple(hours) or ANY_HOURS]


def _on_working_day(moment: datetime, old: datetime, *, zone: ZoneInfo) -> datetime:
    after = days_later(moment, 1, zone=zone)
    if old.astimezone(zone).weekday() >= SATURDAY:
        return after  # those who meet at weekends do so on purpose
    while after.astimezone(zone).weekday() >= SATURDAY:
        after = days_later(after, 1, zone=zone)
    return after

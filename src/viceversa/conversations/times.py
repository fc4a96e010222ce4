"""Times that would suit, computed so that nobody has to type one."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from viceversa.lib.dates import days_later, local_moment
from viceversa.people.models import Person
from viceversa.programmes.breaks import Silence

CLOCKS = {"morning": time(9), "lunch": time(12), "afternoon": time(15), "evening": time(17, 30)}
ANY_HOURS = ("morning", "afternoon")
FIRST_IN_DAYS = 7
SUGGESTED = 3
NO_BREAKS = Silence()
SATURDAY, WEEK = 5, 7


def new_times(
    old: datetime,
    *,
    zone: ZoneInfo,
    now: datetime,
    weeks: int = 1,
    silence: Silence = NO_BREAKS,
) -> list[datetime]:
    """Three times like an old one, none of them in a break: `weeks` later, the working day after
    that, and a week on."""
    start = old
    while start < now + timedelta(days=1) - timedelta(weeks=weeks):
        start = days_later(start, WEEK, zone=zone)
    same = _after_breaks(days_later(start, weeks * WEEK, zone=zone), WEEK, zone, silence)
    following = _on_working_day(same, old, zone=zone, silence=silence)
    later = _after_breaks(days_later(same, WEEK, zone=zone), WEEK, zone, silence)
    if later == following:
        later = _after_breaks(days_later(later, WEEK, zone=zone), WEEK, zone, silence)
    return [same, following, later]


def first_times(
    mentor: Person, *, zone: ZoneInfo, now: datetime, silence: Silence = NO_BREAKS
) -> list[datetime]:
    """Three times about a week from now, within the hours that suit the mentor."""
    clocks = _clocks(hour for hour in mentor.hours if hour in CLOCKS)
    day = now.astimezone(zone).date() + timedelta(days=FIRST_IN_DAYS)
    working: list[date] = []
    while len(working) < SUGGESTED:
        if day.weekday() < SATURDAY and not silence.covers(day):
            working.append(day)
        day += timedelta(days=1)
    return [local_moment(day, clocks[i % len(clocks)], zone=zone) for i, day in enumerate(working)]


def _clocks(hours: Iterable[str]) -> list[time]:
    return [CLOCKS[hour] for hour in tuple(hours) or ANY_HOURS]


def _after_breaks(moment: datetime, days: int, zone: ZoneInfo, silence: Silence) -> datetime:
    """That moment, or the first so many days on, again and again, that lies in no break."""
    while silence.covers(moment.astimezone(zone).date()):
        moment = days_later(moment, days, zone=zone)
    return moment


def _on_working_day(
    moment: datetime, old: datetime, *, zone: ZoneInfo, silence: Silence
) -> datetime:
    after = _after_breaks(days_later(moment, 1, zone=zone), 1, zone, silence)
    if old.astimezone(zone).weekday() >= SATURDAY:
        return after  # those who meet at weekends do so on purpose
    while after.astimezone(zone).weekday() >= SATURDAY:
        after = _after_breaks(days_later(after, 1, zone=zone), 1, zone, silence)
    return after

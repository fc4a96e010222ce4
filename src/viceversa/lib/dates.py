"""Days and moments as people say them, and the arithmetic of calendars and clocks.

Moments that come from here are in UTC: Python compares two moments of one zone by their wall
clocks, which goes wrong in the nights when the clock is changed.
"""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateformat import format as say
from django.utils.dateformat import time_format
from django.utils.translation import gettext, pgettext


class Week(NamedTuple):
    """A week as calendars in Europe number it (ISO 8601)."""

    year: int
    number: int

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 7)


def say_day(day: date, *, today: date | None = None) -> str:
    """Thursday 3 December; with the year when it is not this one."""
    if day.year == (today or timezone.localdate()).year:
        return say(day, pgettext("a day, in Django's date format", "l j F"))
    return say(day, pgettext("a day with its year, in Django's date format", "l j F Y"))


def say_time(moment: datetime, zone: ZoneInfo) -> str:
    """14:00, by the clock of that zone."""
    return time_format(
        moment.astimezone(zone).time(), pgettext("a time of day, in Django's date format", "H:i")
    )


def say_moment(
    moment: datetime, *, zone: ZoneInfo, home: ZoneInfo | None = None, now: datetime | None = None
) -> str:
    """Thursday 3 December 14:00; the zone is named when it is not the programme's, `home`."""
    today = (now or timezone.now()).astimezone(zone).date()
    day = say_day(moment.astimezone(zone).date(), today=today)
    said = f"{day} {say_time(moment, zone)}"
    if home is None or zone.key == home.key:
        return said
    place = zone.key.rpartition("/")[2].replace("_", " ")
    return gettext("%(moment)s (%(place)s time)") % {"moment": said, "place": place}


def week_of(day: date) -> Week:
    """The week a day lies in; its year may differ from the day's around New Year."""
    iso = day.isocalendar()
    return Week(iso.year, iso.week)


def say_week(week: Week, *, today: date | None = None) -> str:
    """Week 49; with the year when it is not this one."""
    if week.year == week_of(today or timezone.localdate()).year:
        return gettext("week %(number)s") % {"number": week.number}
    return gettext("week %(number)s, %(year)s") % week._asdict()


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def local_moment(day: date, clock: time, *, zone: ZoneInfo) -> datetime:
    """When the clocks of a zone show that time.

    In spring an hour is missing: its times move forward by it. In autumn one comes twice: then it
    is the first.
    """
    return datetime.combine(day, clock, zone).astimezone(UTC)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first moment that is too late for what was due by that day."""
    return local_moment(day + timedelta(days=1), time.min, zone=zone)


def days_later(moment: datetime, days: int, *, zone: ZoneInfo) -> datetime:
    """So many days later at the same time by the clocks of the zone."""
    local = moment.astimezone(zone)
    return local_moment(local.date() + timedelta(days=days), local.time(), zone=zone)

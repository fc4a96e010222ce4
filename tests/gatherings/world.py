"""A programme of autumn 2026 whose kick-off is in October, as the tests of this room need it."""

from datetime import UTC, datetime, timedelta

import time_machine
from icalendar import Calendar

from tests.cast import Cast
from viceversa.gatherings.actions import set_day, write_ahead
from viceversa.gatherings.kinds import Kind
from viceversa.gatherings.models import GatheringDay
from viceversa.notices.models import Letter

KICK_OFF = datetime(2026, 10, 20, 13, tzinfo=UTC)  # a Tuesday, at 15 by the programme's clocks
MORNING = timedelta(hours=7)  # before the hour of the day at which it begins
DAY = timedelta(days=1)


def kick_off(cast: Cast, starts_at: datetime = KICK_OFF, place: str = "Salen") -> GatheringDay:
    return gathering(cast, Kind.KICK_OFF, starts_at, place)


def gathering(
    cast: Cast, kind: Kind, starts_at: datetime = KICK_OFF, place: str = "Salen"
) -> GatheringDay:
    set_day(cast.programme, kind, starts_at=starts_at, place=place, by=cast.alice)
    return cast.programme.gathering_days.get(kind=kind)


def mornings(first: int, last: int) -> None:
    """What goes by the clock, every morning from so many days before the kick-off to so many, twice
    each, as after a restart."""
    for days in range(first, last - 1, -1):
        with time_machine.travel(KICK_OFF - days * DAY - MORNING, tick=False):
            write_ahead()
            write_ahead()


def told() -> list[tuple[str, str, str]]:
    """The day of every letter of this room, its name, and to whom."""
    letters = Letter.objects.filter(name__startswith="gatherings/")
    return sorted(
        (f"{one.created_at:%m-%d}", one.name.partition("/")[2], one.recipient.given_name)
        for one in letters
    )


def in_calendar(letter: Letter) -> tuple[str, str, int]:
    """Method, UID and sequence of the file that goes with it."""
    calendar = Calendar.from_ical(letter.calendar)
    event = calendar.walk("VEVENT")[0]
    return str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"])

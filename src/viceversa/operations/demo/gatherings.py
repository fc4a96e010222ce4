"""The days of the chamber's gatherings: the kick-off was, the mentors' circle comes soon."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from viceversa.gatherings.actions import set_day
from viceversa.gatherings.kinds import Kind
from viceversa.lib.dates import local_moment
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

PLACE = "Handelskammaren, stora salen"
KICK_OFF_AT, CIRCLE_AT = time(15), time(9)
CIRCLE_AFTER = timedelta(days=81)  # from the first day: a Friday of half-time


def give_days(programme: Programme, *, by: Person) -> None:
    """The kick-off was on the first day, as the phases have it; mentors have the letter that calls
    them to the circle."""
    zone = ZoneInfo(programme.time_zone)
    kick_off = local_moment(programme.starts_on, KICK_OFF_AT, zone=zone)
    programme.gathering_days.create(kind=Kind.KICK_OFF, starts_at=kick_off, place=PLACE)
    circle = local_moment(programme.starts_on + CIRCLE_AFTER, CIRCLE_AT, zone=zone)
    set_day(programme, Kind.CIRCLE, starts_at=circle, place=PLACE, by=by)

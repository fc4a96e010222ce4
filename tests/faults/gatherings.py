"""A kick-off that is near: its day is set, changed and taken away, and two hear of it."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from tests.faults import Codes
from tests.faults.pairs import agreed, pair_of
from viceversa.gatherings.actions import call_off, set_day
from viceversa.gatherings.kinds import Kind
from viceversa.lib.dates import local_moment
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


def dateless() -> Codes:
    """A round whose kick-off has no day."""
    return (pair_of(*agreed()).programme_id,)


def called() -> Codes:
    """The same with a day, which both have in a letter."""
    (code,) = dateless()
    give_day(code)
    return (code,)


def give_day(code: str, *, days: int = 10) -> None:
    programme = Programme.objects.get(pk=code)
    day = timezone.localdate() + timedelta(days=days)
    starts_at = local_moment(day, time(15), zone=ZoneInfo(programme.time_zone))
    set_day(programme, Kind.KICK_OFF, starts_at=starts_at, place="Here", by=_lead(programme))


def move(code: str) -> None:
    give_day(code, days=12)


def take_away(code: str) -> None:
    programme = Programme.objects.get(pk=code)
    for day in programme.gathering_days.all():
        call_off(day, by=_lead(programme))


def _lead(programme: Programme) -> Person:
    return programme.roles.filter(kind="coordinator")[0].person

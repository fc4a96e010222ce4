"""The room's letters: one calls, one reminds of the kick-off, two tell of changes."""

from collections.abc import Iterable
from typing import Literal

from django.utils import translation

from viceversa.enrolment.models import Participation
from viceversa.gatherings.calendars import calendar_for
from viceversa.gatherings.kinds import Kind
from viceversa.gatherings.models import GatheringDay
from viceversa.gatherings.queries import say_when
from viceversa.lib.dates import say_day
from viceversa.notices.actions import Calendar, post, written
from viceversa.notices.models import Letter
from viceversa.people.models import Person
from viceversa.programmes.queries import letterhead

CALLS = {Kind.KICK_OFF: "kick_off_called", Kind.CIRCLE: "circle_called"}


def called(day: GatheringDay, seats: Iterable[Participation]) -> list[Letter]:
    """Two weeks before: the day, for one's calendar. Posted by the caller, as the next two."""
    return _with_calendar(CALLS[Kind(day.kind)], day, seats)


def moved(day: GatheringDay, seats: Iterable[Participation]) -> list[Letter]:
    """To those who have its day from a letter: another day or place. The calendar follows."""
    return _with_calendar("moved", day, seats)


def called_off(day: GatheringDay, seats: Iterable[Participation]) -> list[Letter]:
    """To those who have its day from a letter: it is taken out of the calendar."""
    return _with_calendar("called_off", day, seats, method="CANCEL")


def kick_off_near(day: GatheringDay, seats: Iterable[Participation]) -> None:
    """Two days before; a kick-off that is moved to another day is reminded of anew."""
    head = letterhead(day.programme)
    for seat in seats:
        post(
            "gatherings/kick_off_near",
            to=seat.person,
            event=f"{day.event}:near",
            version=day.on.toordinal(),
            context=_said(day, seat),
            head=head,
        )


def facts(day: GatheringDay, to: Person, role: str) -> dict[str, object]:
    """What every letter of this room says, in the language of the moment."""
    return {
        "gathering": day,
        "programme": day.programme,
        "role": role,
        "title": day.title,
        "day": say_day(day.on),
        "when": say_when(day, to),
    }


def _said(day: GatheringDay, seat: Participation) -> dict[str, object]:
    with translation.override(seat.person.language):
        return facts(day, seat.person, seat.role)


def _with_calendar(
    name: str,
    day: GatheringDay,
    seats: Iterable[Participation],
    *,
    method: Literal["REQUEST", "CANCEL"] = "REQUEST",
) -> list[Letter]:
    """One happening per sequence, so that a calendar never gets the same number twice."""
    head = letterhead(day.programme)
    return [
        written(
            f"gatherings/{name}",
            to=seat.person,
            event=day.event,
            version=day.sequence,
            context=_said(day, seat),
            head=head,
            calendar=Calendar(calendar_for(day, seat.person, method=method).decode(), method),
        )
        for seat in seats
    ]

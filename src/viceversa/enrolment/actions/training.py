"""Who has been to training or briefing: ticked off for a whole list at once, and taken back."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from viceversa.enrolment.models import Participation
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Programme

State = Participation.State


@transaction.atomic
def tick_off(programme: Programme, seats: Collection[str], *, on: date, by: Person) -> int:
    """They were there on that day. Whoever is ticked off already keeps her day. Gives how many are
    new."""
    mine = programme.participations.filter(pk__in=seats, trained_on=None)
    return _set(mine.exclude(state=State.WITHDRAWN), on, verb="ticked off training", by=by)


@transaction.atomic
def take_back(programme: Programme, seats: Collection[str], *, by: Person) -> int:
    """They were not there after all. Gives how many."""
    mine = programme.participations.filter(pk__in=seats, trained_on__isnull=False)
    return _set(mine, None, verb="took back training", by=by)


def _set(seats: QuerySet[Participation], on: date | None, *, verb: str, by: Person) -> int:
    found = list(seats.select_for_update())
    for seat in found:
        seat.trained_on = on
        record(verb, seat, by=by)
    return Participation.objects.bulk_update(found, ["trained_on"]) if found else 0

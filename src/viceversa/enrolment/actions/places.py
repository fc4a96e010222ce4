"""Whoever was given a place says that she takes it, or that somebody else may have it."""

from django.db import transaction
from django.utils import timezone

from viceversa.enrolment import letters
from viceversa.enrolment.models import Participation
from viceversa.people.models import Person
from viceversa.people.trail import record

State = Participation.State


@transaction.atomic
def confirm_place(seat: Participation, *, by: Person) -> None:
    """She takes part. Said once; a yes to a partner says it as well."""
    open_seat = Participation.objects.filter(pk=seat.pk, confirmed_at=None)
    if open_seat.exclude(state=State.WITHDRAWN).update(confirmed_at=timezone.now()):
        record("confirmed a place", seat, by=by)


@transaction.atomic
def decline_place(seat: Participation, *, by: Person) -> None:
    """Somebody else may have it. No reason is asked for; those who lead are told that a place is
    free. Whoever has confirmed leaves by way of the organiser."""
    open_seat = Participation.objects.filter(pk=seat.pk, confirmed_at=None)
    if open_seat.exclude(state=State.WITHDRAWN).update(state=State.WITHDRAWN):
        record("declined a place", seat, by=by)
        letters.place_declined(seat)

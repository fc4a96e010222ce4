"""Whoever leads recognises an applicant as somebody who takes part already: undone until a place
is told. Nothing of hers changes before that, and then only whom she names."""

from django.db import transaction
from django.db.models import QuerySet

from viceversa.enrolment.actions.decisions import MAY_BE_TOLD_AGAIN
from viceversa.enrolment.models import Application, Participation
from viceversa.people.models import Person
from viceversa.people.trail import record


@transaction.atomic
def recognise(application: Application, seat: Participation, *, by: Person) -> bool:
    """A place for this application is the seat that she has. Says whether it was done: not when
    she was recognised before, or has her answer."""
    mine = _undecided(application).filter(participation=None)
    if not mine.update(participation=seat):
        return False
    record("recognised an applicant who takes part", application, by=by, seat=seat.pk)
    return True


@transaction.atomic
def take_recognition_back(application: Application, *, by: Person) -> bool:
    """She is somebody else after all. Says whether it was done."""
    mine = _undecided(application).exclude(participation=None)
    if not mine.update(participation=None):
        return False
    record("took back that an applicant takes part", application, by=by)
    return True


def _undecided(application: Application) -> QuerySet[Application]:
    return Application.objects.filter(
        pk=application.pk, state=Application.State.SENT, answer__in=MAY_BE_TOLD_AGAIN
    )

"""A partner's contact puts in a good word for one of her own, or says nothing: there is no no."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from viceversa.enrolment.models import Application
from viceversa.people.models import Person
from viceversa.people.trail import record


@transaction.atomic
def endorse(application: Application, *, by: Person) -> None:
    """Those who decide see that her employer's contact recommends her, until it is told."""
    mine = _untold(application).filter(endorsed_at=None)
    if mine.update(endorsed_at=timezone.now(), endorsed_by=by):
        record("endorsed an applicant", application, by=by)


@transaction.atomic
def take_endorsement_back(application: Application, *, by: Person) -> None:
    """As if nothing had been said."""
    if _untold(application).exclude(endorsed_at=None).update(endorsed_at=None, endorsed_by=None):
        record("took an endorsement back", application, by=by)


def _untold(application: Application) -> QuerySet[Application]:
    sent = Application.State.SENT
    return Application.objects.filter(pk=application.pk, state=sent, answer="")

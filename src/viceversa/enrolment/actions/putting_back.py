"""After a restore: what came in after the copy was made is given to the database again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import serializers
from django.db import transaction

from viceversa.enrolment.actions.applications import withdraw_application
from viceversa.enrolment.intake import SENT, TAKEN_BACK, all_noted
from viceversa.enrolment.models import Application, Call, Invitation
from viceversa.people.models import Person
from viceversa.people.trail import record


@dataclass(frozen=True)
class PutBack:
    """How many applications are there again; how many belong to a call that the copy does not
    know; how many lines of the journal do not open."""

    back: int
    homeless: int
    shut: int


@transaction.atomic
def put_applications_back() -> PutBack:
    """All that the journal knows and the database does not. Whoever has taken hers back stays
    erased. Done again, it changes nothing."""
    noted, shut = all_noted()
    gone = {each[TAKEN_BACK] for each in noted if TAKEN_BACK in each}
    sent = {each[SENT]["pk"]: each[SENT] for each in noted if SENT in each}
    missing = [each for code, each in sent.items() if code not in gone and _is_missing(code)]
    back = sum(map(_put_back, missing))
    for application in Application.objects.filter(pk__in=gone):
        withdraw_application(application)
    return PutBack(back, len(missing) - back, shut)


def _is_missing(code: str) -> bool:
    """Whether it is not there, or only begun as the copy has it."""
    return not Application.objects.filter(pk=code).exclude(state=Application.State.BEGUN).exists()


def _put_back(fields: Mapping[str, Any]) -> bool:
    (read,) = serializers.deserialize("python", [fields], ignorenonexistent=True)
    application = read.object
    assert isinstance(application, Application)  # noqa: S101  # what the journal holds
    if not Call.objects.filter(pk=application.call_id).exists():
        return False
    application.invitation = _invitation_of(application)
    application.entered_by = Person.objects.filter(pk=application.entered_by_id).first()
    is_begun = Application.objects.filter(pk=application.pk).exists()
    application.save(force_insert=not is_begun, force_update=is_begun)
    Invitation.objects.filter(pk=application.invitation_id).update(applied_at=application.sent_at)
    record("put an application back", application, by=None)
    return True


def _invitation_of(application: Application) -> Invitation | None:
    """That she came by, if it is there and nobody else's."""
    others = Application.objects.exclude(pk=application.pk)
    if others.filter(invitation=application.invitation_id).exists():
        return None
    return Invitation.objects.filter(pk=application.invitation_id).first()

"""A reviewer says what she found in an application, or that she knows whose it is."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from viceversa.enrolment.models import Application
from viceversa.enrolment.scales import SCALES
from viceversa.enrolment.selection import Review
from viceversa.people.models import Person
from viceversa.people.trail import record


@transaction.atomic
def review(application: Application, marks: Mapping[str, int], *, by: Person) -> None:
    """Keeps a mark on each scale; the latest counts."""
    _keep(application, {scale.code: marks[scale.code] for scale in SCALES}, by=by)
    record("reviewed an application", application, by=by)


@transaction.atomic
def declare_conflict(application: Application, *, by: Person) -> None:
    """She knows who it is, or has a reason not to judge: what she found before is gone."""
    nothing = dict.fromkeys(scale.code for scale in SCALES)
    _keep(application, {**nothing, "has_conflict": True}, by=by)
    record("declared a conflict", application, by=by)


@transaction.atomic
def take_conflict_back(application: Application, *, by: Person) -> None:
    """It was a slip: she is asked about it as if she had not seen it."""
    said = Review.objects.filter(application=application, reviewer=by, has_conflict=True)
    if said.delete()[0]:
        record("took a conflict back", application, by=by)


def _keep(application: Application, said: Mapping[str, object], *, by: Person) -> None:
    Review.objects.update_or_create(
        application=application, reviewer=by, defaults={**said, "reviewed_at": timezone.now()}
    )

"""Whoever waits may let us keep her application; the next round of the programme begins with it.

Nothing of it is in the copy of a programme. Only when its call opens is it carried over, as an
application that is begun: whether she applies again is hers to say.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from viceversa.enrolment.actions.forgetting import forget
from viceversa.enrolment.models import Application, Call
from viceversa.enrolment.steps import FIELDS, STEPS
from viceversa.people.models import Person
from viceversa.people.trail import record

State, Verdict = Application.State, Application.Verdict
ASKED_ANEW = ("time", "doubts")
CARRIED = ("language", *(name for step in STEPS if step not in ASKED_ANEW for name in FIELDS[step]))


@transaction.atomic
def keep_for_next_round(application: Application, *, yes: bool) -> None:
    """She lets us keep it, or takes that back; it changes nothing for this round."""
    now = timezone.now() if yes else None
    mine = _waiting().filter(pk=application.pk, kept_at__isnull=yes)
    if mine.update(kept_at=now):
        verb = "let us keep an application" if yes else "took back that we keep an application"
        record(verb, application, by=None)


@transaction.atomic
def carry_over(call: Call, *, by: Person) -> list[Application]:
    """The applications that were kept for this call, begun anew; each is erased where it was."""
    kept = _waiting().filter(kept_at__isnull=False, verdict=Verdict.WAIT)
    before = kept.filter(call__role=call.role, call__programme=call.programme.copied_from_id)
    carried = [_begun_anew(old, call) for old in before.order_by("rank", "pk") if _taken(old)]
    Application.objects.bulk_create(carried)
    if carried:
        record("carried over the waiting list", call, by=by, applications=len(carried))
    return carried


def _waiting() -> QuerySet[Application]:
    return Application.objects.filter(state=State.SENT, answer=Verdict.WAIT, forgotten_at=None)


def _taken(old: Application) -> bool:
    """Two who open the call at once carry nobody over twice."""
    return bool(forget(Application.objects.filter(pk=old.pk, forgotten_at=None)))


def _begun_anew(old: Application, call: Call) -> Application:
    """As she left it, but for the time it takes, which she is asked once more."""
    steps = [step for step in STEPS if step != "time"]
    return Application(call=call, steps=steps, **{name: getattr(old, name) for name in CARRIED})

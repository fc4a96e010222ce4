"""Whoever leads decides: drafted one by one, told to everybody at once, undone until then."""

from django.db import transaction

from viceversa.enrolment.actions.applications import last_rank
from viceversa.enrolment.models import Application
from viceversa.people.models import Person
from viceversa.people.trail import record

State, Verdict = Application.State, Application.Verdict
MAY_BE_TOLD_AGAIN = ("", Verdict.WAIT)


@transaction.atomic
def decide(application: Application, verdict: str, *, by: Person) -> bool:
    """Drafts a decision; an empty one takes the draft back. What has been told stays as it was
    told, but whoever waits may get a place, or a no, later. Says whether it was done."""
    if verdict == "" and application.answer:
        verdict = application.answer
    mine = Application.objects.filter(
        pk=application.pk, state=State.SENT, answer__in=MAY_BE_TOLD_AGAIN
    )
    rank = _rank(application) if verdict == Verdict.WAIT else None
    if not mine.exclude(verdict=verdict).update(verdict=verdict, rank=rank):
        return False
    record("drafted a decision", application, by=by, verdict=verdict)
    return True


@transaction.atomic
def move_up(application: Application, *, by: Person) -> None:
    """One place further ahead on the waiting list: changes places with whoever stands there."""
    queue = Application.objects.filter(
        call=application.call_id, state=State.SENT, verdict=Verdict.WAIT
    )
    me = queue.filter(pk=application.pk).first()
    ahead = queue.filter(rank__lt=me.rank).order_by("-rank").first() if me and me.rank else None
    if me is None or ahead is None:
        return
    queue.filter(pk=me.pk).update(rank=ahead.rank)
    queue.filter(pk=ahead.pk).update(rank=me.rank)
    record("moved somebody up the waiting list", application, by=by)


def _rank(application: Application) -> int:
    """Whoever is put on the list again has kept no place there."""
    return last_rank(application.call) + 1

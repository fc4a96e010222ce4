"""What people wrote who applied is erased when it has served; that they applied is counted on."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from viceversa.enrolment.actions.writing import forget_letters
from viceversa.enrolment.models import Application, Invitation
from viceversa.enrolment.selection import Review
from viceversa.enrolment.sent_lists import NominationList

State, Verdict = Application.State, Application.Verdict
UNADDRESSED_FOR = timedelta(days=1)
BEGUN_FOR = timedelta(days=30)
ANSWERED_FOR = timedelta(days=30)
KEPT_FOR = timedelta(days=365)  # for the next round, of those who wait and let us
INVITED_FOR = timedelta(days=30)  # after the last day to apply
ASKED_FOR = timedelta(days=180)  # where there is none
EMPTY: dict[str, Any] = {
    "given_name": "",
    "family_name": "",
    "email": "",
    "phone": "",
    "organisation": "",
    "unit": "",
    "title": "",
    "level": None,
    "wants": {},
    "offers": {},
    "knows": [],
    "not_with": [],
    "prefers": [],
    "doubts": [],
    "why": "",
    "steps": [],
    "kept_at": None,
    "endorsed_at": None,
    "endorsed_by": None,
    "replaced": {},
}


def forget(applications: QuerySet[Application]) -> int:
    """Empties everything that somebody typed, and takes away what reviewers found in it. Says how
    many there were."""
    Review.objects.filter(application__in=applications).delete()
    return applications.update(**EMPTY, forgotten_at=timezone.now())


def forget_what_is_due(now: datetime | None = None) -> None:
    """What was never sent goes altogether; what has its answer is emptied after thirty days, and a
    place or the waiting list thirty days after the round: a year after it, if she let us keep it
    for the next."""
    now = now or timezone.now()
    begun = Application.objects.filter(state=State.BEGUN)
    begun.filter(
        Q(email="", touched_at__lt=now - UNADDRESSED_FOR) | Q(touched_at__lt=now - BEGUN_FOR)
    ).delete()
    kept = Application.objects.filter(forgotten_at=None)
    told = now - ANSWERED_FOR
    forget(kept.filter(answer=Verdict.NO, answered_at__lt=told))
    forget(kept.filter(merged_into__answer=Verdict.NO, merged_into__answered_at__lt=told))
    over = kept.filter(call__programme__ends_on__lt=timezone.localdate(told))
    forget(
        over.exclude(
            kept_at__isnull=False, call__programme__ends_on__gte=timezone.localdate(now - KEPT_FOR)
        )
    )
    _forget_invited(now)
    forget_letters(now)


def _forget_invited(now: datetime) -> None:
    """Whoever has not applied is forgotten thirty days after the call, whatever she said to it;
    whoever has, with her application."""
    over = now - INVITED_FOR
    invited = Invitation.objects.all()
    invited.filter(application__forgotten_at__isnull=False).delete()
    invited.filter(call__programme__ends_on__lt=timezone.localdate(over)).delete()
    unheard = invited.filter(invited_at__lt=over).exclude(
        application__state__in=(State.SENT, State.MERGED)
    )
    unheard.filter(
        Q(call__closes_on__lt=timezone.localdate(over))
        | Q(call__closed_at__lt=over)
        | Q(call__closes_on=None, invited_at__lt=now - ASKED_FOR)
    ).delete()
    NominationList.objects.filter(uploaded_at__lt=over).delete()

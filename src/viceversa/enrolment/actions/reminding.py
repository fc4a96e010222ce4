"""Whom a letter reminds before the last day: who has begun and not sent, and who was invited and
has not answered. Each at most once at each time, on days that are not silent.

Everybody who was invited is marked as reminded, also those who said no: the job that writes passes
them over, so that neither mark nor queue tells who they are.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from viceversa.enrolment.actions.forgetting import forget
from viceversa.enrolment.calls import Stage, stage_of, zone_of
from viceversa.enrolment.models import Application, Call, Invitation
from viceversa.programmes.queries import letterhead

State = Application.State
# So many days before the last one; and the day by which it must have gone, if breaks lie between.
TIMES = ((7, 5), (2, 1))
A_WEEK = TIMES[0][0]
JUST_BEGUN = timedelta(days=1)
JUST_INVITED = timedelta(days=3)


def time_of(call: Call, now: datetime) -> int:
    """7 or 2 when it is so many days before the last one, and a letter may go; else 0."""
    if stage_of(call, now) != Stage.OPEN or call.closes_on is None:
        return 0
    left = (call.closes_on - now.astimezone(zone_of(call)).date()).days
    due = next((first for first, last in TIMES if last <= left <= first), 0)
    return 0 if due and letterhead(call.programme).is_silent else due


def claim_begun(call: Call, *, now: datetime) -> list[str]:
    """The codes of what was begun and is to be reminded of now, each given once."""
    due = time_of(call, now)
    if not due:
        return []
    begun = call.applications.filter(
        state=State.BEGUN, wants_reminders=True, touched_at__lt=now - JUST_BEGUN
    ).exclude(email="")
    if call.is_restricted:
        begun = begun.exclude(invitation=None)
    waiting = begun.filter(Q(reminded_before=None) | Q(reminded_before__gt=due))
    codes = waiting.values_list("pk", flat=True)
    return [code for code in codes if waiting.filter(pk=code).update(reminded_before=due)]


def claim_invited(call: Call, *, now: datetime) -> list[str]:
    """The codes of those who were invited and are to be reminded now, if they have not answered."""
    if time_of(call, now) != A_WEEK:
        return []
    waiting = call.invitations.filter(
        is_first=True, reminded_at=None, written_at__lt=now - JUST_INVITED
    )
    codes = waiting.values_list("pk", flat=True)
    return [code for code in codes if waiting.filter(pk=code).update(reminded_at=now)]


def turn_reminders_off(application: Application) -> None:
    """She is reminded no more of what she has begun."""
    Application.objects.filter(pk=application.pk).update(wants_reminders=False)


@transaction.atomic
def erase_begun(application: Application) -> None:
    """What she has begun is erased, and no letter follows to her invitation, if she had one. What
    was sent is taken back instead, on a page of its own."""
    mine = Application.objects.filter(pk=application.pk, state=State.BEGUN)
    Invitation.objects.filter(application__in=mine).update(has_declined=True)
    mine.update(invitation=None)
    forget(mine)

"""Somebody applies: begins, answers question by question, sends, takes it back."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from viceversa.enrolment import steps
from viceversa.enrolment.actions.forgetting import forget
from viceversa.enrolment.actions.merging import NO_LONGER, MergeError, let_go, part
from viceversa.enrolment.calls import is_late, promised_day, takes_applications
from viceversa.enrolment.intake import note_sent, note_taken_back
from viceversa.enrolment.models import Application, Call, Invitation
from viceversa.people.models import Person
from viceversa.people.trail import record

State, Verdict = Application.State, Application.Verdict


class ClosedError(Exception):
    """Applications are not, or no longer, taken."""


class LateError(Exception):
    """The last day ended after she was told that she was in time: she is asked once more."""


class UnfinishedError(Exception):
    """A question is still open, or time or reason are missing."""


class NotListedError(Exception):
    """Only those on the list of the call may apply, and she came by no invitation."""


@transaction.atomic
def begin(call: Call, answers: Mapping[str, Any], *, language: str) -> Application:
    """Whoever has said yes to the hours has an application of her own, which nobody reads."""
    if call.is_restricted:
        raise NotListedError
    if not takes_applications(call, timezone.now()):
        raise ClosedError
    application = Application(call=call, language=language)
    _fill(application, "time", answers)
    application.save(force_insert=True)
    return application


@transaction.atomic
def answer(application: Application, step: str, answers: Mapping[str, Any]) -> bool:
    """Keeps the answer to one question of what is not sent yet. Says whether the address is new,
    so that the way back is to be mailed to it."""
    known = application.email
    _fill(application, step, answers)
    application.touched_at = timezone.now()
    names = ("steps", "touched_at", *steps.FIELDS[step])
    begun = Application.objects.filter(pk=application.pk, state=State.BEGUN)
    kept = begun.update(**{name: getattr(application, name) for name in names})
    return bool(kept) and application.email != known


def send(application: Application, *, seen_late: bool, now: datetime | None = None) -> bool:
    """Hands it in. However often it is called, it is handed in once: says whether it was now.

    1. Everything must be there, and the call must still take applications, hers as well.
    2. What she was told about the last day must still be so, or she is asked once more.
    3. One conditional UPDATE is the claim; the ticks of what she hesitated over are counted in the
       call and leave her application.
    4. It stands in the intake journal before it is final.
    """
    now = now or timezone.now()
    call = application.call
    if application.state != State.BEGUN:
        return False
    if not steps.is_whole(application):
        raise UnfinishedError
    if not takes_applications(call, now):
        raise ClosedError
    if not is_invited(application):
        raise NotListedError
    if is_late(call, now) and not seen_late:
        raise LateError
    with transaction.atomic():
        return _hand_in(application, at=now)


def is_invited(application: Application) -> bool:
    """Whether she may send it: where only those on the list may apply, her invitation is there."""
    return not application.call.is_restricted or application.invitation_id is not None


@transaction.atomic
def enter(call: Call, answers: Mapping[str, Any], *, came_at: datetime, by: Person) -> Application:
    """What came by mail becomes the same record as what is sent from the page."""
    application = Application(call=call, entered_by=by, language=answers["language"])
    for step in steps.STEPS:
        if step != "doubts":
            _fill(application, step, answers)
    application.save(force_insert=True)
    _hand_in(application, at=came_at, by=by)
    return application


def withdraw_application(application: Application, *, by: Person | None = None) -> None:
    """She takes it back, without a reason, and it is erased. Whoever has a place leaves the
    programme instead."""
    mine = Application.objects.filter(pk=application.pk)
    with transaction.atomic():
        if application.state == State.MERGED:
            with suppress(MergeError):  # what of it was told already stays told
                part(application, by=by)
        sent = mine.filter(state__in=(State.SENT, State.MERGED)).exclude(answer=Verdict.PLACE)
        if sent.update(
            state=State.WITHDRAWN, verdict="", invitation=None, participation=None, **NO_LONGER
        ):
            let_go(application)
            forget(mine)
            record("took an application back", application, by=by)
            note_taken_back(application)


def last_rank(call: Call) -> int:
    """The last place on the waiting list that is taken."""
    found = call.applications.aggregate(last=Max("rank"))["last"]
    return int(found or 0)


def _hand_in(application: Application, *, at: datetime, by: Person | None = None) -> bool:
    call = application.call
    application.is_late = is_late(call, at)
    changed: dict[str, Any] = {
        "state": State.SENT,
        "sent_at": at,
        "is_late": application.is_late,
        "promised_on": promised_day(call, at),
        "doubts": [],
    }
    if application.is_late:
        changed |= {"verdict": Verdict.WAIT, "rank": last_rank(call) + 1}
    mine = Application.objects.filter(pk=application.pk, state=State.BEGUN)
    if not mine.update(**changed):
        return False
    _count_doubts(call, application.doubts)
    Invitation.objects.filter(pk=application.invitation_id).update(applied_at=at)
    for name, value in changed.items():
        setattr(application, name, value)
    record("sent an application", application, by=by, role=call.role, late=application.is_late)
    note_sent(application)
    return True


def _count_doubts(call: Call, codes: list[str]) -> None:
    if not codes:
        return
    locked = Call.objects.select_for_update().get(pk=call.pk)
    locked.doubts = {**locked.doubts, **{c: locked.doubts.get(c, 0) + 1 for c in codes}}
    locked.save(update_fields=["doubts"])


def _fill(application: Application, step: str, answers: Mapping[str, Any]) -> None:
    for name in steps.FIELDS[step]:
        if name in answers:
            setattr(application, name, answers[name])
    application.steps = [each for each in steps.STEPS if each in {*application.steps, step}]

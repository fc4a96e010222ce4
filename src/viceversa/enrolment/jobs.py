"""Later: the long work on lists, the letters to those who apply, and forgetting."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from viceversa import jobs
from viceversa.enrolment import actions, letters
from viceversa.enrolment.actions import applications, calls, next_round, telling
from viceversa.enrolment.actions.forgetting import forget_what_is_due
from viceversa.enrolment.actions.release import ReleaseError, release
from viceversa.enrolment.models import Application, Call, PeopleImport
from viceversa.enrolment.queries import CALL_WITH
from viceversa.enrolment.selection import PlannedTelling
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

TOLD: Mapping[str, str] = {"place": "place_given", "wait": "place_waiting", "no": "no_place"}


def order_check(people_import: PeopleImport) -> None:
    """A dry run, as soon as the worker has a hand free. A second click orders nothing."""
    with transaction.atomic():
        if run := actions.start_check(people_import):
            check_list.later(import_id=people_import.pk, run=run)


def order_application(people_import: PeopleImport) -> None:
    """Bringing the people in, likewise: however often it is clicked, it is done once."""
    with transaction.atomic():
        if run := actions.start_application(people_import):
            apply_list.later(import_id=people_import.pk, run=run)


@jobs.job()
def check_list(import_id: str, run: str) -> None:
    try:
        actions.check_list(import_id, run)
    except Exception:
        actions.mark_failed(import_id, run)
        raise


@jobs.job()
def apply_list(import_id: str, run: str) -> None:
    try:
        actions.apply_list(import_id, run)
    except Exception:
        actions.mark_failed(import_id, run)
        raise


@transaction.atomic
def keep_answer(application: Application, step: str, answers: Mapping[str, Any]) -> None:
    """Keeps the answer to one question. A new address is mailed the way back."""
    is_new = applications.answer(application, step, answers)
    if is_new and applications.may_write_to(application.email):
        write_to_applicant.later(name="application_begun", application_id=application.pk)


@transaction.atomic
def hand_in(application: Application, *, seen_late: bool) -> None:
    """Sends it, once; the receipt is ordered in the same breath. Raises what `send` raises."""
    if applications.send(application, seen_late=seen_late):
        _order_receipt(application)


@transaction.atomic
def enter(call: Call, answers: Mapping[str, Any], *, came_at: datetime, by: Person) -> Application:
    """An application that came by mail; whoever sent it has the same receipt."""
    application = applications.enter(call, answers, came_at=came_at, by=by)
    _order_receipt(application)
    return application


@transaction.atomic
def open_call(call: Call, *, by: Person) -> None:
    """Opens the call, and writes to those whose application was kept for it. Raises CallError."""
    calls.open_call(call, by=by)
    for each in next_round.carry_over(call, by=by):
        write_to_applicant.later(name="application_kept", application_id=each.pk)


@transaction.atomic
def tell(programme: Programme, *, by: Person, keep_to_seats: bool = False) -> int:
    """Tells everybody the decisions, together with the letters; nothing is left for the clock.
    Gives how many were told."""
    told = release(programme, by=by, keep_to_seats=keep_to_seats)
    _order_letters(programme, told)
    telling.unplan_telling(programme, by=by)
    return len(told)


@jobs.schedule("tell decisions on the promised day", cron="*/5 * * * *")
def tell_by_the_clock() -> None:
    """Everybody whose day it is, or nobody; once, however many workers there are."""
    for planned in telling.due_tellings(timezone.now()):
        tell_planned(planned)


def tell_planned(planned: PlannedTelling) -> None:
    """The decisions of one programme. What stands in the way is written to those who lead."""
    try:
        with transaction.atomic():
            told = release(
                planned.programme,
                by=planned.ordered_by,
                until=telling.day_of(planned),
                claim=lambda: telling.claim(planned),
            )
            _order_letters(planned.programme, told)
    except ReleaseError:
        telling.give_up(planned)


@jobs.job(retries=12)
def write_to_applicant(name: str, application_id: str) -> None:
    known = Application.objects.select_related(
        "participation__person", "call", *(f"call__{each}" for each in CALL_WITH)
    )
    application = known.filter(pk=application_id).exclude(email="").first()
    if application is None:  # whoever has taken it back is not written to
        return
    if name == TOLD["place"] and application.participation:
        with transaction.atomic():
            letters.place_given(application, application.participation)
        return
    letters.send_to_applicant(name, application)


@jobs.schedule("forget applications that are over", cron="50 3 * * *")
def forget_applications() -> None:
    forget_what_is_due()


def _order_letters(programme: Programme, told: Iterable[Application]) -> None:
    for each in told:
        write_to_applicant.later(name=TOLD[each.verdict], application_id=each.pk)
    letters.seats_told(programme)


def _order_receipt(application: Application) -> None:
    if applications.may_write_to(application.email):
        write_to_applicant.later(name="application_sent", application_id=application.pk)

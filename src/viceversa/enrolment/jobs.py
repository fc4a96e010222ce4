"""Later: the long work on lists, the letters to those who apply or are invited, and forgetting."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from viceversa import jobs
from viceversa.enrolment import actions, letters
from viceversa.enrolment.actions import applications, calls, invitations, next_round, telling
from viceversa.enrolment.actions.forgetting import forget_what_is_due
from viceversa.enrolment.actions.release import ReleaseError, release
from viceversa.enrolment.actions.reminding import claim_begun, claim_invited
from viceversa.enrolment.actions.writing import digest_of, may_write
from viceversa.enrolment.calls import Stage, stage_of, takes_applications
from viceversa.enrolment.importing.nominees import Nominee
from viceversa.enrolment.intake import forget_old_notes
from viceversa.enrolment.invited import (
    INVITATION_WITH,
    calls_under_way,
    contacts_told,
    contacts_with_seats,
    is_waited_for,
)
from viceversa.enrolment.models import Application, Call, Invitation
from viceversa.enrolment.queries import CALL_WITH
from viceversa.enrolment.selection import PlannedTelling
from viceversa.enrolment.sent_lists import NominationList, PeopleImport
from viceversa.people.models import Person
from viceversa.programmes.models import Partner, Programme

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
    name, address = "application_begun", application.email
    if is_new and may_write(name, application):
        write_to_applicant.later(
            name=name, application_id=application.pk, digest=digest_of(name, address)
        )


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
def write_to_applicant(name: str, application_id: str, digest: str = "") -> None:
    """A letter that was counted for an address goes to no other, typed since."""
    known = Application.objects.select_related(
        "participation__person", "call", *(f"call__{each}" for each in CALL_WITH)
    )
    application = known.filter(pk=application_id).exclude(email="").first()
    if application is None:  # whoever has taken it back is not written to
        return
    if digest and digest != digest_of(name, application.email):
        return
    if name == TOLD["place"] and application.participation:
        with transaction.atomic():
            letters.place_given(application, application.participation)
        return
    letters.send_to_applicant(name, application)


@transaction.atomic
def invite(call: Call, answers: Mapping[str, Any], *, by: Person) -> bool:
    """Puts somebody on the list; her letter leaves soon, if one may apply by now."""
    invitations_leave.soon()
    return invitations.invite(call, answers, by=by)


@transaction.atomic
def invite_own(partner: Partner, call: Call, answers: Mapping[str, Any], *, by: Person) -> None:
    """The same by a partner's contact. Raises what the action raises."""
    invitations_leave.soon()
    invitations.invite_own(partner, call, answers, by=by)


def invite_own_people(
    partner: Partner, call: Call, people: Iterable[Mapping[str, Any]], *, by: Person
) -> int:
    """One after the other, until the number of the day is full. Gives how many were invited, new
    or not. Raises ClosedError."""
    done = 0
    with suppress(invitations.TooManyError):
        for answers in people:
            invite_own(partner, call, answers, by=by)
            done += 1
    return done


@transaction.atomic
def bring_in_names(arrived: NominationList, found: Iterable[Nominee], *, by: Person) -> int:
    """The same for the sound rows of a list."""
    invitations_leave.soon()
    return invitations.bring_in_names(arrived, found, by=by)


@transaction.atomic
def open_call(call: Call, *, by: Person) -> None:
    """Opens it, and writes to those who wait for it: who is invited, and whose application was kept
    for it. Raises CallError."""
    invitations_leave.soon()
    calls.open_call(call, by=by)
    for each in next_round.carry_over(call, by=by):
        write_to_applicant.later(name="application_kept", application_id=each.pk)


@transaction.atomic
def send_link(call: Call, address: str) -> None:
    """Mails her personal link to whoever is on the list. A job is ordered in either case."""
    now = timezone.now()
    code = invitations.claim_link(call, address, now=now)
    write_to_invited.later(name="invitation", invitation_id=code, edition=int(now.timestamp()))


@jobs.job(retries=12)
def write_to_invited(name: str, invitation_id: str, edition: int) -> None:
    found = Invitation.objects.select_related(*INVITATION_WITH).filter(pk=invitation_id).first()
    if found and (name != "invitation_waits" or is_waited_for(found)):
        letters.send_to_invited(name, found, edition=edition)


@jobs.job(retries=12)
def remind_applicant(application_id: str) -> None:
    known = Application.objects.select_related("call", *(f"call__{each}" for each in CALL_WITH))
    begun = known.filter(pk=application_id, state=Application.State.BEGUN, wants_reminders=True)
    application = begun.exclude(email="").first()
    if application and stage_of(application.call, timezone.now()) == Stage.OPEN:
        letters.half_done(application)


@jobs.schedule("invitations leave", cron="*/10 * * * *")
def invitations_leave() -> None:
    """Writes to those who are on the list of a call that is open, and to the contacts of partners
    that have seats in it."""
    for call in calls_under_way():
        _invite(call)
        _tell_contacts(call)


@jobs.schedule("reminders before the last day", cron="25 9 * * *")
def remind_before_last_day() -> None:
    """Reminds those who have begun, and those who were invited."""
    now = timezone.now()
    for call in calls_under_way():
        with transaction.atomic():
            for code in claim_begun(call, now=now):
                remind_applicant.later(application_id=code)
            for code in claim_invited(call, now=now):
                write_to_invited.later(name="invitation_waits", invitation_id=code, edition=0)


@jobs.schedule("forget applications that are over", cron="50 3 * * *")
def forget_applications() -> None:
    forget_what_is_due()
    forget_old_notes()


def _order_letters(programme: Programme, told: Iterable[Application]) -> None:
    for each in told:
        write_to_applicant.later(name=TOLD[each.verdict], application_id=each.pk)
    letters.seats_told(programme)


@transaction.atomic
def _invite(call: Call) -> None:
    now = timezone.now()
    if takes_applications(call, now):
        for code in invitations.claim_first_letters(call, now=now):
            write_to_invited.later(name="invitation", invitation_id=code, edition=0)


@transaction.atomic
def _tell_contacts(call: Call) -> None:
    if call.is_restricted or stage_of(call, timezone.now()) != Stage.OPEN:
        return
    told = contacts_told(call)
    for person, partners in contacts_with_seats(call):
        if person.pk not in told:
            letters.seats_open(call, person, partners)


def _order_receipt(application: Application) -> None:
    if may_write("application_sent", application):
        write_to_applicant.later(name="application_sent", application_id=application.pk)

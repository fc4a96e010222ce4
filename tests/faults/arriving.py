"""People apply and are brought in; a worker, and another after its death."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.enrolment.lists import HEADERS, as_csv, person
from tests.factories import make_application, make_call, make_programme
from tests.faults import Codes
from tests.pairing.rounds import make_round
from viceversa import jobs
from viceversa.enrolment import actions as enrolment
from viceversa.enrolment import jobs as enrolment_jobs
from viceversa.enrolment.actions.applications import withdraw_application
from viceversa.enrolment.actions.release import ReleaseError
from viceversa.enrolment.models import Application
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.jobs.tasks import claim, put_back_orphans, run
from viceversa.programmes.models import Programme

FIELDS = ("role", "given_name", "family_name", "email", "level", "organisation")


def begun(*, days_left: int = 7) -> Codes:
    today = timezone.localdate()
    call = make_call(make_programme(), closes_on=today + timedelta(days=days_left))
    fields: dict[str, Any] = {"state": "begun", "sent_at": None, "promised_on": None}
    return (make_application(call, doubts=["boss"], **fields).pk,)


def hand_in(application: str) -> None:
    enrolment_jobs.hand_in(Application.objects.get(pk=application), seen_late=True)


def sent() -> Codes:
    return (make_application(make_call(make_programme())).pk,)


def take_back(application: str) -> None:
    withdraw_application(Application.objects.get(pk=application))


def decided() -> Codes:
    programme = make_round(1, 1).programme
    call = make_call(programme)
    for rank, verdict in enumerate(("place", "place", "wait", "no")):
        house = programme.organisation.name
        make_application(call, verdict=verdict, rank=rank or None, organisation=house, unit="")
    return (programme.pk,)


def tell(programme: str) -> None:
    found = Programme.objects.get(pk=programme)
    with suppress(ReleaseError):
        enrolment_jobs.tell(found, by=found.first_contact)


def unknown() -> Codes:
    return (make_round(1, 1).programme.pk,)


def enrol(programme: str) -> None:
    found = Programme.objects.get(pk=programme)
    cells = dict(zip(FIELDS, _row(1, found), strict=True))
    enrolment.enrol(found, cells, by=found.first_contact)


def received(people: int) -> Callable[[], Codes]:
    def prepare() -> Codes:
        lead = make_round(1, 1)
        rows = [_row(number, lead.programme) for number in range(people)]
        arrived = enrolment.receive_list(
            lead.programme,
            filename="l.csv",
            content=as_csv((*HEADERS, "organisation"), *rows),
            by=lead.coordinator,
        )
        enrolment_jobs.order_check(arrived)
        return (arrived.pk,)

    return prepare


def ordered_import() -> Codes:
    codes = received(3)()
    jobs.run_waiting()
    return codes


def checked(people: int) -> Callable[[], Codes]:
    def prepare() -> Codes:
        codes = received(people)()
        jobs.run_waiting()
        order_import(*codes)
        return codes

    return prepare


def order_import(people_import: str) -> None:
    enrolment_jobs.order_application(PeopleImport.objects.get(pk=people_import))


def _row(number: int, programme: Programme) -> tuple[str, ...]:
    """Somebody whom no other programme knows."""
    cells = (cell.replace("@", f".{programme.pk}@") for cell in person(number))
    return (*cells, programme.organisation.name)


def work(*_: str) -> None:
    """A worker takes the first job."""
    row = claim("first")
    error = run(row) if row else None
    if error:
        raise error


def work_on(*_: str) -> None:
    """Another worker finds the first one dead."""
    put_back_orphans(set)
    jobs.run_waiting()

"""A crowd in a file: as many people as wanted, in organisations, units and reporting lines.

Also how long such a list takes, and how long it keeps others from writing: a second connection
writes a row every few milliseconds, and the longest it had to wait is the longest write lock.
"""

import csv
import io
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection, transaction

from tests.factories import give_role, make_organisation, make_person, make_programme
from viceversa.enrolment import actions
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.lib.tables import write_xlsx
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Programme

HEADERS = (
    "Roll",
    "Förnamn",
    "Efternamn",
    "E-post",
    "Företag",
    "Avdelning",
    "Titel",
    "Nivå",
    "Chef",
    "Språk",
    "Ort",
    "Vill prata om",
    "Kan bidra med",
    "Inte med",
)
ORGANISATIONS, UNITS, IN_A_TEAM = 40, 12, 9
PAUSE = 0.005


def make_crowd_programme() -> tuple[Programme, Person]:
    programme = make_programme(organisation=make_organisation(), scope="cross_company")
    coordinator = make_person("Alice")
    give_role(coordinator, programme, "coordinator")
    return programme, coordinator


def crowd_file(rows: int, *, kind: str = "csv", level: int = 2) -> bytes:
    """The file; with another level the same people have changed."""
    people = [_cells(number, level) for number in range(rows)]
    if kind == "xlsx":
        return write_xlsx(HEADERS, people, sheet="Personal", widths=[12.0] * len(HEADERS))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([HEADERS, *people])
    return out.getvalue().encode("cp1252")


def bring_in(programme: Programme, by: Person, content: bytes, *, kind: str = "csv") -> None:
    """Everything that the worker does for a list, one after the other, in this thread."""
    arrived = actions.receive_list(programme, filename=f"crowd.{kind}", content=content, by=by)
    actions.check_list(arrived.pk, actions.start_check(arrived))
    checked = PeopleImport.objects.defer("content").get(pk=arrived.pk)
    assert checked.state == PeopleImport.State.CHECKED, checked.problem
    actions.apply_list(arrived.pk, actions.start_application(arrived))


class Times(NamedTuple):
    """In seconds; `share` is the part of the time in which the machine was ours."""

    whole: float
    longest_wait: float
    share: float


def timed(programme: Programme, by: Person, content: bytes, *, kind: str = "csv") -> Times:
    """Brings the list in, and says how long that took, and how long another write had to wait."""
    with longest_wait(programme) as waits:
        start, worked = time.perf_counter(), time.process_time()
        bring_in(programme, by, content, kind=kind)
        whole, work = time.perf_counter() - start, time.process_time() - worked
    return Times(whole, max(waits), min(1.0, work / whole))


@contextmanager
def longest_wait(programme: Programme) -> Iterator[list[float]]:
    """How long each write of somebody else took, from asking for the lock to having written."""
    waits, over = [0.0], threading.Event()
    writer = threading.Thread(
        target=_write_now_and_then, args=(programme, waits, over), daemon=True
    )
    writer.start()
    try:
        yield waits
    finally:
        over.set()
        writer.join()


def _write_now_and_then(programme: Programme, waits: list[float], over: threading.Event) -> None:
    while not over.wait(PAUSE):
        start = time.perf_counter()
        with transaction.atomic():
            record("wrote beside", programme, by=None)
        waits.append(time.perf_counter() - start)
    connection.close()


def _cells(number: int, level: int) -> list[str]:
    return list(_each_cell(number, level))


def _each_cell(number: int, level: int) -> Iterator[str]:
    yield "mentor" if number % 2 else "adept"
    yield f"Förnamn{number}"
    yield f"Efternamn{number}"
    yield f"person.{number}@example.com"
    yield f"Företag {number % ORGANISATIONS} AB"
    yield f"Produktion / Avdelning {number % UNITS}"
    yield "planerare"
    yield str(level if number % 2 else level + 2)
    yield f"person.{number // IN_A_TEAM}@example.com" if number else ""
    yield "svenska; engelska"
    yield "Göteborg"
    yield f"A{number % 8 + 1}:3; B{number % 7 + 1}"
    yield f"E{number % 8 + 1}:2; G{number % 7 + 1}:1"
    yield f"person.{number // 2}@example.com"

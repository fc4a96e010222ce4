"""A program that is served while its processes are killed, one after the other, without a chance to
tidy up; and what is left of what people sent meanwhile."""

import json
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import chain, count, takewhile
from pathlib import Path
from random import Random
from subprocess import Popen
from typing import NamedTuple

from tests.enrolment.visitors import Visitor
from tests.processes import eventually
from tests.program import Program

AT_ONCE = 8
OPEN_A_CALL = """
from tests.factories import make_call, make_programme
print(make_call(make_programme()).pk)
"""
LOOK = """
import json
from django_tasks_db.models import DBTaskResult
from viceversa.enrolment.models import Application
sent = Application.objects.filter(call="{call}", state="sent").values_list("pk", "email")
jobs = DBTaskResult.objects.filter(task_path__endswith="write_to_applicant")
receipts = [row.args_kwargs["kwargs"] for row in jobs.iterator()]
ordered = [each["application_id"] for each in receipts if each["name"] == "application_sent"]
print(json.dumps([list(sent), ordered]))
"""


class Outcome(NamedTuple):
    """How many were thanked, and what is wrong about them."""

    thanked: int
    missing: int
    twice: int
    without_receipt: int
    kills: int


def apply_under_kills(served: Program, *, people: int, every: float, kills: int = 0) -> Outcome:
    """At least so many people apply, while every so many seconds a process dies, at least so often:
    on a fast machine more people come."""
    call = served.house.python(OPEN_A_CALL).strip()
    numbers = count()
    with _killed(served, every) as killed, ThreadPoolExecutor(AT_ONCE) as crowd:

        def come(_: int) -> list[str]:
            expected = takewhile(lambda number: number < people or len(killed) < kills, numbers)
            return [_apply(served, call, number) for number in expected]

        thanked = list(chain.from_iterable(crowd.map(come, range(AT_ONCE))))
    found = served.house.python(LOOK.format(call=call)).splitlines()[-1]
    return _outcome(thanked, *json.loads(found), kills=len(killed))


def _apply(served: Program, call: str, number: int) -> str:
    with closing(Visitor(served.address)) as visitor:
        return visitor.apply(call, number)


def _outcome(
    thanked: list[str], sent: list[list[str]], ordered: list[str], *, kills: int
) -> Outcome:
    kept = {code for code, _ in sent}
    return Outcome(
        thanked=len(thanked),
        missing=len(set(thanked) - kept),
        twice=len(sent) - len({address for _, address in sent}),
        without_receipt=len(kept - set(ordered)),
        kills=kills,
    )


@contextmanager
def _killed(served: Program, every: float) -> Iterator[list[int]]:
    """Serves, and kills and serves again, until nobody needs it any more."""
    kills: list[int] = []
    over = threading.Event()
    killer = threading.Thread(target=_kill, args=(served, every, over, kills))
    killer.start()
    try:
        yield kills
    finally:
        over.set()
        killer.join()


def _kill(served: Program, every: float, over: threading.Event, kills: list[int]) -> None:
    dice, process = Random(1), _serve(served)
    while not over.wait(every):
        victim = dice.choice(_family(process.pid))
        os.kill(victim, signal.SIGKILL)
        kills.append(victim)
        if over.wait(every / 2) or process.poll() is not None:
            process = _serve(served)


def _serve(served: Program) -> "Popen[str]":
    """Tries until it is there: what was killed may hold the port a moment longer."""
    processes: list[Popen[str]] = []

    def is_served() -> bool:
        if not processes or processes[-1].poll() is not None:
            processes.append(served.house.viceversa("serve"))
        return served.is_ready()

    eventually(is_served, within=90)
    return processes[-1]


def _family(pid: int) -> list[int]:
    """The supervisor, the web server with its processes, and the worker."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(each for child in children for each in _family(int(child)))]

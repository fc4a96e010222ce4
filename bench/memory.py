"""What memory the program's largest deeds take, on top of what a process holds before them.

    python -m bench.memory

What a deed works on is made in one process, the deed is done in another, and Linux tells the most
that it held. Processes that a deed starts, as for a report on paper, are not in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from bench.installation import empty_house

PAIRS, PEOPLE = 500, 10_000
KIBIBYTES = 1024  # in a MiB


class Deed(NamedTuple):
    """`do` gets the code that `prepare` gave; `most` is in MiB."""

    prepare: Callable[[], str]
    do: Callable[[str], object]
    most: int


def main() -> None:
    with empty_house(DJANGO_SETTINGS_MODULE="bench.pages_settings"):
        import_module(settings.ROOT_URLCONF)  # as a process that serves has done
        for title, deed in DEEDS.items():
            code = _in_a_child(deed.prepare)
            took = _in_a_child(lambda deed=deed, code=code: _taken(lambda: deed.do(code)))
            print(f"{title}: {float(took):.0f} MiB (at most {deed.most})", flush=True)


def _in_a_child(task: Callable[[], str]) -> str:
    """What the task gives, done in a process that ends with it."""
    context = get_context("fork")
    queue = context.SimpleQueue()
    process = context.Process(target=lambda: queue.put(task()))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(process.exitcode)
    return str(queue.get())


def _taken(deed: Callable[[], object]) -> str:
    before = _status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # VmHWM begins anew
    deed()
    return str((_status("VmHWM") - before) / KIBIBYTES)


def _status(name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found, f"Linux tells no {name}"
    return int(found[1])


def _round() -> str:
    """The large programme of the demo, as the deeds before have left it."""
    from viceversa.operations.demo.large import NAME
    from viceversa.operations.demo.load import load_demo
    from viceversa.programmes.models import Programme

    load_demo(PAIRS)
    return Programme.objects.get(name=NAME).pk


def _met() -> str:
    """A round that can be reported: the largest that is there, or else it is made."""
    from bench.report import programme_of
    from viceversa.programmes.models import Programme

    found = Programme.objects.filter(surveys__answered__gte=PAIRS // 2).first()
    return (found or programme_of(PAIRS)).pk


def _crowd() -> str:
    from tests.enrolment.crowd import make_crowd_programme

    from viceversa.enrolment.sent_lists import PeopleImport

    brought = PeopleImport.objects.first()
    return brought.programme_id if brought else make_crowd_programme()[0].pk


def _draft(code: str) -> None:
    from viceversa.pairing import actions
    from viceversa.programmes.models import Programme

    programme = Programme.objects.get(pk=code)
    lead = programme.roles.get(kind="coordinator").person
    actions.solve_proposal(actions.open_solution(programme, by=lead)[0].pk)


def _publish(code: str) -> None:
    from bench.published_round import publish
    from viceversa.pairing.models import Proposal

    proposal = Proposal.objects.get(programme=code)
    publish(proposal, by=proposal.programme.roles.get(kind="coordinator").person)


def _page(name: str) -> Callable[[str], None]:
    def open_page(code: str) -> None:
        from django.test import Client
        from django.urls import reverse

        from viceversa.programmes.models import Role

        client = Client()
        client.force_login(Role.objects.get(programme=code, kind="coordinator").person)
        assert client.get(reverse(name, args=[code])).status_code == 200

    return open_page


def _list_of_people(kind: str, level: int) -> Callable[[str], None]:
    def bring_in(code: str) -> None:
        from tests.enrolment.crowd import bring_in, crowd_file

        from viceversa.programmes.models import Role

        role = Role.objects.get(programme=code, kind="coordinator")
        bring_in(role.programme, role.person, crowd_file(PEOPLE, kind=kind, level=level), kind=kind)

    return bring_in


DEEDS = {  # in this order: each takes the round a step further
    "drafting 500 pairs": Deed(_round, _draft, 100),
    "the board of 500 pairs": Deed(_round, _page("board"), 30),
    "the list of participants": Deed(_round, _page("programme_people"), 30),
    "publishing 500 pairs": Deed(_round, _publish, 80),
    "the report of 500 pairs": Deed(_met, _page("programme_report"), 120),
    "the same on paper": Deed(_met, _page("programme_report_pdf"), 140),
    "a list of 10,000 people as csv": Deed(_crowd, _list_of_people("csv", 2), 120),
    "the same as xlsx, all changed": Deed(_crowd, _list_of_people("xlsx", 3), 150),
}


if __name__ == "__main__":
    main()

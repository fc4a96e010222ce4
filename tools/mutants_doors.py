"""Plays the tests of all doors once for each mutant, in one process: a plugin of pytest.

The file named by `VICEVERSA_MUTANTS` lists the mutants; afterwards it lists those not noticed.
"""

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from tools.mutants_made import Mutant
from tools.mutants_switch import Switch

ROOMS = Path(__file__).parent.parent / "src/viceversa"


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    work = Path(os.environ["VICEVERSA_MUTANTS"])
    if _notice(session.items):
        raise pytest.UsageError("The tests fail with every check in its place.")
    mutants = [Mutant(**each) for each in json.loads(work.read_text("utf-8"))]
    unseen = [mutant._asdict() for mutant in mutants if not _is_noticed(mutant, session.items)]
    work.write_text(json.dumps(unseen), "utf-8")
    return True


def _is_noticed(mutant: Mutant, items: list[pytest.Item]) -> bool:
    Switch.number = mutant.number
    is_noticed = _notice(_likely_first(mutant.room, items))
    Switch.number = 0
    said = "noticed" if is_noticed else "not noticed by the doors"
    terminal = items[0].config.pluginmanager.getplugin("terminalreporter")
    terminal.write_line(f"{said}: {mutant.path} without {mutant.loss}", flush=True)
    return is_noticed


def _likely_first(room: str, items: list[pytest.Item]) -> list[pytest.Item]:
    """The addresses of the room itself, then all others."""
    addresses = ROOMS / room / "urls.py"
    text = addresses.read_text("utf-8") if addresses.exists() else ""
    own = {f"[{name}]" for name in re.findall(r'name="(\w+)"', text)}
    return sorted(items, key=lambda item: not any(item.name.endswith(name) for name in own))


def _notice(items: Iterable[pytest.Item]) -> bool:
    """Whether one of them fails; the rest is not played then."""
    return any(map(_fails, items))


def _fails(item: pytest.Item) -> bool:
    """What all share stays set up, since the next to play is another of the same file."""
    first, second = item.session.items[:2]
    reports = runtestprotocol(item, log=False, nextitem=second if item is first else first)
    return any(report.failed for report in reports)

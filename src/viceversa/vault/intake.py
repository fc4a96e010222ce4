"""The intake journal: a file outside both databases with what came in since the last copies.

A line is on the disk before anybody is thanked, so that a database that comes from last night's
backup can be given again what it lacks. Each is sealed with the newest master key and bound to its
time. Lines go when two backups hold what they say, or after thirty days.
"""

import base64
import fcntl
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from viceversa.lib.files import append_line, sync_directory
from viceversa.vault import masters
from viceversa.vault.keyring import newest_master
from viceversa.vault.sealing import CannotOpenError, decrypt, encrypt

KEPT_FOR = timedelta(days=30)
LONGEST_CHANGE = timedelta(minutes=15)
"""What was noted so long before a copy began is in it: no change takes as long."""


@dataclass(frozen=True)
class Line:
    """A line as it stands in the file."""

    moment: str
    master: str
    sealed: str

    def __str__(self) -> str:
        return f"{self.moment} {self.master} {self.sealed}"

    @property
    def said(self) -> dict[str, Any]:
        """What was noted. CannotOpenError when it was altered, or its master key is gone."""
        try:
            blob = base64.b64decode(self.sealed, validate=True)
            master = masters.named(self.master)
        except (LookupError, OSError, ValueError) as error:
            raise CannotOpenError("the line is damaged, or its master key is lost") from error
        said: dict[str, Any] = json.loads(decrypt(blob, master, bound_to=_facts(self)))
        return said


def note(said: Mapping[str, object]) -> None:
    """Adds a line; safely on the disk when it returns. OSError or CannotOpenError when not."""
    line = _seal(timezone.now().isoformat(), json.dumps(said, default=str))
    with _alone():
        append_line(settings.INTAKE_JOURNAL_PATH, str(line))


def noted() -> tuple[list[dict[str, Any]], int]:
    """All that was noted, in its order, and how many lines do not open."""
    opened, shut = list[dict[str, Any]](), 0
    for line in _lines(settings.INTAKE_JOURNAL_PATH):
        try:
            opened.append(line.said)
        except CannotOpenError:
            shut += 1
    return opened, shut


def bring_in(file: Path) -> None:
    """Adds the lines of another journal, each once."""
    with _alone():
        path = settings.INTAKE_JOURNAL_PATH
        known = {str(line) for line in _lines(path)}
        for line in _lines(file):
            if str(line) not in known:
                append_line(path, str(line))


def trim(*, copied_at: datetime | None = None) -> None:
    """Forgets what a copy that began then must hold; without one, what is thirty days old."""
    before = copied_at - LONGEST_CHANGE if copied_at else timezone.now() - KEPT_FOR
    _rewrite(lambda line: [line] if datetime.fromisoformat(line.moment) >= before else [])


def reseal() -> None:
    """Seals every line that opens with the newest master key."""
    _rewrite(lambda line: [_resealed(line)])


def _resealed(line: Line) -> Line:
    try:
        return _seal(line.moment, json.dumps(line.said))
    except CannotOpenError:
        return line


def _seal(moment: str, said: str) -> Line:
    name, master = newest_master()
    blob = encrypt(said.encode(), master, bound_to=_facts(Line(moment, name, "")))
    return Line(moment, name, base64.b64encode(blob).decode())


def _facts(line: Line) -> tuple[str, ...]:
    return "intake", line.moment, line.master


def _lines(path: Path) -> Iterator[Line]:
    """A line that was broken off by a crash was no thank you, and says nothing."""
    if not path.exists():
        return
    for text in path.read_text(encoding="utf-8").splitlines():
        words = text.split()
        if len(words) == 3:
            yield Line(*words)


def _rewrite(change: Callable[[Line], Iterable[Line]]) -> None:
    """In the place of the old file, whole or not at all."""
    path = settings.INTAKE_JOURNAL_PATH
    if not path.exists():
        return
    with _alone():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        with draft.open("w", encoding="utf-8") as file:
            file.writelines(f"{new}\n" for line in _lines(path) for new in change(line))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_directory(path.parent)


@contextmanager
def _alone() -> Iterator[None]:
    """A line must not be added to a file that is just being replaced."""
    path = settings.INTAKE_JOURNAL_PATH
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

"""The erasure ledger: a file outside both databases that says whose keys were erased, and who.

It is only ever added to. A line is on the disk before the key or the person is gone, and is read
at every start, so that a keyring or database restored from a backup loses them again.
"""

from datetime import UTC, datetime
from typing import Literal

from django.conf import settings

from viceversa.lib.codes import LENGTH
from viceversa.lib.files import append_line

Kind = Literal["pair", "answers", "person", "applicant"]


def add(code: str, *, kind: Kind = "pair") -> None:
    """Notes that a key is to be erased, a pair's or one of answers, or a person, or what an
    applicant sent; safely on the disk when it returns."""
    line = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {kind} {code}"
    append_line(settings.ERASURE_LEDGER_PATH, line)


def erased(kind: Kind = "pair") -> set[str]:
    """Everything of the kind that is to be gone. A line that was broken off by a crash says
    nothing."""
    path = settings.ERASURE_LEDGER_PATH
    if not path.exists():
        return set()
    words = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {each[2] for each in words if each[1:2] == [kind] and _is_whole(each)}


def _is_whole(words: list[str]) -> bool:
    return len(words) == 3 and len(words[2]) == LENGTH

"""The erasure ledger: a file outside both databases that says whose keys were erased, and who.

It is only ever added to. A line is on the disk before the key or the person is gone, and is read
at every start, so that a keyring or database restored from a backup loses them again.
"""

import os
from datetime import UTC, datetime
from typing import Literal

from django.conf import settings

from viceversa.lib.codes import LENGTH
from viceversa.lib.files import sync_directory

Kind = Literal["pair", "answers", "person", "applicant"]


def add(code: str, *, kind: Kind = "pair") -> None:
    """Notes that a key is to be erased, a pair's or one of answers, or a person, or what an
    applicant sent; safely on the disk when it returns."""
    path = settings.ERASURE_LEDGER_PATH
    line = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {kind} {code}\n"
    is_new = not path.exists()
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, (b"\n" if _is_torn(file) else b"") + line.encode())
        os.fsync(file)
    finally:
        os.close(file)
    if is_new:
        sync_directory(path.parent)


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


def _is_torn(file: int) -> bool:
    """Whether the last line has no end."""
    size = os.fstat(file).st_size
    return size > 0 and os.pread(file, 1, size - 1) != b"\n"

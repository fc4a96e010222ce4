"""`viceversa import DIR`: lists that HR's system puts into a folder are brought in like those that
are sent by the page, and leave for `done/`; what cannot be brought in stays, with a report beside.

Every step leaves something by which the next run knows that it was done: the list in the database
by the name of its arrival, the letter by its event, the report and the moved file by their names.
So a kill at any moment costs nothing but the step.
"""

import fcntl
import hashlib
import logging
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from django.db import close_old_connections
from django.utils import timezone, translation

from viceversa.enrolment.actions.arrivals import take_in, tell_of
from viceversa.enrolment.actions.lists import AT_WORK
from viceversa.enrolment.queries import wrong_rows
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.enrolment.words import in_a_cell, problem_in_words
from viceversa.lib.files import sync_directory
from viceversa.lib.tables import DEFAULT_LIMIT
from viceversa.programmes.models import Programme

logger = logging.getLogger(__name__)

DONE, REPORT, LOCK = "done", ".report.txt", ".viceversa.lock"
KINDS = (".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods")
SETTLED = 10.0  # seconds since the last write: a transfer may still be under way
EVERY = 60.0
NAP = 0.5

Say = Callable[[str], None]


class FolderError(Exception):
    """Says why the folder cannot be looked after."""


def look(folder: Path, programme: Programme, *, say: Say) -> int:
    """Takes every list that lies there whole. Says how many had to stay."""
    with _alone(folder):
        return sum(not _safely(_take, file, programme, say) for file in _arrived(folder))


def watch(folder: Path, programme: Programme, *, say: Say) -> None:
    """Looks every minute, until stopped; a list at hand is finished first."""
    stopped = list[int]()

    def stop(number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        stopped.append(number)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopped:
        look(folder, programme, say=say)
        close_old_connections()
        until = time.monotonic() + EVERY
        while not stopped and time.monotonic() < until:
            time.sleep(NAP)


def _arrived(folder: Path) -> Iterator[Path]:
    """Files that may be lists and are no longer written to, the oldest first."""
    now = timezone.now().timestamp()
    files = [file for file in folder.iterdir() if _may_be_a_list(file)]
    files.sort(key=lambda file: (file.stat().st_mtime, file.name))
    yield from (file for file in files if now - file.stat().st_mtime >= SETTLED)


def _may_be_a_list(file: Path) -> bool:
    is_ours = file.name.startswith(".") or file.name.endswith(REPORT)
    return file.suffix.lower() in KINDS and not is_ours and file.is_file()


def _safely(take: Callable[..., bool], file: Path, *given: object) -> bool:
    """Whatever is wrong with one list, the others are taken; it is tried again at the next look."""
    try:
        return take(file, *given)
    except Exception:
        logger.exception("A list of the drop folder could not be taken in")
        return False


def _take(file: Path, programme: Programme, say: Say) -> bool:
    """One list: taken in, told of, and out of the way, in this order."""
    if file.stat().st_size > DEFAULT_LIMIT:
        say(f"{file.name} stays: it is larger than {DEFAULT_LIMIT // 2**20} MB.")
        return False
    content = file.read_bytes()
    arrived = take_in(
        programme, filename=file.name, content=content, arrival=_arrival(file, content)
    )
    if arrived.state in AT_WORK:
        return False
    is_in = arrived.state == PeopleImport.State.APPLIED
    if not is_in:
        _report(file, arrived)
    tell_of(arrived)
    if is_in:
        _put_away(file)
    say(f"{file.name} {'is brought in' if is_in else 'stays, with a report beside it'}.")
    return is_in


def _arrival(file: Path, content: bytes) -> str:
    """The same file is the same arrival; the same list on another day is another."""
    facts = f"{file.name} {file.stat().st_mtime_ns} ".encode()
    return hashlib.sha256(facts + content).hexdigest()


def _report(file: Path, arrived: PeopleImport) -> None:
    """What is wrong, by line and in the language of the programme."""
    with translation.override(arrived.programme.language):
        rows = sorted(wrong_rows(arrived).items())
        lines = [f"{line}: {'; '.join(in_a_cell(said).splitlines())}" for line, said in rows]
        text = "\n".join([*filter(None, [problem_in_words(arrived)]), *lines, ""])
    report = _report_of(file)
    draft = report.with_name(f".{report.name}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(report)


def _report_of(file: Path) -> Path:
    return file.with_name(f"{file.name}{REPORT}")


def _put_away(file: Path) -> None:
    """Last of all: a file that is in `done/` is never looked at again."""
    done = file.parent / DONE
    done.mkdir(exist_ok=True)
    _report_of(file).unlink(missing_ok=True)
    moment = timezone.localtime().strftime("%Y-%m-%dT%H%M%S.%f")
    file.replace(done / f"{moment}-{file.name}")
    sync_directory(done)
    sync_directory(file.parent)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """FolderError when another watches it already, or when it cannot be written to."""
    try:
        with (folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
    except BlockingIOError as error:
        raise FolderError(f"{folder} is being looked after by another program.") from error
    except FileNotFoundError as error:
        raise FolderError(f"There is no folder {folder}.") from error

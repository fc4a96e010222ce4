"""`viceversa restore`: puts a copy into an empty installation, and erases again what was erased."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from viceversa.conversations.actions.restores import accept_restore
from viceversa.enrolment.actions.putting_back import PutBack, put_applications_back
from viceversa.lib.files import sync_directory
from viceversa.operations.copies import engines
from viceversa.operations.copies.folder import LEDGER, CopyError, names_in, take
from viceversa.operations.preparing import prepare_tables, restore_mark
from viceversa.privacy.actions import erase_again
from viceversa.vault import intake
from viceversa.vault.router import KEYRING
from viceversa.vault.shredding import replay


@dataclass(frozen=True)
class Restored:
    """What was put back: whether the keyring too, how many keys and people were erased again, how
    many texts are older than the keyring knows and may be read now, and what the journal knew
    besides."""

    with_keyring: bool
    erased: int
    people: int
    older: int
    applications: PutBack


@dataclass(frozen=True)
class Source:
    """The copies, ledger and journals if they lie elsewhere, and the key of age that opens what is
    sealed."""

    data: Path
    keys: Path | None
    ledger: Path | None
    journals: tuple[Path, ...]
    identity: str


def restore(source: Source) -> Restored:
    """Fills an empty database from a copy. The keyring is filled where it is empty as well; one
    that holds keys knows more than its copy, and stays. Of all ledgers the longest counts.

    Broken off, it can be run again: the database comes last, and until all is done a file says so,
    with which nothing starts. CopyError before anything is changed where a copy is damaged, sealed
    for somebody else, or of another engine.
    """
    is_filled = not engines.is_empty("default")
    if is_filled and restore_mark().exists():
        return _finish(source, with_keyring=restore_mark().read_text() == KEYRING)
    if is_filled:
        raise CopyError(
            "There is a database already, and nothing is ever overwritten. Set VICEVERSA_DATA, or "
            "DATABASE_URL, to an empty place."
        )
    with_keyring = engines.is_empty(KEYRING)
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix="copy-") as desk:
        taken = dict(_taken(source, Path(desk), with_keyring=with_keyring))
        _keep_longest(_ledgers(source, Path(desk)))
        _fill(taken)
    return _finish(source, with_keyring=with_keyring)


def _fill(taken: dict[str, Path]) -> None:
    """The mark tells that it has begun, and whether the keyring is part of it."""
    restore_mark().write_text(KEYRING if KEYRING in taken else "", encoding="utf-8")
    try:
        for alias in reversed(taken):
            engines.put_back(alias, taken[alias])
    except CopyError:
        restore_mark().unlink()
        raise


def _finish(source: Source, *, with_keyring: bool) -> Restored:
    """Each step changes nothing when it is done a second time."""
    prepare_tables()
    keys, older = replay(), accept_restore()
    for journal in source.journals:
        intake.bring_in(journal)
    applications = put_applications_back()
    people = erase_again()
    restore_mark().unlink()
    return Restored(with_keyring, keys, people, older, applications)


def _taken(source: Source, desk: Path, *, with_keyring: bool) -> Iterator[tuple[str, Path]]:
    folders = (
        {"default": source.data, KEYRING: source.keys} if with_keyring else {"default": source.data}
    )
    for alias, folder in folders.items():
        if folder is None:
            raise CopyError("The keyring is empty too. Name the copy of the keyring as well.")
        file = take(folder, engines.file_name(alias), desk, identity=source.identity)
        engines.look_through(file)
        yield alias, file


def _ledgers(source: Source, desk: Path) -> Iterator[Path]:
    yield settings.ERASURE_LEDGER_PATH
    if LEDGER in names_in(source.data):
        yield take(source.data, LEDGER, desk, identity=source.identity)
    if source.ledger:
        yield source.ledger


def _keep_longest(ledgers: Iterable[Path]) -> None:
    """Lines are only ever added, so the longest knows all that the others do."""
    place = settings.ERASURE_LEDGER_PATH
    longest = max((each for each in ledgers if each.exists()), key=_size, default=place)
    if longest != place:
        draft = place.with_name(f"{place.name}.restored")
        shutil.copyfile(longest, draft)
        draft.chmod(0o600)
        draft.replace(place)
        sync_directory(place.parent)


def _size(file: Path) -> int:
    return file.stat().st_size

"""`viceversa restore`: puts a copy into an empty installation, and erases again what was erased."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from viceversa.conversations.actions.restores import accept_restore
from viceversa.lib.files import sync_directory
from viceversa.operations.copies import engines
from viceversa.operations.copies.folder import LEDGER, CopyError, names_in, take
from viceversa.operations.preparing import prepare_tables
from viceversa.privacy.actions import erase_again
from viceversa.vault.router import KEYRING
from viceversa.vault.shredding import replay


@dataclass(frozen=True)
class Restored:
    """What was put back: whether the keyring too, how many keys and people were erased again, and
    how many texts are older than the keyring knows and may be read now."""

    with_keyring: bool
    erased: int
    people: int
    older: int


@dataclass(frozen=True)
class Source:
    """The copies, the ledger if it lies elsewhere, and the key of age that opens what is sealed."""

    data: Path
    keys: Path | None
    ledger: Path | None
    identity: str


def restore(source: Source) -> Restored:
    """Fills an empty database from a copy. The keyring is filled where it is empty as well; one
    that holds keys knows more than its copy, and stays. Of all ledgers the longest counts.

    Broken off, it can be run again: the database comes last. CopyError before anything is changed
    where a copy is damaged, sealed for somebody else, or of another engine.
    """
    if not engines.is_empty("default"):
        raise CopyError(
            "There is a database already, and nothing is ever overwritten. Set VICEVERSA_DATA, or "
            "DATABASE_URL, to an empty place."
        )
    with_keyring = engines.is_empty(KEYRING)
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix="copy-") as desk:
        taken = dict(_taken(source, Path(desk), with_keyring=with_keyring))
        _keep_longest(_ledgers(source, Path(desk)))
        for alias in reversed(taken):
            engines.put_back(alias, taken[alias])
    prepare_tables()
    keys, older = replay(), accept_restore()
    return Restored(with_keyring, keys, people=erase_again(), older=older)


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

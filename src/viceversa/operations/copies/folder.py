"""A copy is a folder named by its time, with a list of what is in it. It is there whole or not."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyrage

from viceversa import __version__
from viceversa.lib.files import sync_directory

LIST = "copy.json"
LEDGER = "erasures.log"
NAME = "%Y-%m-%dT%H%M%S.%fZ"
SEALED = ".age"


class CopyError(Exception):
    """Says why a copy cannot be made or put back, and what to do."""


@dataclass(frozen=True)
class Contents:
    """What the list of a copy tells: which version made it, and each file's digest."""

    version: str
    digests: dict[str, str]


@contextmanager
def new_copy(place: Path, moment: datetime) -> Iterator[Path]:
    """A folder to be filled, which gets its name when all is in it and on the disk."""
    folder = place / moment.astimezone(UTC).strftime(NAME)
    draft = place / f".{folder.name}.{os.getpid()}"
    try:
        draft.mkdir(mode=0o700, parents=True)
        yield draft
        _write_list(draft)
        draft.rename(folder)
        sync_directory(place)
    except OSError as error:
        raise CopyError(f"{place} cannot be written to: {error.strerror}.") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def add(folder: Path, file: Path, name: str, *, recipient: str) -> None:
    """Puts the file into the copy, for its owner's eyes only; with a recipient for hers only."""
    if not recipient:
        _sync(Path(shutil.copyfile(file, folder / name)))
        return
    kept = folder / f"{name}{SEALED}"
    pyrage.encrypt_file(str(file), str(kept), [recipient_named(recipient)])
    _sync(kept)


def take(folder: Path, name: str, to: Path, *, identity: str) -> Path:
    """The file of that name, at another place and readable. CopyError unless it is as it was."""
    kept = _kept(folder, name)
    if contents_of(folder).digests[kept.name] != digest(kept):
        raise CopyError(f"{kept} is damaged: it is not what was written. Take another copy.")
    taken = to / name
    if kept.suffix != SEALED:
        return Path(shutil.copyfile(kept, taken))
    try:
        pyrage.decrypt_file(str(kept), str(taken), [_identity(identity)])
    except pyrage.DecryptError as error:
        raise CopyError(f"{kept} was made for another key. Give its own by --identity.") from error
    return taken


def contents_of(folder: Path) -> Contents:
    """What the copy says it holds. CopyError for a folder that is none."""
    try:
        return Contents(**json.loads((folder / LIST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise CopyError(f"{folder} is no copy: its {LIST} cannot be read.") from error


def names_in(folder: Path) -> set[str]:
    """The files of a copy as they were named before they were sealed."""
    return {name.removesuffix(SEALED) for name in contents_of(folder).digests}


def copies_in(place: Path) -> list[Path]:
    """All copies at a place, the oldest first."""
    return sorted(each.parent for each in place.glob(f"[0-9]*/{LIST}"))


def recipient_named(public_key: str) -> pyrage.x25519.Recipient:
    """Whoever may open a copy. CopyError for what is no public key of age."""
    try:
        return pyrage.x25519.Recipient.from_str(public_key)
    except pyrage.RecipientError as error:
        raise CopyError("This is no public key of age: those begin with age1.") from error


def digest(file: Path) -> str:
    """The SHA-256 of what the file holds; nothing for a file that is not there."""
    if not file.exists():
        return ""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _identity(secret_key: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(secret_key)
    except pyrage.IdentityError as error:
        raise CopyError(
            "The copy is sealed. Give the file with its key by --identity; the key begins with "
            "AGE-SECRET-KEY-1."
        ) from error


def _kept(folder: Path, name: str) -> Path:
    digests = contents_of(folder).digests
    for each in (name, f"{name}{SEALED}"):
        if each in digests:
            return folder / each
    there = ", ".join(sorted(digests))
    raise CopyError(
        f"{folder} holds no {name} but {there}: it was made of something else. The copy of the "
        "database is named first, that of the keyring second, both made of the same engine."
    )


def _write_list(folder: Path) -> None:
    digests = {file.name: digest(file) for file in sorted(folder.iterdir())}
    file = folder / LIST
    file.write_text(json.dumps({"version": __version__, "digests": digests}, indent=1))
    _sync(file)
    sync_directory(folder)


def _sync(file: Path) -> None:
    file.chmod(0o600)
    with file.open("rb") as opened:
        os.fsync(opened.fileno())

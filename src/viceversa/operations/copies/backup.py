"""`viceversa backup`: a copy of the database, and then one of the keyring, while all is running."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from viceversa.operations.copies.engines import copy_of
from viceversa.operations.copies.folder import (
    LEDGER,
    CopyError,
    add,
    copies_in,
    new_copy,
    recipient_named,
)
from viceversa.vault import intake
from viceversa.vault.router import KEYRING

LAST = "last_backup"
"""A file in the data directory that tells when a copy was last made from here."""


@dataclass(frozen=True)
class Kept:
    """How many copies are kept of the database and of the keyring; None keeps all."""

    data: int | None
    keys: int | None


def back_up(place: Path, keys_place: Path, *, recipient: str, kept: Kept) -> tuple[Path, Path]:
    """Makes both copies, the keyring's last, so that it knows every text of the other; forgets what
    is more than is to be kept, and what the journal knows besides. CopyError when it cannot be
    done; then nothing has been forgotten.
    """
    if place.resolve() == keys_place.resolve():
        raise CopyError("The keyring must lie apart from what it opens. Name two places.")
    if recipient:
        recipient_named(recipient)
    moment, before = timezone.now(), last_backup()
    data = _copied("default", place, moment, recipient)
    keys = _copied(KEYRING, keys_place, moment, recipient)
    _forget(place, kept.data)
    _forget(keys_place, kept.keys)
    (settings.DATA / LAST).write_text(moment.isoformat(), encoding="utf-8")
    if before:  # two copies hold what is forgotten now, should one of them turn out to be bad
        intake.trim(copied_at=before)
    return data, keys


def last_backup() -> datetime | None:
    """When a copy was last made from this machine."""
    try:
        return datetime.fromisoformat((settings.DATA / LAST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _copied(alias: str, place: Path, moment: datetime, recipient: str) -> Path:
    """The ledger goes along with the database; what is readable never leaves the data directory
    when there is a recipient."""
    with (
        new_copy(place, moment) as draft,
        tempfile.TemporaryDirectory(dir=settings.DATA, prefix="copy-") as desk,
    ):
        file = copy_of(alias, Path(desk))
        add(draft, file, file.name, recipient=recipient)
        ledger = settings.ERASURE_LEDGER_PATH
        if alias == "default" and ledger.exists():
            add(draft, ledger, LEDGER, recipient=recipient)
    return copies_in(place)[-1]


def _forget(place: Path, count: int | None) -> None:
    if count is not None:
        for old in copies_in(place)[:-count]:
            shutil.rmtree(old)

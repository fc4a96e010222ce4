"""Keys of pairs and marks of revisions, as the keyring keeps them."""

import logging
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connections, transaction

from viceversa.vault import masters
from viceversa.vault.models import AnswerKey, Mark, PairKey, SigningKey
from viceversa.vault.router import KEYRING
from viceversa.vault.sealing import CannotOpenError, decrypt, encrypt

logger = logging.getLogger(__name__)

Members = tuple[str, str]
"""Mentor and mentee, by their codes."""

Kept = PairKey | AnswerKey | SigningKey
KEPT: tuple[type[Kept], ...] = (PairKey, AnswerKey, SigningKey)
GONE = 2**31 - 1  # the mark of a place whose row was deleted: nothing may stand there again


@dataclass(frozen=True)
class Held:
    """What the keyring holds for a pair: its key, if it has one, and its marks; or why not."""

    key: bytes | None
    marks: dict[str, int]
    shut: str = ""


def held_for(pair: str, members: Members) -> Held:
    """In two queries, however much the pair has written. A keyring that does not answer is shut."""
    try:
        kept = PairKey.objects.filter(pk=pair).first()
        marks = dict(Mark.objects.filter(pair=pair).values_list("place", "revision"))
        return Held(unwrap(kept, members) if kept else None, marks)
    except CannotOpenError as error:
        return Held(None, {}, shut=str(error))
    except DatabaseError as error:
        logger.warning("The keyring does not answer: %s", type(error).__name__)
        return Held(None, {}, shut="the keyring does not answer")


def make_key(pair: str, members: Members) -> bytes:
    """A new key for a pair without one; of two at once, both get that of the first."""
    key = secrets.token_bytes(masters.KEY_BYTES)
    with alone():
        name, master = newest_master()
        made = PairKey(pair=pair, mentor=members[0], mentee=members[1])
        wrap(made, key, name=name, master=master)
        PairKey.objects.bulk_create([made], ignore_conflicts=True)
        return unwrap(PairKey.objects.get(pk=pair), members)


def newest_master() -> tuple[str, bytes]:
    """The master key that wraps from now on. The very first is made here; but never in the place
    of keys that are lost, and may be found again. CannotOpenError when they are."""
    try:
        if not settings.MASTER_KEYS_PATH.exists() and not has_keys():
            masters.make()
        return masters.newest()
    except (OSError, ValueError) as error:
        raise CannotOpenError("the master keys are lost") from error


def wrap(kept: Kept, key: bytes, *, name: str, master: bytes) -> None:
    """Wraps the key, without saving it."""
    kept.master = name
    kept.wrapped = encrypt(key, master, bound_to=(*kept.facts, name))


def unwrap(kept: PairKey, members: Members) -> bytes:
    """The key of a pair. CannotOpenError also when it was made for two others."""
    return open_key(kept, (kept.pair, *members))


def open_key(kept: Kept, facts: tuple[str, ...]) -> bytes:
    """The key itself. CannotOpenError when it was erased, its master is lost, or it was made for
    something else."""
    if not kept.wrapped:
        raise CannotOpenError("the key was erased")
    try:
        master = masters.named(kept.master)
    except (LookupError, OSError, ValueError) as error:
        raise CannotOpenError("the master key is lost") from error
    return decrypt(bytes(kept.wrapped), master, bound_to=(*facts, kept.master))


def has_keys() -> bool:
    """Whether any key is kept."""
    return any(kind._default_manager.exclude(wrapped=b"").exists() for kind in KEPT)


def pairs_with_keys() -> set[str]:
    """The pairs whose key is kept: what they have written can be read."""
    return set(PairKey.objects.exclude(wrapped=b"").values_list("pair", flat=True))


def pairs_known() -> set[str]:
    """The pairs that have, or had, a key."""
    return set(PairKey.objects.values_list("pair", flat=True))


def keys_that_do_not_open() -> int:
    """How many keys are shut, since their master is lost or somebody has altered them."""
    return sum(
        not _opens(kept) for kind in KEPT for kept in kind._default_manager.exclude(wrapped=b"")
    )


def _opens(kept: Kept) -> bool:
    try:
        return bool(open_key(kept, kept.facts))
    except CannotOpenError:
        return False


def raise_mark(pair: str, place: str, revision: int) -> None:
    """Notes a revision, unless a higher one is noted already."""
    mark = Mark(pair=pair, place=place, revision=revision)
    with transaction.atomic(using=KEYRING):
        Mark.objects.bulk_create([mark], ignore_conflicts=True)
        lower = Mark.objects.filter(pair=pair, place=place, revision__lt=revision)
        lower.update(revision=revision)


def marks_on(field: str) -> list[Mark]:
    """The marks of all pairs on one field."""
    return list(Mark.objects.filter(place__startswith=f"{field}:"))


def lower_marks(marks: Iterable[tuple[Mark, int]]) -> None:
    """Sets marks back to what stands in a restored database. Nothing else ever lowers one."""
    with transaction.atomic(using=KEYRING):
        for mark, revision in marks:
            Mark.objects.filter(pk=mark.pk).update(revision=revision)


@contextmanager
def alone() -> Iterator[None]:
    """A transaction in which no other makes or rewraps keys."""
    with transaction.atomic(using=KEYRING):
        connection = connections[KEYRING]
        if connection.vendor == "postgresql":  # SQLite has one writer at a time anyway
            table = connection.ops.quote_name(PairKey._meta.db_table)
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        yield

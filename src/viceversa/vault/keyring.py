"""Keys of pairs and marks of revisions, as the keyring keeps them."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from viceversa.vault import masters
from viceversa.vault.models import Mark, PairKey
from viceversa.vault.router import KEYRING
from viceversa.vault.sealing import CannotOpenError, decrypt, encrypt

Members = tuple[str, str]
"""Mentor and mentee, by their codes."""

GONE = 2**31 - 1  # the mark of a place whose row was deleted: nothing may stand there again


def find_key(pair: str, members: Members) -> bytes | None:
    """The pair's key; None when it has none yet. CannotOpenError when it was erased, its master is
    lost, or it was made for two others."""
    kept = PairKey.objects.filter(pk=pair).first()
    return unwrap(kept, members) if kept else None


def make_key(pair: str, members: Members) -> bytes:
    """A new key for a pair without one; of two at once, both get that of the first."""
    key = secrets.token_bytes(masters.KEY_BYTES)
    with alone():
        name, master = masters.newest()
        made = PairKey(pair=pair, mentor=members[0], mentee=members[1])
        wrap(made, key, name=name, master=master)
        PairKey.objects.bulk_create([made], ignore_conflicts=True)
        return unwrap(PairKey.objects.get(pk=pair), members)


def wrap(kept: PairKey, key: bytes, *, name: str, master: bytes) -> None:
    """Wraps the key, without saving it."""
    kept.master = name
    kept.wrapped = encrypt(key, master, bound_to=(kept.pair, kept.mentor, kept.mentee, name))


def unwrap(kept: PairKey, members: Members) -> bytes:
    """The key itself, for the two that it was made for."""
    if not kept.wrapped:
        raise CannotOpenError("erased")
    try:
        master = masters.named(kept.master)
    except (LookupError, OSError, ValueError) as error:
        raise CannotOpenError("the master key is lost") from error
    return decrypt(bytes(kept.wrapped), master, bound_to=(kept.pair, *members, kept.master))


def has_keys() -> bool:
    """Whether anybody's key is kept."""
    return PairKey.objects.exclude(wrapped=b"").exists()


def pairs_known() -> set[str]:
    """The pairs that have, or had, a key."""
    return set(PairKey.objects.values_list("pair", flat=True))


def keys_that_do_not_open() -> int:
    """How many keys are shut, since their master is lost or somebody has altered them."""
    return sum(not _opens(kept) for kept in PairKey.objects.exclude(wrapped=b""))


def _opens(kept: PairKey) -> bool:
    try:
        return bool(unwrap(kept, (kept.mentor, kept.mentee)))
    except CannotOpenError:
        return False


def marks_of(pair: str) -> dict[str, int]:
    """The highest revision of every place that was written more than once."""
    return dict(Mark.objects.filter(pair=pair).values_list("place", "revision"))


def raise_mark(pair: str, place: str, revision: int) -> None:
    """Notes a revision, unless a higher one is noted already."""
    mark = Mark(pair=pair, place=place, revision=revision)
    with transaction.atomic(using=KEYRING):
        Mark.objects.bulk_create([mark], ignore_conflicts=True)
        lower = Mark.objects.filter(pair=pair, place=place, revision__lt=revision)
        lower.update(revision=revision)


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

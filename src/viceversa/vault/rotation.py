"""A new master key, and every pair's key wrapped anew. What pairs have written stays as it is."""

from dataclasses import dataclass

from django.db.models import QuerySet

from viceversa.vault import masters
from viceversa.vault.keyring import alone, newest_master, unwrap, wrap
from viceversa.vault.models import PairKey
from viceversa.vault.sealing import CannotOpenError

AT_ONCE = 200


@dataclass(frozen=True)
class Rotation:
    """The master key in use, how many keys were wrapped anew, and how many could not be opened."""

    master: str
    wrapped: int
    shut: int


def rotate() -> Rotation:
    """Adds a master key and moves every pair's key to it. A rotation that was broken off is
    finished instead; nothing is ever without its key on the way. CannotOpenError without any."""
    with alone():
        newest, _ = newest_master()
        if not _behind(newest).exists():
            masters.add()
    return finish()


def finish() -> Rotation:
    """Moves every key to the newest master key, some at a time."""
    name, master = newest_master()
    seen, shut = 0, list[str]()
    while batch := _wrap_some(name, master, shut=shut):
        seen += batch
    return Rotation(name, seen - len(shut), len(shut))


def drop_old() -> tuple[Rotation, int]:
    """Finishes the rotation, then forgets the master keys that nothing needs; says how many. All
    stay while a key cannot be moved."""
    done = finish()
    with alone():
        if done.shut or _behind(done.master).exists():
            return done, 0
        return done, masters.drop_all_but(done.master)


def _wrap_some(name: str, master: bytes, *, shut: list[str]) -> int:
    """Moves some keys, and says how many it looked at. What cannot be opened is added to `shut`."""
    with alone():
        batch = list(_behind(name).exclude(pk__in=shut)[:AT_ONCE])
        for kept in batch:
            try:
                key = unwrap(kept, (kept.mentor, kept.mentee))
            except CannotOpenError:
                shut.append(kept.pair)
                continue
            wrap(kept, key, name=name, master=master)
            kept.save(update_fields=["master", "wrapped"])
    return len(batch)


def _behind(master: str) -> QuerySet[PairKey]:
    """The keys that another master wraps."""
    return PairKey.objects.exclude(wrapped=b"").exclude(master=master).order_by("pk")

"""A new master key, and every key wrapped anew. What they have sealed stays as it is."""

from dataclasses import dataclass

from django.db.models import QuerySet

from viceversa.vault import intake, masters
from viceversa.vault.keyring import KEPT, Kept, alone, newest_master, open_key, wrap
from viceversa.vault.sealing import CannotOpenError

AT_ONCE = 200


@dataclass(frozen=True)
class Rotation:
    """The master key in use, how many keys were wrapped anew, and how many could not be opened."""

    master: str
    wrapped: int
    shut: int


def rotate() -> Rotation:
    """Adds a master key and moves every key to it. A rotation that was broken off is
    finished instead; nothing is ever without its key on the way. CannotOpenError without any."""
    with alone():
        newest, _ = newest_master()
        if not _any_behind(newest):
            masters.add()
    return finish()


def finish() -> Rotation:
    """Moves every key to the newest master key, some at a time."""
    name, master = newest_master()
    seen, shut = 0, list[str]()
    for kind in KEPT:
        while batch := _wrap_some(kind, name, master, shut=shut):
            seen += batch
    return Rotation(name, seen - len(shut), len(shut))


def drop_old() -> tuple[Rotation, int]:
    """Finishes the rotation, then forgets the master keys that nothing needs; says how many. All
    stay while a key cannot be moved."""
    done = finish()
    with alone():
        if done.shut or _any_behind(done.master):
            return done, 0
        intake.reseal()
        return done, masters.drop_all_but(done.master)


def _wrap_some(kind: type[Kept], name: str, master: bytes, *, shut: list[str]) -> int:
    """Moves some keys, and says how many it looked at. What cannot be opened is added to `shut`."""
    with alone():
        batch = list(_behind(kind, name).exclude(pk__in=shut)[:AT_ONCE])
        for kept in batch:
            try:
                key = open_key(kept, kept.facts)
            except CannotOpenError:
                shut.append(kept.pk)
                continue
            wrap(kept, key, name=name, master=master)
            kept.save(update_fields=["master", "wrapped"])
    return len(batch)


def _any_behind(master: str) -> bool:
    return any(_behind(kind, master).exists() for kind in KEPT)


def _behind(kind: type[Kept], master: str) -> QuerySet[Kept]:
    """The keys of a kind that another master wraps."""
    kept: QuerySet[Kept] = kind._default_manager.exclude(wrapped=b"")
    return kept.exclude(master=master).order_by("pk")

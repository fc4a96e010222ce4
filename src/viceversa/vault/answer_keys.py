"""Keys of what surveys gather: in the keyring, apart from the answers, and destroyed for good."""

import secrets

from viceversa.vault import ledger, masters
from viceversa.vault.keyring import alone, newest_master, open_key, wrap
from viceversa.vault.models import AnswerKey
from viceversa.vault.sealing import CannotOpenError


def key_of(owner: str) -> bytes:
    """The key of a survey or programme. CannotOpenError when there is none, or none any more."""
    kept = AnswerKey.objects.filter(pk=owner).first()
    if kept is None:
        raise CannotOpenError("there is no key")
    return open_key(kept, ("answers", owner))


def make(owner: str) -> None:
    """Makes its key, unless it has, or had, one."""
    with alone():
        name, master = newest_master()
        made = AnswerKey(owner=owner)
        wrap(made, secrets.token_bytes(masters.KEY_BYTES), name=name, master=master)
        AnswerKey.objects.bulk_create([made], ignore_conflicts=True)


def is_destroyed(owner: str) -> bool:
    """Whether it had a key that is gone for good."""
    return AnswerKey.objects.filter(pk=owner, wrapped=b"").exists()


def destroy(owner: str) -> None:
    """Destroys the key. The ledger knows of it first; nothing brings it back."""
    if not is_destroyed(owner):
        ledger.add(owner, kind="answers")
        _erase(owner)


def replay() -> int:
    """Destroys again what the ledger names and a restored keyring holds; says how many."""
    gone = set(AnswerKey.objects.filter(wrapped=b"").values_list("pk", flat=True))
    again = sorted(ledger.erased("answers") - gone)
    for owner in again:
        _erase(owner)
    return len(again)


def _erase(owner: str) -> None:
    """The row itself goes, so that SQLite overwrites it; an empty one says it was so."""
    with alone():
        AnswerKey.objects.filter(pk=owner).delete()
        AnswerKey.objects.create(owner=owner, wrapped=b"")

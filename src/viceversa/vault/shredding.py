"""Erasing what a pair has written, for good: its key goes, and stays away after a restore."""

from collections.abc import Iterable

from viceversa.vault import answer_keys, ledger
from viceversa.vault.keyring import alone
from viceversa.vault.models import Mark, PairKey

AT_ONCE = 500


def shred(pair: str) -> None:
    """Erases the pair's key. The ledger knows of it first; nothing brings it back."""
    ledger.add(pair)
    _erase([pair])


def replay() -> int:
    """Erases again what the ledger names and a restored keyring holds; says how many.

    To be called before the first answer after every start.
    """
    erased = PairKey.objects.filter(wrapped=b"").values_list("pair", flat=True)
    again = sorted(ledger.erased() - set(erased))
    for start in range(0, len(again), AT_ONCE):
        _erase(again[start : start + AT_ONCE])
    return len(again) + answer_keys.replay()


def _erase(pairs: Iterable[str]) -> None:
    """The rows themselves go, so that SQLite overwrites them; an empty one says it was so."""
    with alone():
        PairKey.objects.filter(pk__in=pairs).delete()
        Mark.objects.filter(pair__in=pairs).delete()
        PairKey.objects.bulk_create(PairKey(pair=pair, wrapped=b"") for pair in pairs)

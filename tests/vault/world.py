"""Two pairs with a vault each, and how a text of theirs is sealed and opened."""

from django.db import transaction
from django.test import TestCase

from viceversa.vault.pair_vault import PairVault
from viceversa.vault.sealing import Place

PAIR, OTHER = "pair23456789", "pair98765432"
PLACE = Place(pair=PAIR, field="question.sealed_text", row="row234567892", author="carol2345678")


def vault(pair: str = PAIR, *, mentor: str = "bob", mentee: str = "carol") -> PairVault:
    """As the next request opens it."""
    return PairVault(pair, mentor=mentor, mentee=mentee)


def seal(text: str, place: Place = PLACE, *, over: bytes = b"", **members: str) -> bytes:
    """As an action seals it: in a transaction of its own, as if committed when this returns."""
    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        return vault(place.pair, **members).seal(text, place, over=over)


def opened(sealed: bytes, place: Place = PLACE, **members: str) -> str:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return vault(place.pair, **members).open(sealed, place)

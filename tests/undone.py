"""Databases that a whole file of tests shares, and that are as before when it is over."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker

from viceversa.vault.router import KEYRING


@contextmanager
def undone(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Takes back all that is written inside. A key that stayed in the keyring would have lost its
    master key by the next test."""
    with blocker.unblock(), transaction.atomic(), transaction.atomic(using=KEYRING):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using=KEYRING)

"""Thirty days after the end, what a pair has written is erased; two weeks before, both are told."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from viceversa.conversations import letters
from viceversa.conversations.queries import ended_on, home_zone, pairs_over
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members
from viceversa.people.trail import record
from viceversa.vault.keyring import pairs_with_keys
from viceversa.vault.shredding import shred

KEPT = timedelta(days=30)
WARNED_BEFORE = timedelta(days=14)


def erase_what_is_over(*, now: datetime | None = None) -> tuple[int, int]:
    """Warns and erases, pair by pair; says how many of each. Only pairs that have written have a
    key, and so a letter. Nothing is erased sooner than its warning has said."""
    moment = now or timezone.now()
    warned = erased = 0
    for pair, today, end in _over(moment):
        told_on = _told_on(pair, end)
        if told_on is None:
            _warn(pair, today=today, end=end)
            warned += 1
        elif today >= max(end + KEPT, told_on + WARNED_BEFORE):
            erase_words(pair)
            erased += 1
    return warned, erased


def erase_words(pair: Pair) -> None:
    """Erases what the pair has written, for good. The trail knows first: told twice, should the
    program be stopped in between, is better than never."""
    with transaction.atomic():
        record("words_erased", pair, by=None)
    shred(pair.pk)


def _over(now: datetime) -> Iterator[tuple[Pair, date, date]]:
    """The pairs with a key that are to be warned or more, with the day it is there, and their last
    one."""
    with_keys = pairs_with_keys()
    for pair in pairs_over(now - (KEPT - WARNED_BEFORE) + timedelta(days=1)):
        today = now.astimezone(home_zone(pair.programme)).date()
        end = ended_on(pair)
        if pair.pk in with_keys and end and today >= end + KEPT - WARNED_BEFORE:
            yield pair, today, end


def _told_on(pair: Pair, end: date) -> date | None:
    """The day on which the two were warned of this end."""
    told = Letter.objects.filter(event=letters.words_event(pair), version=end.toordinal()).first()
    return told.created_at.astimezone(home_zone(pair.programme)).date() if told else None


@transaction.atomic
def _warn(pair: Pair, *, today: date, end: date) -> None:
    erased_on = max(end + KEPT, today + WARNED_BEFORE)
    for member in members(pair):
        letters.words_erased_soon(pair, to=member, erased_on=erased_on, end=end)

"""Three days after the end both have thanks, and what came of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from viceversa.conversations.queries import ended_on, home_zone, pairs_over
from viceversa.farewell import letters
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members

AFTER = timedelta(days=3)
LATEST = timedelta(days=10)  # a server that was away catches up; after that it would be odd
THANKED = (Pair.State.ACTIVE, Pair.State.COMPLETED)


def thank_those_whose_end_was(*, now: datetime | None = None) -> int:
    """The two of every pair that had its whole time; whoever ended it has a letter of that. Says
    how many pairs are due; a letter that has gone goes no second time."""
    moment = now or timezone.now()
    return sum(_thank(pair) for pair in _due(moment))


def _due(now: datetime) -> Iterator[Pair]:
    for pair in pairs_over(now):
        end, today = ended_on(pair), now.astimezone(home_zone(pair.programme)).date()
        if pair.state in THANKED and end and AFTER <= today - end <= LATEST:
            yield pair


@transaction.atomic
def _thank(pair: Pair) -> bool:
    for member in members(pair):
        letters.what_came_of_it(pair, to=member)
    return True

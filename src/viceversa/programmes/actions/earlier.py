"""Rounds from before there was this software, which count on from round to round."""

from typing import Any

from django.db import transaction

from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import EarlierRound, Programme

COUNTED = ("name", "year", "mentors", "mentees", "pairs")


@transaction.atomic
def add_earlier_round(
    programme: Programme, *, name: str, year: int, by: Person, **counts: Any
) -> EarlierRound:
    """Counts a round that was held before. Added twice, it is added once."""
    added, is_new = EarlierRound.objects.get_or_create(
        programme=programme, name=name, year=year, defaults=counts
    )
    if is_new:
        record("added an earlier round", programme, by=by, year=year, pairs=added.pairs)
    return added


@transaction.atomic
def remove_earlier_round(programme: Programme, which: EarlierRound, *, by: Person) -> None:
    """It no longer counts in this programme; in copies that were made before, it does."""
    record("removed an earlier round", programme, by=by, year=which.year, pairs=which.pairs)
    which.delete()


def copy_earlier_rounds(programme: Programme, *, to: Programme) -> None:
    """They count on in the next round, and are its own from then on."""
    EarlierRound.objects.bulk_create(
        EarlierRound(programme=to, **{field: getattr(earlier, field) for field in COUNTED})
        for earlier in programme.earlier_rounds.all()
    )

"""One human who takes part twice, by two addresses: only one of the two stays, or both do."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet

from viceversa.enrolment.actions.people import withdraw
from viceversa.enrolment.importing.reading import REFERENCES
from viceversa.enrolment.models import Participation
from viceversa.enrolment.queries import free_to_go
from viceversa.enrolment.selection import Namesakes
from viceversa.people.models import Person
from viceversa.people.trail import record


class StaysError(Exception):
    """The one that would go is in a pair, or others report to her; or one of the two has gone."""


@transaction.atomic
def keep_one(keep: Participation, other: Participation, *, by: Person) -> None:
    """The other takes part no more. Whom both know, would rather not and would gladly meet is kept
    of both; whoever named the other means the one that stays as well. Nothing else moves, so that
    letting the other back in undoes it. Raises StaysError."""
    seats = {each.pk: each for each in _locked(keep, other)}
    if len(seats) != 2 or other.pk not in free_to_go([other]):
        raise StaysError
    for name in REFERENCES:
        named = dict.fromkeys([*getattr(seats[keep.pk], name), *getattr(seats[other.pk], name)])
        setattr(seats[keep.pk], name, list(named))
    Participation.objects.bulk_update([seats[keep.pk], *_naming(keep, other)], REFERENCES)
    withdraw(other, by=by)
    record("found that one human took part twice", keep, by=by, other=other.pk)


@transaction.atomic
def keep_both(one: Participation, other: Participation, *, by: Person) -> None:
    """They are two people: never offered again."""
    first, second = sorted((one.pk, other.pk))
    _said, is_new = Namesakes.objects.get_or_create(one_id=first, other_id=second)
    if is_new:
        record("said that two who take part are two people", one, by=by, other=other.pk)


def _locked(*seats: Participation) -> QuerySet[Participation]:
    here = Participation.objects.select_for_update().order_by("pk")
    return here.filter(pk__in=[each.pk for each in seats]).exclude(
        state=Participation.State.WITHDRAWN
    )


def _naming(keep: Participation, other: Participation) -> Iterator[Participation]:
    """Those who name the address that goes, with the one that stays beside it."""
    gone, stays = other.person.email, keep.person.email
    here = Participation.objects.select_for_update().filter(programme=keep.programme_id)
    for seat in here.exclude(pk=keep.pk).order_by("pk"):
        said = {name: getattr(seat, name) for name in REFERENCES}
        named = {name for name, lines in said.items() if gone in lines and stays not in lines}
        for name in named:
            setattr(seat, name, [*said[name], stays])
        if named:
            yield seat

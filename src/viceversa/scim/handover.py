"""Handing people over to a directory: who may, and what it does.

It knows nothing of the protocol, whose libraries take long to load.
"""

from collections.abc import Collection

from django.db import transaction
from django.shortcuts import get_object_or_404

from viceversa.people.models import Organisation, Person
from viceversa.people.trail import record
from viceversa.programmes.access import organiser_or_404
from viceversa.scim.models import Handover
from viceversa.scim.queries import organisations_with_directory, people_at


def directory_for_organiser_or_404(person: Person, code: str) -> Organisation:
    """An organisation with a directory, for an organiser who leads a programme in which it takes
    part: whoever could make the token for it."""
    organiser_or_404(person)
    return get_object_or_404(organisations_with_directory(person), pk=code)


def employee_for_organiser_or_404(organisation: Organisation, by: Person, code: str) -> Person:
    """One of its people, as far as that organiser knows them; the door above has been passed."""
    return get_object_or_404(people_at(organisation, by), pk=code)


@transaction.atomic
def hand_over(organisation: Organisation, people: Collection[Person], *, by: Person) -> None:
    """The directory may take these people in, although they could sign in before it came."""
    Handover.objects.filter(person__in=people).delete()
    made = (Handover(organisation=organisation, person=person) for person in people)
    Handover.objects.bulk_create(made, ignore_conflicts=True)
    for person in people:
        record("handed somebody over to a directory", person, by=by)


@transaction.atomic
def keep_back(organisation: Organisation, person: Person, *, by: Person) -> bool:
    """The directory may not any more. False when it has taken her in already."""
    is_kept = end_handover(organisation, person)
    if is_kept:
        record("kept somebody back from a directory", person, by=by)
    return is_kept


def end_handover(organisation: Organisation, person: Person) -> bool:
    """Whether there was one: of two who end it only the first is told yes."""
    waiting = Handover.objects.filter(organisation=organisation, person=person)
    return waiting.delete()[0] > 0

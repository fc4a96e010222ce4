"""Doors of this room. What you may not see does not exist: the answer is 404."""

from django.http import Http404

from viceversa.enrolment.models import Participation, PeopleImport
from viceversa.enrolment.queries import programmes_with
from viceversa.people.models import Person
from viceversa.programmes.access import (
    programme_for_coordinator_or_404,
    programme_for_matcher_or_404,
)
from viceversa.programmes.models import Programme


def import_for_coordinator_or_404(person: Person, code: str, import_id: str) -> PeopleImport:
    """A list that was sent to a programme, for those who lead it; without the file itself."""
    programme = programme_for_coordinator_or_404(person, code)
    found = programme.imports.filter(pk=import_id).defer("content").first()
    if found is None:
        raise Http404
    found.programme = programme
    return found


def participation_for_coordinator_or_404(
    person: Person, code: str, participation_id: str
) -> Participation:
    """Somebody who takes part, for those who lead the programme: with everything she wishes."""
    return _participation(programme_for_coordinator_or_404(person, code), participation_id)


def participation_for_matcher_or_404(
    person: Person, code: str, participation_id: str
) -> Participation:
    """Somebody who takes part, for those who propose pairs as well. Show matchers only what
    `queries.matching_facts` gives: neither how to reach her nor whom she does not want to meet."""
    return _participation(programme_for_matcher_or_404(person, code), participation_id)


def programme_with_or_404(person: Person, code: str) -> Programme:
    """A programme, for whoever takes part in it or has a role: to say how it may write to her."""
    programme = programmes_with(person).filter(pk=code).first()
    if programme is None:
        raise Http404
    return programme


def _participation(programme: Programme, participation_id: str) -> Participation:
    found = (
        programme.participations.filter(pk=participation_id)
        .select_related(
            "person__employment__organisation",
            "person__employment__unit",
            "person__employment__manager",
        )
        .first()
    )
    if found is None:
        raise Http404
    found.programme = programme
    return found

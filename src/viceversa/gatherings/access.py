"""Doors of gatherings: to set a day, and to take one into one's calendar."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404

from viceversa.gatherings.kinds import Kind, kinds_of
from viceversa.gatherings.models import GatheringDay
from viceversa.gatherings.queries import days_of, is_called
from viceversa.lib.links import LinkExpired, claim_or_404, sign_link
from viceversa.people.models import Person
from viceversa.programmes.access import programme_for_coordinator_or_404
from viceversa.programmes.models import Programme

LINKS_LAST = timedelta(days=366)


@dataclass(frozen=True)
class Gathering:
    """A gathering of a programme, and its day if it has one."""

    programme: Programme
    kind: Kind
    day: GatheringDay | None


def gathering_for_coordinator_or_404(person: Person, code: str, kind: str) -> Gathering:
    """For those who lead the programme, if it calls its people to that at all."""
    programme = programme_for_coordinator_or_404(person, code)
    found = next((each for each in kinds_of(programme) if each == kind), None)
    if found is None:
        raise Http404
    return Gathering(programme, found, days_of(programme).get(found))


def day_by_link_or_404(token: str) -> tuple[Person, GatheringDay]:
    """Whose link it is, and the gathering that she is called to. A link that is a year old leads
    nowhere, as one to a gathering that was called off."""
    try:
        claim = claim_or_404(token, purpose="gathering", max_age=LINKS_LAST)
    except LinkExpired:
        raise Http404 from None
    person = get_object_or_404(Person, pk=claim.person_id, access_version=claim.version)
    known = GatheringDay.objects.select_related("programme__first_contact")
    day = get_object_or_404(known, pk=claim.object_id)
    if not is_called(person, day):
        raise Http404
    return person, day


def token_for(day: GatheringDay, person: Person) -> str:
    """The same way to it as by her letter, for whoever is signed in and called."""
    return sign_link(
        "gathering", person_id=person.pk, object_id=day.pk, version=person.access_version
    )

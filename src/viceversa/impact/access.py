"""Doors of surveys: those who lead plan them, sponsors see results, whoever is asked has a link."""

from dataclasses import dataclass
from datetime import timedelta

from django.shortcuts import get_object_or_404

from viceversa.impact.models import OwnItem, Survey, Ticket
from viceversa.lib.links import claim_or_404, sign_link
from viceversa.people.models import Person
from viceversa.programmes.access import (
    programme_for_coordinator_or_404,
    programme_for_sponsor_or_404,
)

LINKS_LAST = timedelta(days=180)


@dataclass(frozen=True)
class Asked:
    """Somebody who came by her link, and her ticket; none once the survey has closed."""

    person: Person
    survey: Survey
    ticket: Ticket | None


def survey_for_coordinator_or_404(person: Person, code: str, survey_code: str) -> Survey:
    """A survey, for those who lead the programme."""
    programme = programme_for_coordinator_or_404(person, code)
    found = get_object_or_404(programme.surveys, pk=survey_code)
    found.programme = programme
    return found


def results_for_sponsor_or_404(person: Person, code: str, survey_code: str) -> Survey:
    """A survey that has closed, for sponsors and those who lead."""
    programme = programme_for_sponsor_or_404(person, code)
    found = get_object_or_404(programme.surveys, pk=survey_code, state=Survey.State.CLOSED)
    found.programme = programme
    return found


def item_of_survey_or_404(survey: Survey, item_code: str) -> OwnItem:
    """An own item of a survey whose door has been passed."""
    return get_object_or_404(survey.own_items, pk=item_code)


def token_for(ticket: Ticket, person: Person) -> str:
    """The same way in as by her letter, for whoever is signed in and asked."""
    return sign_link(
        "survey",
        person_id=person.pk,
        object_id=ticket.survey_id,
        version=person.access_version,
    )


def asked_by_link_or_404(token: str) -> Asked:
    """Whoever is asked, by the link in her letter; LinkExpired when it was right once."""
    claim = claim_or_404(token, purpose="survey", max_age=LINKS_LAST)
    person = get_object_or_404(Person, pk=claim.person_id, access_version=claim.version)
    begun = Survey.objects.exclude(state=Survey.State.PLANNED).select_related(
        "programme__organisation", "programme__first_contact", "programme__second_contact"
    )
    survey = get_object_or_404(begun, pk=claim.object_id)
    ticket = survey.tickets.filter(person=person).first()
    if ticket is not None:
        ticket.survey, ticket.person = survey, person
    return Asked(person, survey, ticket)

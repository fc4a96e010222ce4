"""Surveys for tools.stage: planned, open and told, and the pages behind the link."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tools.tour import Stop
from viceversa.impact.actions import add_item, plan_survey
from viceversa.impact.models import Survey, Ticket
from viceversa.lib.links import sign_link
from viceversa.operations.demo import ended
from viceversa.people.models import Person
from viceversa.programmes.models import Programme, Role


def surveys(programme: Programme, lead: Person) -> Iterator[Stop]:
    """What those who lead, a sponsor and somebody who is asked see."""
    begun, told = (programme.surveys.get(state=state) for state in ("open", "closed"))
    last = timezone.localdate() + timedelta(days=60)
    planned = plan_survey(programme, role="mentee", wave="after", closes_on=last, by=lead)
    add_item(planned, sv="Kansliet svarar snabbt.", en="The office answers quickly.", by=lead)
    yield Stop("surveys", reverse("programme_surveys", args=[programme.pk]), lead.pk)
    yield Stop("survey-new", reverse("survey_new", args=[programme.pk]), lead.pk)
    for name, survey in (("survey-planned", planned), ("survey-open", begun)):
        yield Stop(name, reverse("survey", args=[programme.pk, survey.pk]), lead.pk)
    results = reverse("survey_results", args=[programme.pk, told.pk])
    yield Stop("survey-results", results, lead.pk)
    sponsor = Role.objects.filter(programme=programme, kind="sponsor").order_by("person__email")[0]
    yield Stop("survey-results-as-sponsor", results, sponsor.person_id)
    yield from behind_link(begun)
    yield from of_the_round_before(lead)


def of_the_round_before(lead: Person) -> Iterator[Stop]:
    """Before and after, which a round that has ended alone can show."""
    closed = Survey.objects.filter(programme__name=ended.NAME)
    for wave, role in (("before", "mentee"), ("after", "mentee"), ("after", "mentor")):
        told = closed.get(wave=wave, role=role)
        address = reverse("survey_results", args=[told.programme_id, told.pk])
        yield Stop(f"survey-results-{wave}-{role}", address, lead.pk)


def behind_link(survey: Survey) -> Iterator[Stop]:
    """Before she answers, each page, and the thanks."""
    waits, done = (
        Ticket.objects.filter(survey=survey, is_used=used).select_related("person")[0]
        for used in (False, True)
    )
    for number in (0, 1, 2, 3):
        yield Stop(f"link-survey-{number}", _link(waits) + (f"{number}/" if number else ""))
    yield Stop("link-survey-thanks", _link(done))
    yield Stop("desk-asked", reverse("desk"), waits.person_id)


def _link(ticket: Ticket) -> str:
    person = ticket.person
    token = sign_link(
        "survey",
        person_id=person.pk,
        object_id=ticket.survey_id,
        version=person.access_version,
    )
    return reverse("personal_survey", args=[token])

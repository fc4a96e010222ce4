"""Stops of the tour between the last day and the first pair: the place that is given and taken."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from tools.tour import Stop
from viceversa.enrolment.access import link_of
from viceversa.enrolment.actions.merging import merge
from viceversa.enrolment.actions.people import enrol
from viceversa.enrolment.actions.places import confirm_place, decline_place
from viceversa.enrolment.actions.reviews import declare_conflict
from viceversa.enrolment.actions.telling import plan_telling
from viceversa.enrolment.actions.training import tick_off
from viceversa.enrolment.models import Application, Participation
from viceversa.enrolment.reviewing import to_review
from viceversa.enrolment.twins import namesakes_of, twins_of, undecided_applications
from viceversa.lib.links import sign_link
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

PRESS = [["click", "main .form .button-primary"]]


def selection(programme: Programme, lead: Person) -> Iterator[Stop]:
    """Everything that follows a call, in the language of whoever leads."""
    yield from twins(programme, lead)
    yield from recognised(programme, lead)
    yield from reviews(programme)
    yield from places(programme, lead)
    yield from training(programme, lead)
    yield from namesakes(programme, lead)
    plan_telling(programme, by=lead)  # the page of the decisions is among the stops of the calls


def reviews(programme: Programme) -> Iterator[Stop]:
    """As the reviewer of the demo reads them."""
    reviewer = programme.roles.select_related("person").get(kind="reviewer").person
    place = reverse("programme_reviews", args=[programme.pk])
    declare_conflict(to_review(programme, reviewer)[0][-1], by=reviewer)
    left, read = to_review(programme, reviewer)
    yield Stop("programme-reviews", place, reviewer.pk)
    yield Stop("review", f"{place}{left[0].pk}/", reviewer.pk)
    yield Stop("review-read", f"{place}{read[0].pk}/", reviewer.pk)
    yield Stop("review-refused", f"{place}{left[0].pk}/", reviewer.pk, press=PRESS)


def twins(programme: Programme, lead: Person) -> Iterator[Stop]:
    """Two who are offered, and two that are read as one."""
    place = reverse("programme_applications", args=[programme.pk])
    offered = twins_of(programme)[0]
    both = f"{place}{offered.one.pk}/merging/{offered.other.pk}/"
    yield Stop("programme-twins", f"{place}twins/", lead.pk)
    yield Stop("application-merging", both, lead.pk)
    one, other = programme.calls.get(role="mentor").applications.filter(state="sent")[:2]
    merge(one, other, taken=(), by=lead)
    yield Stop("application-kept", f"{place}{one.pk}/", lead.pk)
    yield Stop("application-merged", f"{place}{other.pk}/", lead.pk)
    yield Stop("applied-merged", reverse("personal_application", args=[link_of(other)]))


def recognised(programme: Programme, lead: Person) -> Iterator[Stop]:
    """An applicant with the name of somebody who takes part: as she is met, and once it is said."""
    known = seat(programme, lead, "Solveig")
    found = undecided_applications(programme).filter(call__role=known.role).last()
    if found is None:
        raise ValueError(programme)
    Application.objects.filter(pk=found.pk).update(given_name="Solveig", family_name="Ekegren")
    place = reverse("programme_applications", args=[programme.pk])
    both = reverse("application_recognition", args=[programme.pk, found.pk, known.pk])
    yield Stop("applications-known", place, lead.pk)
    yield Stop("application-known", f"{place}{found.pk}/", lead.pk)
    yield Stop("twins-known", f"{place}twins/", lead.pk)
    yield Stop("application-recognition", both, lead.pk)
    said = [["click", "main form .button-primary"]]
    yield Stop("application-recognised", both, lead.pk, press=said)


def training(programme: Programme, lead: Person) -> Iterator[Stop]:
    """Two mentees, one of whom has been to the briefing; and nobody yet."""
    here = programme.participations.filter(role="mentee", state="enrolled")
    tick_off(programme, [here[0].pk], on=timezone.localdate(), by=lead)
    for role in ("mentee", "mentor"):
        place = reverse("training", args=[programme.pk, role])
        yield Stop(f"training-{role}", place, lead.pk)
    refused = reverse("training", args=[programme.pk, "mentee"])
    yield Stop("training-refused", refused, lead.pk, press=PRESS)


def namesakes(programme: Programme, lead: Person) -> Iterator[Stop]:
    """Two who may be one human, and nobody else."""
    for number in (1, 2):
        seat(programme, lead, "Alfhild", f"alfhild.{number}")
    offered = namesakes_of(programme)[-1]
    yield Stop("programme-namesakes", reverse("programme_namesakes", args=[programme.pk]), lead.pk)
    both = reverse("namesakes", args=[programme.pk, offered.one.pk, offered.other.pk])
    yield Stop("namesakes", both, lead.pk)
    yield Stop("namesakes-refused", both, lead.pk, press=PRESS)


def places(programme: Programme, lead: Person) -> Iterator[Stop]:
    """Three who were given a place: one is asked, one has said yes, one has said no."""
    asked, taken, left = (seat(programme, lead, name) for name in ("Hedvig", "Ingemar", "Torun"))
    confirm_place(taken, by=taken.person)
    decline_place(left, by=left.person)
    for name, each in (("place", asked), ("place-taken", taken), ("place-left", left)):
        token = sign_link("place", person_id=each.person_id, object_id=each.pk, version=1)
        yield Stop(name, reverse("personal_place", args=[token]))


def seat(programme: Programme, lead: Person, name: str, mailbox: str = "") -> Participation:
    cells = {
        "role": "mentee",
        "given_name": name,
        "family_name": "Ekegren",
        "email": f"{mailbox or name.casefold()}@norrvidde-armatur.example",
        "organisation": programme.organisation.name,
    }
    found, problems = enrol(programme, cells, by=lead)
    if found is None:
        raise ValueError(problems)
    Person.objects.filter(pk=found.person_id).update(language=lead.language)
    return found

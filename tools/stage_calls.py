"""Stops of the tour at calls and applications: the public page, each question, and both pools."""

from collections.abc import Iterator
from datetime import timedelta

import time_machine
from django.urls import reverse
from django.utils import timezone

from tools.tour import Stop
from viceversa.enrolment.access import link_of
from viceversa.enrolment.actions.applications import answer, begin, withdraw_application
from viceversa.enrolment.actions.calls import save_call
from viceversa.enrolment.actions.decisions import decide
from viceversa.enrolment.models import Application, Call
from viceversa.enrolment.steps import STEPS
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

PRESS = [["click", "main form:not(.form-row) .button-primary"]]
ANSWERS: dict[str, dict[str, object]] = {
    "name": {"given_name": "Tuva", "family_name": "Ekegren"},
    "address": {"email": "tuva.ekegren@norrvidde-armatur.example", "phone": ""},
    "work": {"unit": "Lack", "title": "lackerare", "level": 2},
    "wants": {"wants": {"A1": 3, "I8": 2}},
    "offers": {"offers": {"G2": 2}},
    "people": {"knows": ["Bengt Hallstenius"], "not_with": []},
    "doubts": {"doubts": ["enough", "boss"]},
    "why": {"why": "Jag ser saker som ingen frågar om."},
}


def calls(programme: Programme, lead: Person) -> Iterator[Stop]:
    """Everything about the calls of one programme, in the language of whoever leads."""
    call = programme.calls.get(role="mentor")
    yield from public(call, lead.language)
    yield from applying(call, lead.language)
    yield from late(programme, lead)
    yield from led(programme, lead)


def public(call: Call, language: str) -> Iterator[Stop]:
    """As any visitor sees it."""
    yield Stop("call", reverse("call", args=[call.pk]))
    yield Stop("call-in", reverse("call_in", args=[call.pk, language]))
    first = reverse("call_application", args=[call.pk, language])
    yield Stop("apply-1-time", first)
    yield Stop("apply-refused", first, press=PRESS)
    yield Stop("call-unknown", reverse("call", args=["nosuchcode12"]), status=404)


def applying(call: Call, language: str) -> Iterator[Stop]:
    """Question by question, then the check, thank you, and taking it back."""
    whole = filled(call, language)
    token = link_of(whole)
    for number, step in enumerate(STEPS[1:], start=2):
        path = reverse("personal_application_step", args=[token, step])
        yield Stop(f"apply-{number}-{step}", path)
    yield Stop("apply-check", reverse("personal_application_check", args=[token]))
    sent = call.applications.filter(state="sent", answer="").order_by("sent_at")[0]
    place = reverse("personal_application", args=[link_of(sent)])
    yield Stop("applied", place)
    yield Stop("application-withdrawal", f"{place}withdrawal/")
    taken = filled(call, language, state="sent", sent_at=timezone.now())
    withdraw_application(taken)
    yield Stop("application-withdrawn", reverse("personal_application", args=[link_of(taken)]))
    with time_machine.travel(timezone.now() - timedelta(days=500)):
        old = link_of(whole)
    yield Stop("application-expired", reverse("personal_application", args=[old]), status=410)


def filled(call: Call, language: str, **more: object) -> Application:
    """Somebody who has answered everything."""
    application = begin(call, {"has_time": True}, language=language)
    for step, said in ANSWERS.items():
        answer(application, step, said)
    Application.objects.filter(pk=application.pk).update(**more)
    application.refresh_from_db()
    return application


def late(programme: Programme, lead: Person) -> Iterator[Stop]:
    """The call for mentees: its last day has passed, and somebody is on the waiting list."""
    call = programme.calls.get(role="mentee")
    today = timezone.localdate()
    call.opens_on, call.closes_on = today - timedelta(days=20), today - timedelta(days=1)
    call.answer_on = today + timedelta(days=6)
    save_call(call, by=lead)
    yield Stop("call-late", reverse("call", args=[call.pk]))
    check = reverse("personal_application_check", args=[link_of(filled(call, lead.language))])
    yield Stop("apply-check-late", check)
    for name in ("Harald", "Monika"):
        said = {"given_name": name, "state": "sent", "sent_at": timezone.now(), "is_late": True}
        waiting = filled(call, lead.language, **said)
        decide(waiting, "wait", by=lead)
    yield told(call, lead.language)
    yield Stop("applied-late", reverse("personal_application", args=[link_of(waiting)]))


def told(call: Call, language: str) -> Stop:
    """Somebody who was told that she waits, and may let us keep it for the next round."""
    now = timezone.now()
    said = {"state": "sent", "sent_at": now, "verdict": "wait", "answer": "wait"}
    waiting = filled(call, language, rank=9, answered_at=now, **said)
    return Stop("applied-waiting", reverse("personal_application", args=[link_of(waiting)]))


def led(programme: Programme, lead: Person) -> Iterator[Stop]:
    """What those who lead the programme see."""
    place = programme.pk
    for name in (
        "programme_calls",
        "programme_applications",
        "programme_decisions",
        "programme_pool",
    ):
        yield Stop(name.replace("_", "-"), reverse(name, args=[place]), lead.pk)
    contact = programme.roles.filter(kind="partner_contact")[0].person_id
    for name in ("own_people", "own_applicants"):
        path = reverse(f"programme_{name}", args=[place])
        yield Stop(f"{name.replace('_', '-')}-before", path, contact)
    none = f"{reverse('programme_applications', args=[place])}?organisation=&state=no&role=mentee"
    yield Stop("applications-none", none, lead.pk)
    for name in ("call_settings", "call_preview", "application_new"):
        yield Stop(name.replace("_", "-"), reverse(name, args=[place, "mentor"]), lead.pk)
    refused = reverse("application_new", args=[place, "mentor"])
    yield Stop("application-new-refused", refused, lead.pk, press=PRESS)
    found = Application.objects.filter(call__programme=place, state="sent", verdict="wait")[0]
    yield Stop("application", reverse("application", args=[place, found.pk]), lead.pk)

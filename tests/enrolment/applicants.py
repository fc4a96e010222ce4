"""Somebody who applies by the pages, as a browser without JavaScript would."""

from collections.abc import Mapping
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from viceversa.enrolment.models import Application, Call
from viceversa.people.models import Person

ANSWERS: dict[str, dict[str, Any]] = {
    "time": {"has_time": "on"},
    "name": {"given_name": "Sam", "family_name": "Ny"},
    "address": {"email": "Sam.Ny@Example.com", "phone": "070-555 12 34"},
    "work": {"organisation": "Siffervik AB", "unit": "Lack", "title": "planner", "level": "2"},
    "wants": {"wants_topic": ["A1", "E1", ""], "wants_strength": ["3", "1", "2"]},
    "offers": {"offers_topic": ["G2"], "offers_strength": ["2"]},
    "people": {"knows": "Anna Berg\nanna@example.com\n", "not_with": "Bo Ek", "prefers": "Eva Al"},
    "doubts": {"doubts": ["enough", "boss"]},
    "why": {"why": "I see things from the floor."},
}


def letters() -> list[EmailMessage]:
    """What has left, but for what goes to partners' contacts."""
    contacts = Person.objects.filter(roles__kind="partner_contact").values_list("email", flat=True)
    return [each for each in mail.outbox if not any(one in each.to[0] for one in contacts)]


class Applicant:
    """Goes from question to question."""

    def __init__(self, call: Call, language: str = "en") -> None:
        self.call, self.language, self.client = call, language, Client()
        self.token = ""

    def begin(self, **more: Any) -> HttpResponse:
        place = reverse("call_application", args=[self.call.pk, self.language])
        answer = self.client.post(place, ANSWERS["time"] | more)
        if answer.status_code == 302 and "/applications/" in answer["Location"]:
            self.token = answer["Location"].split("/")[2]
        return answer

    def answer(self, step: str, said: Mapping[str, Any] | None = None, **more: Any) -> HttpResponse:
        place = reverse("personal_application_step", args=[self.token, step])
        return self.client.post(place, {**(ANSWERS[step] if said is None else said), **more})

    def answer_all(self, **steps: Mapping[str, Any]) -> None:
        self.begin()
        for step in list(ANSWERS)[1:]:
            answer = self.answer(step, steps.get(step))
            assert answer.status_code == 302, answer.content.decode()

    def see(self, name: str = "personal_application", *places: str) -> HttpResponse:
        return self.client.get(reverse(name, args=[self.token, *places]))

    def check(self) -> HttpResponse:
        return self.see("personal_application_check")

    def send(self, late: str = "no", **more: Any) -> HttpResponse:
        place = reverse("personal_application_check", args=[self.token])
        return self.client.post(place, {"late": late, **more}, follow=True)

    @property
    def application(self) -> Application:
        return Application.objects.select_related("call__programme").get(
            pk=self.token.split(".")[0]
        )


def applied(call: Call, **steps: Mapping[str, Any]) -> Application:
    """One that was sent by the pages."""
    applicant = Applicant(call)
    applicant.answer_all(**steps)
    applicant.send()
    return applicant.application

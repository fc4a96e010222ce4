"""Somebody who was invited, with the link of her letter, as a browser without JavaScript would."""

import re

from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from viceversa.enrolment.models import Application, Invitation
from viceversa.jobs import run_waiting
from viceversa.lib.links import sign_link


def token_of(invitation: Invitation, **changed: object) -> str:
    claim = {"person_id": invitation.pk, "object_id": invitation.pk, "version": 1}
    return sign_link("invitation", **{**claim, **changed})  # type: ignore[arg-type]


class Guest:
    """Opens the letter, and presses what there is to press."""

    def __init__(self, invitation: Invitation) -> None:
        self.invitation, self.client = invitation, Client()
        self.token = token_of(invitation)

    def look(self) -> HttpResponse:
        return self.client.get(reverse("personal_invitation", args=[self.token]))

    def take_up(self) -> HttpResponse:
        page = reverse("personal_invitation_application", args=[self.token])
        return self.client.post(page)

    def say_no(self) -> HttpResponse:
        page = reverse("personal_invitation_refusal", args=[self.token])
        return self.client.post(page, follow=True)

    @property
    def application(self) -> Application:
        return Application.objects.get(invitation=self.invitation)


def written_to() -> list[str]:
    """Who has had which letters since the last time, in the order of the alphabet."""
    mail.outbox.clear()
    while run_waiting():
        pass
    return sorted(address for message in mail.outbox for address in message.to)


def links_in(number: int = 0) -> list[str]:
    """The paths of all links to pages of ours in a letter."""
    return re.findall(r"https?://[^/\s]+(/\S+)", str(mail.outbox[number].body))

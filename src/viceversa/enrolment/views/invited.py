"""Somebody is invited by name, and answers by the link in her letter: to the questions, or no.

Looking never changes anything, since mail scanners look at every link. A button does.
"""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.enrolment import calls, jobs
from viceversa.enrolment.access import (
    application_by_link_or_404,
    call_for_anybody_or_404,
    invitation_by_link_or_404,
    link_of,
)
from viceversa.enrolment.actions.applications import ClosedError
from viceversa.enrolment.actions.invitations import decline, take_up
from viceversa.enrolment.actions.reminding import erase_begun, turn_reminders_off
from viceversa.enrolment.forms.invitations import AddressForm
from viceversa.enrolment.models import Application, Call, Invitation
from viceversa.enrolment.views.by_link import opened_by
from viceversa.enrolment.views.public import frame

State = Application.State


by_invitation = opened_by(invitation_by_link_or_404)


@require_safe
@by_invitation
def personal_invitation(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """What she is asked, what it takes, and the two buttons."""
    call, now = invitation.call, timezone.now()
    application = _application(invitation)
    shown = {
        "invitation": invitation,
        "token": token,
        "stage": calls.stage_of(call, now),
        "opens_on": calls.say(call.opens_on, call, now),
        "last_day": calls.say(call.closes_on, call, now),
        "promised": calls.say(calls.promised_day(call, now), call, now),
        "application": application,
        "page": reverse("call_in", args=[call.pk, invitation.language]),
        "own": reverse("personal_application", args=[link_of(application)]) if application else "",
    }
    return render(request, "enrolment/invitation.html", frame(call) | shown)


@require_POST
@by_invitation
def personal_invitation_application(
    request: HttpRequest, invitation: Invitation, token: str
) -> HttpResponse:
    """To the questions: her one application, begun now or gone on with."""
    try:
        application = take_up(invitation)
    except ClosedError:
        return redirect("personal_invitation", token)
    return redirect("personal_application", link_of(application))


@require_POST
@by_invitation
def personal_invitation_refusal(
    request: HttpRequest, invitation: Invitation, token: str
) -> HttpResponse:
    """No thank you: no reason, and nobody hears of it."""
    decline(invitation)
    return redirect("personal_invitation", token)


@require_http_methods(["GET", "HEAD", "POST"])
@opened_by(partial(application_by_link_or_404, purpose="unfinished"))
def personal_unfinished(request: HttpRequest, begun: Application, token: str) -> HttpResponse:
    """An end to the reminders of what was begun, or to all of it."""
    if begun.state != State.BEGUN:
        return redirect("personal_application", link_of(begun))
    if request.method == "POST":
        if request.POST.get("end") == "all":
            erase_begun(begun)
        else:
            turn_reminders_off(begun)
        return redirect("personal_unfinished", token)
    own = reverse("personal_application", args=[link_of(begun)])
    shown = frame(begun.call) | {"application": begun, "own": own}
    return render(request, "enrolment/unfinished.html", shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_link(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """Sends her personal link to whoever is on the list. The answer is the same for everybody, or
    one could find out by it who is."""
    call = call_for_anybody_or_404(code, language)
    if not (call.is_restricted and calls.takes_applications(call, timezone.now())):
        return redirect("call_in", code, language)
    with translation.override(language):
        form = AddressForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            jobs.send_link(call, form.cleaned_data["email"])
            return redirect("call_link_sent", code, language)
        return _page(request, "call_link", call, language, form=form)


@require_safe
def call_link_sent(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """If she is on the list, a letter is on its way; who is not, whom she may ask."""
    call = call_for_anybody_or_404(code, language)
    with translation.override(language):
        return _page(request, "call_link_sent", call, language)


def _page(
    request: HttpRequest, template: str, call: Call, language: str, **more: Any
) -> HttpResponse:
    back = reverse("call_in", args=[call.pk, language])
    return render(request, f"enrolment/{template}.html", frame(call) | {"back": back, **more})


def _application(invitation: Invitation) -> Application | None:
    return getattr(invitation, "application", None)

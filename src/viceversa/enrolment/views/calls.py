"""Calls as those who lead the programme set them up, open and close them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.enrolment import calls, invited, jobs, queries
from viceversa.enrolment.access import call_for_coordinator_or_404, role_or_404
from viceversa.enrolment.actions.calls import CallError, close_call, save_call
from viceversa.enrolment.forms.calls import CallForm, new_call
from viceversa.enrolment.models import Call, Participation
from viceversa.enrolment.views.frames import people_page
from viceversa.enrolment.views.public import address_of, page
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import programme_for_coordinator_or_404
from viceversa.programmes.hours import time_cost


@require_safe
@sign_in_required
def programme_calls(request: PersonRequest, code: str) -> HttpResponse:
    """Both calls: how they stand, where they are found, and what is next."""
    programme = programme_for_coordinator_or_404(request.user, code)
    known, counts = queries.calls_of(programme), queries.application_states(programme)
    roles = [
        {
            "role": role,
            "call": known.get(role),
            "cost": time_cost(programme, role),
            "sent": sum(n for (of, state), n in counts.items() if of == role and state != "begun"),
            "begun": counts[role, "begun"],
            **(_told(known[role]) if role in known else {}),
        }
        for role in Participation.Role.values
    ]
    return people_page(request, "calls", programme, roles=roles)


@require_http_methods(["GET", "POST"])
@sign_in_required
def call_settings(request: PersonRequest, code: str, role: str) -> HttpResponse:
    """Days and who may apply; begun with what the time line of the programme says."""
    programme = programme_for_coordinator_or_404(request.user, code)
    wanted = role_or_404(role)
    known = queries.calls_of(programme).get(wanted)
    form = CallForm(request.POST or None, instance=known or new_call(programme, wanted))
    if request.method == "POST" and form.is_valid():
        save_call(form.instance, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("programme_calls", code)
    return people_page(request, "call_settings", programme, form=form, role=wanted, known=known)


@require_POST
@sign_in_required
def call_opening(request: PersonRequest, code: str, role: str) -> HttpResponse:
    """The page is public from now on, or from its first day on."""
    call = call_for_coordinator_or_404(request.user, code, role)
    try:
        jobs.open_call(call, by=request.user)
    except CallError as error:
        messages.warning(request, error.translated(_))
    else:
        messages.success(
            request, _("The page is public. Give its link to those you want to reach.")
        )
    return redirect("programme_calls", code)


@require_POST
@sign_in_required
def call_closure(request: PersonRequest, code: str, role: str) -> HttpResponse:
    """Nobody can apply any more."""
    close_call(call_for_coordinator_or_404(request.user, code, role), by=request.user)
    messages.success(request, _("Closed. The page says so to whoever comes."))
    return redirect("programme_calls", code)


@never_cache
@require_safe
@sign_in_required
def call_preview(request: PersonRequest, code: str, role: str) -> HttpResponse:
    """The page as visitors will see it."""
    call = call_for_coordinator_or_404(request.user, code, role)
    return page(request, call, get_language() or call.programme.language, timezone.now())


def _told(call: Call) -> dict[str, object]:
    now = timezone.now()
    return {
        "stage": calls.stage_of(call, now),
        "address": address_of(call),
        "embedded": f'<a href="{address_of(call)}">{escape(call.programme.name)}</a>',
        "opens_on": calls.say(call.opens_on, call, now),
        "last_day": calls.say(call.closes_on, call, now),
        "promised": calls.say(call.answer_on, call, now),
        "tally": invited.tally(call),
    }

"""The decisions are told: now, or by the clock on the promised day."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.enrolment import calls, jobs
from viceversa.enrolment.actions.release import Draft, ReleaseError, SeatsError, draft_of
from viceversa.enrolment.actions.telling import next_promise, plan_telling, unplan_telling
from viceversa.enrolment.forms.calls import TellingForm
from viceversa.enrolment.models import Application
from viceversa.enrolment.pools import CHOICES
from viceversa.enrolment.queries import planned_telling
from viceversa.enrolment.twins import Known, known_in_passing
from viceversa.enrolment.views.frames import people_page
from viceversa.enrolment.words import told
from viceversa.lib.dates import say_moment
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import programme_for_coordinator_or_404
from viceversa.programmes.models import Programme


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_decisions(request: PersonRequest, code: str) -> HttpResponse:
    """What everybody would be told, and the button that tells it."""
    programme = programme_for_coordinator_or_404(request.user, code)
    posted = request.POST if request.method == "POST" else None
    if posted is not None:
        is_meant = TellingForm(posted, is_asked=True).is_valid()
        try:
            many = jobs.tell(programme, by=request.user, keep_to_seats=not is_meant)
        except SeatsError:  # asked below
            pass
        except ReleaseError:
            messages.warning(
                request, _("Nobody was told anything: something has changed. Look again.")
            )
            return redirect("programme_decisions", code)
        else:
            text = ngettext("%(n)s applicant is told.", "%(n)s applicants are told.", many)
            messages.success(request, text % {"n": many})
            return redirect("programme_applications", code)
    draft = draft_of(programme)
    form = TellingForm(posted, is_asked=bool(draft.beyond and draft.may_go))
    more = {
        "draft": draft,
        "form": form,
        "known": _known(programme, draft),
        **_shown(draft),
        **_clock(programme),
    }
    return people_page(request, "decisions", programme, **more)


@require_POST
@sign_in_required
def decisions_plan(request: PersonRequest, code: str) -> HttpResponse:
    """On the promised day, by the clock."""
    programme = programme_for_coordinator_or_404(request.user, code)
    if plan_telling(programme, by=request.user) is None:
        messages.warning(request, _("No promised day lies ahead: tell them now."))
    return redirect("programme_decisions", code)


@require_POST
@sign_in_required
def decisions_plan_removal(request: PersonRequest, code: str) -> HttpResponse:
    """Not by the clock after all."""
    programme = programme_for_coordinator_or_404(request.user, code)
    unplan_telling(programme, by=request.user)
    messages.success(request, _("Nobody is told anything by itself."))
    return redirect("programme_decisions", code)


def _known(programme: Programme, draft: Draft) -> list[tuple[Application, Known]]:
    """Those who would have a place, and may take part already."""
    found = known_in_passing(programme, draft.newcomers)
    return [(each, found[each.pk]) for each in draft.newcomers if each.pk in found]


def _shown(draft: Draft) -> dict[str, Any]:
    promised = draft.promised_on
    first = next(iter(draft.pending), None)
    now = timezone.now()
    today = now.astimezone(calls.zone_of(first.call)).date() if first else None
    return {
        "groups": [(label, draft.of(code), code) for code, label in CHOICES],
        "wrong": [(each, [told(remark, {}) for remark in why]) for each, why in draft.wrong],
        "promised": calls.say(promised, first.call, now) if first else "",
        "is_early": bool(today and promised and today < promised),
    }


def _clock(programme: Programme) -> dict[str, Any]:
    planned = planned_telling(programme)
    at = planned.at if planned else next_promise(programme, timezone.now())
    moment = say_moment(at, zone=ZoneInfo(programme.time_zone)) if at else ""
    return {"is_planned": planned is not None, "moment": moment}

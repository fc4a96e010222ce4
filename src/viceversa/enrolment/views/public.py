"""The page by which a programme seeks mentors or mentees: the same for everybody who looks."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from viceversa.enrolment import calls
from viceversa.enrolment.access import call_for_anybody_or_404, link_of
from viceversa.enrolment.actions.applications import ClosedError, NotListedError, begin
from viceversa.enrolment.expectations import NOT_EXPECTED, expected_of
from viceversa.enrolment.forms.applications import StepForm
from viceversa.enrolment.models import Application, Call
from viceversa.enrolment.qr import qr_svg
from viceversa.enrolment.steps import STEPS, TITLES
from viceversa.lib.caching import same_for_everybody
from viceversa.people.models import Language
from viceversa.programmes.agreements import essence
from viceversa.programmes.hours import events_of, time_cost
from viceversa.programmes.queries import contacts_of, meets_from

LONGEST_STALE = 60  # seconds; less where the page is about to change by itself


@require_safe
def call(request: HttpRequest, code: str) -> HttpResponseBase:
    """In the language of the programme."""
    found = call_for_anybody_or_404(code)
    return shared(request, found, found.programme.language)


@require_safe
def call_in(request: HttpRequest, code: str, language: str) -> HttpResponseBase:
    """In either language."""
    return shared(request, call_for_anybody_or_404(code, language), language)


@require_safe
def call_qr(request: HttpRequest, code: str) -> HttpResponse:
    """The way to the page, for paper and screens."""
    found = call_for_anybody_or_404(code)
    svg = qr_svg(address_of(found))
    return HttpResponse(svg, content_type="image/svg+xml")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_application(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """The hours first. Whoever says yes to them has begun, and is told by her address alone."""
    found = call_for_anybody_or_404(code, language)
    with translation.override(language):
        form = StepForm(
            request.POST or None,
            application=Application(call=found, language=language),
            step="time",
        )
        if request.method == "POST" and form.is_valid():
            try:
                begun = begin(found, form.answers, language=language)
            except (ClosedError, NotListedError):
                return redirect("call_in", code, language)
            return redirect("personal_application_step", link_of(begun), STEPS[1])
        if found.is_restricted or not calls.takes_applications(found, timezone.now()):
            return redirect("call_in", code, language)
        title, lead = TITLES["time"]
        more = {
            "form": form,
            "step": "time",
            "title": title,
            "lead": lead,
            "number": 1,
            "of": len(STEPS),
            "back": reverse("call_in", args=[code, language]),
        }
        return render(request, "enrolment/apply_question.html", frame(found) | more)


def shared(request: HttpRequest, found: Call, language: str) -> HttpResponseBase:
    """The page as caches may keep it for everybody, until it says something else."""
    now = timezone.now()
    response = page(request, found, language, now)
    if not found.is_listed:
        response.headers["X-Robots-Tag"] = "noindex"
    if settings.IS_DEMO:  # its banner says as whom one looks
        return response
    change = calls.next_change(found, now)
    left = (change - now).total_seconds() if change else LONGEST_STALE
    return same_for_everybody(request, response, seconds=int(min(LONGEST_STALE, left)))


def page(request: HttpRequest, found: Call, language: str, now: datetime) -> HttpResponse:
    """What it is, what it costs, what is expected and what not, who may apply, until when."""
    with translation.override(language):
        shown = frame(found) | {
            "stage": calls.stage_of(found, now),
            "opens_on": calls.say(found.opens_on, found, now),
            "last_day": calls.say(found.closes_on, found, now),
            "promised": calls.say(calls.promised_day(found, now), found, now),
            "expected": expected_of(found.role, events_of(found.programme)),
            "not_expected": NOT_EXPECTED[found.role],
            "meets_from": calls.say(meets_from(found.programme), found, now),
            "apply": reverse("call_application", args=[found.pk, language]),
            "link": reverse("call_link", args=[found.pk, language]),
            "address": address_of(found),
            "essence": essence(found.programme, language),
            "others": [
                (code, name, address_of(found, code))
                for code, name in Language.choices
                if code != language
            ],
        }
        response = render(request, "enrolment/call.html", shown)
    response.headers["Content-Language"] = language
    return response


def frame(found: Call) -> dict[str, object]:
    """What every page of a call knows."""
    return {
        "call": found,
        "programme": found.programme,
        "contacts": contacts_of(found.programme),
        "cost": time_cost(found.programme, found.role),
        "zone": calls.zone_of(found).key.rpartition("/")[2].replace("_", " "),
    }


def address_of(found: Call, language: str = "") -> str:
    """The whole address of the page."""
    if language and language != found.programme.language:
        return str(settings.BASE_URL + reverse("call_in", args=[found.pk, language]))
    return str(settings.BASE_URL + reverse("call", args=[found.pk]))

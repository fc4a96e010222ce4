"""Applications as those who lead the programme read them, decide on them and tell everybody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.enrolment import calls, jobs, queries, steps
from viceversa.enrolment.access import (
    application_for_coordinator_or_404,
    call_for_coordinator_or_404,
)
from viceversa.enrolment.actions.decisions import decide, move_up
from viceversa.enrolment.forms.applications import WholeForm
from viceversa.enrolment.forms.calls import FilterForm, VerdictForm
from viceversa.enrolment.models import Application
from viceversa.enrolment.pools import (
    CHOICES,
    Line,
    doubts_counted,
    longest,
    organisations_named,
    places_on_lists,
    pools,
    seats_shown,
)
from viceversa.enrolment.reviewing import found_in
from viceversa.enrolment.twins import known_in_passing, twins_of, undecided_applications
from viceversa.enrolment.views.frames import people_page
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import programme_for_coordinator_or_404


@require_safe
@sign_in_required
def programme_applications(request: PersonRequest, code: str) -> HttpResponse:
    """Two pools side by side, each row with its decision."""
    programme = programme_for_coordinator_or_404(request.user, code)
    form = FilterForm(request.GET, organisations=organisations_named(programme))
    asked = form.cleaned_data if form.is_valid() else {}
    counts, calls_here = queries.application_states(programme), queries.calls_of(programme)
    known = known_in_passing(programme, undecided_applications(programme))
    shown = pools(programme, asked, request.GET.get("page"), known=known)
    return people_page(
        request,
        "applications",
        programme,
        form=form,
        pools=shown,
        page=longest(shown).page,
        is_empty=not counts,
        is_searched=any(asked.values()),
        calls=calls_here,
        choices=CHOICES,
        seats=seats_shown(programme),
        begun=sum(many for (_role, state), many in counts.items() if state == "begun"),
        undecided=sum(many for (_role, state), many in counts.items() if state == "undecided"),
        twins=len(twins_of(programme)),
        known=len(known),
        doubts=doubts_counted(calls_here, counts, timezone.now()),
        here=request.get_full_path(),
    )


@require_safe
@sign_in_required
def application(request: PersonRequest, code: str, application_code: str) -> HttpResponse:
    """One application, all of it but what its writer hesitated over."""
    found = application_for_coordinator_or_404(request.user, code, application_code)
    programme = found.call.programme
    known = known_in_passing(programme, undecided_applications(programme).filter(pk=found.pk))
    return people_page(
        request,
        "application",
        programme,
        application=found,
        facts=[] if found.forgotten_at else steps.told(found),
        role_words=steps.role_words(found.call),
        promised=calls.say(found.promised_on, found.call, timezone.now()),
        is_double=found.email in queries.doubles_of(programme),
        line=Line(found, "", "", is_double=False, place=_place(found), known=known.get(found.pk)),
        found=found_in([found]).get(found.pk),
        merged=queries.merged_into(found),
        choices=CHOICES,
        here=request.get_full_path(),
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
def application_new(request: PersonRequest, code: str, role: str) -> HttpResponse:
    """What came by mail, entered by hand: the same record, the same receipt."""
    call = call_for_coordinator_or_404(request.user, code, role)
    blank = Application(call=call, language=call.programme.language)
    form = WholeForm(request.POST or None, application=blank)
    if request.method == "POST" and form.is_valid():
        came_at = form.cleaned_data["came_at"]
        entered = jobs.enter(call, form.answers, came_at=came_at, by=request.user)
        messages.success(request, _("Entered. A receipt is on its way."))
        return redirect("application", code, entered.pk)
    words = steps.role_words(call)
    return people_page(
        request, "application_new", call.programme, form=form, call=call, role_words=words
    )


@require_POST
@sign_in_required
def application_verdict(request: PersonRequest, code: str, application_code: str) -> HttpResponse:
    """A decision, which nobody hears of before it is told to all."""
    found = application_for_coordinator_or_404(request.user, code, application_code)
    form = VerdictForm(request.POST)
    if form.is_valid():
        decide(found, form.cleaned_data["verdict"], by=request.user)
    return _back(request, code)


@require_POST
@sign_in_required
def application_place(request: PersonRequest, code: str, application_code: str) -> HttpResponse:
    """One place ahead on the waiting list."""
    move_up(
        application_for_coordinator_or_404(request.user, code, application_code), by=request.user
    )
    return _back(request, code)


def _place(application: Application) -> int | None:
    queue = queries.applications_of(application.call.programme)
    return places_on_lists(queue).get(application.pk)


def _back(request: PersonRequest, code: str) -> HttpResponse:
    """To where the button was, if that is a page of ours."""
    here = request.POST.get("here", "")
    if url_has_allowed_host_and_scheme(here, allowed_hosts=None):
        return redirect(here)
    return redirect("programme_applications", code)

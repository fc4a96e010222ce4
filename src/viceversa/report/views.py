"""The report on the page: computed as it is opened, and nothing of it is kept."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.lib.figures import SMALLEST
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.people.models import Language, Person
from viceversa.programmes.access import programme_for_coordinator_or_404
from viceversa.programmes.models import Programme
from viceversa.programmes.pages import language_asked_for, programme_page
from viceversa.report.access import Reader, goal_or_404, reader_or_404
from viceversa.report.actions import remove_goal, set_goal, tell_outcome, tell_who_stayed
from viceversa.report.errors import GoalError
from viceversa.report.forms import GoalForm, OutcomeForm, StayingForm
from viceversa.report.paper import paper
from viceversa.report.queries import has_begun, staying_of
from viceversa.report.report import Report, partners_report, report_of
from viceversa.report.sight import Version

NAMES = {
    Version.COORDINATOR: _("For those who lead"),
    Version.SPONSOR: _("For sponsors"),
    Version.PARTNER: _("For your own organisation"),
}


@require_safe
@sign_in_required
def programme_report(request: PersonRequest, code: str) -> HttpResponse:
    """The version that is asked for, or the fullest that she may read."""
    reader = reader_or_404(request.user, code, request.GET.get("version", ""))
    report = _report(reader, request.user)
    return programme_page(
        request,
        "report/report.html" if report else "report/too_few.html",
        reader.programme,
        section="report",
        report=report,
        reader=reader,
        versions=[(version, NAMES[version]) for version in reader.versions],
        leads=Version.COORDINATOR in reader.versions,
        frame=_frame(reader),
        least=SMALLEST,
        languages=Language.choices,
    )


@require_safe
@sign_in_required
def programme_report_pdf(request: PersonRequest, code: str) -> HttpResponse:
    """The same on paper, in either language."""
    reader = reader_or_404(request.user, code, request.GET.get("version", ""))
    language = language_asked_for(request)
    with override(language):
        report = _report(reader, request.user)
        if report is None:
            raise Http404
        made = paper(report, language)
        name = slugify(f"{gettext('Report')} {reader.programme} {NAMES[reader.version]}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_report_staying(request: PersonRequest, code: str) -> HttpResponse:
    """Four counts that the organiser has asked for."""
    programme = programme_for_coordinator_or_404(request.user, code)
    told = staying_of(programme)
    form = StayingForm(request.POST or None, initial=model_to_dict(told) if told else None)
    if request.method == "POST" and form.is_valid():
        tell_who_stayed(programme, **form.cleaned_data, by=request.user)
        messages.success(request, gettext("It stands in the report now."))
        return redirect("programme_report", programme.pk)
    return _page(request, "report/staying.html", programme, form=form)


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_goals(request: PersonRequest, code: str) -> HttpResponse:
    """What is hoped for: set before the round, and read in its report."""
    programme = programme_for_coordinator_or_404(request.user, code)
    form = GoalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_goal(programme, **form.cleaned_data, by=request.user)
        except GoalError as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, gettext("It stands in the report from now on."))
            return redirect("programme_goals", programme.pk)
    return _page(
        request,
        "report/goals.html",
        programme,
        form=form,
        goals=programme.goals.all(),
        has_begun=has_begun(programme),
    )


@require_POST
@sign_in_required
def goal_removal(request: PersonRequest, code: str, goal_code: str) -> HttpResponse:
    """Before the round begins."""
    programme = programme_for_coordinator_or_404(request.user, code)
    try:
        remove_goal(goal_or_404(programme, goal_code), by=request.user)
    except GoalError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, gettext("The goal is gone."))
    return redirect("programme_goals", programme.pk)


@require_http_methods(["GET", "POST"])
@sign_in_required
def goal_outcome(request: PersonRequest, code: str, goal_code: str) -> HttpResponse:
    """What came of one of them."""
    programme = programme_for_coordinator_or_404(request.user, code)
    goal = goal_or_404(programme, goal_code)
    form = OutcomeForm(request.POST or None, instance=goal)
    if request.method == "POST" and form.is_valid():
        tell_outcome(goal, **form.cleaned_data, by=request.user)
        messages.success(request, gettext("It stands in the report now."))
        return redirect("programme_goals", programme.pk)
    return _page(request, "report/goal_outcome.html", programme, form=form, goal=goal)


def _page(
    request: PersonRequest, template: str, programme: Programme, **context: object
) -> HttpResponse:
    frame = "programmes/base.html"
    return programme_page(request, template, programme, section="report", frame=frame, **context)


def _report(reader: Reader, person: Person) -> Report | None:
    if reader.version == Version.PARTNER:
        return partners_report(reader.programme, reader.partners)
    return report_of(reader.programme, reader.version, reader=person)


def _frame(reader: Reader) -> str:
    leads = Version.COORDINATOR in reader.versions
    return "programmes/base.html" if leads else "people/base.html"

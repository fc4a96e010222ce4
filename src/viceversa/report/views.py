"""The report on the page: computed as it is opened, and nothing of it is kept."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from viceversa.lib.figures import SMALLEST
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.people.models import Language, Person
from viceversa.programmes.access import programme_for_coordinator_or_404
from viceversa.programmes.pages import language_asked_for, programme_page
from viceversa.report.access import Reader, reader_or_404
from viceversa.report.actions import tell_who_stayed
from viceversa.report.forms import StayingForm
from viceversa.report.paper import paper
from viceversa.report.queries import staying_of
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
    name = f"report-{reader.version}-{language}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
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
    return programme_page(
        request,
        "report/staying.html",
        programme,
        section="report",
        form=form,
        frame="programmes/base.html",
    )


def _report(reader: Reader, person: Person) -> Report | None:
    if reader.version == Version.PARTNER:
        return partners_report(reader.programme, reader.partners)
    return report_of(reader.programme, reader.version, reader=person)


def _frame(reader: Reader) -> str:
    leads = Version.COORDINATOR in reader.versions
    return "programmes/base.html" if leads else "people/base.html"

"""A list comes in: upload, columns, dry run, what was found, bringing in."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from viceversa.enrolment import actions, files, jobs, queries
from viceversa.enrolment.access import import_for_coordinator_or_404
from viceversa.enrolment.forms import ColumnsForm, ListForm, OutcomeForm
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.enrolment.words import Speaker, problem_in_words
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import programme_for_coordinator_or_404
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import contacts_of

State = PeopleImport.State
ROWS_A_PAGE = 50


@require_http_methods(["GET", "POST"])
@sign_in_required
def import_new(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    is_sent = request.method == "POST"
    form = ListForm(request.POST, request.FILES) if is_sent else ListForm()
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        arrived = actions.receive_list(
            programme, filename=file.name, content=file.read(), by=request.user
        )
        return redirect("import_columns", programme.pk, arrived.pk)
    context = _frame(programme) | {"form": form, "lists": queries.imports_of(programme)[:20]}
    return render(request, "enrolment/import_new.html", context)


@require_GET
@sign_in_required
def import_template(request: PersonRequest, code: str) -> HttpResponse:
    programme_for_coordinator_or_404(request.user, code)
    kind = files.CSV if request.GET.get("as") == files.CSV else files.XLSX
    return _download(files.template_file(kind), _("people"), kind)


@require_http_methods(["GET", "POST"])
@sign_in_required
def import_columns(request: PersonRequest, code: str, import_id: str) -> HttpResponse:
    people_import = import_for_coordinator_or_404(request.user, code, import_id)
    form = ColumnsForm(
        request.POST or None, columns=people_import.columns, mapping=people_import.mapping
    )
    if request.method == "POST" and form.is_valid():
        actions.choose_columns(people_import, form.mapping)
        jobs.order_check(people_import)
        return redirect("people_import", code, people_import.pk)
    context = _frame(people_import.programme) | {
        "form": form,
        "list": people_import,
        "problem": problem_in_words(people_import),
    }
    return render(request, "enrolment/import_columns.html", context)


@require_GET
@sign_in_required
def people_import(request: PersonRequest, code: str, import_id: str) -> HttpResponse:
    """Where the list stands: still to be mapped, at work, or with what was found."""
    found = import_for_coordinator_or_404(request.user, code, import_id)
    if found.state == State.UPLOADED:
        return redirect("import_columns", code, found.pk)
    if found.state in (State.CHECKING, State.APPLYING):
        context = _frame(found.programme) | _progress(found)
        return render(request, "enrolment/import_progress.html", context)
    return _result_page(request, found)


@require_GET
@sign_in_required
def import_progress(request: PersonRequest, code: str, import_id: str) -> HttpResponse:
    """The bar alone; when the work is done, the page that shows its result."""
    found = import_for_coordinator_or_404(request.user, code, import_id)
    if found.state in (State.CHECKING, State.APPLYING):
        return render(request, "enrolment/import_bar.html", _progress(found))
    page = reverse("people_import", args=[code, found.pk])
    return HttpResponse(headers={"HX-Redirect": page})


@require_POST
@sign_in_required
def import_check(request: PersonRequest, code: str, import_id: str) -> HttpResponse:
    people_import = import_for_coordinator_or_404(request.user, code, import_id)
    jobs.order_check(people_import)
    return redirect("people_import", code, people_import.pk)


@require_POST
@sign_in_required
def import_stop(request: PersonRequest, code: str, import_id: str) -> HttpResponse:
    people_import = import_for_coordinator_or_404(request.user, code, import_id)
    actions.stop(people_import)
    return redirect("people_import", code, people_import.pk)


@require_POST
@sign_in_required
def import_application(request: PersonRequest, code: str, import_id: str) -> HttpResponse:
    people_import = import_for_coordinator_or_404(request.user, code, import_id)
    jobs.order_application(people_import)
    return redirect("people_import", code, people_import.pk)


@require_GET
@sign_in_required
def import_left_out(request: PersonRequest, code: str, import_id: str) -> HttpResponse:
    people_import = import_for_coordinator_or_404(request.user, code, import_id)
    kind = files.CSV if request.GET.get("as") == files.CSV else files.XLSX
    return _download(files.left_out_file(people_import, kind), _("left-out"), kind)


@require_http_methods(["GET", "POST"])
@sign_in_required
def import_removal(request: PersonRequest, code: str, import_id: str) -> HttpResponse:
    people_import = import_for_coordinator_or_404(request.user, code, import_id)
    if request.method == "POST":
        actions.throw_away(people_import, by=request.user)
        messages.success(request, _("The list has been thrown away."))
        return redirect("import_new", code)
    context = _frame(people_import.programme) | {"list": people_import}
    return render(request, "enrolment/import_removal.html", context)


def _result_page(request: PersonRequest, found: PeopleImport) -> HttpResponse:
    form = OutcomeForm(request.GET)
    outcome = form.cleaned_data["outcome"] if form.is_valid() else ""
    rows = Paginator(queries.rows_of(found, outcome), ROWS_A_PAGE)
    page = rows.get_page(request.GET.get("page"))
    speaker = Speaker(found.programme)
    context = _frame(found.programme) | {
        "list": found,
        "filter": form,
        "page": page,
        "rows": [speaker.row(row) for row in page.object_list],
        "to_bring_in": found.counts.get("new", 0) + found.counts.get("changed", 0),
        "problem": problem_in_words(found),
    }
    return render(request, "enrolment/people_import.html", context)


def _frame(programme: Programme) -> dict[str, Any]:
    return {
        "programme": programme,
        "contacts": contacts_of(programme),
        "section": "people",
        "leads": True,
    }


def _progress(found: PeopleImport) -> dict[str, Any]:
    place = [found.programme_id, found.pk]
    return {
        "list": found,
        "words": found.get_stage_display(),
        "again": reverse("import_progress", args=place),
        "stop": reverse("import_stop", args=place),
    }


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}.{kind}"'
    return HttpResponse(
        content,
        content_type=files.TYPES[kind],
        headers={"Content-Disposition": disposition, "Cache-Control": "no-store"},
    )

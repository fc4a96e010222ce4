"""The people who take part: all of them, one of them, somebody new."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from viceversa.enrolment import actions, facts, queries
from viceversa.enrolment.access import (
    participation_for_coordinator_or_404,
    participation_for_matcher_or_404,
)
from viceversa.enrolment.forms import DetailsForm, NewPersonForm, SearchForm
from viceversa.enrolment.models import Participation
from viceversa.enrolment.twins import MOST_IN_PASSING, like, namesakes_of
from viceversa.enrolment.words import Speaker
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import (
    has_role,
    programme_for_coordinator_or_404,
    programme_for_matcher_or_404,
)
from viceversa.programmes.models import Programme, Role
from viceversa.programmes.queries import contacts_of

PEOPLE_A_PAGE = 50


@require_GET
@sign_in_required
def programme_people(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_matcher_or_404(request.user, code)
    leads = has_role(request.user, programme, Role.Kind.COORDINATOR)
    organisations = queries.organisations_to_tell_apart(programme)
    form = SearchForm(request.GET, organisations=organisations, leads=leads)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.participants(programme, queries.Filters(**asked, with_addresses=leads))
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    is_searched = any(asked.values())
    many = page.paginator.count > MOST_IN_PASSING
    context = _frame(programme, leads=leads) | {
        "form": form,
        "page": page,
        "has_organisations": bool(organisations),
        "twice": len(namesakes_of(programme)) if leads and not (is_searched or many) else 0,
        "many": many,
        "counts": queries.head_count(programme),
        "is_searched": is_searched,
    }
    return render(request, "enrolment/people.html", context)


@require_http_methods(["GET", "POST"])
@sign_in_required
def participation_new(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    form = NewPersonForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        enrolled, remarks = actions.enrol(programme, form.cells(), by=request.user)
        if enrolled:
            messages.success(request, _("Added. Now the wishes, if you know them."))
            _warn_of_another(request, enrolled)
            return redirect("participation_details", code, enrolled.pk)
        form.add_remarks(remarks)
    context = _frame(programme, leads=True) | {"form": form}
    return render(request, "enrolment/participation_new.html", context)


@require_GET
@sign_in_required
def participation(request: PersonRequest, code: str, participation_id: str) -> HttpResponse:
    found = participation_for_matcher_or_404(request.user, code, participation_id)
    leads = has_role(request.user, found.programme, Role.Kind.COORDINATOR)
    speaker = Speaker(found.programme)
    context = _frame(found.programme, leads=leads) | {
        "participation": found,
        "person": found.person,
        "matching": facts.matching_facts(found, speaker),
        "private": facts.private_facts(found, speaker) if leads else None,
    }
    return render(request, "enrolment/participation.html", context)


@require_http_methods(["GET", "POST"])
@sign_in_required
def participation_details(request: PersonRequest, code: str, participation_id: str) -> HttpResponse:
    found = participation_for_coordinator_or_404(request.user, code, participation_id)
    may_change = queries.may_change_details(found)
    form = DetailsForm(request.POST or None, participation=found, may_change_details=may_change)
    if request.method == "POST" and form.is_valid():
        remarks = actions.amend(found, form.cells(), by=request.user)
        if not remarks:
            messages.success(request, _("Saved."))
            return redirect("participation", code, found.pk)
        form.add_remarks(remarks)
    context = _frame(found.programme, leads=True) | {
        "form": form,
        "participation": found,
        "person": found.person,
        "may_change": may_change,
    }
    return render(request, "enrolment/participation_details.html", context)


@require_http_methods(["GET", "POST"])
@sign_in_required
def withdrawal(request: PersonRequest, code: str, participation_id: str) -> HttpResponse:
    found = participation_for_coordinator_or_404(request.user, code, participation_id)
    if request.method == "POST":
        actions.withdraw(found, by=request.user)
        messages.success(request, _("%s takes part no more.") % found.person)
        return redirect("participation", code, found.pk)
    context = _frame(found.programme, leads=True) | {"participation": found}
    return render(request, "enrolment/withdrawal.html", context)


@require_POST
@sign_in_required
def readmission(request: PersonRequest, code: str, participation_id: str) -> HttpResponse:
    found = participation_for_coordinator_or_404(request.user, code, participation_id)
    actions.readmit(found, by=request.user)
    messages.success(request, _("%s takes part again.") % found.person)
    return redirect("participation", code, found.pk)


def _warn_of_another(request: PersonRequest, enrolled: Participation) -> None:
    for each in like(enrolled):
        text = _(
            "%(name)s, %(email)s, takes part already. If the two are one, say so under People."
        )
        messages.warning(request, text % {"name": each.full_name, "email": each.email})


def _frame(programme: Programme, *, leads: bool) -> dict[str, Any]:
    return {
        "programme": programme,
        "contacts": contacts_of(programme),
        "section": "people",
        "leads": leads,
    }

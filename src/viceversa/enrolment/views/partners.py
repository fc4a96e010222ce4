"""Partners, their seats, and who competes with whom."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.enrolment.seats import seat_rows, taken
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes import actions
from viceversa.programmes.access import (
    partner_of_programme_or_404,
    programme_for_coordinator_or_404,
    tie_of_programme_or_404,
)
from viceversa.programmes.agreements import TITLES, kinds_for
from viceversa.programmes.forms.partners import ArrangementForm, PartnerForm, TieForm
from viceversa.programmes.models import Programme
from viceversa.programmes.pages import programme_page
from viceversa.programmes.queries import partners_of, ties_in


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_partners(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_partner(programme, form.draft(), by=request.user)
        messages.success(request, _("The seats are set."))
        return redirect("programme_partners", programme.pk)
    return partners_page(request, programme, form, TieForm(programme=programme))


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_partner(request: PersonRequest, code: str, partner_code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    partner = partner_of_programme_or_404(programme, partner_code)
    seats = {seat: getattr(partner, seat) for seat in actions.SEATS}
    form = PartnerForm(request.POST or None, initial={"name": partner.organisation.name, **seats})
    form.fields["name"].disabled = True
    if request.method == "POST" and form.is_valid():
        actions.add_partner(programme, form.draft(), by=request.user)
        messages.success(request, _("The seats are set."))
        return redirect("programme_partners", programme.pk)
    return programme_page(
        request,
        "enrolment/partner.html",
        programme,
        form=form,
        partner=partner,
        arrangement_form=ArrangementForm(initial={"arrangement": partner.arrangement}),
        kinds=[(kind, TITLES[kind]) for kind in kinds_for(partner)],
    )


@require_POST
@sign_in_required
def partner_removal(request: PersonRequest, code: str, partner_code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    partner = partner_of_programme_or_404(programme, partner_code)
    actions.remove_partner(partner, by=request.user)
    messages.success(request, _("The partner is removed. Its people are still in the programme."))
    return redirect("programme_partners", programme.pk)


@require_POST
@sign_in_required
def programme_ties(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    form = TieForm(request.POST, programme=programme)
    if not form.is_valid():
        return partners_page(request, programme, PartnerForm(), form)
    actions.tie_organisations(programme, **form.cleaned_data, by=request.user)
    return redirect("programme_partners", programme.pk)


@require_POST
@sign_in_required
def tie_removal(request: PersonRequest, code: str, tie_code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    tie = tie_of_programme_or_404(programme, tie_code)
    actions.untie_organisations(programme, tie, by=request.user)
    return redirect("programme_partners", programme.pk)


def partners_page(
    request: PersonRequest, programme: Programme, form: PartnerForm, tie_form: TieForm
) -> HttpResponse:
    found = taken(programme)
    return programme_page(
        request,
        "enrolment/partners.html",
        programme,
        form=form,
        tie_form=tie_form,
        partners=[(each, seat_rows(each, found)) for each in partners_of(programme)],
        ties=ties_in(programme),
    )

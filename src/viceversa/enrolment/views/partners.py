"""Partners, their seats, and who competes with whom."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.enrolment.access import tie_for_coordinator_or_404
from viceversa.enrolment.queries import organisations_here
from viceversa.enrolment.seats import seat_rows, taken
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes import actions
from viceversa.programmes.access import (
    partner_of_programme_or_404,
    programme_for_coordinator_or_404,
)
from viceversa.programmes.agreements import TITLES, kinds_for
from viceversa.programmes.forms.partners import ArrangementForm, BodyForm, PartnerForm, TieForm
from viceversa.programmes.models import Partner, Programme
from viceversa.programmes.pages import programme_page
from viceversa.programmes.queries import partners_of, ties_among


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_partners(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    own = programme.organisation.name if programme.scope == Programme.Scope.INTERNAL else ""
    form = PartnerForm(request.POST or None, initial={"name": own})
    if request.method == "POST" and form.is_valid():
        actions.add_partner(programme, form.draft(), by=request.user)
        messages.success(request, _("The seats are set."))
        return redirect("programme_partners", programme.pk)
    return partners_page(request, programme, form, tie_form(programme))


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_partner(request: PersonRequest, code: str, partner_code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    partner = partner_of_programme_or_404(programme, partner_code)
    form = seats_form(partner, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_partner(programme, form.draft(), by=request.user)
        messages.success(request, _("The seats are set."))
        return redirect("programme_partners", programme.pk)
    return partner_page(request, partner, form, BodyForm())


@require_POST
@sign_in_required
def partner_body(request: PersonRequest, code: str, partner_code: str) -> HttpResponse:
    """As many mentee seats as a fixed body has members."""
    programme = programme_for_coordinator_or_404(request.user, code)
    partner = partner_of_programme_or_404(programme, partner_code)
    form = BodyForm(request.POST)
    if not form.is_valid():
        return partner_page(request, partner, seats_form(partner), form)
    actions.make_seats_for_body(partner, form.cleaned_data["members"], by=request.user)
    messages.success(request, _("The seats are set."))
    return redirect("programme_partner", code, partner_code)


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
    form = tie_form(programme, request.POST)
    if not form.is_valid():
        return partners_page(request, programme, PartnerForm(), form)
    actions.tie_organisations(programme, **form.cleaned_data, by=request.user)
    return redirect("programme_partners", programme.pk)


@require_POST
@sign_in_required
def tie_removal(request: PersonRequest, code: str, tie_code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    tie = tie_for_coordinator_or_404(request.user, code, tie_code)
    actions.untie_organisations(programme, tie, by=request.user)
    return redirect("programme_partners", programme.pk)


def seats_form(partner: Partner, data: QueryDict | None = None) -> PartnerForm:
    seats = {seat: getattr(partner, seat) for seat in actions.SEATS}
    form = PartnerForm(data, initial={"name": partner.organisation.name, **seats})
    form.fields["name"].disabled = True
    return form


def partner_page(
    request: PersonRequest, partner: Partner, form: PartnerForm, body_form: BodyForm
) -> HttpResponse:
    return programme_page(
        request,
        "enrolment/partner.html",
        partner.programme,
        form=form,
        body_form=body_form,
        partner=partner,
        arrangement_form=ArrangementForm(initial={"arrangement": partner.arrangement}),
        kinds=[(kind, TITLES[kind]) for kind in kinds_for(partner)],
    )


def tie_form(programme: Programme, data: QueryDict | None = None) -> TieForm:
    return TieForm(data, organisations=organisations_here(programme))


def partners_page(
    request: PersonRequest, programme: Programme, form: PartnerForm, ties: TieForm
) -> HttpResponse:
    found = taken(programme)
    return programme_page(
        request,
        "enrolment/partners.html",
        programme,
        form=form,
        tie_form=ties,
        partners=[(each, seat_rows(each, found)) for each in partners_of(programme)],
        ties=ties_among(organisations_here(programme)),
    )

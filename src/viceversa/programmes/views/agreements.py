"""Who answers for personal data: drafts for the parties to sign, and a page for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.people.models import Language
from viceversa.programmes import actions
from viceversa.programmes.access import (
    partner_for_party_or_404,
    partner_of_programme_or_404,
    programme_for_anybody_or_404,
    programme_for_coordinator_or_404,
)
from viceversa.programmes.agreements import TITLES, agreement, essence, kinds_for
from viceversa.programmes.forms.partners import ArrangementForm
from viceversa.programmes.pages import language_asked_for, paper_file, programme_page
from viceversa.programmes.queries import contacts_of


@require_safe
@sign_in_required
def partner_agreement(
    request: PersonRequest, code: str, partner_code: str, kind: str
) -> HttpResponse:
    """A draft, for those who lead and for the partner's own contacts."""
    partner, leads = partner_for_party_or_404(request.user, code, partner_code)
    if kind not in kinds_for(partner):
        raise Http404
    return programme_page(
        request,
        "programmes/agreement.html",
        partner.programme,
        partner=partner,
        leads=leads,
        paper=agreement(partner, kind, language_asked_for(request)),
        kinds=[(each, TITLES[each]) for each in kinds_for(partner)],
        languages=Language.choices,
    )


@require_safe
@sign_in_required
def partner_agreement_text(
    request: PersonRequest, code: str, partner_code: str, kind: str
) -> HttpResponse:
    """The same as a file, to be worked on."""
    partner, _leads = partner_for_party_or_404(request.user, code, partner_code)
    if kind not in kinds_for(partner):
        raise Http404
    return paper_file(agreement(partner, kind, language_asked_for(request)), f"agreement-{kind}")


@require_POST
@sign_in_required
def partner_arrangement(request: PersonRequest, code: str, partner_code: str) -> HttpResponse:
    """Which of the arrangements holds with this partner."""
    programme = programme_for_coordinator_or_404(request.user, code)
    partner = partner_of_programme_or_404(programme, partner_code)
    form = ArrangementForm(request.POST)
    if form.is_valid():
        actions.set_arrangement(partner, form.cleaned_data["arrangement"], by=request.user)
    return redirect("programme_partner", code, partner_code)


@require_safe
def responsible(request: HttpRequest, code: str) -> HttpResponse:
    """Who answers for personal data in the programme: the essence of it, for everybody."""
    programme = programme_for_anybody_or_404(code)
    shown = {
        "programme": programme,
        "contacts": contacts_of(programme),
        "essence": essence(programme, get_language() or ""),
    }
    return render(request, "programmes/responsible.html", shown)

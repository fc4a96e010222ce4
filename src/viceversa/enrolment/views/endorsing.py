"""A partner's contact and those who apply with her employer: names, roles, and her good word."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from viceversa.enrolment.access import applicant_for_contact_or_404
from viceversa.enrolment.actions.endorsing import endorse, take_endorsement_back
from viceversa.enrolment.queries import own_applicants
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import partners_for_contact_or_404
from viceversa.programmes.pages import programme_page

A_PAGE = 50


@require_safe
@sign_in_required
def own_applicants_page(request: PersonRequest, code: str) -> HttpResponse:
    """Everybody of hers who has not been told yet; afterwards nobody is named here."""
    programme, partners = partners_for_contact_or_404(request.user, code)
    mine = [(each, partner) for partner in partners for each in own_applicants(programme, partner)]
    return programme_page(
        request,
        "enrolment/own_applicants.html",
        programme,
        section="own",
        page=Paginator(mine, A_PAGE).get_page(request.GET.get("page")),
    )


@require_POST
@sign_in_required
def endorsement(request: PersonRequest, code: str, application_code: str) -> HttpResponse:
    """A good word, or its withdrawal."""
    found = applicant_for_contact_or_404(request.user, code, application_code)
    if request.POST.get("endorsement") == "yes":
        endorse(found, by=request.user)
    else:
        take_endorsement_back(found, by=request.user)
    return redirect(f"{reverse('programme_own_applicants', args=[code])}#{found.pk}")

"""Seats of units and topics."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.enrolment.forms.quotas import QuotaForm
from viceversa.enrolment.quotas import lines
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes import actions
from viceversa.programmes.access import (
    programme_for_coordinator_or_404,
    quota_of_programme_or_404,
)
from viceversa.programmes.pages import programme_page


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_quotas(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    form = QuotaForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        actions.set_quota(programme, **form.quota, by=request.user)
        messages.success(request, _("The seats are set."))
        return redirect("programme_quotas", programme.pk)
    return programme_page(
        request, "enrolment/quotas.html", programme, form=form, lines=lines(programme)
    )


@require_POST
@sign_in_required
def quota_removal(request: PersonRequest, code: str, quota_code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    actions.remove_quota(quota_of_programme_or_404(programme, quota_code), by=request.user)
    messages.success(request, _("There may be any number of these pairs again."))
    return redirect("programme_quotas", programme.pk)

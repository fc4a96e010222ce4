"""Requests to be erased, for organisers: which are due, and the two answers there are."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.privacy import actions, queries
from viceversa.privacy.access import request_for_organiser_or_404
from viceversa.privacy.forecast import what_goes, what_stays
from viceversa.privacy.forms import ErasureForm, RefusalForm
from viceversa.privacy.models import ErasureRequest
from viceversa.programmes.access import organiser_or_404


@require_safe
@sign_in_required
def erasure_requests(request: PersonRequest) -> HttpResponse:
    organiser_or_404(request.user)
    context = {
        "section": "requests",
        "waiting": queries.waiting(),
        "answered": queries.answered(),
        "today": timezone.localdate(),
    }
    return render(request, "privacy/requests.html", context)


@require_safe
@sign_in_required
def erasure_request(request: PersonRequest, code: str) -> HttpResponse:
    asked = request_for_organiser_or_404(request.user, code)
    return _page(request, asked, erasure=ErasureForm(), refusal=RefusalForm())


@require_POST
@sign_in_required
def erasure(request: PersonRequest, code: str) -> HttpResponse:
    """Erases whoever asked for it."""
    asked = request_for_organiser_or_404(request.user, code)
    form = ErasureForm(request.POST)
    if form.is_valid():
        try:
            actions.erase(asked, by=request.user)
        except actions.LeadsAloneError as error:
            told = _("Nobody else leads %(names)s. Let another person lead first.")
            form.add_error(None, told % {"names": error.names})
        else:
            messages.success(request, _("It is done. Nothing tells any more who it was."))
            return redirect("erasure_requests")
    return _page(request, asked, erasure=form, refusal=RefusalForm())


@require_POST
@sign_in_required
def erasure_refusal(request: PersonRequest, code: str) -> HttpResponse:
    """Says why it is not done."""
    asked = request_for_organiser_or_404(request.user, code)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, erasure=ErasureForm(), refusal=form)
    actions.refuse(asked, **form.cleaned_data, by=request.user)
    messages.success(request, _("The answer stands on her page, and a letter tells her so."))
    return redirect("erasure_requests")


def _page(request: PersonRequest, asked: ErasureRequest, **forms: BaseForm) -> HttpResponse:
    context = {
        "section": "requests",
        "asked": asked,
        "goes": what_goes(),
        "stays": what_stays(),
        "is_refused": any(form.errors for form in forms.values()),
    }
    return render(request, "privacy/request.html", {**context, **forms})

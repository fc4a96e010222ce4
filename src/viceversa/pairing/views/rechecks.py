"""Still independent? The two are asked alike; the coordinator decides. Nothing breaks by itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from viceversa.pairing import actions, queries, words
from viceversa.pairing.access import recheck_for_coordinator_or_404, recheck_for_member_or_404
from viceversa.pairing.errors import RecheckClosed
from viceversa.pairing.forms import WaiverForm
from viceversa.pairing.models import Recheck
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.pages import programme_page
from viceversa.programmes.queries import contacts_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def pair_independence(request: PersonRequest, code: str) -> HttpResponse:
    """One tap says "as independent as before"; the ways out are the usual ones."""
    recheck = recheck_for_member_or_404(request.user, code)
    if request.method == "POST":
        try:
            actions.confirm_independence(recheck, by=request.user)
        except RecheckClosed:
            messages.info(request, _("This was decided a moment ago."))
        return redirect(request.path)
    pair = recheck.pair
    role = queries.role_in(pair, request.user)
    shown = {
        "pair": pair,
        "programme": pair.programme,
        "contacts": contacts_of(pair.programme),
        "recheck": recheck,
        "partner": queries.partner_of(pair, request.user),
        "has_confirmed": getattr(recheck, f"{role}_confirmed_at") is not None,
    }
    return render(request, "pairing/independence.html", shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def programme_independence(request: PersonRequest, code: str, pair_code: str) -> HttpResponse:
    """What is broken, what the two say, and the coordinator's decision, with its reason."""
    recheck = recheck_for_coordinator_or_404(request.user, code, pair_code)
    form = WaiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _waive(request, recheck, form.cleaned_data["reason"])
        return redirect("programme_pairs", code)
    return programme_page(
        request,
        "pairing/recheck.html",
        recheck.pair.programme,
        section="pairs",
        recheck=recheck,
        pair=recheck.pair,
        rules=words.rules(recheck.rules),
        form=form,
    )


def _waive(request: PersonRequest, recheck: Recheck, reason: str) -> None:
    try:
        actions.waive_rules(recheck, by=request.user, reason=reason)
    except RecheckClosed:
        messages.info(request, _("This was decided a moment ago."))
    else:
        messages.success(request, _("They go on, and both are told."))

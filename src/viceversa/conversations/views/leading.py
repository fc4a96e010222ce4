"""What a coordinator does about a pair that stalls: ring both, or end it for them. Nothing of what
the two say is here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from viceversa.conversations.actions import end_pair
from viceversa.conversations.facts import facts_of_pair
from viceversa.pairing.access import pair_for_coordinator_or_404
from viceversa.pairing.actions import note_call
from viceversa.pairing.models import Pair
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.pages import programme_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def programme_call(request: PersonRequest, code: str, pair_code: str) -> HttpResponse:
    """Both telephone numbers, and one button when both were rung."""
    pair = pair_for_coordinator_or_404(request.user, code, pair_code)
    if request.method == "POST":
        note_call(pair, by=request.user)
        messages.success(request, _("Noted. What was said is written nowhere."))
        return redirect("programme", code)
    facts = facts_of_pair(pair, now=timezone.now()) if pair.state == Pair.State.ACTIVE else None
    return programme_page(
        request, "conversations/call.html", pair.programme, section="pairs", pair=pair, facts=facts
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def programme_ending(request: PersonRequest, code: str, pair_code: str) -> HttpResponse:
    """Ends a pair for somebody who has asked for it, or since the two depend on each other."""
    pair = pair_for_coordinator_or_404(request.user, code, pair_code)
    if request.method == "POST":
        end_pair(pair, by=request.user)
        messages.success(request, _("The pair has ended. Both have the same letter."))
        return redirect("programme_pairs", code)
    return programme_page(
        request, "conversations/ending_for.html", pair.programme, section="pairs", pair=pair
    )

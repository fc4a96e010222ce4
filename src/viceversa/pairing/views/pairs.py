"""The published pairs, as their coordinator sees them: states, answers, dates. Never content."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from viceversa.pairing import roster
from viceversa.pairing.access import deciding_sight_or_404, seat_or_404
from viceversa.pairing.views.shared import frame
from viceversa.people.access import PersonRequest, sign_in_required


@require_safe
@sign_in_required
def programme_pairs(request: PersonRequest, code: str) -> HttpResponse:
    """All pairs of a programme with what became of them."""
    sight = deciding_sight_or_404(request.user, code)
    shown = roster.Roster(sight.programme, state=request.GET.get("state", ""))
    page = shown.page(request.GET.get("page"))
    more = {"roster": shown, "page": page, "rows": shown.rows(page)}
    return render(request, "pairing/pairs.html", frame(sight, "pairs", **more))


@require_safe
@sign_in_required
def second_best(request: PersonRequest, code: str, participation_id: str) -> HttpResponse:
    """The best partners for somebody left over, with reasons, each to propose by one click."""
    sight = deciding_sight_or_404(request.user, code)
    seat = seat_or_404(sight, participation_id)
    found = roster.next_best(sight, seat)
    return render(request, "pairing/second_best.html", frame(sight, "pairs", found=found))

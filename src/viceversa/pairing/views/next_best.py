"""Who could be the next partner of somebody left over."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from viceversa.pairing.access import deciding_sight_or_404, seat_or_404
from viceversa.pairing.next_best import next_best
from viceversa.pairing.views.shared import frame
from viceversa.people.access import PersonRequest, sign_in_required


@require_safe
@sign_in_required
def second_best(request: PersonRequest, code: str, participation_id: str) -> HttpResponse:
    """The best partners for somebody left over, with reasons, each to propose by one click."""
    sight = deciding_sight_or_404(request.user, code)
    found = next_best(sight, seat_or_404(sight, participation_id))
    return render(request, "pairing/second_best.html", frame(sight, "pairs", found=found))

"""The pool before matching: made to be shown to partners and sponsors, so it names nobody."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from viceversa.pairing.access import deciding_sight_or_404
from viceversa.pairing.insight import Insight
from viceversa.pairing.views.shared import frame
from viceversa.people.access import PersonRequest, sign_in_required


@require_safe
@sign_in_required
def programme_pool(request: PersonRequest, code: str) -> HttpResponse:
    """What is asked for and offered, how many could be paired today, and whom to look for."""
    sight = deciding_sight_or_404(request.user, code)
    more = {"insight": Insight(sight.programme)}
    return render(request, "pairing/pool.html", frame(sight, "people", **more))

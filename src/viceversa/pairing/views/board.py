"""The board, and the search for the best pairs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from viceversa.pairing import actions, jobs, queries, words
from viceversa.pairing.access import (
    Sight,
    deciding_sight_or_404,
    draft_or_404,
    seat_or_404,
    sight_or_404,
)
from viceversa.pairing.board import Board
from viceversa.pairing.forms import FilterForm, LockedPairForm
from viceversa.pairing.models import Proposal
from viceversa.pairing.moves import record_of
from viceversa.pairing.views.shared import failure, frame
from viceversa.people.access import PersonRequest, sign_in_required


@require_safe
@sign_in_required
def board(request: PersonRequest, code: str) -> HttpResponse:
    """The draft with its pairs; the search while it runs; or how to begin."""
    sight = sight_or_404(request.user, code)
    proposal = queries.open_proposal(sight.programme)
    if proposal is None:
        return _empty_board(request, sight)
    if proposal.state == Proposal.State.SOLVING:
        return render(request, "pairing/solving.html", _solving(sight, proposal))
    form = FilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    shown = Board(
        sight,
        proposal,
        show=chosen.get("show", ""),
        about=chosen.get("q", ""),
        moved=request.GET.getlist("moved"),
    )
    page = shown.page(request.GET.get("page"))
    more = {
        "board": shown,
        "page": page,
        "rows": shown.rows(page),
        "tray": shown.tray(everybody="everybody" in request.GET),
        "filter": form,
        "apart": _apart(sight),
        **_failure(sight),
    }
    return render(request, "pairing/board.html", frame(sight, "board", **more))


@require_POST
@sign_in_required
def solution(request: PersonRequest, code: str) -> HttpResponse:
    """Asks for the best pairs, perhaps around one pair; a second click finds the first."""
    sight = sight_or_404(request.user, code)
    jobs.order_solution(sight.programme, by=request.user, lock=_wanted(request, sight))
    return redirect("board", code)


@require_safe
@sign_in_required
def progress(request: PersonRequest, code: str) -> HttpResponse:
    """What the search is doing, fetched by the page while it lasts."""
    sight = sight_or_404(request.user, code)
    proposal = queries.open_proposal(sight.programme)
    if request.htmx and proposal and proposal.state == Proposal.State.SOLVING:
        return render(request, "pairing/progress.html", _solving(sight, proposal))
    address = reverse("board", args=(code,))
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


@require_POST
@sign_in_required
def solution_end(request: PersonRequest, code: str) -> HttpResponse:
    """Stops the search; the draft before comes back."""
    sight = sight_or_404(request.user, code)
    proposal = queries.open_proposal(sight.programme)
    if proposal and actions.stop_solution(proposal, by=request.user):
        messages.info(request, _("The search was stopped. Nothing has changed."))
    return redirect("board", code)


@require_safe
@sign_in_required
def solution_record(request: PersonRequest, code: str) -> HttpResponse:
    """How the draft was computed, as a file, while what was asked is still the same."""
    sight = deciding_sight_or_404(request.user, code)
    record = record_of(draft_or_404(sight))
    if record is None:
        messages.info(request, _("People, rules or locks have changed since. Solve again first."))
        return redirect("board", code)
    name = 'attachment; filename="record.json"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(record.text(), content_type="application/json", headers=headers)


def _empty_board(request: HttpRequest, sight: Sight) -> HttpResponse:
    is_later = queries.is_published(sight.programme)
    count = queries.free_counts if is_later else queries.enrolled_counts
    more = {
        "counts": count(sight.programme),
        "has_room": queries.has_room(sight.programme),
        "is_later": is_later,
        **_failure(sight),
    }
    return render(request, "pairing/board_empty.html", frame(sight, "board", **more))


def _solving(sight: Sight, proposal: Proposal) -> dict[str, object]:
    counts = queries.enrolled_counts(sight.programme)
    return frame(sight, "board", step=_(words.STEPS[proposal.step]), counts=counts)


def _failure(sight: Sight) -> dict[str, str]:
    """Why the latest search found nothing, unless somebody stopped it."""
    failed = queries.last_failure(sight.programme)
    if failed is None or failed.error.get("code") == "stopped":
        return {"failure": ""}
    return failure(sight, failed.error)


def _apart(sight: Sight) -> list[object]:
    return [
        two
        for two in queries.exclusions_of(sight.programme)
        if sight.sees(two.mentor.person_id, two.mentee.person_id)
    ]


def _wanted(request: HttpRequest, sight: Sight) -> actions.Two | None:
    """The pair to be locked; only who decides may ask for one."""
    form = LockedPairForm(request.POST)
    if not form.is_valid() or not (form.cleaned_data["mentor"] and form.cleaned_data["mentee"]):
        return None
    deciding = deciding_sight_or_404(sight.person, sight.programme.pk)
    mentor = seat_or_404(deciding, form.cleaned_data["mentor"], "mentor")
    mentee = seat_or_404(deciding, form.cleaned_data["mentee"], "mentee")
    return mentor.pk, mentee.pk

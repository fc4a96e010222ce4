"""Changes by hand: looked at first, then made. Works by links and forms; htmx shows it in place."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.matching import ProblemError
from viceversa.pairing import actions, moves, preview
from viceversa.pairing.access import (
    Sight,
    draft_or_404,
    exclusion_or_404,
    seat_or_404,
    sight_or_404,
    suggestion_or_404,
)
from viceversa.pairing.board import Board
from viceversa.pairing.errors import BoardChanged, RulesBroken
from viceversa.pairing.forms import LockForm, MoveForm, NoteForm, PartnerForm, SeenForm
from viceversa.pairing.solving import error_to_store
from viceversa.pairing.views.shared import failure, frame
from viceversa.people.access import PersonRequest, sign_in_required


def told_if_impossible(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Says why, where no board is possible: by the pair that would go, or by what the rules have
    become since the draft was made."""

    @wraps(view)
    def told(request: PersonRequest, code: str, **place: str) -> HttpResponse:
        try:
            return view(request, code, **place)
        except ProblemError as error:
            sight = sight_or_404(request.user, code)
            why = failure(sight, error_to_store(error))
            template = _part(request, "pairing/impossible.html")
            return render(request, template, frame(sight, "board", **why))

    return told


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
@told_if_impossible
def move(request: PersonRequest, code: str) -> HttpResponse:
    """Whom to pair somebody with; and, of two, what it costs and whom it moves."""
    sight = sight_or_404(request.user, code)
    table = moves.table_of(draft_or_404(sight))
    mentor, mentee = request.GET.get("mentor"), request.GET.get("mentee")
    if mentor and mentee:
        return _two(request, sight, preview.of_two(sight, table, mentor, mentee))
    if not (mentor or mentee):
        raise Http404
    role = "mentor" if mentor else "mentee"
    seat = seat_or_404(sight, mentor or mentee or "", role)
    choice = preview.choice_for(sight, table, seat)
    other = "mentee" if mentor else "mentor"
    form = PartnerForm(seats=choice.everybody, role=other)
    more = {"choice": choice, "form": form, "role": role}
    return render(request, _part(request, "pairing/choice.html"), frame(sight, "board", **more))


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def suggestion(request: PersonRequest, code: str, suggestion_id: str) -> HttpResponse:
    """One pair of the draft: what its score is made of, and the coordinator's note."""
    sight = sight_or_404(request.user, code)
    found = suggestion_or_404(sight, suggestion_id)
    form = NoteForm(request.POST or None, instance=found) if sight.decides else None
    if form and form.is_valid():
        actions.set_note(found, form.cleaned_data["note"])
        return redirect("board", code)
    more = {"pair": preview.of_pair(sight, found), "form": form}
    return render(request, _part(request, "pairing/suggestion.html"), frame(sight, "board", **more))


@require_POST
@sign_in_required
def lock(request: PersonRequest, code: str, suggestion_id: str) -> HttpResponse:
    """Holds a pair through the next search, or lets it go."""
    sight = sight_or_404(request.user, code)
    found = suggestion_or_404(sight, suggestion_id)
    form = LockForm(request.POST)
    if form.is_valid():
        actions.set_lock(found, is_locked=form.cleaned_data["locked"])
    if not request.htmx:
        return redirect(f"{preview.board_address(code)}#{found.pk}")
    row = Board(sight, found.proposal).row(found.pk)
    more = {"row": row, "programme": sight.programme, "sight": sight}
    return render(request, "pairing/row.html", more)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
@told_if_impossible
def separation(request: PersonRequest, code: str, suggestion_id: str) -> HttpResponse:
    """ "Not these two": what the best board without them is, and then that board."""
    sight = sight_or_404(request.user, code)
    found = suggestion_or_404(sight, suggestion_id)
    table = moves.table_of(found.proposal)
    change = preview.separation(sight, table, found)
    form = SeenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _separate(request, code, table, change)
    more = {"change": change, "pair": preview.of_pair(sight, found)}
    return render(request, _part(request, "pairing/separation.html"), frame(sight, "board", **more))


@require_POST
@sign_in_required
def exclusion_end(request: PersonRequest, code: str, exclusion_id: str) -> HttpResponse:
    """The two may be paired again, in the next search."""
    sight = sight_or_404(request.user, code)
    actions.take_back_exclusion(exclusion_or_404(sight, exclusion_id), by=request.user)
    messages.success(request, _("They may be paired again when you solve the next time."))
    return redirect("board", code)


def _two(request: PersonRequest, sight: Sight, shown: preview.Two) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, must_explain=bool(shown.broken))
    if request.method == "POST" and form.is_valid():
        made = _make(request, shown, form)
        if made:
            return redirect(preview.board_address(sight.programme.pk, made))
    more = {"two": shown, "form": form}
    return render(request, _part(request, "pairing/move.html"), frame(sight, "board", **more))


def _make(request: PersonRequest, shown: preview.Two, form: MoveForm) -> preview.Change | None:
    """Makes the chosen change and gives it; says why not when it cannot be made."""
    chosen = shown.change(form.cleaned_data["way"])
    if chosen is None:
        raise Http404
    try:
        actions.make_move(
            shown.table,
            chosen.move,
            by=request.user,
            seen=form.cleaned_data["seen"],
            reason=form.cleaned_data["reason"],
        )
    except BoardChanged:
        messages.warning(request, _("The board has changed meanwhile. This is how it is now."))
        return None
    except RulesBroken:
        messages.warning(request, _("A rule stands in the way, so nothing was changed."))
        return None
    messages.success(request, chosen.told)
    return chosen


def _separate(
    request: PersonRequest, code: str, table: moves.Table, change: preview.Change
) -> HttpResponse:
    try:
        actions.separate(table, change.move, by=request.user, seen=request.POST["seen"])
    except BoardChanged:
        messages.warning(request, _("The board has changed meanwhile. This is how it is now."))
        return redirect(request.path)
    messages.success(request, change.told)
    return redirect(preview.board_address(code, change))


def _part(request: PersonRequest, template: str) -> str:
    """In place for htmx, the whole page for everybody else."""
    return f"{template}#part" if request.htmx else template

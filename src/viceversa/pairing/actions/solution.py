"""From a click to a draft: a proposal is opened, solved by the worker, or stopped."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from viceversa import __version__
from viceversa.lib.codes import new_code
from viceversa.matching import Desk, ProblemError, Solution
from viceversa.pairing import queries
from viceversa.pairing.models import Proposal, Suggestion
from viceversa.pairing.solving import (
    Pool,
    error_to_store,
    figures_to_store,
    match_of,
    pool_of,
    unmatched_to_store,
)
from viceversa.people import trail
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

State = Proposal.State
Two = tuple[str, str]
"""Ids of two participations, the mentor's first."""


def open_solution(
    programme: Programme, *, by: Person, lock: Two | None = None
) -> tuple[Proposal, bool]:
    """A new proposal, to be solved, and whether it is new: a second click finds the first.

    It holds the locked pairs of the draft before, which is kept as its previous, and the pair to
    be locked, if one is given.
    """
    try:
        with transaction.atomic():
            return _open(programme, by=by, lock=lock), True
    except IntegrityError:
        found = queries.open_proposal(programme)
        if found is None:
            raise
        return found, False


def solve_proposal(proposal_id: str) -> None:
    """Finds the best pairs and puts them on the board; leaves alone what was stopped meanwhile.

    May be run again after a crash: only the step from solving to draft writes, and only once.
    """
    proposal = Proposal.objects.select_related("programme").get(pk=proposal_id)
    if not _say(proposal, "people"):
        return
    held = queries.plain_suggestions(proposal)
    try:
        pool = pool_of(proposal.programme, held)
        if not _say(proposal, "solving"):
            return
        desk = Desk(pool.problem)
        solution = desk.solve(seed=proposal.seed)
        figures = figures_to_store(desk, solution)
    except ProblemError as error:
        _fail(proposal, error_to_store(error))
        return
    suggestions = _suggestions(proposal, pool, solution, held=held)
    with transaction.atomic():
        _put_on_board(proposal, solution, figures, suggestions)


def stop_solution(proposal: Proposal, *, by: Person) -> bool:
    """Ends the search and brings the draft before back. False when it had ended by itself."""
    with transaction.atomic():
        stopped = _fail(proposal, {"code": "stopped", "people": []})
        if stopped:
            trail.record("stopped the search for pairs", proposal, by=by)
    return stopped


def _open(programme: Programme, *, by: Person, lock: Two | None) -> Proposal:
    # The first statement writes, so that of two at once the second waits here.
    programme.proposals.filter(state=State.DRAFT).update(state=State.REPLACED)
    previous = programme.proposals.exclude(state=State.FAILED).first()
    proposal = Proposal.objects.create(
        programme=programme,
        number=(programme.proposals.aggregate(Max("number"))["number__max"] or 0) + 1,
        previous=previous,
        created_by=by,
    )
    Suggestion.objects.bulk_create(_held(proposal, previous, lock))
    trail.record("asked for the best pairs", proposal, by=by, number=proposal.number)
    return proposal


def _held(proposal: Proposal, previous: Proposal | None, lock: Two | None) -> list[Suggestion]:
    held = []
    if previous and previous.state == State.REPLACED:
        held = list(previous.suggestions.filter(is_locked=True))
    for suggestion in held:
        suggestion.pk, suggestion.proposal = new_code(), proposal
    if lock and lock not in {(s.mentor_id, s.mentee_id) for s in held}:
        mentor, mentee = lock
        held.append(
            Suggestion(
                proposal=proposal,
                mentor_id=mentor,
                mentee_id=mentee,
                score=0,
                is_locked=True,
                by_hand=True,
            )
        )
    return held


def _say(proposal: Proposal, step: str) -> bool:
    """Says what is being done; False when somebody has stopped it."""
    return bool(Proposal.objects.filter(pk=proposal.pk, state=State.SOLVING).update(step=step))


def _suggestions(
    proposal: Proposal, pool: Pool, solution: Solution, *, held: list[Suggestion]
) -> list[Suggestion]:
    """The rows of the board; what was said by hand about a locked pair stays with it."""
    known = {match_of(suggestion): suggestion for suggestion in held}
    rows = []
    for pair in solution.pairs:
        row = pool.suggestion(pair, proposal=proposal, is_locked=pair.locked)
        before = known.get((pair.mentor, pair.mentee))
        if before:
            row.by_hand, row.note = before.by_hand, before.note
            row.overridden_rules = before.overridden_rules
            row.override_reason = before.override_reason
        rows.append(row)
    return rows


def _put_on_board(
    proposal: Proposal,
    solution: Solution,
    figures: dict[str, Any],
    suggestions: list[Suggestion],
) -> None:
    claimed = Proposal.objects.filter(pk=proposal.pk, state=State.SOLVING).update(
        state=State.DRAFT,
        step="",
        engine_version=__version__,
        figures=figures,
        unmatched=unmatched_to_store(solution.unmatched),
    )
    if claimed:
        proposal.suggestions.all().delete()
        Suggestion.objects.bulk_create(suggestions)


def _fail(proposal: Proposal, error: dict[str, Any]) -> bool:
    with transaction.atomic():
        failed = Proposal.objects.filter(pk=proposal.pk, state=State.SOLVING).update(
            state=State.FAILED, step="", error=error
        )
        if failed and proposal.previous_id:
            Proposal.objects.filter(pk=proposal.previous_id, state=State.REPLACED).update(
                state=State.DRAFT
            )
    return bool(failed)

"""Changes of a draft by hand: moves, locks, "not these two", notes."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from viceversa.matching import Match, Pair, Violation
from viceversa.pairing import queries
from viceversa.pairing.errors import BoardChanged, ReasonMissing, RulesBroken
from viceversa.pairing.models import Exclusion, Proposal, Suggestion
from viceversa.pairing.moves import Move, Table
from viceversa.people import trail
from viceversa.people.models import Person


def make_move(table: Table, move: Move, *, by: Person, seen: str, reason: str = "") -> None:
    """Makes a change that was looked at. The pair it is about is locked from then on.

    Raises BoardChanged when it would not be the change that was seen, RulesBroken when a rule
    stands in the way, ReasonMissing when one may be overridden but nothing is said about why.
    """
    if move.fingerprint != seen:
        raise BoardChanged
    _judge(table, move, reason)
    rows = _rows(table, move, reason)
    with transaction.atomic():
        _write(table, move, rows)
        facts: dict[str, object] = {"way": move.way, "moved": len(move.moved)}
        if move.broken:
            facts |= {"pair": list(move.wanted or ()), "rules": list(move.broken), "why": reason}
        trail.record("changed the board by hand", table.proposal, by=by, **facts)


def separate(table: Table, move: Move, *, by: Person, seen: str) -> None:
    """ "Not these two", now and in every later draft; the others are placed anew around it.
    BoardChanged when the board is no longer the one that was seen."""
    if move.fingerprint != seen or move.apart is None:
        raise BoardChanged
    rows = _rows(table, move, "")
    with transaction.atomic():
        _write(table, move, rows)
        exclusion, _is_new = Exclusion.objects.get_or_create(
            programme=table.proposal.programme,
            mentor=move.apart.mentor,
            mentee=move.apart.mentee,
            defaults={"by": by},
        )
        trail.record("kept two apart", exclusion, by=by)


def take_back_exclusion(exclusion: Exclusion, *, by: Person) -> None:
    """The two may be paired again; no draft changes until it is solved again."""
    with transaction.atomic():
        trail.record("let two be paired again", exclusion, by=by)
        exclusion.delete()


def set_lock(suggestion: Suggestion, *, is_locked: bool) -> None:
    """Holds a pair, or lets it go."""
    _change(suggestion, is_locked=is_locked)


def set_note(suggestion: Suggestion, note: str) -> None:
    """The coordinator's word about a pair; it never leaves the board."""
    _change(suggestion, note=note)


def _change(suggestion: Suggestion, **fields: Any) -> None:
    with transaction.atomic():
        _claim(suggestion.proposal)
        if not Suggestion.objects.filter(pk=suggestion.pk).update(**fields):
            raise BoardChanged


def _claim(proposal: Proposal) -> None:
    """Holds the draft for this transaction; a conditional UPDATE is the lock on every database."""
    if not Proposal.objects.filter(pk=proposal.pk, state=Proposal.State.DRAFT).update(
        state=Proposal.State.DRAFT
    ):
        raise BoardChanged


def _judge(table: Table, move: Move, reason: str) -> None:
    if move.blocked or (move.broken and not table.proposal.programme.may_override):
        people = move.wanted or ()
        raise RulesBroken([Violation(rule, people) for rule in (*move.blocked, *move.broken)])
    if move.broken and not reason:
        raise ReasonMissing


def _write(table: Table, move: Move, rows: list[Suggestion]) -> None:
    """Puts the change on the board, if the board is still the one that was laid out."""
    _claim(table.proposal)
    gone = [table.suggestions[match].pk for match in move.gone]
    held = queries.matches_on(table.proposal)
    if held != table.matches:
        raise BoardChanged
    Suggestion.objects.filter(pk__in=gone).delete()
    Suggestion.objects.bulk_create(rows)
    Proposal.objects.filter(pk=table.proposal.pk).update(
        figures={**table.proposal.figures, "now": move.standing._asdict()},
        unmatched=_unmatched(table, move.after),
    )


def _rows(table: Table, move: Move, reason: str) -> list[Suggestion]:
    rows = []
    for match in move.new:
        pair = Pair(*match, table.desk.score(*match), table.desk.reasons(*match))
        row = table.pool.suggestion(pair, proposal=table.proposal, by_hand=move.way == "exchange")
        if match == move.wanted:
            row.by_hand = row.is_locked = True
            row.overridden_rules, row.override_reason = list(move.broken), reason
        rows.append(row)
    return rows


def _unmatched(table: Table, after: Iterable[Match]) -> list[dict[str, Any]]:
    """Who is left over now: with the solver's reason where it still holds."""
    paired = {person for match in after for person in match}
    told = {person["id"]: person for person in table.proposal.unmatched}
    return [
        told.get(person)
        or {"id": person, "role": seat.role, "rules": [], "remedy": {"code": "by_hand"}}
        for person, seat in table.pool.people.items()
        if person not in paired
    ]

"""From the table of all pairs to the best set: locks, seats, the order of ties, the method."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from viceversa.matching import words
from viceversa.matching.aims import pursue
from viceversa.matching.arrays import Bools, Masks, Places, Values
from viceversa.matching.crossing import LARGEST_WHOLE, WholeProgramme, crossing
from viceversa.matching.first_seats import later_of_each
from viceversa.matching.flow import FractionalError, Limit, Programme, TooFewError
from viceversa.matching.problem import Aim, Candidate, Match, Problem, ProblemError, Seats
from viceversa.matching.rules import names
from viceversa.matching.scores import Scores
from viceversa.matching.stable import assign_stably, wishes
from viceversa.matching.stages import Assignment, Cell, Seating

LARGEST_TABLE = 20_000_000
"""Cells of an assignment that fit any memory: many seats on both sides go beyond."""

Value = TypeVar("Value", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Best:
    """The best cells of the table, locked ones included, and the bound on their total."""

    cells: list[Cell]
    bound: float


@dataclass(frozen=True, slots=True)
class _Room:
    """What is left beside the locked pairs: allowed cells, seats of people, limits of partners; and
    who has begun, being in a locked pair."""

    allowed: Bools
    seats: tuple[Places, Places]
    begun: tuple[Bools, Bools]
    limits: tuple[Limit, ...]


def best_cells(
    problem: Problem, masks: Masks, scores: Scores, *, locks: Sequence[Cell], seed: int
) -> Best:
    """The best set of pairs that holds the locks; equal answers are told apart by the seed."""
    room = _room(problem, masks, locks)
    random = Random(seed)  # noqa: S311  # the order of ties is no secret
    order = shuffled(problem.mentors, random), shuffled(problem.mentees, random)
    if problem.aim.kind == "stable":
        found = _stable(problem, room, scores, order)
    else:
        found = _best(problem, room, scores.values, order)
    held = sum(float(scores.values[cell]) for cell in locks)
    cells = zip(*(side.tolist() for side in found.chosen), strict=True)
    return Best(sorted([*cells, *locks]), found.bound + held)


def _room(problem: Problem, masks: Masks, locks: Sequence[Cell]) -> _Room:
    _refuse_broken_locks(problem, masks, locks)
    sides = problem.mentors, problem.mentees
    taken = [row for row, _ in locks], [column for _, column in locks]
    allowed = masks == 0
    allowed[taken] = False
    # More seats than allowed partners are no use, and would only make the table larger.
    left = [seats_left(side, gone) for side, gone in zip(sides, taken, strict=True)]
    partners = [allowed.sum(axis=axis, dtype=np.int32) for axis in (1, 0)]
    seats = np.minimum(left[0], partners[0]), np.minimum(left[1], partners[1])
    limits = tuple(_limit(partner, problem, locks) for partner in problem.rules.seats)
    begun = [np.isin(np.arange(len(side)), gone) for side, gone in zip(sides, taken, strict=True)]
    return _Room(allowed, seats, (begun[0], begun[1]), limits)


def _refuse_broken_locks(problem: Problem, masks: Masks, locks: Sequence[Cell]) -> None:
    for row, column in locks:
        pair = problem.mentors[row].id, problem.mentees[column].id
        if locks.count((row, column)) > 1:
            raise locked_twice(pair)
        refuse_broken_lock(pair, names(int(masks[row, column])))


def locked_twice(pair: Match) -> ProblemError:
    """What is wrong with a pair that is locked twice."""
    return ProblemError("lock", f"{' – '.join(pair)} is locked twice.", *pair)


def refuse_broken_lock(pair: Match, broken: Sequence[str]) -> None:
    """ProblemError with the first of the rules that a locked pair breaks."""
    for rule in broken:
        said = words.RULE_WORDS[rule]
        raise ProblemError("lock", f"{' – '.join(pair)} cannot be locked: {said} ({rule})", *pair)


def seats_left(people: Sequence[Candidate], taken: Sequence[int]) -> Places:
    """Everybody's seats beside the locked pairs; ProblemError for who is locked into too many."""
    # A wild capacity must not overflow, and nobody has so many partners.
    seats = np.array([person.capacity for person in people]).clip(max=1_000_000).astype(np.intp)
    seats -= np.bincount(np.array(taken, dtype=np.intp), minlength=len(people))
    for place in np.flatnonzero(seats < 0).tolist():
        person = people[place]
        message = f"{person.id} is locked into more pairs than the capacity of {person.capacity}."
        raise ProblemError("lock", f"{message} (capacity)", person.id)
    return seats


def _limit(partner: Seats, problem: Problem, locks: Sequence[Cell]) -> Limit:
    axis = 0 if partner.role == "mentor" else 1
    people = (problem.mentors, problem.mentees)[axis]
    members = np.array([partner.counts(person) for person in people])
    held = sum(bool(members[cell[axis]]) for cell in locks)
    most = None if partner.most is None else partner.most - held
    if most is not None and most < 0:
        raise too_many_locked(partner)
    return Limit(axis, members, max(0, partner.least - held), most)


def too_many_locked(partner: Seats) -> ProblemError:
    """What is wrong where locks alone are more than a group's seats."""
    message = f"More pairs are locked than {partner.name} has {partner.role} seats."
    return ProblemError("lock", f"{message} (seats)", groups=(partner,))


def too_few(partner: Seats, possible: int) -> ProblemError:
    """What is wrong where a group cannot have its seats at least; so many it can have by itself."""
    short = possible < partner.least
    together = "rules, locks or other seats stand against it"
    why = f"its people can be in {possible}" if short else together
    message = f"{partner.name} cannot have {partner.least} pairs with its {partner.role}s: {why}."
    most = possible if short else None
    return ProblemError("seats", f"{message} (seats)", groups=(partner,), most=most)


def crossed(one: Seats, other: Seats) -> ProblemError:
    """What is wrong where two groups cross, and whole numbers would take too long to find."""
    message = (
        f"{one.name} and {other.name} have seats for some of the same {one.role}s, and neither "
        "is a part of the other: that cannot be solved for so many people. (seats)"
    )
    return ProblemError("crossing", message, groups=(one, other))


def shuffled(people: Sequence[Candidate], random: Random) -> Places:
    """An order that depends on the ids and the seed, never on the order of the rows."""
    ids = [person.id for person in people]
    by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.intp)
    order: Places = by_id[np.argsort([random.random() for _ in ids])]
    return order


def _stable(
    problem: Problem, room: _Room, scores: Scores, order: tuple[Places, Places]
) -> Assignment:
    """All stable sets have as many pairs for everybody: if one breaks a limit, all of them do."""
    found = assign_stably(
        room.allowed, scores.values, wishes(scores), seats=room.seats, order=order
    )
    for partner, limit in zip(problem.rules.seats, room.limits, strict=True):
        if not _fits(found, [limit]):
            message = f"No stable set of pairs keeps to the {partner.role} seats of {partner.name}."
            raise ProblemError("stable", f"{message} (seats)")
    return found


def _best(
    problem: Problem, room: _Room, scores: Values, order: tuple[Places, Places]
) -> Assignment:
    try:
        return _choose(problem, room, scores, order)
    except TooFewError as shortage:
        place = shortage.short[0]
        partner, limit = problem.rules.seats[place], room.limits[place]
        possible = int(room.seats[limit.axis][limit.members].sum())
        raise too_few(partner, partner.least - limit.least + possible) from None


def _choose(
    problem: Problem, room: _Room, scores: Values, order: tuple[Places, Places]
) -> Assignment:
    """Seats as rows and columns of one assignment; a linear programme where that falls short, and
    whole numbers where groups cross."""
    found = _seat_by_seat(room, scores, order, problem.aim)
    if found and _fits(found, room.limits):
        return found
    seats, begun = _in_order(room.seats, order), _in_order(room.begun, order)
    limits = [replace(limit, members=limit.members[order[limit.axis]]) for limit in room.limits]
    tables = _table(room.allowed, *order), _table(scores, *order)
    for method in (Programme, WholeProgramme):
        programme = method(*tables, seats=seats, begun=begun, limits=limits)
        try:
            if len(programme.known):
                pursue(programme, problem.aim)
        except FractionalError:
            _refuse_too_large(problem, room)
        else:
            break
    return _named(programme.found, order)


def _refuse_too_large(problem: Problem, room: _Room) -> None:
    found = crossing(room.limits)
    if found and room.allowed.sum() > LARGEST_WHOLE:
        raise crossed(*(problem.rules.seats[place] for place in found))


def _seat_by_seat(
    room: _Room, scores: Values, order: tuple[Places, Places], aim: Aim
) -> Assignment | None:
    """The free choice of every seat; none where so many seats would make too large a table."""
    seats, begun = _in_order(room.seats, order), _in_order(room.begun, order)
    seated = np.repeat(order[0], seats[0]), np.repeat(order[1], seats[1])
    cells = len(seated[0]) * len(seated[1])
    if not cells:
        return Assignment((order[0][:0], order[1][:0]), 0.0)
    if cells > LARGEST_TABLE:
        return None
    later = later_of_each(seats[0], begun[0]), later_of_each(seats[1], begun[1])
    seating = Seating(_table(room.allowed, *seated), _table(scores, *seated), later)
    pursue(seating, aim)
    return _named(seating.found, seated)


def _table(values: NDArray[Value], rows: Places, columns: Places) -> NDArray[Value]:
    """The rows and columns in this order, column by column in memory.

    Whole rows are copied faster than single cells; and as there are mostly more mentors than
    mentees, the assignment turns the table round.
    """
    return values.take(rows, axis=0).T.take(columns, axis=0).T


def _in_order(
    sides: tuple[NDArray[Value], NDArray[Value]], order: tuple[Places, Places]
) -> tuple[NDArray[Value], NDArray[Value]]:
    return sides[0][order[0]], sides[1][order[1]]


def _named(found: Assignment, order: Sequence[Places]) -> Assignment:
    """The cells by the places that the rows and columns of the table stood for."""
    rows, columns = (places[side] for places, side in zip(order, found.chosen, strict=True))
    return Assignment((rows, columns), found.bound)


def _fits(found: Assignment, limits: Sequence[Limit]) -> bool:
    """Whether the free choice happens to use no pair twice and to keep to all limits."""
    if len({*zip(*(side.tolist() for side in found.chosen), strict=True)}) < len(found.chosen[0]):
        return False
    used = [int(limit.members[found.chosen[limit.axis]].sum()) for limit in limits]
    return all(
        limit.least <= count and (limit.most is None or count <= limit.most)
        for limit, count in zip(limits, used, strict=True)
    )

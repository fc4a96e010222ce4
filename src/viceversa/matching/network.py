"""What could still be moved in a set of pairs, as a network of arcs.

Its nodes are the mentors, the mentees, the outside, and one for each partner's limit. A pair that
may come is an arc from mentor to mentee, a pair that may go is one back. Seats come from outside,
through the limit of the mentor's partner, and end outside through that of the mentee's; a seat that
is free can be taken, one that is taken can be freed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from viceversa.matching.overlap import Bools
from viceversa.matching.problem import Problem
from viceversa.matching.scores import Floats, Values
from viceversa.matching.stages import EXACT, Cell, Ints, Pack, levels, packs

Arc = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Network:
    """The arcs. Pairs that may come are a table, all others are listed; seats cost nothing."""

    pack: Pack
    lowest: float
    """The score above which the total is counted."""
    weights: Floats
    open: Bools
    held: tuple[Ints, Ints]
    locked: tuple[Ints, Ints]
    seats: tuple[Arc, ...]
    above: Ints
    """Where everybody's seats come from, or go to: the limit of the partner, or the outside."""
    of_mentors: Bools
    """Which partners' limits are among mentors."""

    @property
    def size(self) -> int:
        return self.outside + 1 + len(self.of_mentors)

    @property
    def outside(self) -> int:
        return sum(self.weights.shape)


def network(
    problem: Problem, allowed: Bools, scores: Values, cells: Sequence[Cell]
) -> Network | None:
    """The network of a set of pairs; none where one exact weight cannot say what is best: for aims
    other than `fair` and `total`, with fractions for scores, or for far more than ten thousand
    people."""
    pack = _pack(problem, allowed, scores)
    if pack is None:
        return None
    locks, sides = {*problem.locks}, (problem.mentors, problem.mentees)
    fixed = [cell for cell in cells if (sides[0][cell[0]].id, sides[1][cell[1]].id) in locks]
    loose = sorted({*cells} - {*fixed})
    held, locked = _places(loose), _places(fixed)
    still_open = allowed.copy()
    still_open[held] = still_open[locked] = False
    seating = _Seating(problem, cells, loose)
    return Network(
        pack,
        float(scores.min()),
        _weights(pack, scores),
        still_open,
        held,
        locked,
        tuple(seating.arcs()),
        np.array(seating.above, dtype=np.intp),
        np.array([seats.role == "mentor" for seats in problem.rules.seats], dtype=np.bool_),
    )


def _places(cells: Sequence[Cell]) -> tuple[Ints, Ints]:
    rows, columns = np.array(cells, dtype=np.intp).reshape(-1, 2).T
    return rows, columns


def _pack(problem: Problem, allowed: Bools, scores: Values) -> Pack | None:
    """All that the aim counts as one weight, with room to read losses of either sign from it."""
    bands = {"fair": problem.aim.bands, "total": ()}.get(problem.aim.kind)
    if bands is None:
        return None
    found = packs(levels(scores, bands), people=2 * _most_pairs(problem, allowed), limit=EXACT / 16)
    return found[0] if len(found) == 1 else None


def _most_pairs(problem: Problem, allowed: Bools) -> int:
    """No set has more pairs than seats for which there are partners."""
    found: list[int] = [
        sum(map(min, (person.capacity for person in people), allowed.sum(axis=axis).tolist()))
        for people, axis in ((problem.mentors, 1), (problem.mentees, 0))
    ]
    return max(1, min(found))


def _weights(pack: Pack, scores: Values) -> Floats:
    if scores.dtype.kind != "i":
        return pack.weights(scores)
    lowest, highest = int(scores.min()), int(scores.max())
    return pack.weights(np.arange(lowest, highest + 1)).take(scores - lowest)


class _Seating:
    """The seats of people and partners, taken or free; locked pairs keep theirs."""

    def __init__(self, problem: Problem, cells: Sequence[Cell], loose: Sequence[Cell]) -> None:
        self.problem = problem
        self.sides = problem.mentors, problem.mentees
        self.starts = 0, len(problem.mentors)
        self.outside = sum(map(len, self.sides))
        self.taken, self.movable = (
            [
                np.bincount([cell[side] for cell in some], minlength=len(people)).tolist()
                for side, people in enumerate(self.sides)
            ]
            for some in (cells, loose)
        )
        self.limits = {
            (seats.organisation, int(seats.role == "mentee")): self.outside + 1 + place
            for place, seats in enumerate(problem.rules.seats)
        }
        self.above = [
            self.limits.get((person.organisation, side), self.outside)
            for side, people in enumerate(self.sides)
            for person in people
        ]

    def arcs(self) -> Iterator[Arc]:
        """Where a seat could be taken or freed."""
        for side, people in enumerate(self.sides):
            for place, person in enumerate(people):
                node = self.starts[side] + place
                taken = self.taken[side][place]
                free, loose = taken < person.capacity, bool(self.movable[side][place])
                yield from _both_ways((self.above[node], node), side, free, loose)
        for seats, ((organisation, side), node) in zip(
            self.problem.rules.seats, self.limits.items(), strict=True
        ):
            members = (person.organisation == organisation for person in self.sides[side])
            used = sum(n for n, inside in zip(self.taken[side], members, strict=True) if inside)
            free = seats.most is None or used < seats.most
            yield from _both_ways((self.outside, node), side, free, used > seats.least)


def _both_ways(arc: Arc, side: int, free: bool, loose: bool) -> Iterator[Arc]:
    """Mentors' seats run inwards, mentees' outwards."""
    if free if side == 0 else loose:
        yield arc
    if loose if side == 0 else free:
        yield arc[::-1]

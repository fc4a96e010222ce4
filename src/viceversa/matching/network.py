"""What could still be moved in a set of pairs, as a network of arcs.

Its nodes are the mentors, the mentees, the outside, and one for each limit of seats. A pair that
may come is an arc from mentor to mentee, a pair that may go is one back. Seats come from outside,
through the limits around the mentor, the widest first, and end outside through those around the
mentee; a seat that is free can be taken, one that is taken can be freed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from viceversa.matching.arrays import Bools, Floats, Places, Values
from viceversa.matching.levels import EXACT, Pack, level_of_people, levels, packs
from viceversa.matching.problem import Problem
from viceversa.matching.stages import Cell

Arc = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Network:
    """The arcs. Pairs that may come are a table, all others are listed."""

    pack: Pack
    lowest: float
    """The score above which the total is counted."""
    weights: Floats
    open: Bools
    held: tuple[Places, Places]
    locked: tuple[Places, Places]
    seats: tuple[Arc, ...]
    seat_costs: Floats
    """What it costs to take each seat, or to free it: nothing, but for later ones of somebody."""
    taken: Places
    """How many pairs everybody has."""
    above: Places
    """Where the seats of everybody and of each limit come from, or go to: the narrowest limit
    around them, or the outside. Those of the outside itself are its own."""
    of_mentors: Bools
    """Which limits are among mentors."""

    @property
    def size(self) -> int:
        """How many nodes: everybody, the outside, and every limit."""
        return self.outside + 1 + len(self.of_mentors)

    @property
    def outside(self) -> int:
        """The node behind all people."""
        return sum(self.weights.shape)


def network(
    problem: Problem, allowed: Bools, scores: Values, cells: Sequence[Cell]
) -> Network | None:
    """The network of a set of pairs; none where one exact weight cannot say what is best: for aims
    other than `fair` and `total`, with fractions for scores, for far more than ten thousand people,
    or where limits cross."""
    pack, groups = _pack(problem, allowed, scores), _groups(problem)
    if pack is None or groups is None:
        return None
    locks, sides = {*problem.locks}, (problem.mentors, problem.mentees)
    fixed = [cell for cell in cells if (sides[0][cell[0]].id, sides[1][cell[1]].id) in locks]
    loose = sorted({*cells} - {*fixed})
    held, locked = _places(loose), _places(fixed)
    still_open = allowed.copy()
    still_open[held] = still_open[locked] = False
    seating = _Seating(problem, groups, cells, loose)
    arcs = [*seating.arcs(pack.later)]
    return Network(
        pack,
        float(scores.min()),
        _weights(pack, scores),
        still_open,
        held,
        locked,
        tuple(arc for arc, _ in arcs),
        np.array([cost for _, cost in arcs], dtype=np.float64),
        np.array([seating.taken[node] for node in range(seating.outside)], dtype=np.intp),
        np.array(seating.above, dtype=np.intp),
        np.array([seats.role == "mentor" for seats in problem.rules.seats], dtype=np.bool_),
    )


def _places(cells: Sequence[Cell]) -> tuple[Places, Places]:
    rows, columns = np.array(cells, dtype=np.intp).reshape(-1, 2).T
    return rows, columns


def _pack(problem: Problem, allowed: Bools, scores: Values) -> Pack | None:
    """All that the aim counts as one weight, with room to read losses of either sign from it."""
    bands = {"fair": problem.aim.bands, "total": ()}.get(problem.aim.kind)
    if bands is None:
        return None
    # A way comes through each limit, and the outside, once: no more people lose or gain by it.
    people = level_of_people(2 * problem.has_several, lost=2 * (len(problem.rules.seats) + 2))
    most = 2 * _most_pairs(problem, allowed)
    found = packs(levels(scores, bands, people), people=most, limit=EXACT / 16)
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


def _groups(problem: Problem) -> list[frozenset[int]] | None:
    """The nodes of the people within each limit; none if two limits share some of their people, and
    neither is a part of the other."""
    first = {"mentor": 0, "mentee": len(problem.mentors)}
    sides = {"mentor": problem.mentors, "mentee": problem.mentees}
    groups = [
        frozenset(
            first[seats.role] + place
            for place, person in enumerate(sides[seats.role])
            if seats.counts(person)
        )
        for seats in problem.rules.seats
    ]
    nested = all(a <= b or b <= a or not a & b for a, b in combinations(groups, 2))
    return groups if nested else None


class _Seating:
    """The seats of people and within limits, taken or free; locked pairs keep theirs."""

    def __init__(
        self,
        problem: Problem,
        groups: Sequence[frozenset[int]],
        cells: Sequence[Cell],
        loose: Sequence[Cell],
    ) -> None:
        self.people = [*problem.mentors, *problem.mentees]
        self.mentors, self.outside = len(problem.mentors), len(self.people)
        self.limits, self.groups = problem.rules.seats, groups
        self.taken, self.loose = (
            Counter(node for row, column in some for node in (row, self.mentors + column))
            for some in (cells, loose)
        )
        widest_first = sorted(range(len(groups)), key=lambda place: -len(groups[place]))
        self.above = [self.outside] * (self.outside + 1 + len(groups))
        for place in widest_first:
            node = self.outside + 1 + place
            # All within it have the same around them so far, as limits are nested.
            self.above[node] = self.above[next(iter(groups[place]), self.outside)]
            for member in groups[place]:
                self.above[member] = node

    def arcs(self, later: float) -> Iterator[tuple[Arc, float]]:
        """Where a seat could be taken or freed, and what that costs if every seat behind somebody's
        first does so much."""
        for node, person in enumerate(self.people):
            taken, among_mentors = self.taken[node], node < self.mentors
            if taken < person.capacity:
                yield self._arc(node, inwards=among_mentors), later if taken else 0.0
            if self.loose[node]:
                yield self._arc(node, inwards=not among_mentors), -later if taken > 1 else 0.0
        for place, (limit, group) in enumerate(zip(self.limits, self.groups, strict=True)):
            used = sum(self.taken[member] for member in group)
            free, loose = limit.most is None or used < limit.most, used > limit.least
            node, among_mentors = self.outside + 1 + place, limit.role == "mentor"
            if free:
                yield self._arc(node, inwards=among_mentors), 0.0
            if loose:
                yield self._arc(node, inwards=not among_mentors), 0.0

    def _arc(self, node: int, *, inwards: bool) -> Arc:
        """Mentors' seats are taken inwards, mentees' outwards."""
        return (self.above[node], node) if inwards else (node, self.above[node])

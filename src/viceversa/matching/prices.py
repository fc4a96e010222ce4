"""What every pair would cost everybody, exactly, whom it would move, and what is only a tie."""

from collections import defaultdict
from functools import cached_property
from itertools import pairwise

import numpy as np

from viceversa.matching.answer import Change, Solution, Standing
from viceversa.matching.desk import Desk
from viceversa.matching.problem import Match
from viceversa.matching.residual import Residual

Ties = tuple[frozenset[Match], ...] | None


class Prices:
    """The prices of all pairs against a best set, found together and not by solving again.

    Where one whole-number weight cannot hold all that the aim counts (fractions for scores, aims
    other than `fair` and `total`), each pair is priced by Desk.force, which solves again, and ties
    are not known.
    """

    def __init__(self, desk: Desk, best: Solution) -> None:
        """Against the best set under the problem's own locks. ValueError if it is not the best."""
        self.desk, self.best, self.residual = desk, best, desk.residual(best)

    def lost(self, mentor: str, mentee: str) -> Standing | None:
        """What the best set that holds this pair loses on each level that the aim counts, in their
        order; a loss before may be a gain behind. None if no set can hold the pair."""
        if self.residual is None:
            change = self.change(mentor, mentee)
            return None if change.broken else change.cost
        cost = float(self.residual.costs[self.desk.cell(mentor, mentee)])
        return _standing(self.residual, cost) if np.isfinite(cost) else None

    def change(self, mentor: str, mentee: str) -> Change:
        """A best set that holds this pair: as Desk.force, by the alternating path."""
        before, best, pair = self.best.matches, self.best, (mentor, mentee)
        if pair in before:
            return self.desk.changed(before, before, pair, best=best.standing)
        way = self._way(pair)
        if not way:
            return self.desk.force(before, *pair, best=best.standing, seed=best.seed)
        return self.desk.changed(before, before ^ {pair, *way}, pair, best=best.standing)

    @cached_property
    def ties(self) -> Ties:
        """Pairs that could be otherwise and nothing would be lost, the largest group first: every
        one in a group can be exchanged by moving others of it or people who are left over."""
        if self.residual is None:
            return None
        groups = defaultdict[int, set[Match]](set)
        rows, columns = (side.tolist() for side in self.residual.network.held)
        numbers = self.residual.loose.tolist()
        for row, column, number in zip(rows, columns, numbers, strict=True):
            if number >= 0:
                groups[number].add(self.desk.match((row, column)))
        found = sorted(groups.values(), key=lambda group: (-len(group), min(group)))
        return tuple(map(frozenset, found))

    def _way(self, pair: Match) -> set[Match]:
        """The pairs that come or go beside this one, if prices know."""
        residual, (row, column) = self.residual, self.desk.cell(*pair)
        if residual is None or self.desk.broken(*pair):
            return set()
        steps = map(sorted, pairwise(residual.way(row, column)))
        return {
            self.desk.match((mentor, mentee - residual.mentors))
            for mentor, mentee in steps
            if mentor < residual.mentors <= mentee < residual.network.outside
        }


def _standing(residual: Residual, cost: float) -> Standing:
    """The levels of a packed cost, back in the figures of a set of pairs."""
    pairs, *others, total = residual.levels(cost)
    further = others.pop(0) - 2 * pairs if residual.network.pack.later else 0.0
    poor, fair = (others[0] - pairs, others[1] - others[0]) if others else (0.0, 0.0)
    total += residual.network.lowest * pairs
    return Standing(int(pairs), int(poor), int(fair), total, int(further))

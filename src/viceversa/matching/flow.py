"""The same stages as linear programmes, where seats are counted per partner or on both sides.

Every pair is a variable from 0 to 1. Seats of people inside seats of their organisation, on either
side, are two nested families: the corners of such a programme are whole numbers, so the simplex
method ends at a set of pairs. Its dual prices give the bound. Whoever has several seats has one
more variable for the first of them: an arc beside that of the others, so corners stay whole.

A few of the best pairs of everybody are enough to begin with; the prices tell which of the others
would better the answer, and when none would, it is the best of all (column generation).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from viceversa.matching.arrays import Bools, Floats, Places, Values
from viceversa.matching.first_seats import FirstSeats
from viceversa.matching.levels import Pack
from viceversa.matching.simplex import SparseTable, prices_of, solved
from viceversa.matching.stages import Assignment, between

WEIGHT_LIMIT = 1e6
"""Largest packed weight: far above the solver's tolerances, far below where they would blur it."""


SOME = 0.1
"""A safe line between a price of none, give or take a rounding, and one."""

FEW = 15
"""So many cells of everybody are looked at first; the prices say which others are missing."""

MANY = 1000
ROUNDING = 1e-9

SPLIT = 1e-4
"""What is farther from a whole number is no rounding."""


class TooFewError(Exception):
    """The "at least" of these limits cannot all be met; `short` are their places in the list."""

    def __init__(self, short: list[int]) -> None:
        super().__init__(short)
        self.short = short


class FractionalError(Exception):
    """Pairs or prices are split: groups cross, and the linear programme is not enough."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The pairs of the rows or columns of `members` are at least and at most so many."""

    axis: int
    members: Bools
    least: int
    most: int | None


def _table(
    cells: tuple[Places, ...], shape: tuple[int, ...], limits: Sequence[Limit]
) -> SparseTable:
    """Which cells count for which mentor, mentee and limit."""
    held = [np.flatnonzero(limit.members[cells[limit.axis]]) for limit in limits]
    everyone = np.arange(len(cells[0]))
    numbers = sum(shape) + np.arange(len(limits))
    rows = [cells[0], shape[0] + cells[1], np.repeat(numbers, [len(places) for places in held])]
    columns = [everyone, everyone, *held]
    entries = np.concatenate(rows), np.concatenate(columns)
    size = sum(shape) + len(limits), len(everyone)
    return scipy.sparse.csr_array(
        scipy.sparse.coo_array((np.ones(len(entries[0])), entries), shape=size)
    )


class Programme:
    """The best choice of allowed cells within everybody's seats and the partners' limits,
    narrowed after each stage to the answers that are best so far."""

    limit = WEIGHT_LIMIT

    def __init__(
        self,
        allowed: Bools,
        scores: Values,
        *,
        seats: tuple[Places, Places],
        begun: tuple[Bools, Bools],
        limits: Sequence[Limit],
    ) -> None:
        """Raises TooFewError if there is nothing to choose but something is asked for."""
        self.cells = np.nonzero(allowed)
        self.known = scores[self.cells]
        if not len(self.known) and any(limit.least for limit in limits):
            raise TooFewError([place for place, limit in enumerate(limits) if limit.least])
        firsts = FirstSeats.of(seats, begun)
        self.of_people = firsts.level
        self.later = firsts.beyond(self.cells)
        self.table = firsts.beside(_table(self.cells, allowed.shape, limits))
        self.people = max(1, int(min(seats[0].sum(), seats[1].sum())))
        everybody, several = np.concatenate(seats), firsts.several
        most = [len(self.known) if limit.most is None else limit.most for limit in limits]
        least = [float(limit.least) for limit in limits]
        self.first_limit = len(everybody)
        self.lower = np.array([*[0.0] * len(everybody), *least, *-everybody[several]])
        self.upper = np.array([*everybody, *most, *[0.0] * len(several)], dtype=np.float64)
        self.open = np.ones(self.table.shape[1], dtype=np.bool_)
        self.fixed = np.zeros(self.table.shape[1], dtype=np.bool_)
        self.chosen = self.fixed
        self.bound = 0.0
        self.reached: list[tuple[Pack, float]] = []

    @property
    def found(self) -> Assignment:
        """The choice of the last stage; the bound is that of the total."""
        rows, columns = (side[self._of_cells(self.chosen)] for side in self.cells)
        lowest = float(self.known.min()) if len(rows) else 0.0
        return Assignment((rows, columns), self.bound + lowest * len(rows))

    def run(self, pack: Pack) -> None:
        """One stage: solve, keep the bound, and leave only what other best answers could use."""
        weights = self._weights(pack)
        table, lower, upper = self._left(self.open)
        prices, chosen = self._solve(weights[self.open], table, lower, upper)
        self.chosen = self.fixed.copy()
        self.chosen[self.open] = chosen
        self._refuse_lost_ground()
        self.reached.append((pack, float(weights[self.chosen].sum())))
        reduced = weights[self.open] - table.T @ prices
        most = (np.maximum(prices, 0) @ upper) + (np.minimum(prices, 0) @ lower)
        whole = most + np.maximum(reduced, 0).sum() + weights[self.fixed].sum()
        self.bound = float(whole - self._value_but_last(pack))
        used = self._used()
        self._narrow(prices, reduced, lower + used, upper + used)

    def scores_above(self, score: float) -> Values:
        """Every score that best answers can still use above this one, the lowest first."""
        left = self._of_cells(self.open | self.fixed)
        return np.unique(self.known[left & (self.known > score)])

    def spares(self, above: float, to: float) -> bool:
        """Whether a best answer can do without the scores above the one, up to the other."""
        closed = self._between(above, to)
        if (closed & self.fixed).any():
            return False
        table, lower, upper = self._left(self.open & ~closed)
        if not table.shape[1]:
            return bool((lower <= 0).all() and (upper >= 0).all())
        return bool(solved(np.zeros(table.shape[1]), table, lower, upper).status == 0)

    def close(self, above: float, to: float) -> None:
        """Do without these scores from now on."""
        self.open = self.open & ~self._between(above, to)

    def _of_cells(self, variables: Bools) -> Bools:
        """Without the first seats, which stand behind the cells."""
        return variables[: len(self.known)]

    def _between(self, above: float, to: float) -> Bools:
        cells = between(self.known, above, to)
        return np.pad(cells, (0, len(self.open) - len(cells)))

    def _weights(self, pack: Pack) -> Floats:
        """A pair counts as later for both, unless they have no more seats; a first seat makes up
        for it."""
        weights = np.full(len(self.open), pack.later)
        weights[: len(self.known)] = pack.weights(self.known) - pack.later * self.later
        return weights

    def _value_but_last(self, pack: Pack) -> float:
        cells = self._of_cells(self.chosen)
        later = self.later[cells].sum() - self.chosen[len(cells) :].sum()
        return pack.value_but_last(self.known[cells], later)

    def _used(self) -> Floats:
        used: Floats = self.table @ self.fixed.astype(np.float64)
        return used

    def _left(self, cells: Bools) -> tuple[SparseTable, Floats, Floats]:
        """The programme of these cells beside the fixed ones, and its limits."""
        used = self._used()
        return self.table[:, cells], self.lower - used, self.upper - used

    def _refuse_lost_ground(self) -> None:
        """Where groups cross, prices may be small fractions, and then too much was left open."""
        reached = [(self._weights(pack)[self.chosen].sum(), value) for pack, value in self.reached]
        if any(now < before - 0.5 for now, before in reached):
            raise FractionalError

    def _narrow(self, prices: Floats, reduced: Floats, lower: Floats, upper: Floats) -> None:
        """Prices of a whole-number stage are whole, or simple fractions where groups cross."""
        self.lower = np.where(prices > SOME, upper, lower)
        self.upper = np.where(prices < -SOME, lower, upper)
        places = np.flatnonzero(self.open)
        self.fixed = self.fixed.copy()
        self.fixed[places[reduced > SOME]] = True
        self.open = self.open.copy()
        self.open[places[np.abs(reduced) > SOME]] = False

    def _solve(
        self, weights: Floats, table: SparseTable, lower: Floats, upper: Floats
    ) -> tuple[Floats, Bools]:
        """The prices of the limits and the chosen cells of one programme."""
        if not len(weights):
            return np.zeros(len(lower)), np.zeros(0, dtype=np.bool_)
        asked = self._promising(weights)
        while True:
            result = solved(-weights[asked], table[:, asked], lower, upper)
            if result.status != 0 and asked.all():
                raise TooFewError(self._short())
            more = np.ones_like(asked)
            if result.status == 0:
                prices = prices_of(result, lower, upper)
                more = _worth_asking(weights - table.T @ prices, asked)
            if not more.any():
                break
            asked = asked | more
        if (np.abs(result.x - np.rint(result.x)) > SPLIT).any():
            raise FractionalError
        chosen = asked.copy()
        chosen[asked] = result.x > 0.5
        return prices, chosen

    def _promising(self, weights: Floats) -> Bools:
        """A few of the best open cells of everybody, equal ones as if by lot; all first seats."""
        asked = np.zeros(len(weights), dtype=np.bool_)
        sides = [side[self._of_cells(self.open)] for side in self.cells]
        asked[len(sides[0]) :] = True
        lot = (sides[0] * 7919 + sides[1] * 104729) % 10007
        best = _rising(lot)
        best = best[np.argsort(-weights[best], kind="stable")]
        for side in sides:
            order = best[_rising(side[best])]
            starts = np.searchsorted(side[order], side[order])
            asked[order[np.arange(len(order)) - starts < FEW]] = True
        return asked

    def _short(self) -> list[int]:
        """The limits that stay short when as many as possible of all "at least" are met."""
        floor = self.lower > 0
        count = int(floor.sum())
        table = self.table
        bounds = np.zeros((table.shape[1] + count, 2))
        bounds[:, 1] = np.concatenate([np.ones(table.shape[1]), self.lower[floor]])
        result = scipy.optimize.linprog(
            np.concatenate([np.zeros(table.shape[1]), np.ones(count)]),
            A_ub=scipy.sparse.block_array(
                [[table, None], [-table[floor], -scipy.sparse.eye_array(count)]]
            ),
            b_ub=np.concatenate([self.upper, -self.lower[floor]]),
            bounds=bounds,
            method="highs-ds",
        )
        missing = result.x[table.shape[1] :] > 0.5
        return [int(place) - self.first_limit for place in np.flatnonzero(floor)[missing]]


def _rising(numbers: Places) -> Places:
    """The order of numbers from 0 upwards, equal ones as they are; sixteen bits are sorted fast."""
    small = numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))
    return np.argsort(small, kind="stable")


def _worth_asking(reduced: Floats, asked: Bools) -> Bools:
    """The best of the cells left out, if any of them would better the answer at these prices. Those
    that nearly would are among them: prices move, and every look takes as long as the first."""
    more, left = np.zeros_like(asked), np.flatnonzero(~asked)
    missing = int((reduced[left] > ROUNDING).sum())
    if missing:
        many = max(MANY, min(missing, int(asked.sum())))
        more[left[np.argsort(-reduced[left], kind="stable")[:many]]] = True
    return more

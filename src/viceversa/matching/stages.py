"""The lexicographic assignment: each level proven best before the next one is looked at.

Most problems are a single assignment, with all levels in one weight. What does not fit into it
waits for a later stage, in which only those pairs are left that some best answer of the stages
before can use: by complementary slackness these are the pairs without reduced cost, and whoever has
a price above zero must stay paired.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import scipy  # loads its parts when they are first used: a page that only reads need not wait

from viceversa.matching import kernel
from viceversa.matching.arrays import Bools, Floats, Places, Values
from viceversa.matching.levels import EXACT, Pack, level_of_people
from viceversa.matching.overlap import strips

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Assignment:
    """The chosen rows and columns, and what the last level could at most give (by the prices)."""

    chosen: tuple[Places, Places]
    bound: float


class Seating:
    """The choice of allowed cells, one to each row and column, narrowed by every stage."""

    def __init__(self, allowed: Bools, scores: Values, later: tuple[Bools, Bools]) -> None:
        """`later` are the rows, and the columns, that are not somebody's first seat."""
        self._turned = allowed.shape[0] > allowed.shape[1]
        self.known = scores.T if self._turned else scores
        allowed = allowed.T if self._turned else allowed
        self.people = len(allowed)
        rows, columns = later[::-1] if self._turned else later
        self._choice = _Choice(
            self.known, allowed, np.zeros(self.people), np.zeros(allowed.shape[1]), (rows, columns)
        )
        # An alternating path gives one pair more, and takes nobody's last.
        self.of_people = level_of_people(int(rows.any()) + int(columns.any()), lost=0)
        self._stage: _Stage | None = None
        self.found: Assignment
        """The choice of the last stage; the bound is that of the total."""

    @property
    def limit(self) -> float:
        """The largest packed weight: prices and ways add up to four times that of everybody, all
        of it exact; later stages weigh everybody who is due on top of it."""
        return EXACT / (4 * self.people) / (self.people if self._stage else 1)

    def run(self, pack: Pack) -> None:
        """One stage: of the best answers so far, those that are best in this too stay open."""
        self._stage = _stage(self._narrowed(), pack)
        rows, columns = self._stage.chosen
        bound = self._stage.bound + float(self.known.min()) * len(rows)
        self.found = Assignment((columns, rows) if self._turned else (rows, columns), bound)

    def scores_above(self, score: float) -> Values:
        """Every score that best answers can still use above this one, the lowest first."""
        choice = self._narrowed()
        return np.unique(self.known[choice.allowed & (self.known > score)])

    def spares(self, above: float, to: float) -> bool:
        """Whether a best answer can do without the scores above the one, up to the other."""
        choice = self._narrowed()
        return replace(choice, allowed=choice.allowed & ~between(self.known, above, to)).is_possible

    def close(self, above: float, to: float) -> None:
        """Do without these scores from now on."""
        choice = self._narrowed()
        self._choice = replace(choice, allowed=choice.allowed & ~between(self.known, above, to))

    def _narrowed(self) -> "_Choice":
        if self._stage and self._stage.before is self._choice:
            self._choice = self._stage.narrowed
        return self._choice


def between(scores: Values, above: float, to: float) -> Bools:
    """Where a score is above the one and up to the other."""
    found: Bools = (scores > above) & (scores <= to)
    return found


@dataclass(frozen=True, slots=True)
class _Choice:
    """What best answers of the stages so far can use, and who is due: paired in all of them."""

    scores: Values
    allowed: Bools
    row_due: Floats
    column_due: Floats
    later: tuple[Bools, Bools]

    @property
    def is_possible(self) -> bool:
        """Whether everybody who is due can be paired: those of the rows, and those of the columns;
        then all of them can at once (Mendelsohn and Dulmage, 1958)."""
        by_row, by_column = self.allowed[self.row_due > 0], self.allowed.T[self.column_due > 0]
        return _all_paired(by_row) and _all_paired(by_column)


@dataclass(frozen=True, slots=True)
class _Stage:
    """An answered stage: the costs (weights below 0), the chosen cells, the proving prices."""

    before: _Choice
    costs: Floats
    chosen: tuple[Places, Places]
    prices: tuple[Floats, Floats]
    bound: float

    @property
    def narrowed(self) -> _Choice:
        """The cells without reduced cost; whoever has a price is due."""
        rows, columns = self.prices
        tight = self.before.allowed & (rows[:, None] + columns == -self.costs)
        row_due = np.maximum(self.before.row_due, rows > 0)
        column_due = np.maximum(self.before.column_due, columns > 0)
        return replace(self.before, allowed=tight, row_due=row_due, column_due=column_due)


def _all_paired(table: Bools) -> bool:
    """Whether every row can have a column of its own."""
    if not table.any(axis=1).all():
        return False
    graph = scipy.sparse.csr_array(table)
    partners = scipy.sparse.csgraph.maximum_bipartite_matching(graph, perm_type="column")
    return bool((partners >= 0).all()) if len(table) else True


def _stage(before: _Choice, pack: Pack) -> _Stage:
    """One assignment with its prices; `lift` keeps everybody paired who is due."""
    people = len(before.row_due)
    due = before.row_due.sum() + before.column_due.sum()
    lift = (people + 1) * (pack.top or 1.0) if due else 0.0
    costs = _costs(before, pack, lift)
    columns, prices = _cheapest(costs, whole=pack.levels[-1].whole)
    rows = np.arange(people)
    paired = costs[rows, columns] < 0
    chosen = rows[paired], columns[paired]
    later = before.later[0][chosen[0]].sum() + before.later[1][chosen[1]].sum()
    fixed = lift * due + pack.value_but_last(before.scores[chosen], later)
    bound = float(prices[0].sum() + prices[1].sum() - fixed)
    return _Stage(before, costs, chosen, prices, bound)


def _cheapest(costs: Floats, *, whole: bool) -> tuple[Places, tuple[Floats, Floats]]:
    """The cheapest column for every row, with the proving prices of rows and columns."""
    library = kernel.library()
    if not library:
        _, columns = scipy.optimize.linear_sum_assignment(costs)
        return columns, least_prices(costs, columns, whole=whole)
    found, price = library.assign(costs, priced=whole)
    columns = found.astype(np.intp)
    settled = _settled(costs, columns, price) if whole else None
    return columns, settled or least_prices(costs, columns, whole=False)


def _costs(before: _Choice, pack: Pack, lift: float) -> Floats:
    """The weights below 0, as to maximise scipy would make a copy; 0 where nothing is allowed."""
    scores, allowed = before.scores, before.allowed
    whole = scores.dtype.kind == "i"
    costs = _looked_up(before, pack) if whole else -pack.weights(scores) * allowed
    if pack.later:
        rows, columns = before.later
        costs[rows] += pack.later * allowed[rows]
        costs[:, columns] += pack.later * allowed[:, columns]
    if lift:
        costs -= lift * (before.row_due[:, None] + before.column_due) * allowed
    return costs


def _looked_up(before: _Choice, pack: Pack) -> Floats:
    """People's scores are few whole numbers: each is weighed once, behind the 0 of no pair."""
    lowest, highest = int(before.scores.min()), int(before.scores.max())
    by_score = np.append(0.0, -pack.weights(np.arange(lowest, highest + 1)))
    library = kernel.library()
    if library:
        return library.costs(before.scores, before.allowed, by_score)
    costs = np.empty(before.scores.shape)
    for some in strips(len(costs)):
        places = (before.scores[some] - (lowest - 1)) * before.allowed[some]
        # Told where to write, and not to check the places, numpy is twice as fast.
        by_score.take(places, out=costs[some], mode="clip")
    return costs


def _settled(costs: Floats, partner: Places, price: Floats) -> tuple[Floats, Floats]:
    """The prices of rows, and these of columns, once the own partner is the best for everybody."""
    own = costs[np.arange(len(partner)), partner]
    return np.maximum(-(own + price[partner]), 0.0), price


def least_prices(costs: Floats, partner: Places, *, whole: bool) -> tuple[Floats, Floats]:
    """Prices of rows and columns that together outweigh the costs in every cell: a dual answer.

    Starting from nothing, a column's price rises to what the dearest row would pay above its own
    partner. Prices settle at the smallest ones under which nobody wants to change, and there the
    sum of all prices equals the value of the assignment; any prices at all bound it from above.
    """
    own = costs[np.arange(len(partner)), partner]
    # Fractions are rounded: without some slack they could go on rising by nothing.
    slack = 0.0 if whole else -1e-13 * float(own.min())
    price = np.zeros(costs.shape[1])
    looks: Iterable[slice | Places] = strips(len(costs))
    for _ in range(len(partner) + 1):
        before = price.copy()
        for some in looks:
            keeps = own[some] + price[partner[some]]
            np.maximum(price, (keeps[:, None] - costs[some]).max(axis=0), out=price)
        moved = np.flatnonzero((price > before + slack)[partner])
        if not len(moved):
            break
        looks = [moved[some] for some in strips(len(moved))]
    if whole:
        return _settled(costs, partner, price)
    least = [(costs[some] + price).min(axis=1) for some in strips(len(costs))]
    return np.maximum(-np.concatenate(least), 0.0), price

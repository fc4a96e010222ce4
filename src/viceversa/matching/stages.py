"""The lexicographic assignment: each level proven best before the next one is looked at.

Levels are gains of a pair, to be added up and maximised one after the other. As many levels as fit
into whole numbers that a float holds exactly are packed into one weight, so most problems are a
single assignment. What does not fit waits for a later stage, in which only those pairs are left
that some best answer of the stages before can use: by complementary slackness these are the pairs
without reduced cost, and whoever has a price above zero must stay paired.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # loads its parts when they are first used: a page that only reads need not wait
from numpy.typing import NDArray

from viceversa.matching.overlap import Bools
from viceversa.matching.scores import Floats, Values

Ints = NDArray[np.intp]
Cell = tuple[int, int]

EXACT = 2.0**53
"""Whole numbers up to here are exact in a float."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """The chosen cells, and what the last level could at most give (by the dual prices)."""

    cells: list[Cell]
    bound: float


@dataclass(frozen=True, slots=True)
class Level:
    """What each cell adds on one level: never below 0 where it is allowed, never above `top`."""

    gains: Values | Bools
    top: float
    whole: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """Levels in one weight: a sum with factors that keep their order strict."""

    levels: tuple[Level, ...]
    factors: tuple[float, ...]

    @property
    def top(self) -> float:
        return sum(f * level.top for level, f in zip(self.levels, self.factors, strict=True))

    @property
    def weights(self) -> Floats:
        total: Floats
        total, weighed = np.zeros((2, *self.levels[0].gains.shape))
        for level, factor in zip(self.levels, self.factors, strict=True):
            total += np.multiply(level.gains, factor, out=weighed)
        return total

    def value_but_last(self, chosen: Bools | tuple[Ints, Ints]) -> float:
        """What the chosen cells are worth before the last level is looked at."""
        weighed = list(zip(self.levels, self.factors, strict=True))[:-1]
        return float(sum(factor * level.gains[chosen].sum() for level, factor in weighed))


def levels(scores: Values, bands: Sequence[float]) -> list[Level]:
    """Pairs, then as few as possible below each band, then the total above the lowest score."""
    lowest = scores.min()
    above = scores - lowest
    # People's scores are whole numbers by their type; given ones have to be looked at.
    whole = scores.dtype.kind == "i" or bool((above == np.rint(above)).all())
    steps = [scores >= band for band in bands]
    return [
        Level(np.broadcast_to(np.float64(1), scores.shape), 1.0, whole=True),
        *(Level(step, 1.0, whole=True) for step in steps),
        Level(above, float(above.max()), whole=whole),
    ]


def assign(allowed: Bools, scores: Values, bands: Sequence[float]) -> Assignment:
    """The best one-to-one choice of allowed cells; the bound is that of the total."""
    if allowed.shape[0] > allowed.shape[1]:
        turned = assign(np.ascontiguousarray(allowed.T), np.ascontiguousarray(scores.T), bands)
        return Assignment([(row, column) for column, row in turned.cells], turned.bound)
    people = len(allowed)
    first, *others = packs(levels(scores, bands), people=people, limit=EXACT / (8 * people))
    stage = _stage(_Choice(allowed, np.zeros(people), np.zeros(allowed.shape[1])), first)
    for pack in others:
        stage = _stage(stage.narrowed, pack)
    cells = list(zip(*(side.tolist() for side in stage.chosen), strict=True))
    return Assignment(cells, stage.bound + float(scores.min()) * len(cells))


def packs(levels: Sequence[Level], *, people: int, limit: float) -> list[Pack]:
    """The levels in as few packs as exact whole numbers allow; fractions stand alone."""
    found: list[Pack] = []
    for level in levels:
        last = found[-1] if found else None
        step = people * level.top + 1
        if last and level.whole and last.levels[-1].whole and last.top * step + level.top <= limit:
            factors = (*(step * factor for factor in last.factors), 1.0)
            found[-1] = Pack((*last.levels, level), factors)
        else:
            # Later stages weigh everybody who is due on top of their own weights.
            limit = limit / people if found else limit
            found.append(Pack((level,), (1.0,)))
    return found


@dataclass(frozen=True, slots=True)
class _Choice:
    """What best answers of the stages so far can use, and who is due: paired in all of them."""

    allowed: Bools
    row_due: Floats
    column_due: Floats


@dataclass(frozen=True, slots=True)
class _Stage:
    """An answered stage: the chosen cells, the weights, the prices that prove it, the bound."""

    before: _Choice
    weights: Floats
    chosen: tuple[Ints, Ints]
    prices: tuple[Floats, Floats]
    bound: float

    @property
    def narrowed(self) -> _Choice:
        """The cells without reduced cost; whoever has a price is due."""
        rows, columns = self.prices
        tight = self.before.allowed & (rows[:, None] + columns == self.weights)
        row_due = np.maximum(self.before.row_due, rows > 0)
        return _Choice(tight, row_due, np.maximum(self.before.column_due, columns > 0))


def _stage(before: _Choice, pack: Pack) -> _Stage:
    """One assignment with its prices; `lift` keeps everybody paired who is due."""
    weights, people = pack.weights, len(before.row_due)
    due = before.row_due.sum() + before.column_due.sum()
    lift = (people + 1) * pack.top if due else 0.0
    if lift:
        weights += lift * (before.row_due[:, None] + before.column_due)
    weights *= before.allowed
    rows, columns = scipy.optimize.linear_sum_assignment(weights, maximize=True)
    prices = _prices(weights, columns, whole=pack.levels[-1].whole)
    paired = weights[rows, columns] > 0
    chosen = rows[paired], columns[paired]
    fixed = lift * due + pack.value_but_last(chosen)
    bound = float(prices[0].sum() + prices[1].sum() - fixed)
    return _Stage(before, weights, chosen, prices, bound)


def _prices(weights: Floats, partner: Ints, *, whole: bool) -> tuple[Floats, Floats]:
    """Prices of rows and columns whose sum is at least the weight in every cell: a dual answer.

    Starting from nothing, a column's price rises to what the dearest row would pay above its own
    partner. Prices settle at the smallest ones under which nobody wants to change, and there the
    sum of all prices equals the value of the assignment; any prices at all bound it from above.
    """
    rows = np.arange(len(partner))
    own = weights[rows, partner]
    # Fractions are rounded: without some slack they could go on rising by nothing.
    slack = 0.0 if whole else 1e-13 * float(own.max())
    price = np.zeros(weights.shape[1])
    moved, space = rows, np.empty_like(weights)
    for _ in range(len(rows) + 1):
        keeps = own[moved] - price[partner[moved]]
        pays = np.take(weights, moved, axis=0, out=space[: len(moved)], mode="clip")
        pays -= keeps[:, None]
        raised = pays.max(axis=0)
        risen = raised > price + slack
        price = np.where(risen, raised, price)
        moved = np.flatnonzero(risen[partner])
        if not len(moved):
            break
    return np.maximum(np.subtract(weights, price, out=space).max(axis=1), 0.0), price

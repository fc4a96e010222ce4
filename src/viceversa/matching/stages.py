"""The lexicographic assignment: each level proven best before the next one is looked at.

Levels are gains of a pair, all of them to be added up and maximised, the first one first. As many
levels as fit into whole numbers that a float holds exactly are packed into one weight, so most
problems are a single assignment. What does not fit waits for a later stage, in which only those
pairs are left that some best answer of the stages before can use: by complementary slackness these
are the pairs with no reduced cost, and whoever has a price above zero must stay paired.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from viceversa.matching.rules import Bools
from viceversa.matching.scores import Floats

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
class Pack:
    """Levels in one weight: a sum with factors that keep their order strict."""

    levels: tuple[Floats, ...]
    factors: tuple[float, ...]

    @property
    def weights(self) -> Floats:
        total = np.zeros_like(self.levels[0])
        for level, factor in zip(self.levels, self.factors, strict=True):
            total += factor * level
        return total

    def value(self, chosen: tuple[Ints, Ints], *, but_last: bool = False) -> float:
        """What the chosen cells are worth."""
        weighed = list(zip(self.levels, self.factors, strict=True))
        return float(
            sum(f * level[chosen].sum() for level, f in weighed[: -1 if but_last else None])
        )


def assign(allowed: Bools, levels: Sequence[Floats]) -> Assignment:
    """The best one-to-one choice of allowed cells. The first level is 1 for every cell."""
    if allowed.shape[0] > allowed.shape[1]:
        turned = assign(allowed.T, [level.T for level in levels])
        return Assignment([(row, column) for column, row in turned.cells], turned.bound)
    rows, columns = allowed.shape
    row_due, column_due = np.zeros(rows), np.zeros(columns)
    for pack in packs(levels, people=rows, limit=EXACT / (8 * rows)):
        stage = _stage(allowed, pack, row_due, column_due)
        allowed = allowed & stage.tight
        row_due, column_due = stage.row_due, stage.column_due
    return Assignment(
        list(zip(*(side.tolist() for side in stage.chosen), strict=True)), stage.bound
    )


def packs(levels: Sequence[Floats], *, people: int, limit: float) -> Iterator[Pack]:
    """The levels in as few packs as exact whole numbers allow; fractions stand alone."""
    waiting = list(levels)
    while waiting:
        taken, factors = [waiting.pop(0)], [1.0]
        while waiting and _whole(taken[-1]) and _whole(waiting[0]):
            step = people * waiting[0].max() + 1
            largest = sum(f * level.max() for f, level in zip(factors, taken, strict=True))
            if largest * step + waiting[0].max() > limit:
                break
            factors = [*(step * factor for factor in factors), 1.0]
            taken.append(waiting.pop(0))
        yield Pack(tuple(taken), tuple(factors))
        # Later stages weigh everybody who is due on top of their own weights.
        limit /= people


@dataclass(frozen=True, slots=True)
class _Stage:
    chosen: tuple[Ints, Ints]
    tight: Bools
    row_due: Floats
    column_due: Floats
    bound: float


def _stage(allowed: Bools, pack: Pack, row_due: Floats, column_due: Floats) -> _Stage:
    """One assignment with its prices; `lift` keeps everybody paired who is due."""
    weights = pack.weights
    lift = len(row_due) * weights.max() + 1.0 if row_due.any() or column_due.any() else 0.0
    if lift:
        weights += lift * np.add.outer(row_due, column_due)
    weights[~allowed] = 0.0
    rows, columns = linear_sum_assignment(weights, maximize=True)
    row_price, column_price = _prices(weights, columns)
    paired = weights[rows, columns] > 0
    chosen = rows[paired], columns[paired]
    fixed = lift * (row_due.sum() + column_due.sum()) + pack.value(chosen, but_last=True)
    return _Stage(
        chosen=chosen,
        tight=np.add.outer(row_price, column_price) == weights,
        row_due=np.maximum(row_due, row_price > 0),
        column_due=np.maximum(column_due, column_price > 0),
        bound=float(row_price.sum() + column_price.sum() - fixed),
    )


def _prices(weights: Floats, partner: Ints) -> tuple[Floats, Floats]:
    """Prices of rows and columns whose sum is at least the weight in every cell: a dual answer.

    Starting from nothing, a column's price rises to what the dearest row would pay above its own
    partner. Prices settle at the smallest ones under which nobody wants to change, and there the
    sum of all prices equals the value of the assignment; any prices at all bound it from above.
    """
    rows = np.arange(len(partner))
    own = weights[rows, partner]
    least = 1e-13 * float(own.max(initial=0.0))
    price = np.zeros(weights.shape[1])
    moved = rows
    for _ in range(len(rows) + 1):
        keeps = own[moved] - price[partner[moved]]
        raised = np.maximum(price, (weights[moved] - keeps[:, None]).max(axis=0, initial=0.0))
        risen = raised > price + least
        price = np.where(risen, raised, price)
        moved = np.flatnonzero(risen[partner])
        if not len(moved):
            break
    return np.maximum((weights - price).max(axis=1), 0.0), price


def _whole(level: Floats) -> bool:
    return bool((level == np.rint(level)).all())

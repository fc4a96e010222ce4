"""One linear programme, by the simplex method: its answer, and the prices of its limits."""

from typing import Any

import numpy as np
import scipy

from viceversa.matching.arrays import Bools, Floats

SparseTable = Any


def solved(costs: Floats, table: SparseTable, lower: Floats, upper: Floats) -> Any:
    """What the simplex method says of the cheapest choice within these limits."""
    equal, floor = _kinds(lower, upper)
    return scipy.optimize.linprog(
        costs,
        A_ub=scipy.sparse.vstack([table[~equal], -table[floor]]),
        b_ub=np.concatenate([upper[~equal], -lower[floor]]),
        A_eq=table[equal],
        b_eq=upper[equal],
        bounds=(0, 1),
        method="highs-ds",
    )


def prices_of(result: Any, lower: Floats, upper: Floats) -> Floats:
    """What one more of every limit would be worth; below 0 where something is asked for."""
    equal, floor = _kinds(lower, upper)
    prices = np.zeros(len(lower))
    most, least = np.split(result.ineqlin.marginals, [int((~equal).sum())])
    prices[~equal] = -most
    prices[floor] += least
    prices[equal] = -result.eqlin.marginals
    return prices


def _kinds(lower: Floats, upper: Floats) -> tuple[Bools, Bools]:
    """Which limits are a number, and which of the others ask for something."""
    equal = lower == upper
    return equal, (lower > 0) & ~equal

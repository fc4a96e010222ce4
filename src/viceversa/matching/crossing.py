"""Groups that cross, as a theme crosses organisations: whole numbers by branch and bound.

Where groups are nested or apart, the corners of the linear programme are whole numbers. Where two
of them cross, they mostly are, and then that is the proof. Where they are not, each stage is a
mixed-integer programme, and what it has reached is a limit of the next.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import scipy

from viceversa.matching.arrays import Bools, Floats
from viceversa.matching.flow import Limit, Programme, TooFewError
from viceversa.matching.levels import Pack
from viceversa.matching.simplex import SparseTable

LARGEST_WHOLE = 40_000
"""Allowed pairs, 200 by 200 people: more would take longer than anybody waits."""


def crossing(limits: Sequence[Limit]) -> tuple[int, int] | None:
    """The places of the first two groups of one side that share people and of which neither is
    inside the other."""
    couples = combinations(range(len(limits)), 2)
    return next(((a, b) for a, b in couples if _cross(limits[a], limits[b])), None)


def _cross(one: Limit, other: Limit) -> bool:
    a, b = one.members, other.members
    crossed = (a & b).any() and (a & ~b).any() and (b & ~a).any()
    return one.axis == other.axis and bool(crossed)


class WholeProgramme(Programme):
    """The same choice where the limits cross. Its gap is that between `bound` and the total."""

    def run(self, pack: Pack) -> None:
        """One stage: what it reaches at most is asked of all that follow."""
        weights = self._weights(pack)
        result = self._solved(weights, self.open)
        if result.status != 0:
            raise TooFewError(self._short() or np.flatnonzero(self._asked()).tolist())
        self.chosen = result.x > 0.5
        most = -float(result.mip_dual_bound)
        self.bound = most - self._value_but_last(pack)
        self.reached.append((pack, float(weights[self.chosen].sum())))

    def spares(self, above: float, to: float) -> bool:
        """Whether a best answer can do without the scores above the one, up to the other."""
        left = self.open & ~self._between(above, to)
        return bool(self._solved(np.zeros(len(left)), left).status == 0)

    def _asked(self) -> Bools:
        return self.lower[self.first_limit :] > 0

    def _solved(self, weights: Floats, variables: Bools) -> Any:
        """The best choice of these that keeps what earlier stages have reached."""
        table: SparseTable = self.table
        lower, upper = self.lower, self.upper
        if self.reached:
            kept = np.array([self._weights(pack) for pack, _ in self.reached])
            least = np.array([value for _, value in self.reached])
            table = scipy.sparse.vstack([table, scipy.sparse.csr_array(kept)])
            lower = np.concatenate([lower, least - 0.5])
            upper = np.concatenate([upper, np.full(len(least), np.inf)])
        return scipy.optimize.milp(
            -weights,
            integrality=np.ones(len(weights)),
            bounds=scipy.optimize.Bounds(0, variables.astype(np.float64)),
            constraints=scipy.optimize.LinearConstraint(table, lower, upper),
            options={"mip_rel_gap": 0},
        )

"""All pairs held against the prices. What was held against them before need not be looked at again
unless its price has fallen."""

from collections.abc import Callable

import numpy as np

from viceversa.matching.large.candidates import Candidates, Prices
from viceversa.matching.large.columns import Int64s, Pairs, joined
from viceversa.matching.large.programme import Programme
from viceversa.matching.large.scan import Asked
from viceversa.matching.overlap import Bools

MORE = 16
"""So many new candidates at a time who finds better ones."""

UNSEEN = 2**62
"""A price so high that it has fallen since."""

Scan = Callable[[Programme, Asked], Pairs]


class Pricing:
    """Keeps the prices under which no pair but the candidates is worth more than they are."""

    def __init__(self, programme: Programme, scan: Scan) -> None:
        self.programme, self.scan = programme, scan
        self.mentors = len(programme.columns.mentors)
        self.seated = np.flatnonzero(programme.columns.mentees.seats > 0).astype(np.int32)
        self.u = np.full(len(programme.columns.mentees), UNSEEN)
        self.v = np.zeros(self.mentors, dtype=np.int64)

    def better(self, candidates: Candidates, prices: Prices) -> Pairs:
        """Pairs that are no candidates and are worth more than their prices; none is the proof."""
        over = candidates.values - prices.u[candidates.rows] - prices.v[candidates.column] > 0
        # Chosen ones may be worth more, too: they must not take the places of new ones.
        most = MORE + int(np.bincount(candidates.rows[over], minlength=1).max())
        found = self._looked_at(candidates.worth, prices, most)
        many = np.bincount(found.mentee, minlength=len(self.u)) >= most
        self.u, self.v = np.where(many, UNSEEN, prices.u), prices.v
        return found.take(~_among(found.keys(self.mentors), candidates.pairs.keys(self.mentors)))

    def _looked_at(self, worth: Int64s, prices: Prices, most: int) -> Pairs:
        """Whose own price has fallen looks at everybody, all others at those whose price has."""
        fell = np.flatnonzero(prices.v < self.v)
        poorer = prices.u[self.seated] < self.u[self.seated]
        if 2 * len(fell) > self.mentors:
            poorer[:] = True
        whole = Asked(self.seated[poorer], prices.u[self.seated[poorer]], worth, prices.v, most)
        others = self.seated[~poorer]
        part = Asked(others, prices.u[others], worth, prices.v[fell], most)
        found = [self.scan(self.programme, whole)]
        if len(fell) and len(others):
            some = self.scan(self.programme.of_mentors(fell), part)
            found.append(Pairs(some.mentee, fell[some.mentor].astype(np.int32), some.score))
        return joined(found)


def _among(some: Int64s, rising: Int64s) -> Bools:
    """Which of these numbers are among others, which rise."""
    places = np.searchsorted(rising, some)
    known: Bools = np.append(rising, -1)[places] == some
    return known

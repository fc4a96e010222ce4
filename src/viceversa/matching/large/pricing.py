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
        self.mentees = len(programme.columns.mentees)
        self.u = np.full(self.mentees, UNSEEN)
        self.v = np.zeros(self.mentors, dtype=np.int64)

    def better(self, candidates: Candidates, prices: Prices) -> Pairs:
        """Pairs that are no candidates and are worth more than their prices; none is the proof.
        Fillers have all their pairs already."""
        over = candidates.values - prices.u[candidates.rows] - prices.v[candidates.column] > 0
        # Chosen ones may be worth more, too: they must not take the places of new ones.
        most = MORE + int(np.bincount(candidates.rows[over], minlength=1).max())
        u, v = prices.u[: self.mentees], prices.v[: self.mentors]
        found = self._looked_at(candidates.worth, u, v, most)
        many = np.bincount(found.mentee, minlength=self.mentees) >= most
        self.u, self.v = np.where(many, UNSEEN, u), v
        width = len(prices.v)
        return found.take(~_among(found.keys(width), candidates.pairs.keys(width)))

    def _looked_at(self, worth: Int64s, u: Int64s, v: Int64s, most: int) -> Pairs:
        """Whose own price has fallen looks at everybody, all others at those whose price has."""
        fell = np.flatnonzero(v < self.v)
        poorer = u[self.seated] < self.u[self.seated]
        if 2 * len(fell) > self.mentors:
            poorer[:] = True
        whole = Asked(self.seated[poorer], u[self.seated[poorer]], worth, v, most)
        others = self.seated[~poorer]
        part = Asked(others, u[others], worth, v[fell], most)
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

"""All pairs held against the prices. What was held against them before need not be looked at again
unless its price has fallen."""

from collections.abc import Callable

import numpy as np

from viceversa.matching.arrays import Bools, Int64s
from viceversa.matching.large.candidates import Candidates, Prices
from viceversa.matching.large.columns import Pairs, joined
from viceversa.matching.large.programme import Asked, Programme

MORE = 16
"""So many new candidates at a time who finds better ones."""

BELOW, FALL = 4, 2
"""So many points below a mentee's price pairs are looked for, and so many may a price fall before
they are looked for again."""

UNSEEN = 2**62
"""A price so high that it has fallen since."""

Scan = Callable[[Programme, Asked], Pairs]


class Pricing:
    """Keeps prices under which no pair is worth more than they are but the candidates and `near`:
    those are asked for somewhat lower, so that prices may fall a little before all pairs are looked
    at again."""

    def __init__(self, programme: Programme, scan: Scan) -> None:
        self.programme, self.scan = programme, scan
        self.mentors = len(programme.columns.mentors)
        self.seated = np.flatnonzero(programme.columns.mentees.seats > 0).astype(np.int32)
        self.mentees = len(programme.columns.mentees)
        self.u = np.full(self.mentees, UNSEEN)
        self.v = np.zeros(self.mentors, dtype=np.int64)
        self.near = joined([])

    def better(self, candidates: Candidates, prices: Prices) -> Pairs:
        """Pairs that are no candidates and are worth more than their prices; none is the proof.
        Fillers have all their pairs already."""
        over = candidates.values - prices.u[candidates.rows] - prices.v[candidates.column]
        # Candidates are found again: they must not take the places of new ones.
        again = candidates.rows[over > -BELOW]
        most = MORE + int(np.bincount(again[again < self.mentees], minlength=1).max())
        u, v, worth = prices.u[: self.mentees], prices.v[: self.mentors], candidates.worth
        found = joined([self.near, self._looked_at(worth, u, v, most)])
        width = len(prices.v)
        keys, first = np.unique(found.keys(width), return_index=True)
        found = found.take(first[~_among(keys, candidates.pairs.keys(width))])
        value = worth[found.score]
        self.near = found.take(value - self.v[found.mentor] > self.u[found.mentee])
        return _first_of_each(found, value - v[found.mentor] - u[found.mentee])

    def _looked_at(self, worth: Int64s, u: Int64s, v: Int64s, most: int) -> Pairs:
        """Whose own price has fallen looks at everybody, all others at those whose price has."""
        fell = v < self.v - FALL
        poorer = u < self.u + FALL
        if 2 * fell.sum() > self.mentors:
            fell[:] = poorer[:] = True
        self.u = np.where(poorer, u - BELOW, self.u)
        self.v = np.where(fell, v, np.maximum(self.v, v))
        found = [self._better_of(poorer, self.programme, worth, v, most)]
        some = np.flatnonzero(fell)
        if len(some) and not poorer.all():
            programme = self.programme.of_mentors(some)
            part = self._better_of(~poorer, programme, worth, v[some], most)
            found.append(Pairs(part.mentee, some[part.mentor].astype(np.int32), part.score))
        return self._complete(joined(found), worth, v, most)

    def _better_of(
        self, some: Bools, programme: Programme, worth: Int64s, v: Int64s, most: int
    ) -> Pairs:
        mentees = self.seated[some[self.seated]]
        return self.scan(programme, Asked(mentees, self.u[mentees], worth, v, most))

    def _complete(self, found: Pairs, worth: Int64s, v: Int64s, most: int) -> Pairs:
        """Who has found as many as asked for has found all that are better than the last."""
        many = np.bincount(found.mentee, minlength=self.mentees) >= most
        last = np.full(self.mentees, UNSEEN)
        np.minimum.at(last, found.mentee, worth[found.score] - v[found.mentor])
        self.u = np.where(many, last, self.u)
        return found


def _first_of_each(pairs: Pairs, over: Int64s) -> Pairs:
    """Of every mentee's pairs so much over their prices the first few."""
    order = np.lexsort((-over, pairs.mentee))
    order = order[over[order] > 0]
    mentees = pairs.mentee[order]
    rank = np.arange(len(order)) - np.searchsorted(mentees, mentees)
    return pairs.take(np.sort(order[rank < MORE]))


def _among(some: Int64s, rising: Int64s) -> Bools:
    """Which of these numbers are among others, which rise."""
    places = np.searchsorted(rising, some)
    known: Bools = np.append(rising, -1)[places] == some
    return known

"""The residual network of a best set of pairs with a price for every node.

With the prices no arc costs less than nothing, which proves the set best; what a pair would cost is
a shortest way, and what could be otherwise lies on circles that cost nothing (Ahuja, Magnanti and
Orlin, Network Flows, 1993, chapter 9).
"""

from functools import cached_property
from typing import Any

import numpy as np
import scipy
from numpy.typing import NDArray

from viceversa.matching.arrays import Floats, Places
from viceversa.matching.network import Network

Graph = Any

STRIP = 256
"""So many mentees are looked at together: a copy of all would be as large as the table."""

ROUNDS = 8
"""Those who have as much to gain look for it together."""


class Residual:
    """The network with a price for every node: what it costs to get rid of one there."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.mentors, self.mentees = network.weights.shape
        self.most = 4 * network.pack.top
        """What stands for a way that is not there."""
        self.prices = _prices(network, self.most)

    @cached_property
    def reduced(self) -> Floats:
        """What each pair that may come costs beside the prices, never below 0; inf if it may not:
        [mentor, mentee]."""
        costs: Floats = self._of_mentees - self.network.weights
        costs -= self.prices[: self.mentors, None]
        costs[~self.network.open] = np.inf
        return costs

    @cached_property
    def going(self) -> Floats:
        """What each held pair costs beside the prices when it goes, never below 0."""
        rows, columns = self.network.held
        return self.network.weights[rows, columns] - self._of_mentees[columns] + self.prices[rows]

    @cached_property
    def graph(self) -> Graph:
        """All arcs with their costs beside the prices."""
        coming, held, others = self.network.open, self.network.held, _arcs(self.network)
        nodes = np.arange(self.network.outside, dtype=np.int32)  # half as wide as places: many arcs
        rows, columns = nodes[: self.mentors, None], nodes[self.mentors :]
        tails = _joined(np.broadcast_to(rows, coming.shape)[coming], columns[held[1]], others[:, 0])
        heads = _joined(np.broadcast_to(columns, coming.shape)[coming], held[0], others[:, 1])
        seats = self.network.seat_costs + self.prices[others[:, 1]] - self.prices[others[:, 0]]
        costs = np.concatenate([self.reduced[coming], self.going, seats])
        return scipy.sparse.csr_array((costs, (tails, heads)), shape=(self.network.size,) * 2)

    @cached_property
    def costs(self) -> Floats:
        """What everybody loses in all if a pair comes, in packed weight; inf if it cannot, 0 if it
        is there: [mentor, mentee]. It is what the pair costs beside the prices and the shortest way
        from the mentee back to the mentor."""
        costs = self._back_inside() if self._all_get_out else self._back()
        costs += self.reduced
        costs[self.network.held] = costs[self.network.locked] = 0.0
        return costs

    @cached_property
    def duals(self) -> tuple[Floats, Floats]:
        """The prices of everybody's first seat, never below 0, and of the limits: below 0 where
        "at least" costs something. Later seats have less of a price by what they cost themselves,
        and never below 0."""
        above = self.prices[self.network.above] - self.prices
        mentors, mentees = above[: self.mentors], -above[self.mentors : self.network.outside]
        limits = above[self.network.outside + 1 :]
        signed = np.where(self.network.of_mentors, limits, -limits)
        least = np.where(self.network.taken > 1, self.network.pack.later, 0.0)
        return np.maximum(np.concatenate([mentors, mentees]), least), signed

    def levels(self, cost: float) -> list[float]:
        """A cost level by level; one after the first may be below 0."""
        found = []
        for factor in self.network.pack.factors:
            found.append(float(np.rint(cost / factor)))
            cost -= found[-1] * factor
        return found

    def _back(self) -> Floats:
        sources = np.arange(self.mentors, self.mentors + self.mentees)
        back: Floats = scipy.sparse.csgraph.dijkstra(self.graph, indices=sources)
        return back[:, : self.mentors].T

    def _back_inside(self) -> Floats:
        """The same where everybody gets out for nothing: a way over the outside costs what it costs
        from there inwards. To beat that, a way must gain on it in each of its parts; seen from the
        prices inwards few arcs can, and none needs to be followed beyond what is to be gained."""
        size, outside = self.network.size, self.network.outside
        inwards = scipy.sparse.csgraph.dijkstra(self.graph, indices=outside)
        known = np.where(np.isfinite(inwards), inwards, 2 * self.most)
        tails, heads = self._tails, self.graph.indices
        costs = self.graph.data + known[tails] - known[heads]
        near = costs < known[tails]
        kept = scipy.sparse.csr_array((costs[near], (tails[near], heads[near])), (size, size))
        back = np.empty((self.mentees, self.mentors))
        to_gain = known[self.mentors : self.mentors + self.mentees]
        for some in np.array_split(np.argsort(to_gain), ROUNDS):
            ways = scipy.sparse.csgraph.dijkstra(
                kept, indices=self.mentors + some, limit=to_gain[some].max(initial=0.0)
            )
            back[some] = ways[:, : self.mentors]
        back += known[: self.mentors]
        back -= to_gain[:, None]
        np.minimum(back, inwards[: self.mentors], out=back)
        return back.T

    def way(self, mentor: int, mentee: int) -> list[int]:
        """The nodes from the mentee back to the mentor, along which least is lost; none if there is
        no way."""
        start = self.mentors + mentee
        costs, before = scipy.sparse.csgraph.dijkstra(
            self.graph, indices=start, return_predecessors=True
        )
        if not np.isfinite(costs[mentor]):
            return []
        nodes = [mentor]
        while nodes[-1] != start:
            nodes.append(int(before[nodes[-1]]))
        return nodes[::-1]

    @cached_property
    def loose(self) -> Places:
        """A number for each held pair: those with the same number could be otherwise, and nothing
        would be lost; -1 for a pair that is in every best set.

        A pair can go for nothing if it lies on a circle of arcs that cost nothing.
        """
        graph, (rows, columns) = self.graph, self.network.held
        free = graph.data == 0
        arcs = free[free], (self._tails[free], graph.indices[free])
        tight = scipy.sparse.csr_array(arcs, shape=graph.shape)
        _, circle = scipy.sparse.csgraph.connected_components(tight, connection="strong")
        same = (circle[rows] == circle[self.mentors + columns]) & (self.going == 0)
        return np.where(same, circle[rows], -1)

    @property
    def _tails(self) -> Places:
        return np.repeat(np.arange(self.network.size), np.diff(self.graph.indptr))

    @property
    def _of_mentees(self) -> Floats:
        return self.prices[self.mentors : self.mentors + self.mentees]

    @property
    def _all_get_out(self) -> bool:
        """Whether from every mentee there is a way outside; tight limits can be in it."""
        return bool((self._of_mentees < self.most / 2).all())


def _joined(*parts: NDArray[np.integer[Any]]) -> NDArray[np.int32]:
    return np.concatenate(parts, dtype=np.int32)


def _arcs(network: Network) -> Places:
    """The arcs of seats, a row each: tail and head."""
    return np.array(network.seats, dtype=np.intp).reshape(-1, 2)


def _prices(network: Network, most: float) -> Floats:
    """The shortest distance from each node to the outside, found by correcting labels; a set that
    is not best has no end to it, which is an error."""
    mentors, mentees = network.weights.shape
    rows, columns = network.held
    going = network.weights[rows, columns]
    tails, heads = _arcs(network).T
    coming = -network.weights
    coming[~network.open] = np.inf
    prices = np.full(network.size, most)
    prices[network.outside] = 0.0
    of_mentors, of_mentees = prices[:mentors], prices[mentors : mentors + mentees]
    changed = np.arange(mentees)
    for _ in range(2 * network.size):
        before = prices.copy()
        for some in np.array_split(changed, range(STRIP, len(changed), STRIP)):
            if len(some):
                best = (coming[:, some] + of_mentees[some]).min(axis=1)
                np.minimum(of_mentors, best, out=of_mentors)
        np.minimum.at(prices, tails, prices[heads] + network.seat_costs)
        np.minimum.at(of_mentees, columns, going + of_mentors[rows])
        changed = np.flatnonzero(of_mentees < before[mentors : mentors + mentees])
        if np.array_equal(prices, before):
            return prices
    raise ValueError("These pairs are not the best.")

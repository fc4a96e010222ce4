"""The best choice of candidates within the seats of both sides, with prices that prove it.

A flow from rows to columns. The ground is one more node: a row's seat may stay at home there, and a
column's seat may stay empty. Every arc that can still change has a cost of 0 or more under the
prices; what has lost its place looks for the nearest vacancy, all at once: distances, prices moved
by them, then paths along arcs of cost 0 (primal-dual method; Ford and Fulkerson 1957, with the
potentials of Edmonds and Karp 1972). The kernel does the same, step by step.
"""

from collections.abc import Iterator
from dataclasses import replace
from heapq import heappop, heappush

import numpy as np

from viceversa.matching import kernel
from viceversa.matching.large import packed
from viceversa.matching.large.bidding import bids
from viceversa.matching.large.candidates import Candidates, Prices

FAR = 2**63 - 1


def choose(candidates: Candidates, before: Prices, *, pure: bool = False) -> Prices:
    """The best choice, with the smallest column prices that prove it.

    `before` is an answer for a part of these candidates, its `chosen` spread over all of them; or
    no prices and nothing chosen: then bids come first.
    """
    if before.chosen.any():
        after = replace(before, u=before.u.copy(), v=before.v.copy(), chosen=before.chosen.copy())
    else:
        after = bids(candidates, pure=pure)
    library = None if pure else kernel.library()
    if library:
        packed.solve(library, candidates, after)
        return after
    return _Flow(candidates, after).solved()


class _Flow:
    """The state of the flow. Nodes: rows, then columns, then the ground."""

    def __init__(self, candidates: Candidates, before: Prices) -> None:
        self.start: list[int] = candidates.start.tolist()
        self.column: list[int] = candidates.column.tolist()
        self.row: list[int] = candidates.rows.tolist()
        self.worth: list[int] = candidates.values.tolist()
        self.rows, self.ground = len(before.u), len(before.u) + len(before.v)
        self.seats: list[int] = np.concatenate(candidates.seats).tolist()
        self.u: list[int] = before.u.tolist()
        self.v: list[int] = before.v.tolist()
        self.chosen = bytearray(before.chosen.tobytes())
        self.loose = [0] * (self.ground + 1)
        self.idle = [0] * (self.ground + 1)
        self.holders: list[list[int]] = [[] for _ in self.v]
        self.need = 0
        self.distance = [FAR] * (self.ground + 1)
        self.touched: list[int] = []
        self.heap: list[tuple[int, int]] = []
        self.bound = FAR
        self.seen = [0] * (self.ground + 1)
        self.next = [0] * (self.ground + 1)
        self.round = 0

    def solved(self) -> Prices:
        self._settle()
        while self._start_at_loose():
            self._measure()
            self._move_prices()
            self._forget()
            self._place_all()
        self._lower_prices()
        return Prices(
            np.array(self.u, dtype=np.int64),
            np.array(self.v, dtype=np.int64),
            np.frombuffer(self.chosen, dtype=np.uint8).copy(),
        )

    def _entries(self, row: int) -> range:
        return range(self.start[row], self.start[row + 1])

    # Seats.

    def _take(self, entry: int) -> None:
        self.chosen[entry] = 1
        self.holders[self.column[entry]].append(entry)

    def _leave(self, entry: int) -> None:
        holders = self.holders[self.column[entry]]
        place, last = holders.index(entry), holders.pop()
        if place < len(holders):
            holders[place] = last
        self.chosen[entry] = 0

    def _lift(self, row: int) -> None:
        """A row's price rises to what its best entry is worth now; what it holds below, it
        leaves."""
        margins = [(e, self.worth[e] - self.v[self.column[e]]) for e in self._entries(row)]
        best = max((m for e, m in margins if not self.chosen[e]), default=0)
        if best <= self.u[row]:
            return
        self.u[row] = best
        for entry, margin in margins:
            if self.chosen[entry] and margin < best:
                self._leave(entry)

    def _settle(self) -> None:
        for entry in range(len(self.chosen)):
            if self.chosen[entry]:
                self._take(entry)
        for row in range(self.rows):
            if self.seats[row]:
                self._lift(row)
            free = self.seats[row] - sum(self.chosen[self.start[row] : self.start[row + 1]])
            (self.loose if self.u[row] > 0 else self.idle)[row] = free
        for node in range(self.rows, self.ground):
            free = self.seats[node] - len(self.holders[node - self.rows])
            (self.loose if self.v[node - self.rows] > 0 else self.idle)[node] = free
        self.need = sum(self.loose[: self.rows]) - sum(self.loose[self.rows :])

    # Distances.

    def _vacant(self, node: int) -> bool:
        """Where a seat must be filled, or may be: an empty seat has the price 0, as the ground."""
        if node < self.rows:
            return False
        may = self.need > 0 and (node == self.ground or self.idle[node] > 0)
        return self.loose[node] > 0 or may

    def _reach(self, distance: int, node: int) -> None:
        if distance >= self.distance[node] or distance >= self.bound:
            return
        if self.distance[node] == FAR:
            self.touched.append(node)
        self.distance[node] = distance
        if self._vacant(node):
            self.bound = distance
        else:
            heappush(self.heap, (distance, node))

    def _arcs(self, node: int) -> Iterator[tuple[int, int]]:
        """Cost and end of every arc that can still change."""
        if node == self.ground:
            yield from self._arcs_of_ground()
        elif node < self.rows:
            for entry in self._entries(node):
                if not self.chosen[entry]:
                    yield self._cost(entry), self.rows + self.column[entry]
            if self.idle[node] < self.seats[node]:
                yield self.u[node], self.ground
        else:
            if self.idle[node]:
                yield 0, self.ground
            for entry in self.holders[node - self.rows]:
                yield -self._cost(entry), self.row[entry]

    def _arcs_of_ground(self) -> Iterator[tuple[int, int]]:
        for node in range(self.rows, self.ground):
            if self.idle[node] < self.seats[node]:
                yield self.v[node - self.rows], node
        for row in range(self.rows):
            if self.idle[row]:
                yield 0, row

    def _cost(self, entry: int) -> int:
        return self.u[self.row[entry]] + self.v[self.column[entry]] - self.worth[entry]

    def _start_at_loose(self) -> bool:
        loose = [row for row in range(self.rows) if self.loose[row] > 0]
        for row in loose:
            self._reach(0, row)
        return bool(loose)

    def _measure(self) -> None:
        """Distances from what is reached already, as far as the nearest vacancy."""
        while self.heap:
            distance, node = heappop(self.heap)
            if distance >= self.bound:
                self.heap.clear()
            elif distance == self.distance[node]:
                for cost, end in self._arcs(node):
                    self._reach(distance + cost, end)

    def _move_prices(self) -> None:
        """Prices move by the distances, measured against the ground, whose price stays 0."""
        ground = self._capped(self.ground)
        for node in range(self.ground) if ground < self.bound else self.touched:
            self._move_price(node, ground)

    def _move_price(self, node: int, ground: int) -> None:
        further = self._capped(node) - ground
        if node < self.rows:
            self.u[node] += further if self.seats[node] else 0
        elif node < self.ground:
            # Nobody sits on a seat that nobody reaches from the ground: 0 is price enough.
            self.v[node - self.rows] = max(0, self.v[node - self.rows] - further)

    def _capped(self, node: int) -> int:
        return min(self.distance[node], self.bound)

    def _forget(self) -> None:
        for node in self.touched:
            self.distance[node] = FAR
        self.touched.clear()
        self.bound = FAR

    def _lower_prices(self) -> None:
        """The smallest prices: a column's price falls by its distance from the ground."""
        self._reach(0, self.ground)
        self._measure()
        for node in self.touched:
            self._move_price(node, 0)
        self._forget()

    # Paths of cost 0.

    def _place_all(self) -> None:
        self.round += 1
        self.next[self.ground] = 0
        for row in range(self.rows):
            while self.loose[row] > 0 and self._place_one(row):
                pass

    def _place_one(self, row: int) -> bool:
        """Whether a loose seat of this row finds a vacancy. Each node is entered once in a round,
        the ground once in a path."""
        path, arcs = [row], [0]
        self._enter(row)
        while path:
            node, arcs[-1] = self._step(path[-1])
            if node < 0:
                path.pop()
                arcs.pop()
            elif self._vacant(node):
                self._shift([*path, node], arcs)
                if self.next[self.ground] < self.ground:
                    self.seen[self.ground] = 0
                return True
            else:
                self._enter(node)
                path.append(node)
                arcs.append(0)
        return False

    def _enter(self, node: int) -> None:
        if self._fresh(node) and node != self.ground:
            self.next[node] = 0
        self.seen[node] = self.round

    def _fresh(self, node: int) -> bool:
        return self.seen[node] != self.round

    def _step(self, node: int) -> tuple[int, int]:
        """The next node from here that is new or vacant, with the entry that leads there; -1 if
        there is none."""
        if node == self.ground:
            return self._step_from_ground(), 0
        if node < self.rows:
            return self._step_from_row(node)
        return self._step_from_column(node)

    def _step_from_row(self, row: int) -> tuple[int, int]:
        entries = self._entries(row)
        if self.next[row] == 0:
            # Where a row finds a seat at once, it looks no further.
            for entry in entries:
                node = self.rows + self.column[entry]
                if self._vacant(node) and self._open(entry):
                    return node, entry
        while self.next[row] < len(entries):
            entry = entries[self.next[row]]
            node = self.rows + self.column[entry]
            if (self._fresh(node) or self._vacant(node)) and self._open(entry):
                return node, entry
            self.next[row] += 1
        home = self.u[row] == 0 and self.idle[row] < self.seats[row]
        found = home and (self._fresh(self.ground) or self._vacant(self.ground))
        return (self.ground if found else -1), 0

    def _open(self, entry: int) -> bool:
        return not self.chosen[entry] and self._cost(entry) == 0

    def _step_from_column(self, node: int) -> tuple[int, int]:
        if self.idle[node] and self._fresh(self.ground):
            return self.ground, 0
        holders = self.holders[node - self.rows]
        while self.next[node] < len(holders):
            entry = holders[self.next[node]]
            if self._fresh(self.row[entry]) and self._cost(entry) == 0:
                return self.row[entry], entry
            self.next[node] += 1
        return -1, 0

    def _step_from_ground(self) -> int:
        while self.next[self.ground] < self.ground:
            node = (self.next[self.ground] + self.rows) % self.ground  # columns first
            if self._leads_from_ground(node) and (self._fresh(node) or self._vacant(node)):
                return node
            self.next[self.ground] += 1
        return -1

    def _leads_from_ground(self, node: int) -> bool:
        if node < self.rows:
            return self.idle[node] > 0
        return self.v[node - self.rows] == 0 and self.idle[node] < self.seats[node]

    def _shift(self, path: list[int], arcs: list[int]) -> None:
        """Seats change hands along the path to a vacancy, from its end."""
        for start, end, entry in zip(path[-2::-1], path[:0:-1], arcs[::-1], strict=True):
            if start == self.ground:
                self.idle[end] += -1 if end < self.rows else 1
            elif end == self.ground:
                self.idle[start] += 1 if start < self.rows else -1
            elif start < self.rows:
                self._take(entry)
            else:
                self._leave(entry)
        self.loose[path[0]] -= 1
        vacancy = path[-1]
        if self.loose[vacancy] > 0:
            self.loose[vacancy] -= 1
            return
        if vacancy != self.ground:
            self.idle[vacancy] -= 1
        self.need -= 1

"""Bids, to begin with: nearly the best choice in a fraction of the time the exact choice takes.

Whoever has no seat bids for the one that leaves most, as much more as it is better than the second
best, or 1 where two are equal and neither is free; who held that seat bids again (auction
algorithm; Bertsekas 1979, 1992). Rows of several seats do not bid. The kernel does the same, step
by step.
"""

from collections import deque
from heapq import heapreplace

import numpy as np

from viceversa.matching import kernel
from viceversa.matching.large import packed
from viceversa.matching.large.candidates import Candidates, Prices

LOOKS = 12
"""So many times as there are candidates is one looked at before bidding ends: where seats are
scarce, it would go on for long."""

NOBODY = -1


def bids(candidates: Candidates, *, pure: bool = False) -> Prices:
    """A choice and column prices for the exact choice to begin with: a column with a price is full,
    and no row's choice leaves it more than 1 less than its best."""
    prices = Prices.none(candidates)
    library = None if pure else kernel.library()
    if library:
        packed.bid(library, candidates, prices)
        return prices
    return _Hall(candidates).emptied()


class _Hall:
    def __init__(self, candidates: Candidates) -> None:
        self.start: list[int] = candidates.start.tolist()
        self.column: list[int] = candidates.column.tolist()
        self.row: list[int] = candidates.rows.tolist()
        self.worth: list[int] = candidates.values.tolist()
        self.chosen = bytearray(len(self.column))
        # Price and holder of each seat, the cheapest first.
        self.seats = [[(0, NOBODY)] * seats for seats in candidates.seats_asked_for.tolist()]
        self.queue = deque(np.flatnonzero(candidates.seats[0] == 1).tolist())
        self.rows = len(candidates.seats[0])

    def emptied(self) -> Prices:
        looks = LOOKS * len(self.column)
        while self.queue and looks > 0:
            row = self.queue.popleft()
            self._bid(row)
            looks -= self.start[row + 1] - self.start[row]
        return Prices(
            np.zeros(self.rows, dtype=np.int64),
            np.array([seats[0][0] if seats else 0 for seats in self.seats], dtype=np.int64),
            np.frombuffer(self.chosen, dtype=np.uint8).copy(),
        )

    def _bid(self, row: int) -> None:
        wanted = sorted(self._margins(row), reverse=True)[:2]
        if not wanted:
            return
        best, free, entry = wanted[0]
        second = wanted[1][0] if len(wanted) > 1 else 0
        seats = self.seats[self.column[-entry]]
        more = best - second or int(not free)
        _, holder = heapreplace(seats, (seats[0][0] + more, -entry))
        self.chosen[-entry] = 1
        if holder != NOBODY:
            self.chosen[holder] = 0
            self.queue.append(self.row[holder])

    def _margins(self, row: int) -> list[tuple[int, bool, int]]:
        """What each seat would leave, whether it is free, and the entry, the first the highest."""
        found = []
        for entry in range(self.start[row], self.start[row + 1]):
            for price, holder in self.seats[self.column[entry]][:1]:
                margin = self.worth[entry] - price
                if margin > 0:
                    found.append((margin, holder == NOBODY, -entry))
        return found

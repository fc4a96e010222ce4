"""Some pairs to choose from, and the prices under which a choice of them is the best."""

from dataclasses import dataclass

import numpy as np

from viceversa.matching.arrays import Bytes, Int32s, Int64s
from viceversa.matching.large.columns import Pairs


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs that may be chosen: those of row r are the entries start[r] to start[r + 1].

    Columns rise in a row. `worth` has a value of 0 or more for each score, rising.
    """

    start: Int64s
    column: Int32s
    score: Bytes
    worth: Int64s
    seats: tuple[Int32s, Int32s]

    @property
    def rows(self) -> Int32s:
        """The row of each entry."""
        return np.repeat(np.arange(len(self.start) - 1, dtype=np.int32), np.diff(self.start))

    @property
    def pairs(self) -> Pairs:
        """Rows as mentees, columns as mentors."""
        return Pairs(self.rows, self.column, self.score)

    @property
    def values(self) -> Int64s:
        """What each entry is worth."""
        return self.worth[self.score]

    @property
    def seats_asked_for(self) -> Int64s:
        """The seats of columns, but of each no more than its entries and one that stays empty:
        there is room to be made for every one."""
        asking = np.bincount(self.column, minlength=len(self.seats[1]))
        return np.minimum(self.seats[1], asking + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """What a seat of each row and column is worth, and the entries that are chosen under them.

    u + v is at least the worth of every entry that is not chosen; a seat with a price is taken.
    """

    u: Int64s
    v: Int64s
    chosen: Bytes

    @classmethod
    def none(cls, candidates: Candidates) -> "Prices":
        """Where nothing is solved yet."""
        rows, columns = (np.zeros(len(side), dtype=np.int64) for side in candidates.seats)
        return cls(rows, columns, np.zeros(len(candidates.column), dtype=np.uint8))

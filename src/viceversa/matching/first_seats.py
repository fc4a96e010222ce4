"""Whose seats are somebody's first: later ones take something off, so that nobody is left out while
somebody else has several.

What a person's seats are worth rises by less with each: so they stay arcs of a flow, the first one
beside the others. Somebody who is in a locked pair has begun, and only later seats are left.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import scipy

from viceversa.matching.arrays import Bools, Floats, Places
from viceversa.matching.levels import Level, level_of_people
from viceversa.matching.simplex import SparseTable


def later_of_each(seats: Places, begun: Bools) -> Bools:
    """Of all seats, one person's after another's, which are not somebody's first."""
    later = np.ones(int(seats.sum()), dtype=np.bool_)
    later[(np.cumsum(seats) - seats)[(seats > 0) & ~begun]] = False
    return later


@dataclass(frozen=True, slots=True)
class FirstSeats:
    """First seats as variables beside those of the cells: of all those who have later ones too, the
    mentors first. A cell of theirs counts as later, and the first seat makes up for it."""

    later: tuple[Bools, Bools]
    """Who has seats that are not a first one."""
    several: Places
    """Who of them has a first one beside."""

    @classmethod
    def of(cls, seats: tuple[Places, Places], begun: tuple[Bools, Bools]) -> Self:
        """From the seats that are left to everybody, and who has begun."""
        fresh = ~np.concatenate(begun) & (np.concatenate(seats) > 0)
        later = np.concatenate(seats) > fresh
        mentors, mentees = np.split(later, [len(seats[0])])
        return cls((mentors, mentees), np.flatnonzero(later & fresh))

    @property
    def level(self) -> Level | None:
        """The level of people. What one pair more can cost on it, where groups have seats that may
        cross, is not known: all there is."""
        return level_of_people(sum(bool(side.any()) for side in self.later), lost=None)

    def beyond(self, cells: tuple[Places, ...]) -> Floats:
        """How many of its two seats count as later in each cell."""
        mentors, mentees = (side.astype(np.float64) for side in self.later)
        found: Floats = mentors[cells[0]] + mentees[cells[1]]
        return found

    def beside(self, table: SparseTable) -> SparseTable:
        """The table of who takes whose seats, with a row and a column more for each of `several`:
        the first seat, less all pairs of the person, is not above 0."""
        if not len(self.several):
            return table
        own = scipy.sparse.eye_array(len(self.several))
        found = scipy.sparse.block_array([[table, None], [-table[self.several], own]])
        return scipy.sparse.csr_array(found)

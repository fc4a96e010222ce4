"""The parts of a score: what two people have in common in each, and the points it gives.

Points are whole numbers of 1/256 point, exact and the same on every machine. A table of all pairs
is made a strip of mentors at a time; single pairs get the same points.
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Self

import numpy as np

from viceversa.matching.arrays import Bools, Counts, Places, Points, Shares

POINT = 256
"""A part gives at most 100 points, and all parts together not more: that fits 16 bits."""


@dataclass(frozen=True, slots=True)
class Part:
    """It gives all its points or a share of them, and half where one of the two says nothing."""

    name: str
    told: tuple[Bools, Bools]

    @property
    def in_bytes(self) -> bool:
        """Whether what it counts fits bytes."""
        return True

    @abstractmethod
    def strip(self, some: slice) -> Points:
        """The points of some mentors with every mentee."""

    @abstractmethod
    def points(self, rows: Places, columns: Places) -> Points:
        """The points of these pairs."""

    def unknown(self, rows: Places, columns: Places) -> Bools:
        """For which of these pairs one of the two says nothing."""
        return ~(self.told[0][rows] & self.told[1][columns])

    def alike(self, rows: Places, columns: Places) -> Places:
        """A number for each pair: where it is equal, so is what the two have in common."""
        return np.arange(len(rows))


@dataclass(frozen=True, slots=True)
class StepsPart(Part):
    """Every two people have so many steps in common; each gives the same, until it is enough."""

    full: int
    counts: Counts
    """Steps, in bytes if they fit; this, and what follows: [mentor, mentee]."""
    enough: Counts
    each: Points
    by_mentor: bool
    """Whether what is enough depends on the mentor, not on the mentee."""

    @classmethod
    def of(
        cls, name: str, told: tuple[Bools, Bools], full: int, counts: Counts, enough: Counts
    ) -> Self:
        """So many steps give all, above 0: a number for each mentor, as a column, or each mentee,
        or one."""
        each = np.rint(full / enough).astype(np.int16)
        some, each = (
            np.broadcast_to(one, counts.shape) for one in (enough.astype(counts.dtype), each)
        )
        return cls(name, told, full, counts, some, each, by_mentor=enough.ndim == 2)

    @property
    def in_bytes(self) -> bool:
        return self.counts.dtype.itemsize == 1

    def strip(self, some: slice) -> Points:
        told = self.told[0][some], self.told[1]
        return with_neutral(self._given(some), told, self.full)

    def points(self, rows: Places, columns: Places) -> Points:
        return np.where(
            self.unknown(rows, columns), np.int16(self.full // 2), self._given((rows, columns))
        )

    def _given(self, where: slice | tuple[Places, Places]) -> Points:
        points: Points = np.minimum(self.counts[where], self.enough[where]) * self.each[where]
        return points


@dataclass(frozen=True, slots=True)
class KindsPart(Part):
    """Many people are of one kind: points have a row for each kind, and a column for each mentee
    all the same."""

    table: Points
    kinds: tuple[Places, Places]

    def strip(self, some: slice) -> Points:
        return self.table.take(self.kinds[0][some], axis=0)

    def points(self, rows: Places, columns: Places) -> Points:
        return self.table[self.kinds[0][rows], columns]

    def alike(self, rows: Places, columns: Places) -> Places:
        mentors, mentees = self.kinds
        both: Places = mentors[rows] * (mentees.max() + 1) + mentees[columns]
        return both


def points_of(shares: Shares, full: int) -> Points:
    """So many shares of all points."""
    points: Points = np.rint(shares * full).astype(np.int16)
    return points


def with_neutral(points: Points, told: tuple[Bools, Bools], full: int) -> Points:
    """Half of all points where one of the two says nothing."""
    points[~told[0]] = full // 2
    points[:, ~told[1]] = full // 2
    return points

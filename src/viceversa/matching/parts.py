"""The parts of a score: what two people have in common in each, and the points it gives.

Points are whole numbers of 1/256 point, exact and the same on every machine. A table of all pairs
is made a strip of mentors at a time; single pairs get the same points.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viceversa.matching.overlap import Bools, Counts, Places

Points = NDArray[np.int16]
"""In 1/256 point: [mentor, mentee] or, with kinds, [kind of mentor, kind of mentee]."""

Shares = NDArray[np.float32]

POINT = 256
"""A part gives at most 100 points, and all parts together not more: that fits 16 bits."""


@dataclass(frozen=True, slots=True)
class Part:
    """It gives all its points or a share of them, and half where one of the two says nothing.

    Points have a row for each mentor and a column for each mentee.
    """

    name: str
    table: Points
    told: tuple[Bools, Bools]

    def strip(self, some: slice) -> Points:
        """The points of some mentors with every mentee."""
        return self.table[some]

    def points(self, rows: Places, columns: Places) -> Points:
        """The points of these pairs."""
        return self.table[rows, columns]

    def unknown(self, rows: Places, columns: Places) -> Bools:
        """For which of these pairs one of the two says nothing."""
        return ~(self.told[0][rows] & self.told[1][columns])

    def alike(self, rows: Places, columns: Places) -> Places:
        """A number for each pair: where it is equal, so is what the two have in common."""
        return np.arange(len(rows))


@dataclass(frozen=True, slots=True)
class KindsPart(Part):
    """Many people are of one kind: points have a row for each kind, and a column for each mentee
    all the same."""

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


def steps_of(counts: Counts, most: Counts, full: int) -> Points:
    """All points where so much is counted as counts at most, else as many steps as are counted.

    `most` has one number for each row, or for each column.
    """
    step = np.rint(full / np.maximum(most, 1)).astype(np.int16)
    points: Points = np.multiply(np.minimum(counts, most), step, dtype=np.int16)
    return points


def with_neutral(points: Points, told: tuple[Bools, Bools], full: int) -> Points:
    """Half of all points where one of the two says nothing."""
    points[~told[0]] = full // 2
    points[:, ~told[1]] = full // 2
    return points

"""The parts of a score: what two people have in common in each, and the points it gives.

A table of all pairs is made a strip of mentors at a time; single pairs get the same points.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from viceversa.matching.overlap import Bools, Counts, Places

Shares = NDArray[np.float32]

ALL = np.float32(1)
NEUTRAL = np.float32(0.5)
"""What a part gives when one of the two says nothing about it."""


@dataclass(frozen=True, slots=True)
class Part:
    """It gives its weight or a share of it, and half of it where one of the two says nothing.

    Many people are of one kind, that of those who say nothing at least; the shares have a row and
    a column for each kind.
    """

    name: str
    weight: float
    told: tuple[Bools, Bools]
    places: tuple[Places, Places]
    shares: Shares

    @classmethod
    def of(
        cls,
        name: str,
        weight: float,
        places: Sequence[Places],
        told: Sequence[Bools],
        shares: Shares,
    ) -> Self:
        """Of the kind of everybody, which kinds say anything, and the shares of all kinds."""
        shares[~told[0], :] = NEUTRAL
        shares[:, ~told[1]] = NEUTRAL
        left, right = places
        return cls(name, weight, (told[0][left], told[1][right]), (left, right), shares)

    @property
    def is_told(self) -> bool:
        """Whether both sides say anything at all."""
        return bool(self.told[0].any() and self.told[1].any())

    def table(self) -> Callable[[slice], Shares]:
        """Gives the points of some mentors with every mentee."""
        mentors, mentees = self.places
        points = self.shares.take(mentees, axis=1)
        points *= np.float32(self.weight)
        return lambda some: points.take(mentors[some], axis=0)

    def points(self, rows: Places, columns: Places) -> Shares:
        """The points of these pairs."""
        mentors, mentees = self.places
        return self.shares[mentors[rows], mentees[columns]] * np.float32(self.weight)

    def unknown(self, rows: Places, columns: Places) -> Bools:
        """For which of these pairs one of the two says nothing."""
        return ~(self.told[0][rows] & self.told[1][columns])

    def alike(self, rows: Places, columns: Places) -> Places:
        """A number for each pair: where it is equal, so is what the two have in common."""
        mentors, mentees = self.places
        both: Places = mentors[rows] * self.shares.shape[1] + mentees[columns]
        return both


class Theme(Part):
    """Pairs of the same kinds may still have met over other topics."""

    def alike(self, rows: Places, columns: Places) -> Places:
        return np.arange(len(rows))


def shares_of(counts: Counts, step: Shares | np.float32 = ALL) -> Shares:
    """The share that so many steps give, at most all."""
    shares: Shares = np.multiply(counts, step, dtype=np.float32)
    return np.minimum(shares, ALL, out=shares)

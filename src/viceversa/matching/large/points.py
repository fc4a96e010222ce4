"""The points of one mentee with any mentors, part by part, in 1/256 point as in the table of all.

Topics stand as a table of bytes, one row for each; a mentee adds up the few rows of its wishes.
Other things stand as bits: one word compares sixteen of them.
"""

from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from viceversa.matching.arrays import Bools, Bytes, Int16s, Int32s, Int64s, Words
from viceversa.matching.large.columns import Lists, renumbered

Some = slice | Int64s

MOST_STEPS = 9
"""The steps of strength of three wishes: nothing asks for more."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Part:
    """All its points or a share of them, and half where one of the two says nothing."""

    name: str
    full: int
    told: tuple[Bools, Bools]

    @property
    def neutral(self) -> int:
        """Half of all points: where one of the two says nothing."""
        return self.full // 2

    def points(self, mentee: int, mentors: Some) -> Int16s:
        """The points of a mentee with these mentors."""
        silent = ~(self.told[0][mentors] & self.told[1][mentee])
        return np.where(silent, self.neutral, self._given(mentee, mentors)).astype(np.int16)

    def of_mentors(self, some: Int64s) -> Self:
        """The same part for some of the mentors only."""
        told = self.told[0][some], self.told[1]
        return replace(self, told=told, **self._columns(some))

    @abstractmethod
    def _columns(self, some: Int64s) -> dict[str, Any]:
        """What has a column for each mentor, with those of some only."""

    @abstractmethod
    def _given(self, mentee: int, mentors: Some) -> Int16s:
        """The points where both say something."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Wish(Part):
    """So many points for each step of strength that is met, until it is enough.

    `table` has the strength of every topic with every mentor. Who wishes has its own `enough` and
    `each`: every mentee or, if `by_mentor`, every mentor.
    """

    table: Bytes
    lists: Lists
    enough: Bytes
    each: Int16s
    by_mentor: bool

    def _columns(self, some: Int64s) -> dict[str, Any]:
        wishing = {"enough": self.enough[some], "each": self.each[some]} if self.by_mentor else {}
        return {"table": self.table[:, some], **wishing}

    def _given(self, mentee: int, mentors: Some) -> Int16s:
        first, last = self.lists.start[mentee : mentee + 2]
        met = np.zeros(len(self.told[0][mentors]), dtype=np.uint8)
        for entry in range(first, last):
            row = self.table[self.lists.topic[entry]][mentors]
            met = np.minimum(met + np.minimum(row, self.lists.strength[entry]), MOST_STEPS)
        wishing = mentors if self.by_mentor else mentee
        points: Int16s = np.minimum(met, self.enough[wishing]) * self.each[wishing]
        return points


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Common(Part):
    """So many points for one thing in common, and for more: `steps`. Mentors: [word, mentor].

    `kinds` has a number for each mentee: where it is equal, so are the words.
    """

    mentors: Words
    mentees: Words
    kinds: Int32s
    steps: tuple[int, int]

    def _columns(self, some: Int64s) -> dict[str, Any]:
        return {"mentors": self.mentors[:, some]}

    def _given(self, mentee: int, mentors: Some) -> Int16s:
        both = self.mentors[:, mentors] & self.mentees[mentee][:, None]
        in_all = np.bitwise_count(both).sum(axis=0)
        table: Int16s = np.array([0, *self.steps], dtype=np.int16)
        points: Int16s = table[np.minimum(in_all, 2)]
        return points


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Unlike(Part):
    """All points where the two differ."""

    mentors: Int32s
    mentees: Int32s

    def _columns(self, some: Int64s) -> dict[str, Any]:
        return {"mentors": self.mentors[some]}

    def _given(self, mentee: int, mentors: Some) -> Int16s:
        differ = self.mentors[mentors] != self.mentees[mentee]
        points: Int16s = differ * np.int16(self.full)
        return points


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Wished(Part):
    """All points for the pairs that stand there by name, mentee * mentors + mentor, rising."""

    pairs: Int64s

    @property
    def mentors_of(self) -> tuple[Int64s, Int64s]:
        """Where each mentee's pairs begin, and the mentors of all."""
        mentors, mentees = map(len, self.told)
        start = np.searchsorted(self.pairs, np.arange(mentees + 1) * mentors)
        return start, self.pairs % max(1, mentors)

    def _columns(self, some: Int64s) -> dict[str, Any]:
        return {"pairs": renumbered(self.pairs, some, (len(self.told[0]), len(some)))}

    def _given(self, mentee: int, mentors: Some) -> Int16s:
        size = len(self.told[0])
        keys = mentee * size + np.arange(size)[mentors]
        points: Int16s = np.isin(keys, self.pairs) * np.int16(self.full)
        return points

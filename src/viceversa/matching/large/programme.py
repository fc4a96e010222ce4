"""What the scan holds against all pairs: the parts of the score, and the rules."""

from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np

from viceversa.matching.arrays import Bools, Bytes, Int32s, Int64s
from viceversa.matching.large.columns import UNKNOWN, Columns
from viceversa.matching.large.points import Part, Some
from viceversa.matching.large.weighing import parts_of
from viceversa.matching.parts import POINT
from viceversa.matching.scores import NEUTRAL


class Programme:
    """The columns of a problem, made ready to score and to judge any pair."""

    def __init__(self, columns: Columns, parts: tuple[Part, ...] | None = None) -> None:
        self.columns = columns
        self.parts = parts_of(columns) if parts is None else parts
        one, other = columns.rivals.astype(np.int64).T
        both_ways = np.concatenate([(one << 32) + other, (other << 32) + one])
        self.rivals = np.unique(both_ways)
        self.base = 0 if self.parts else NEUTRAL * POINT

    def of_mentors(self, some: Int64s) -> "Programme":
        """The same for some of the mentors, whose places must rise; scores stay as they are."""
        parts = tuple(part.of_mentors(some) for part in self.parts)
        return Programme(self.columns.of_mentors(some), parts)

    def scores(self, mentee: int, mentors: Some) -> Bytes:
        """The scores of a mentee with these mentors."""
        base = np.full(len(self.columns.mentors.seats[mentors]), self.base, dtype=np.int16)
        points = reduce(add, (part.points(mentee, mentors) for part in self.parts), base)
        return ((points + POINT // 2) // POINT).astype(np.uint8)

    def allowed(self, mentee: int, mentors: Int64s) -> Bools:
        """With which of these mentors a mentee may be paired. Seats count as a rule here."""
        mine, theirs = self.columns.mentees, self.columns.mentors
        broken = theirs.level[mentors] >= mine.level[mentee]
        broken |= self._same_unit(mentee, mentors)
        organisations = theirs.organisation[mentors]
        if mine.organisation[mentee] != UNKNOWN:
            if self.columns.different_organisation:
                broken |= organisations == mine.organisation[mentee]
            keys = (organisations.astype(np.int64) << 32) + mine.organisation[mentee]
            broken |= np.isin(keys, self.rivals)
        languages = theirs.languages[mentors]
        if mine.languages[mentee].any():
            common = (languages & mine.languages[mentee]).any(axis=1)
            broken |= languages.any(axis=1) & ~common
        broken |= np.isin(mentors, self._named(self.columns.barred, mentee))
        broken &= ~np.isin(mentors, self._named(self.columns.opened, mentee))
        allowed: Bools = ~broken & (theirs.seats[mentors] > 0)
        return allowed

    def _named(self, pairs: Int64s, mentee: int) -> Int64s:
        """The mentors of the pairs that name this mentee."""
        size = len(self.columns.mentors)
        first, last = np.searchsorted(pairs, [mentee * size, (mentee + 1) * size])
        return pairs[first:last] - mentee * size

    def _same_unit(self, mentee: int, mentors: Int64s) -> Bools:
        mine, theirs = self.columns.mentees, self.columns.mentors
        if mine.unit[mentee] == UNKNOWN:
            return np.zeros(len(mentors), dtype=np.bool_)
        same: Bools = theirs.unit[mentors] == mine.unit[mentee]
        own = mine.organisation[mentee]
        if own != UNKNOWN:
            organisations = theirs.organisation[mentors]
            same &= (organisations == own) | (organisations == UNKNOWN)
        return same


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """For which mentees, above which threshold each, what scores are worth, mentors' prices."""

    mentees: Int32s
    threshold: Int64s
    worth: Int64s
    price: Int64s
    most: int

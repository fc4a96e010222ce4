"""A problem as columns of numbers: no object for each person, and no table of all pairs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from viceversa.matching.arrays import Bytes, Int32s, Int64s, Words
from viceversa.matching.problem import Aim, Weights

UNKNOWN = -1
"""The unit, organisation or sector of somebody of whom it is not known."""

LOWEST_LEVEL, HIGHEST_LEVEL = -(2**31), 2**31 - 1
"""The level of a mentor, and of a mentee, of whom it is not known."""

WORD = 16


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """Topics with strengths 1 to 3: those of person p are the entries start[p] to start[p + 1]."""

    start: Int64s
    topic: Int32s
    strength: Bytes

    @property
    def owners(self) -> Int64s:
        """Who has each entry."""
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))

    @property
    def told(self) -> NDArray[np.bool_]:
        """Who lists anything."""
        told: NDArray[np.bool_] = np.diff(self.start) > 0
        return told

    def take(self, people: Int64s) -> Self:
        """The lists of these people."""
        lengths = np.diff(self.start)[people]
        start = np.concatenate([[0], np.cumsum(lengths)])
        entries = np.repeat(self.start[people] - start[:-1], lengths) + np.arange(start[-1])
        return type(self)(start, self.topic[entries], self.strength[entries])


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Side:
    """The people of one role. Codes of a field mean the same on both sides; UNKNOWN, or words of 0,
    is for who does not say."""

    seats: Int32s
    level: Int32s
    unit: Int32s
    organisation: Int32s
    sector: Int32s
    languages: Words
    places: Words
    """The first bit of the first word is a meeting by video."""
    hours: Words
    goals: Words
    wants: Lists
    offers: Lists

    def __len__(self) -> int:
        return len(self.seats)

    def take(self, people: Int64s) -> Self:
        """The same of some of them, in this order."""
        taken: dict[str, Any] = {}
        for one in fields(self):
            column = getattr(self, one.name)
            taken[one.name] = column.take(people) if isinstance(column, Lists) else column[people]
        return type(self)(**taken)


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """People of one side, by rising places, who have so many pairs together."""

    of_mentors: bool
    members: Int64s
    most: int
    least: int = 0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Columns:
    """Everything that decides scores and rules.

    `barred` and `opened` are pairs by name, mentee * mentors + mentor, rising: those that a rule
    about names forbids, and those that a waiver allows in spite of the rules about fields. A rule
    that does not count has its field unknown to all, except `different_organisation`. `rivals`
    has a row for every two organisations that are rivals. `locked` are pairs by name that are in
    every answer. `wished`, if any, are those that mentees wish for, and those that mentors do. Of
    two groups that share people, one is inside the other.
    """

    mentors: Side
    mentees: Side
    weights: Weights = field(default=Weights())
    aim: Aim = field(default=Aim())
    theme: Int32s = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    different_organisation: bool = False
    rivals: Int32s = field(default_factory=lambda: np.zeros((0, 2), dtype=np.int32))
    barred: Int64s = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    opened: Int64s = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    locked: Int64s = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    wished: tuple[Int64s, ...] = ()
    groups: tuple[Group, ...] = ()

    def of_mentors(self, some: Int64s) -> Self:
        """The same with some of the mentors only; their places must rise."""
        sizes = len(self.mentors), len(some)
        return replace(
            self,
            mentors=self.mentors.take(some),
            barred=renumbered(self.barred, some, sizes),
            opened=renumbered(self.opened, some, sizes),
            wished=tuple(renumbered(pairs, some, sizes) for pairs in self.wished),
        )

    @property
    def locked_places(self) -> tuple[Int64s, Int64s]:
        """The mentors and the mentees of the locked pairs."""
        mentees, mentors = np.divmod(self.locked, max(1, len(self.mentors)))
        return mentors, mentees

    @property
    def at_least(self) -> bool:
        """Whether any group asks for pairs."""
        return any(group.least for group in self.groups)

    def asking(self, places: Collection[int]) -> Self:
        """The same with seats at least for the groups in these places only."""
        groups = (
            one if place in places or not one.least else replace(one, least=0)
            for place, one in enumerate(self.groups)
        )
        return replace(self, groups=tuple(groups))

    @property
    def pairs(self) -> int:
        """How many pairs there can be at most; nobody has a partner twice."""
        sides = (self.mentors, self.mentees), (self.mentees, self.mentors)
        return min(int(np.minimum(one.seats, len(other)).sum()) for one, other in sides)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs with their scores, by mentee and then by mentor."""

    mentee: Int32s
    mentor: Int32s
    score: Bytes

    def __len__(self) -> int:
        return len(self.mentee)

    def keys(self, mentors: int) -> Int64s:
        """A number for each pair, by mentee and then by mentor, of so many."""
        return self.mentee.astype(np.int64) * mentors + self.mentor

    def take(self, places: NDArray[Any]) -> Self:
        """Some of the pairs, in this order."""
        return type(self)(self.mentee[places], self.mentor[places], self.score[places])


def joined(found: Sequence[Pairs]) -> Pairs:
    """The pairs of all of these, one after the other."""
    if not found:
        return Pairs(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.uint8))
    return Pairs(
        np.concatenate([one.mentee for one in found]),
        np.concatenate([one.mentor for one in found]),
        np.concatenate([one.score for one in found]),
    )


def renumbered(pairs: Int64s, some: Int64s, sizes: tuple[int, int]) -> Int64s:
    """Pairs by name among some of the mentors, whose numbers are smaller there."""
    mentees, mentors = np.divmod(pairs, sizes[0])
    places = np.searchsorted(some, mentors).clip(max=max(0, sizes[1] - 1))
    there = some[places] == mentors if len(some) else np.zeros(len(pairs), dtype=np.bool_)
    found: Int64s = (mentees * sizes[1] + places)[there]
    return found


def bits(owners: Int64s, things: Int64s, *, people: int, kinds: int) -> Words:
    """The words of so many people, from who has which of so many kinds of things."""
    words = np.zeros((people, max(1, -(-kinds // WORD))), dtype=np.uint16)
    ones = np.left_shift(1, things % WORD).astype(np.uint16)
    np.bitwise_or.at(words, (owners, things // WORD), ones)
    return words

"""What if: the best pairs of many people after a change, from where they stood before it.

Candidates and prices stay (carrying.py); then only those are held against all pairs again whose
prices have fallen.
"""

from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, Self

import numpy as np

from viceversa.matching.arrays import Int64s
from viceversa.matching.large.best import fits
from viceversa.matching.large.carrying import carried
from viceversa.matching.large.columns import Columns, Lists, Side
from viceversa.matching.large.pricing import Scan
from viceversa.matching.large.programme import Programme
from viceversa.matching.large.proof import Found, Search, always
from viceversa.matching.large.scan import best_of_all
from viceversa.matching.large.worth import (
    MOST_PAIRS,
    MOST_PAIRS_AT_LEAST,
    refuse_too_many,
    worth_of_scores,
)
from viceversa.matching.problem import ProblemError

TO_COME = 1000
"""So many pairs more can be added before worth must be packed anew."""

Match = tuple[int, int]
"""The places of a mentor and a mentee."""


@dataclass(frozen=True, slots=True, eq=False)
class WhatIf:
    """A problem with its best pairs. A change gives another one and leaves this as it is. Where a
    group could not have its seats any more, it is refused by a ProblemError.

    Places of people stay the same: who is withdrawn has no seat, who is added comes last.
    """

    columns: Columns
    found: Found
    search: Search

    @classmethod
    def of(cls, columns: Columns, *, threads: int = 1, pure: bool = False) -> Self:
        """Solved from nothing."""
        return cls._afresh(columns, partial(best_of_all, threads=threads, pure=pure), pure)

    @classmethod
    def _afresh(cls, columns: Columns, scan: Scan, pure: bool) -> Self:
        if columns.aim.kind == "worst":
            raise ProblemError("aim", "What if is answered for fair and total only.")
        refuse_too_many(columns.pairs, at_least=columns.at_least)
        most = min(MOST_PAIRS_AT_LEAST if columns.at_least else MOST_PAIRS, columns.pairs + TO_COME)
        search = Search(columns, worth_of_scores(columns.aim, most), scan, pure, most=most)
        return cls(columns, _held(columns, search.run(always)), search)

    def lock(self, *matches: Match) -> Self:
        """With these pairs in it. ProblemError where a rule or a seat speaks against it."""
        for mentor, mentee in matches:
            self._refuse_forbidden(mentor, mentee)
        locked = np.union1d(self.columns.locked, self._keys(matches))
        return self.changed(replace(self.columns, locked=locked))

    def swap(self, one: Match, other: Match) -> Self:
        """With the partners of two pairs exchanged, and held like that."""
        return self.lock((one[0], other[1]), (other[0], one[1]))

    def forbid(self, mentor: int, mentee: int) -> Self:
        """Without this pair, whatever speaks for it."""
        keys, columns = self._keys([(mentor, mentee)]), self.columns
        return self.changed(
            replace(
                columns,
                barred=np.union1d(columns.barred, keys),
                opened=np.setdiff1d(columns.opened, keys),
                locked=np.setdiff1d(columns.locked, keys),
            )
        )

    def withdraw(self, *, mentor: int | None = None, mentee: int | None = None) -> Self:
        """Without this mentor, or this mentee, or both, and without their locks."""
        columns = self.columns
        mentors, mentees = columns.locked_places
        kept = np.ones(len(mentees), dtype=np.bool_)
        if mentor is not None:
            columns = replace(columns, mentors=_without(columns.mentors, mentor))
            kept &= mentors != mentor
        if mentee is not None:
            columns = replace(columns, mentees=_without(columns.mentees, mentee))
            kept &= mentees != mentee
        return self.changed(replace(columns, locked=columns.locked[kept]))

    def add(self, person: Side, *, of_mentors: bool, groups: tuple[int, ...] = ()) -> Self:
        """With one more mentor or mentee, in these of the groups."""
        columns = self.columns
        place = len(columns.mentors if of_mentors else columns.mentees)
        joined = [
            replace(group, members=np.append(group.members, place)) if number in groups else group
            for number, group in enumerate(columns.groups)
        ]
        if any(columns.groups[number].of_mentors != of_mentors for number in groups):
            raise ValueError("a person belongs to groups of the own side only")
        if of_mentors:
            columns = _with_mentor(columns, person)
        else:
            columns = replace(columns, mentees=_and(columns.mentees, person))
        return self.changed(replace(columns, groups=tuple(joined)))

    def changed(self, columns: Columns) -> Self:
        """The best pairs of other columns, in which nobody has another place or says anything else,
        and no pair is allowed that was not, but by a seat."""
        old = self.search
        if columns.pairs > old.most:
            return self._afresh(columns, old.scan, old.pure)
        new = Search(columns, old.worth, old.scan, old.pure, most=old.most)
        if _scales(new) != _scales(old):
            return self._afresh(columns, old.scan, old.pure)
        found = _held(columns, new.run_from(carried(old, new), always))
        return type(self)(columns, found, new)

    def _keys(self, matches: Any) -> Int64s:
        mentors, mentees = np.array(matches, dtype=np.int64).reshape(-1, 2).T
        return mentees * len(self.columns.mentors) + mentors

    def _refuse_forbidden(self, mentor: int, mentee: int) -> None:
        if np.isin(self._keys([(mentor, mentee)]), self.columns.locked).all():
            return
        if not Programme(self.columns).allowed(mentee, np.array([mentor]))[0]:
            raise ProblemError("lock", "A rule speaks against the pair.")


def _held(columns: Columns, found: Found) -> Found:
    """What is found, if every group has its seats: else no pairs give them to all."""
    if not fits(columns, found):
        raise ProblemError("seats", "Not every group can have its seats. (seats)")
    return found


def _without(side: Side, place: int) -> Side:
    seats = side.seats.copy()
    seats[place] = 0
    return replace(side, seats=seats)


def _and(side: Side, person: Side) -> Side:
    both: dict[str, Any] = {}
    for one in fields(side):
        own, more = getattr(side, one.name), getattr(person, one.name)
        both[one.name] = (
            _lists(own, more) if isinstance(own, Lists) else np.concatenate([own, more])
        )
    return Side(**both)


def _lists(own: Lists, more: Lists) -> Lists:
    return Lists(
        np.concatenate([own.start, own.start[-1] + more.start[1:]]),
        np.concatenate([own.topic, more.topic]),
        np.concatenate([own.strength, more.strength]),
    )


def _with_mentor(columns: Columns, person: Side) -> Columns:
    size = len(columns.mentors)

    def renumbered(pairs: Int64s) -> Int64s:
        return pairs + pairs // max(1, size)

    return replace(
        columns,
        mentors=_and(columns.mentors, person),
        barred=renumbered(columns.barred),
        opened=renumbered(columns.opened),
        locked=renumbered(columns.locked),
        wished=tuple(map(renumbered, columns.wished)),
    )


def _scales(search: Search) -> tuple[int, int, list[tuple[str, int]]]:
    """What decides the worth of all pairs: which parts of the score count, and how much; and on
    which side groups still have seats at least, which locks may have filled."""
    beside, parts = search.beside, search.programme.parts
    return (
        beside.of_mentors.needs,
        beside.of_mentees.needs,
        [(part.name, part.full) for part in parts],
    )

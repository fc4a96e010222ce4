"""Seats of partners as seats of people: what a group must leave empty, a filler takes.

A group of mentors with ten seats and at most seven pairs leaves three empty. A filler is one more
mentee with three seats, whom every mentor of the group may have, and who is worth more than any
pair: so it always finds its three, and the seven are left. What narrower groups leave empty inside
a wider one counts there too. For groups of mentees it is one more mentor. A choice within the seats
of people is then a choice within those of groups, and the other way round; and what a filler's
seats cost tells the price of its group.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from viceversa.matching.large.candidates import Candidates, Prices
from viceversa.matching.large.columns import Columns, Group, Int32s, Int64s, Pairs, Side, joined
from viceversa.matching.large.nesting import Nesting, nested
from viceversa.matching.problem import ProblemError

FILLED = 254
"""The score of a filler's pair, beyond those of people."""

MOST_SEATS = 3_000_000
"""So many seats of people in groups are as many pairs of fillers at least."""


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """A price of each person's own seats, and of each group's, in the order given."""

    own: Int64s
    groups: Int64s


class Fillers:
    """Everybody's fillers: rows after the mentees, and columns after the mentors."""

    def __init__(self, columns: Columns) -> None:
        self.of_mentors = _Fillers(columns.mentors, _groups(columns, of_mentors=True))
        self.of_mentees = _Fillers(columns.mentees, _groups(columns, of_mentors=False))
        self.sides = [group.of_mentors for group in columns.groups]
        self.sizes = len(columns.mentees), len(columns.mentors)
        self.seats = (
            np.concatenate([columns.mentees.seats, self.of_mentors.empty[self.of_mentors.used]]),
            np.concatenate([columns.mentors.seats, self.of_mentees.empty[self.of_mentees.used]]),
        )
        self.many = int(self.of_mentors.empty.sum()) + int(self.of_mentees.empty.sum())

    def pairs(self) -> Pairs:
        """Every pair of a filler."""
        found = []
        for mentors, one in ((True, self.of_mentors), (False, self.of_mentees)):
            for place, members in enumerate(one.pairs()):
                filler = np.full(len(members), self.sizes[0 if mentors else 1] + place)
                row, column = (filler, members) if mentors else (members, filler)
                score = np.full(len(members), FILLED, dtype=np.uint8)
                found.append(Pairs(row.astype(np.int32), column.astype(np.int32), score))
        return joined(found)

    def candidates(self, pairs: Pairs, worth: Int64s) -> Candidates:
        """Pairs by rising keys, those of the fillers among them, as candidates."""
        worth = worth.copy()
        worth[FILLED:] += 1
        start = np.searchsorted(pairs.mentee, np.arange(len(self.seats[0]) + 1))
        return Candidates(start, pairs.mentor, pairs.score, worth, self.seats)

    def shares(self, prices: Prices, worth: Int64s) -> tuple[Shares, Shares]:
        """What mentors and their groups cost, and mentees and theirs."""
        mentees, mentors = self.sizes
        highest = int(worth[FILLED]) + 1
        return (
            self.of_mentors.shares(prices.v[:mentors], highest - prices.u[mentees:]),
            self.of_mentees.shares(prices.u[:mentees], highest - prices.v[mentors:]),
        )

    def names(self) -> tuple[Int64s, Int64s]:
        """What stands in each row and column: a person's place, or a group below 0."""
        mentees, mentors = (np.arange(size) for size in self.sizes)
        return (
            np.concatenate([mentees, -1 - self.of_mentors.used]),
            np.concatenate([mentors, -1 - self.of_mentees.used]),
        )

    def in_order(self, of_mentors: Shares, of_mentees: Shares) -> Int64s:
        """The prices of all groups, in the order of the columns."""
        each = {True: iter(of_mentors.groups.tolist()), False: iter(of_mentees.groups.tolist())}
        return np.array([next(each[one]) for one in self.sides], dtype=np.int64)


def _groups(columns: Columns, *, of_mentors: bool) -> list[Group]:
    return [group for group in columns.groups if group.of_mentors == of_mentors]


class _Fillers:
    """The groups of one side, and how many seats each must leave empty beside narrower ones."""

    def __init__(self, side: Side, groups: list[Group]) -> None:
        found = nested([group.members for group in groups], len(side))
        if not isinstance(found, Nesting):
            raise ProblemError("seats", "Two groups of many people cross. (seats)")
        if groups and side.seats.sum(dtype=np.int64) > MOST_SEATS:
            message = f"More than {MOST_SEATS} seats in groups cannot be matched at once."
            raise ProblemError("too_many", message)
        self.seats, self.groups, self.nesting = side.seats, groups, found
        self.empty = self._empty()
        self.used = np.flatnonzero(self.empty)

    def _empty(self) -> Int32s:
        # The last of `inside` is for those that lie in no other, whose NO_GROUP is -1.
        own, inside = [0] * len(self.groups), [0] * (len(self.groups) + 1)
        for place in self.nesting.order[::-1]:
            group = self.groups[place]
            seats = int(self.seats[group.members].sum(dtype=np.int64))
            own[place] = max(0, seats - group.most - inside[place])
            inside[self.nesting.around[place]] += own[place] + inside[place]
        return np.array(own, dtype=np.int32)

    def pairs(self) -> Iterator[Int64s]:
        """The members of each group with a filler, once for each seat."""
        for place in self.used.tolist():
            members = self.groups[place].members
            members = members[self.seats[members] > 0]
            yield np.repeat(members, self.seats[members])

    def shares(self, paid: Int64s, asked: Int64s) -> Shares:
        """A seat's price is that of all groups around it and its own. All seats of somebody may be
        a filler's; then they may cost as much as its others."""
        # The last of `around` stays 0, for NO_GROUP.
        around = np.zeros(len(self.groups) + 1, dtype=np.int64)
        around[self.used] = asked
        of_groups = np.zeros(len(self.groups), dtype=np.int64)
        for place in self.nesting.order:
            wider = around[self.nesting.around[place]]
            around[place] = max(around[place], wider)
            of_groups[place] = around[place] - wider
        return Shares(np.maximum(paid - around[self.nesting.narrowest], 0), of_groups)

"""Seats of partners as seats of people: what a group must leave empty, a filler takes.

A group of mentors with ten seats and at most seven pairs leaves three empty. A filler is one more
mentee with three seats, whom every mentor of the group may have, and who is worth more than any
pair: so it always finds its three, and the seven are left. What narrower groups leave empty inside
a wider one counts there too. For groups of mentees it is one more mentor. A choice within the seats
of people is then a choice within those of groups, and the other way round; and what a filler's
seats cost tells the price of its group.
"""

import numpy as np

from viceversa.matching.arrays import Int32s, Int64s
from viceversa.matching.large.candidates import Candidates, Prices
from viceversa.matching.large.columns import Columns, Group, Pairs, Side, joined
from viceversa.matching.large.nesting import Nesting, nested
from viceversa.matching.large.stores import HOME, NEED, STORED, Entries, Stores
from viceversa.matching.large.worth import HIGHEST
from viceversa.matching.problem import ProblemError

FILLED = 254
"""The score of a filler's pair, beyond those of people."""

MOST_SEATS = 3_000_000
"""So many seats of people in groups are as many pairs of fillers at least."""


class Beside:
    """What stands beside the people of both sides: takers of seats that a group leaves empty, and
    gates of groups (stores.py). Rows are mentees, takers of mentors' seats and gates of groups of
    mentees; columns the other way round."""

    def __init__(self, columns: Columns) -> None:
        self.of_mentors = _beside(columns, of_mentors=True)
        self.of_mentees = _beside(columns, of_mentors=False)
        self.sides = [group.of_mentors for group in columns.groups]
        self.sizes = len(columns.mentees), len(columns.mentors)
        mentors, mentees = self.of_mentors, self.of_mentees
        self.seats = (
            np.concatenate([columns.mentees.seats, mentors.takers, mentees.gates]),
            np.concatenate([columns.mentors.seats, mentees.takers, mentors.gates]),
        )

    def pairs(self) -> Pairs:
        """Every pair of a taker."""
        found = []
        for side, own, other in (
            (0, self.of_mentors, self.of_mentees),
            (1, self.of_mentees, self.of_mentors),
        ):
            for one in own.entries():
                taker = self.sizes[side] + one.taker
                beyond = one.place >= self.sizes[1 - side]
                place = one.place + beyond * len(other.takers)
                row, column = (taker, place) if side == 0 else (place, taker)
                score = np.full(len(taker), one.score, dtype=np.uint8)
                found.append(Pairs(row.astype(np.int32), column.astype(np.int32), score))
        return joined(found)

    def candidates(self, pairs: Pairs, worth: Int64s) -> Candidates:
        """Pairs by rising keys, those of the takers among them, as candidates."""
        start = np.searchsorted(pairs.mentee, np.arange(len(self.seats[0]) + 1))
        return Candidates(start, pairs.mentor, pairs.score, self.worth(worth), self.seats)

    def worth(self, worth: Int64s) -> Int64s:
        """The worth of each score: that of people's pairs, if any, and what they meet of needs."""
        need = NEED * int(worth[HIGHEST])
        worth = worth + need * self.needs * (worth > 0)
        worth[[HOME, STORED]] = need, 2 * need
        worth[FILLED:] += 1
        return worth

    @property
    def needs(self) -> int:
        """How many needs a pair meets."""
        return self.of_mentors.needs + self.of_mentees.needs

    def covered(self, worth: Int64s) -> int:
        """How much all takers have, and pairs for the needs that they meet, of a worth of all."""
        return self.of_mentors.covered(worth) + self.of_mentees.covered(worth)

    def shares(self, prices: Prices, pairs: Pairs, worth: Int64s) -> tuple[Int64s, Int64s, Int64s]:
        """The prices of mentors' and mentees' own seats, and of the groups in the columns' order;
        `pairs` are those chosen."""
        mentees, mentors = self.sizes
        own, groups = zip(
            self.of_mentors.shares(prices.v[:mentors], prices.u[mentees:], pairs.mentor, worth),
            self.of_mentees.shares(prices.u[:mentees], prices.v[mentors:], pairs.mentee, worth),
            strict=True,
        )
        each = {True: iter(groups[0].tolist()), False: iter(groups[1].tolist())}
        in_order = np.array([next(each[one]) for one in self.sides], dtype=np.int64)
        return own[0], own[1], in_order

    def names(self) -> tuple[Int64s, Int64s]:
        """What stands in each row and column: a person's place, or below 0 a taker or a gate."""
        mentees, mentors = (np.arange(size) for size in self.sizes)
        far = len(self.sides) + 2  # beyond every group's place, and home
        names = self.of_mentors.names(), self.of_mentees.names()
        return (
            np.concatenate([mentees, -1 - names[0][0], -1 - far - names[1][1]]),
            np.concatenate([mentors, -1 - names[1][0], -1 - far - names[0][1]]),
        )


def _beside(columns: Columns, *, of_mentors: bool) -> "_Fillers | Stores":
    """Stores where a group has seats at least, else fillers."""
    side = columns.mentors if of_mentors else columns.mentees
    groups = [group for group in columns.groups if group.of_mentors == of_mentors]
    found = nested([group.members for group in groups], len(side))
    if not isinstance(found, Nesting):
        raise ProblemError("crossing", "Two groups of many people cross. (seats)")
    if groups and side.seats.sum(dtype=np.int64) > MOST_SEATS:
        message = f"More than {MOST_SEATS} seats in groups cannot be matched at once."
        raise ProblemError("too_many", message)
    kind = Stores if any(group.least for group in groups) else _Fillers
    return kind(side, groups, found)


class _Fillers:
    """The groups of one side, and how many seats each must leave empty beside narrower ones."""

    needs = 0

    def __init__(self, side: Side, groups: list[Group], nesting: Nesting) -> None:
        self.seats, self.groups, self.nesting = side.seats, groups, nesting
        empty = self._empty()
        self.used = np.flatnonzero(empty)
        self.takers, self.gates = empty[self.used], empty[:0]

    def _empty(self) -> Int32s:
        # The last of `inside` is for those that lie in no other, whose NO_GROUP is -1.
        own, inside = [0] * len(self.groups), [0] * (len(self.groups) + 1)
        for place in self.nesting.order[::-1]:
            group = self.groups[place]
            seats = int(self.seats[group.members].sum(dtype=np.int64))
            own[place] = max(0, seats - group.most - inside[place])
            inside[self.nesting.around[place]] += own[place] + inside[place]
        return np.array(own, dtype=np.int32)

    def entries(self) -> list[Entries]:
        """The members of each group with a filler, once for each seat."""
        found = []
        for taker, place in enumerate(self.used.tolist()):
            members = self.groups[place].members
            members = np.repeat(members, self.seats[members])
            found.append(Entries(np.full(len(members), taker), members, FILLED))
        return found

    def covered(self, worth: Int64s) -> int:
        """What all fillers are worth."""
        return int(self.takers.sum(dtype=np.int64)) * int(worth[FILLED])

    def shares(
        self, paid: Int64s, asked: Int64s, _paired: Int32s, worth: Int64s
    ) -> tuple[Int64s, Int64s]:
        """A seat's price is that of all groups around it and its own. All seats of somebody may be
        a filler's; then they may cost as much as its others."""
        # The last of `around` stays 0, for NO_GROUP.
        around = np.zeros(len(self.groups) + 1, dtype=np.int64)
        around[self.used] = int(worth[FILLED]) - asked[: len(self.used)]
        of_groups = np.zeros(len(self.groups), dtype=np.int64)
        for place in self.nesting.order:
            wider = around[self.nesting.around[place]]
            around[place] = max(around[place], wider)
            of_groups[place] = around[place] - wider
        return np.maximum(paid - around[self.nesting.narrowest], 0), of_groups

    def names(self) -> tuple[Int64s, Int64s]:
        """The groups that have a filler, and no gates."""
        return self.used, self.used[:0]

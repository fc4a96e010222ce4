"""Seats at least: every seat of a side is in a pair or is kept empty by a store, and a group has a
store for no more empty seats than it may have.

A group of mentors with ten seats and at least four pairs may have six empty ones: its store is
one more mentee with six seats, whom its own mentors may have. What a store does not need it leaves
at the gate of its group, one more mentor with as many seats, whom the store of the wider group may
have too: so the wider one keeps as many for it as are empty in it. With at most seven pairs three
are empty in any case: then a store may leave so many less at its own gate. Beyond the widest groups
is home, a store with more room than is needed. For groups of mentees it is the other way round.

That every seat is covered, and every store is full, comes before all pairs: each is worth twice as
much as a pair can be. Along a path on which one of them is won, one pair is lost at most, and less
than another pair of bands and points. So the groups have their seats if there is any way, and what
the stores' seats cost tells the groups' prices, below 0 where more pairs are asked for.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from viceversa.matching.arrays import Int32s, Int64s
from viceversa.matching.large.columns import Group, Side
from viceversa.matching.large.nesting import NO_GROUP, Nesting

HOME, STORED = 252, 253
"""The scores of what home covers, and of what a store does: one need and two."""

NEED = 2
"""So many times what the best pair is worth is each need."""


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Pairs with takers, by rising takers; a place beyond all people is a gate."""

    taker: Int64s
    place: Int64s
    score: int


class Stores:
    """The takers and gates of one side with seats at least."""

    needs = 1
    """How many needs a pair meets on this side."""

    def __init__(self, side: Side, groups: list[Group], nesting: Nesting) -> None:
        self.groups, self.nesting, self.people = groups, nesting, len(side)
        self.seats = side.seats.astype(np.int64)
        self.sizes = [int(self.seats[group.members].sum()) for group in groups]
        self.closed = self._closed()
        self.open = [place for place in range(len(groups)) if self.closed[place] == NO_GROUP]
        self.number = {place: number for number, place in enumerate(self.open)}
        self.home = len(self.open)
        room = [self._most_empty(place) for place in self.open]
        self.gates = np.array(room, dtype=np.int32)
        at_home = int(self.seats.sum()) + sum(room) + 1
        self.takers = np.array([*room, at_home], dtype=np.int32)

    def _closed(self) -> list[int]:
        """The widest group around each that can have no empty seat, or NO_GROUP."""
        closed = [NO_GROUP] * len(self.groups)
        for place in self.nesting.order:
            around = self.nesting.around[place]
            closed[place] = closed[around] if around != NO_GROUP else NO_GROUP
            if closed[place] == NO_GROUP and self._most_empty(place) <= 0:
                closed[place] = place
        return closed

    def _most_empty(self, place: int) -> int:
        return self.sizes[place] - self.groups[place].least

    def _wider(self, place: int) -> int:
        """The taker of the next wider group, or home."""
        around = self.nesting.around[place]
        return self.home if around == NO_GROUP else self.number[around]

    @cached_property
    def _own(self) -> Int64s:
        """The taker around each person; NO_GROUP where no seat may be empty."""
        takers = [self.number.get(place, NO_GROUP) for place in range(len(self.groups))]
        own: Int64s = np.array([*takers, self.home], dtype=np.int64)[self.nesting.narrowest]
        return own

    def entries(self) -> list[Entries]:
        """Every pair of a taker, once for each seat."""
        seats = np.where(self._own == NO_GROUP, 0, self.seats)
        takers, places = [np.repeat(self._own, seats)], [np.repeat(np.arange(self.people), seats)]
        for number, place in enumerate(self.open):
            most = self._most_empty(place)
            left = most - max(0, self.sizes[place] - self.groups[place].most)
            # One more than can be needed: where all are taken, they tell no price.
            for taker, times in ((number, left), (self._wider(place), most + 1)):
                takers.append(np.full(times, taker))
                places.append(np.full(times, self.people + number))
        all_takers, all_places = np.concatenate(takers), np.concatenate(places)
        return [
            Entries(all_takers[some], all_places[some], score)
            for some, score in ((all_takers < self.home, STORED), (all_takers == self.home, HOME))
        ]

    def covered(self, worth: Int64s) -> int:
        """What all needs of this side are worth together, those that pairs meet among them."""
        return (int(self.seats.sum()) + 2 * int(self.gates.sum())) * int(worth[HOME])

    def shares(
        self, paid: Int64s, asked: Int64s, paired: Int32s, worth: Int64s
    ) -> tuple[Int64s, Int64s]:
        """A price of each person's own seats, and of each group's, from what seats and takers
        cost; `paired` has the places of those in pairs."""
        pairs = np.bincount(paired, minlength=self.people)
        home = int(worth[HOME])
        level = np.full(len(self.groups) + 1, home, dtype=np.int64)  # the last is for NO_GROUP
        of_groups = np.zeros(len(self.groups), dtype=np.int64)
        for place in self.nesting.order:
            around = int(level[self.nesting.around[place]])
            level[place] = self._level(place, around, paid, asked, pairs, worth)
            of_groups[place] = level[place] - around
        own: Int64s = np.maximum(paid - level[self.nesting.narrowest], 0)
        return own, of_groups

    def _level(
        self, place: int, wider: int, paid: Int64s, asked: Int64s, pairs: Int64s, worth: Int64s
    ) -> int:
        """What a seat costs of which the group has none empty."""
        members = self.groups[place].members
        if self.closed[place] == place:
            seated = members[self.seats[members] > 0]
            return min(wider, int(paid[seated].min(initial=wider)))
        if self.closed[place] != NO_GROUP:
            return wider
        own = int(worth[STORED]) - int(asked[self.number[place]])
        if int(pairs[members].sum()) == self.sizes[place]:
            own = min(own, wider)
        return own if self.groups[place].least else max(own, wider)

    def names(self) -> tuple[Int64s, Int64s]:
        """What stands in each taker and each gate: a group's place, and home after all groups."""
        groups = np.array(self.open, dtype=np.int64)
        return np.append(groups, len(self.groups)), groups

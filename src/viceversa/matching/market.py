"""Where one more pair could come from: alternating paths over a set of pairs, on sets of bits.

Seen from one side: seekers look for a seat, givers have the seats. A seeker moves to another
allowed giver; a giver without a free seat passes one of its seekers on; a partner whose limit is
reached lets one of its own go. A path that ends at a free seat is a proof that one more fits.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import numpy as np

from viceversa.matching.overlap import Bools
from viceversa.matching.problem import Candidate, Problem, Role, Seats
from viceversa.matching.stages import Cell


@dataclass(frozen=True, slots=True)
class Reach:
    """Who competes with a seeker, for whose seats, within which partners' limits."""

    seekers: int
    givers: int
    limits: frozenset[int]

    def with_(self, other: "Reach") -> "Reach":
        return Reach(
            self.seekers | other.seekers, self.givers | other.givers, self.limits | other.limits
        )


@dataclass(frozen=True, slots=True)
class Limit:
    """A partner's limit among the people of one side."""

    seats: Seats
    members: int
    full: bool


class Market:
    """One side's view of a set of pairs. Rows of `allowed` are the seekers."""

    def __init__(self, problem: Problem, role: Role, allowed: Bools, cells: Sequence[Cell]) -> None:
        turned = role == "mentee"
        sides = (problem.mentors, problem.mentees)
        self.seekers, self.givers = sides[::-1] if turned else sides
        pairs = [cell[::-1] for cell in cells] if turned else list(cells)
        names = [(self.seekers[s].id, self.givers[g].id) for s, g in pairs]
        locked = {lock[::-1] if turned else lock for lock in problem.locks}
        free = [pair for pair, name in zip(pairs, names, strict=True) if name not in locked]
        self.used = _count((s for s, _ in pairs), len(self.seekers))
        self.taken = _count((g for _, g in pairs), len(self.givers))
        self.open = _rows_as_bits(allowed.T if turned else allowed)
        self.held = [0] * len(self.givers)
        for seeker, giver in pairs:
            self.open[seeker] &= ~(1 << giver)
        for seeker, giver in free:
            self.held[giver] |= 1 << seeker
        other: Role = "mentor" if turned else "mentee"
        self.own_limits = _limits(problem, role, self.seekers, self.used)
        self.limits = _limits(problem, other, self.givers, self.taken)
        self.room = _bits(g for g, p in enumerate(self.givers) if self.taken[g] < p.capacity)
        self.spare = _bits(s for s, p in enumerate(self.seekers) if self.used[s] < p.capacity)
        self.several = [
            _bits(n for n, person in enumerate(side) if person.capacity != 1)
            for side in (self.seekers, self.givers)
        ]
        self.crowded = _union(limit.members for limit in self.limits if limit.full)
        self.absorbing = self._absorbing()
        self._reached: dict[int, Reach] = {}

    def own_limit(self, seeker: int) -> Limit | None:
        """The full limit of the seeker's own partner."""
        return _full(self.own_limits, 1 << seeker)

    def limit(self, giver: int) -> Limit | None:
        """The full limit of the giver's partner."""
        return _full(self.limits, 1 << giver)

    def reach(self, seeker: int) -> Reach:
        """Everybody on alternating paths from a seeker."""
        whole = Reach(1 << seeker, 0, frozenset())
        while missing := self.open[seeker] & ~whole.givers:
            whole = whole.with_(self._reach_of(next(bits(missing))))
        return whole

    def wanted(self, reach: Reach) -> int:
        """How many seats its seekers want."""
        return _seats(self.seekers, reach.seekers, self.several[0])

    def offered(self, reach: Reach) -> int:
        """How many seats its givers have."""
        return _seats(self.givers, reach.givers, self.several[1])

    def _reach_of(self, giver: int) -> Reach:
        if giver not in self._reached:
            self._reached[giver] = self._walk(giver)
        return self._reached[giver]

    def _walk(self, giver: int) -> Reach:
        seekers, givers, limits = 0, 0, set[int]()
        found = 1 << giver
        while found:
            givers |= found
            shedding = found
            for place, limit in enumerate(self.limits):
                if limit.full and place not in limits and limit.members & found & self.room:
                    limits.add(place)
                    shedding |= limit.members
            moved = _union(self.held[giver] for giver in bits(shedding))
            todo = (moved | self._successors(moved)) & ~seekers
            seekers |= todo
            found = _union(self.open[one] for one in bits(todo)) & ~givers
        return Reach(seekers, givers, frozenset(limits))

    def _absorbing(self) -> int:
        """The givers who can take one more, if need be by passing one on."""
        absorbing, before = self.room & ~self.crowded, -1
        while absorbing != before:
            before = absorbing
            movable = _bits(s for s, open_to in enumerate(self.open) if open_to & absorbing)
            movable |= self._replaceable(movable)
            shedding = _bits(g for g, held in enumerate(self.held) if held & movable)
            absorbing |= shedding
            for limit in self.limits:
                if limit.full and limit.members & shedding:
                    absorbing |= limit.members & self.room
        return absorbing

    def _successors(self, seekers: int) -> int:
        """Who could take over the place that these have within a full limit of their partner."""
        full = (limit.members for limit in self.own_limits if limit.full)
        return _union(members & self.spare for members in full if members & seekers)

    def _replaceable(self, movable: int) -> int:
        """Who could hand the place to somebody of the same partner that can move."""
        full = (limit.members for limit in self.own_limits if limit.full)
        return _union(members for members in full if members & movable & self.spare)


def bits(number: int) -> Iterator[int]:
    """The places of the ones."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _bits(places: Iterable[int]) -> int:
    return _union(1 << place for place in places)


def _union(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)


def _seats(people: Sequence[Candidate], places: int, several: int) -> int:
    more = (people[place].capacity - 1 for place in bits(places & several))
    return places.bit_count() + sum(more)


def _count(places: Iterable[int], size: int) -> list[int]:
    counts = [0] * size
    for place in places:
        counts[place] += 1
    return counts


def _rows_as_bits(table: Bools) -> list[int]:
    packed = np.packbits(table, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


def _limits(
    problem: Problem, role: Role, people: Sequence[Candidate], used: Sequence[int]
) -> list[Limit]:
    limits = []
    for seats in problem.rules.seats:
        if seats.role == role and seats.most is not None:
            places = [n for n, p in enumerate(people) if p.organisation == seats.organisation]
            limits.append(Limit(seats, _bits(places), sum(used[n] for n in places) >= seats.most))
    return limits


def _full(limits: Sequence[Limit], member: int) -> Limit | None:
    return next((limit for limit in limits if limit.full and limit.members & member), None)

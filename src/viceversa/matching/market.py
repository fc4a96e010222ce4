"""Where one more pair could come from: alternating paths over a set of pairs, on sets of bits.

Seen from one side: seekers look for a seat, givers have the seats. A seeker moves to another
allowed giver; a giver without a free seat passes one of its seekers on; a partner whose limit is
reached lets one of its own go. A path that ends at a free seat is a proof that one more fits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

import numpy as np

from viceversa.matching.arrays import Bools, Places
from viceversa.matching.problem import Candidate, Problem, Role, Seats
from viceversa.matching.stages import Cell


class Reach(NamedTuple):
    """Who competes with a seeker, for whose seats, within which partners' limits."""

    seekers: int
    givers: int
    limits: frozenset[int]

    def with_(self, other: "Reach") -> "Reach":
        """Both together."""
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
        seekers, givers = np.array(cells, dtype=np.intp).reshape(-1, 2).T[:: -1 if turned else 1]
        used = np.bincount(seekers, minlength=len(self.seekers))
        taken = np.bincount(givers, minlength=len(self.givers))
        still_open = (allowed.T if turned else allowed).copy()
        still_open[seekers, givers] = False
        self.open = _rows_as_bits(still_open)
        self.held = [0] * len(self.givers)
        locked = {lock[::-1] if turned else lock for lock in problem.locks}
        for seeker, giver in zip(seekers.tolist(), givers.tolist(), strict=True):
            if not locked or (self.seekers[seeker].id, self.givers[giver].id) not in locked:
                self.held[giver] |= 1 << seeker
        other: Role = "mentor" if turned else "mentee"
        self.own_limits = _limits(problem, role, self.seekers, used)
        self.limits = _limits(problem, other, self.givers, taken)
        self.room = _with_seats_left(self.givers, taken)
        self.spare = _with_seats_left(self.seekers, used)
        self.several = _bits(used > 1)
        self.crowded = _union(limit.members for limit in self.limits if limit.full)
        self._extra = _extra_seats(self.seekers), _extra_seats(self.givers)
        self._reached: dict[int, Reach] = {}
        self._walked = 0

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
            whole = whole.with_(self._reach_of(first(missing)))
        return whole

    def wanted(self, reach: Reach) -> int:
        """How many seats its seekers want."""
        return _seats(reach.seekers, self._extra[0])

    def offered(self, reach: Reach) -> int:
        """How many seats its givers have."""
        return _seats(reach.givers, self._extra[1])

    def _reach_of(self, giver: int) -> Reach:
        if giver not in self._reached:
            self._reached[giver] = self._walk(giver)
            self._walked |= 1 << giver
        return self._reached[giver]

    def _walk(self, giver: int) -> Reach:
        """Everybody on alternating paths from a giver; earlier walks are not walked again."""
        whole = Reach(0, 0, frozenset())
        found = 1 << giver
        while found:
            for walked in bits(found & self._walked):
                whole = whole.with_(self._reached[walked])
            found &= ~whole.givers
            limits = self._shared_limits(found) - whole.limits
            shedding = _union((found, *(self.limits[place].members for place in limits)))
            moved = _union(self.held[giver] for giver in bits(shedding))
            todo = (moved | self._successors(moved)) & ~whole.seekers
            whole = whole.with_(Reach(todo, found, limits))
            found = _union(self.open[one] for one in bits(todo)) & ~whole.givers
        return whole

    def _shared_limits(self, givers: int) -> frozenset[int]:
        """The full limits within which these givers would have a seat."""
        free = givers & self.room
        full = (n for n, limit in enumerate(self.limits) if limit.full and limit.members & free)
        return frozenset(full)

    @cached_property
    def absorbing(self) -> int:
        """The givers who can take one more, if need be by passing one on."""
        absorbing, before = self.room & ~self.crowded, -1
        while absorbing != before:
            before = absorbing
            movable = _bits([bool(open_to & absorbing) for open_to in self.open])
            movable |= self._replaceable(movable)
            shedding = _bits([bool(held & movable) for held in self.held])
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


def bits(number: int) -> list[int]:
    """The places of the ones."""
    flat = number.to_bytes((number.bit_length() + 7) // 8, "little")
    ones = np.unpackbits(np.frombuffer(flat, dtype=np.uint8), bitorder="little")
    places: list[int] = np.flatnonzero(ones).tolist()
    return places


def first(number: int) -> int:
    """The place of the lowest one."""
    return (number & -number).bit_length() - 1


def _bits(members: Sequence[bool] | Bools) -> int:
    return _rows_as_bits(np.array([members], dtype=np.bool_))[0]


def _union(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)


def _extra_seats(people: Sequence[Candidate]) -> dict[int, int]:
    """Who has so many seats beyond the first one."""
    seats = [person.capacity for person in people]
    return {more - 1: _bits([own == more for own in seats]) for more in {*seats} - {1}}


def _seats(places: int, extra: Mapping[int, int]) -> int:
    more = (seats * (places & people).bit_count() for seats, people in extra.items())
    return places.bit_count() + sum(more)


def _with_seats_left(people: Sequence[Candidate], used: Places) -> int:
    return _bits([p.capacity > held for p, held in zip(people, used.tolist(), strict=True)])


def _rows_as_bits(table: Bools) -> list[int]:
    packed = np.packbits(table, axis=1, bitorder="little")
    flat, width = packed.tobytes(), packed.shape[1]
    rows = range(0, len(flat), width)
    return [int.from_bytes(flat[start : start + width], "little") for start in rows]


def _limits(problem: Problem, role: Role, people: Sequence[Candidate], used: Places) -> list[Limit]:
    limits = []
    for seats in problem.rules.seats:
        if seats.role == role and seats.most is not None:
            members = np.array([seats.counts(person) for person in people])
            full = int(used[members].sum()) >= seats.most
            limits.append(Limit(seats, _bits(members), full))
    return limits


def _full(limits: Sequence[Limit], member: int) -> Limit | None:
    return next((limit for limit in limits if limit.full and limit.members & member), None)

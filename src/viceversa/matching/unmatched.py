"""Why somebody has no partner, and the smallest change that would give one."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from viceversa.matching.answer import Block, Remedy, Unmatched
from viceversa.matching.arrays import Masks, Values
from viceversa.matching.market import Limit, Market, bits, first
from viceversa.matching.problem import Problem, Role
from viceversa.matching.rules import BIT, names
from viceversa.matching.stages import Cell

ROLES: tuple[Role, Role] = ("mentor", "mentee")


def explain_unmatched(
    problem: Problem, masks: Masks, scores: Values, cells: Sequence[Cell]
) -> tuple[Unmatched, ...]:
    """Everybody without a pair, mentors first, with the cause and a remedy that adds a pair."""
    found: list[Unmatched] = []
    for side, role in enumerate(ROLES):
        paired = {cell[side] for cell in cells}
        people = problem.mentors if role == "mentor" else problem.mentees
        alone = [place for place in range(len(people)) if place not in paired]
        if alone:
            found.extend(map(_Cause(problem, role, masks, scores, cells).of, alone))
    return tuple(found)


class _Cause:
    """Looks at the unmatched of one role; `masks` and `scores` have them as rows."""

    def __init__(
        self, problem: Problem, role: Role, masks: Masks, scores: Values, cells: Sequence[Cell]
    ) -> None:
        self.problem = problem
        self.role: Role = role
        self.masks, self.scores = (masks.T, scores.T) if role == "mentee" else (masks, scores)
        self.market = Market(problem, role, masks == 0, cells)
        unlocked = replace(problem, locks=())
        self.unlocked = Market(unlocked, role, masks == 0, cells) if problem.locks else self.market
        self.names: dict[int, tuple[str, ...]] = {}

    def of(self, place: int) -> Unmatched:
        """The cause and the remedy for one person."""
        person = self.market.seekers[place]
        if not person.capacity:
            return Unmatched(person.id, self.role, ("capacity",), Remedy(code="own_seat"))
        if not self.market.open[place]:
            return self._without_allowed(place)
        rules, remedy = self._without_seat(place)
        return Unmatched(person.id, self.role, rules, remedy, doubled=self._doubled(place))

    def _without_allowed(self, place: int) -> Unmatched:
        masks, counts = np.unique(self.masks[place], return_counts=True)
        sizes = dict(zip(masks.tolist(), counts.tolist(), strict=True))
        order = sorted(sizes, key=lambda mask: (mask.bit_count(), -sizes[mask], mask))
        smallest = [one for one in order if not any(_within(other, one) for other in sizes)]
        blocks = tuple(Block(names(one), self._named_at(place, one)) for one in smallest)
        rules = dict.fromkeys(rule for block in blocks for rule in block.rules)
        if self.market.own_limit(place):
            rules["seats"] = None
        possible = [mask for mask in order if not mask & int(BIT["role"])]
        person = self.market.seekers[place].id
        return Unmatched(person, self.role, tuple(rules), self._waive(place, possible), blocks)

    def _waive(self, place: int, masks: Sequence[int]) -> Remedy:
        """The fewest rules whose waiving gives a pair, with a seat at hand if possible."""
        if not masks:
            return Remedy(code="more_people")
        own = self._partners(self.market.own_limit(place))
        for mask in masks:
            open_to = self._at(place, mask) & self.market.absorbing
            if open_to:
                code = "waive_and_partner_seat" if own else "waive"
                return self._waiver(code, place, mask, open_to, own)
        open_to, partners = self._with_room(self._at(place, masks[0]), own)
        roomy = open_to & self.market.room
        if roomy:
            return self._waiver("waive_and_partner_seat", place, masks[0], roomy, partners)
        code = "waive_and_seats" if partners else "waive_and_seat"
        return self._waiver(code, place, masks[0], open_to, partners)

    def _waiver(
        self, code: str, place: int, mask: int, givers: int, partners: tuple[str, ...]
    ) -> Remedy:
        rules, people = names(mask), self._best_first(place, givers)
        code = "score" if (code, rules) == ("waive", ("score",)) else code
        return Remedy(code=code, rules=rules, people=people, partners=partners)

    def _at(self, place: int, mask: int) -> int:
        """The people to whom exactly these rules bar the way."""
        return sum(1 << other for other in np.flatnonzero(self.masks[place] == mask).tolist())

    def _named_at(self, place: int, mask: int) -> tuple[str, ...]:
        return self._best_first(place, self._at(place, mask))

    def _best_first(self, place: int, givers: int) -> tuple[str, ...]:
        scores, people = self.scores[place], self.market.givers
        order = sorted(bits(givers), key=lambda other: (-scores[other], people[other].id))
        return tuple(people[other].id for other in order)

    def _without_seat(self, place: int) -> tuple[tuple[str, ...], Remedy]:
        """Allowed partners are there, but all their seats are shared by people who need them."""
        market = self.market
        own = self._partners(market.own_limit(place))
        if own and market.open[place] & market.absorbing:
            return ("seats",), Remedy(code="partner_seat", partners=own)
        reach = market.reach(place)
        if reach.limits:
            full = self._partners(market.limits[min(reach.limits)])
            return ("seats",), Remedy(code="partner_seat", partners=own + full)
        givers, partners = self._with_room(reach.givers, own)
        remedy = Remedy(
            code="seat_and_partner_seat" if partners else "seat",
            people=self._named(givers),
            partners=partners,
            sharing=market.wanted(reach),
            seats=market.offered(reach),
        )
        return ("capacity", "seats") if partners else ("capacity",), remedy

    def _doubled(self, place: int) -> tuple[str, ...]:
        """Who could pass a seat on, over some people or none, and still have one, if none of the
        pairs were locked."""
        reach = self.unlocked.reach(place)
        if reach.limits or any(seats.role == self.role for seats in self.problem.rules.seats):
            return ()
        several = bits(reach.seekers & self.market.several)
        return tuple(self.market.seekers[other].id for other in several)

    def _with_room(self, givers: int, own: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        """Givers whose partner has room; failing that, those of one partner, and its name."""
        free = givers & ~self.market.crowded
        if free:
            return free, own
        limit = self.market.limit(first(givers))
        members = givers & limit.members if limit else givers
        return members, own + self._partners(limit)

    def _partners(self, limit: Limit | None) -> tuple[str, ...]:
        return (limit.seats.name,) if limit else ()

    def _named(self, givers: int) -> tuple[str, ...]:
        if givers not in self.names:
            self.names[givers] = tuple(self.market.givers[giver].id for giver in bits(givers))
        return self.names[givers]


def _within(smaller: int, larger: int) -> bool:
    return smaller != larger and smaller & larger == smaller

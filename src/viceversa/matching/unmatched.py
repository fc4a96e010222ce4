"""Why somebody has no partner, and the smallest change that would give one."""

from collections.abc import Sequence

import numpy as np

from viceversa.matching.answer import Block, Remedy, Unmatched
from viceversa.matching.market import Market, Reach, bits
from viceversa.matching.problem import Problem, Role
from viceversa.matching.rules import BIT, Masks, names
from viceversa.matching.scores import Floats
from viceversa.matching.stages import Cell

ROLES: tuple[Role, Role] = ("mentor", "mentee")


def explain_unmatched(
    problem: Problem, masks: Masks, scores: Floats, cells: Sequence[Cell]
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
        self, problem: Problem, role: Role, masks: Masks, scores: Floats, cells: Sequence[Cell]
    ) -> None:
        self.role: Role = role
        self.masks, self.scores = (masks.T, scores.T) if role == "mentee" else (masks, scores)
        self.market = Market(problem, role, masks == 0, cells)
        self.names: dict[int, tuple[str, ...]] = {}

    def of(self, place: int) -> Unmatched:
        """The cause and the remedy for one person."""
        person = self.market.seekers[place]
        if not person.capacity:
            return Unmatched(person.id, self.role, ("capacity",), Remedy(code="own_seat"))
        if not self.market.open[place]:
            return self._without_allowed(place)
        rules, remedy = self._without_seat(place)
        return Unmatched(person.id, self.role, rules, remedy)

    def _without_allowed(self, place: int) -> Unmatched:
        row = self.masks[place]
        masks, counts = np.unique(row, return_counts=True)
        sizes = dict(zip(masks.tolist(), counts.tolist(), strict=True))
        smallest = [one for one in sizes if not any(_within(other, one) for other in sizes)]
        smallest.sort(key=lambda mask: (mask.bit_count(), -sizes[mask], mask))
        blocks = tuple(Block(names(mask), self._people_at(place, mask)) for mask in smallest)
        rules = tuple(dict.fromkeys(rule for block in blocks for rule in block.rules))
        limit = self.market.own_limit(place)
        if limit:
            rules = (*rules, "seats")
        partner = limit.seats.organisation if limit else ""
        person = self.market.seekers[place]
        return Unmatched(person.id, self.role, rules, self._waive(place, partner), blocks)

    def _waive(self, place: int, partner: str) -> Remedy:
        """The fewest rules whose waiving gives a pair, with a seat at hand if possible."""
        row = self.masks[place]
        possible = [mask for mask in np.unique(row).tolist() if not mask & int(BIT["role"])]
        possible.sort(key=lambda mask: (mask.bit_count(), -int((row == mask).sum()), mask))
        for mask in possible:
            people = self._people_at(place, mask, among=self.market.absorbing)
            if people:
                return _waiver(names(mask), people, partner)
        if not possible:
            return Remedy(code="more_people")
        people = self._people_at(place, possible[0])
        return Remedy(code="waive_and_seat", rules=names(possible[0]), people=people)

    def _people_at(self, place: int, mask: int, *, among: int | None = None) -> tuple[str, ...]:
        """The people to whom exactly these rules bar the way, best score first."""
        others = np.flatnonzero(self.masks[place] == mask).tolist()
        scores = self.scores[place]
        kept = [other for other in others if among is None or among >> other & 1]
        kept.sort(key=lambda other: (-scores[other], self.market.givers[other].id))
        return tuple(self.market.givers[other].id for other in kept)

    def _without_seat(self, place: int) -> tuple[tuple[str, ...], Remedy]:
        """Allowed partners are there, but all their seats are shared by people who need them."""
        market = self.market
        own = market.own_limit(place)
        if own and market.open[place] & market.absorbing:
            return ("seats",), Remedy(code="partner_seat", partner=own.seats.organisation)
        reach = market.reach(place)
        if reach.limits and not own:
            names = [market.limits[limit].seats.organisation for limit in sorted(reach.limits)]
            return ("seats",), Remedy(code="partner_seat", partner=names[0])
        return self._one_seat_more(reach, own.seats.organisation if own else "")

    def _one_seat_more(self, reach: Reach, partner: str) -> tuple[tuple[str, ...], Remedy]:
        """One more seat with a giver whose partner has room; failing that, with both."""
        market = self.market
        free = reach.givers & ~market.crowded
        if not free:
            limit = market.limit(next(bits(reach.givers)))
            partner = partner or (limit.seats.organisation if limit else "")
        remedy = Remedy(
            code="seat_and_partner_seat" if partner else "seat",
            people=self._named(free or reach.givers),
            partner=partner,
            sharing=market.wanted(reach),
            seats=market.offered(reach),
        )
        return ("capacity", "seats") if partner else ("capacity",), remedy

    def _named(self, givers: int) -> tuple[str, ...]:
        if givers not in self.names:
            self.names[givers] = tuple(self.market.givers[giver].id for giver in bits(givers))
        return self.names[givers]


def _within(smaller: int, larger: int) -> bool:
    return smaller != larger and smaller & larger == smaller


def _waiver(rules: tuple[str, ...], people: tuple[str, ...], partner: str) -> Remedy:
    if rules == ("score",) and not partner:
        return Remedy(code="score", people=people)
    code = "waive_and_partner_seat" if partner else "waive"
    return Remedy(code=code, rules=rules, people=people, partner=partner)

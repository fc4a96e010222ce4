"""Whom to look for: what somebody more would change, found by solving with that person added.

The person is made as the advice describes her and no better: on the highest level that it allows a
mentor, at the workplace that helps the fewest, and nothing else is known of her. Where a level or
a workplace is named, at least five people are behind it; else the advice is wider than need be.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter

from viceversa.lib.figures import SMALLEST
from viceversa.matching import Candidate, Desk, Problem, Role, Solution, solve
from viceversa.people.models import HIGHEST_LEVEL, LOWEST_LEVEL

OTHER: dict[Role, Role] = {"mentor": "mentee", "mentee": "mentor"}
Place = tuple[str, str]
"""Organisation and unit; where only one of the two is compared, the other is empty."""

NEW_PLACE = "+"
STRENGTH = 2
TOPICS = 4  # tried for each role
EARLY, SENIOR = (2, 1), (5, 6)
"""Levels to look for where too few are left over to say which one they need."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody to look for. What is empty does not matter."""

    role: Role
    level: int | None = None
    outside: Place | None = None
    from_elsewhere: bool = False
    topic: str = ""

    @property
    def says_level(self) -> bool:
        """Whether not everybody is on such a level."""
        widest = HIGHEST_LEVEL if self.role == "mentor" else LOWEST_LEVEL
        return self.level not in (None, widest)


@dataclass(frozen=True, slots=True)
class Advice:
    """Somebody to look for, and what she would change, measured: so many of her kind would give as
    many pairs more; one alone would leave so many weak pairs fewer, or lift the weakest."""

    wanted: Wanted
    pairs: int = 0
    weak: int = 0
    lifts_worst: bool = False


class Scout:
    """What a pool gives today, and who is missing."""

    def __init__(self, problem: Problem, *, language: str) -> None:
        self.problem, self.language = problem, language
        self.today = solve(problem)
        self.desk = Desk(problem)

    def alone(self, role: Role) -> int:
        """How many of a role would have no partner, and have room for one."""
        left = self.today.unmatched
        return sum(one.role == role and one.remedy.code != "own_seat" for one in left)

    def advice(self, topics: Sequence[str]) -> list[Advice]:
        """A mentor for those left over, a mentee for those left over, and a topic that would make
        weak pairs fewer. The topics are those that mentees ask for in vain, the dearest first."""
        found = list(filter(None, map(self._for_others_of, OTHER)))
        topics = topics[:TOPICS]
        if found and found[0].wanted.role == "mentor" and found[0].pairs < SMALLEST:
            found[0] = self._with_topic(found[0], topics)
        if not any(each.wanted.topic for each in found):
            found += filter(None, [self._stronger(topics)])
        return found

    def people(self, wanted: Wanted, *, many: int = 1) -> Iterator[tuple[Candidate, ...]]:
        """So many of them, at each of the workplaces by which the advice stands or falls."""
        for place in self._places(wanted):
            yield tuple(self._candidate(wanted, place, number) for number in range(many))

    def with_(self, people: Iterable[Candidate], role: Role) -> Solution:
        """The best pairs if these took part as well."""
        mentors, mentees = self.problem.mentors, self.problem.mentees
        if role == "mentor":
            return solve(replace(self.problem, mentors=(*mentors, *people)))
        return solve(replace(self.problem, mentees=(*mentees, *people)))

    # --- those left over ---------------------------------------------------------------------

    def _for_others_of(self, role: Role) -> Advice | None:
        """Who on this side would give most of those left over on the other a partner."""
        other = OTHER[role]
        many = self.alone(other)
        if not many:
            return None
        best: Advice | None = None
        for wanted in self._kinds(role):
            advice = Advice(wanted, self._pairs(wanted, many))
            if advice.pairs > (best.pairs if best else 0):
                best = advice
            if advice.pairs >= many:
                break
        return best

    def _pairs(self, wanted: Wanted, many: int) -> int:
        """How many of so many would be of use, wherever they work."""
        then = (self.with_(people, wanted.role) for people in self.people(wanted, many=many))
        return min(solution.matched for solution in then) - self.today.matched

    def _kinds(self, role: Role) -> Iterator[Wanted]:
        lacking = self._lacking[OTHER[role]]
        for level in self._levels(role, lacking):
            helped = (one for one in lacking if level is None or _differ(role, level, one))
            yield from self._from_anywhere_or(Wanted(role, level), helped)

    def _from_anywhere_or(self, wanted: Wanted, helped: Iterable[Candidate]) -> Iterator[Wanted]:
        """From the widest to the narrowest."""
        yield wanted
        if not self._compares:
            return
        places = Counter(place for place in map(self._place_of, helped) if any(place))
        for place, people in places.most_common(1):
            if people >= SMALLEST:
                yield replace(wanted, outside=place)
        yield replace(wanted, from_elsewhere=True)

    def _levels(self, role: Role, lacking: Sequence[Candidate]) -> tuple[int | None, ...]:
        if not self.problem.rules.level:
            return (None,)
        is_mentor = role == "mentor"
        if len(lacking) < SMALLEST:
            return EARLY if is_mentor else SENIOR
        if is_mentor:
            highest = sorted((_level(one, HIGHEST_LEVEL + 1) for one in lacking), reverse=True)
            return (max(LOWEST_LEVEL, highest[SMALLEST - 1] - 1),)
        lowest = sorted(_level(one, LOWEST_LEVEL - 1) for one in lacking)
        return (min(HIGHEST_LEVEL, lowest[SMALLEST - 1] + 1),)

    # --- topics ------------------------------------------------------------------------------

    def _with_topic(self, plain: Advice, topics: Sequence[str]) -> Advice:
        """The same with a topic, if that makes weak pairs fewer, and without it they were not."""
        best = self._best_topic(plain.wanted, topics)
        if best is None or best.weak <= max(0, self._effect(plain.wanted)[0]):
            return plain
        return replace(plain, wanted=best.wanted, weak=best.weak)

    def _stronger(self, topics: Sequence[str]) -> Advice | None:
        """Somebody with a topic that makes weak pairs fewer, or lifts the weakest."""
        wanted = Wanted("mentor", EARLY[0] if self.problem.rules.level else None)
        for kind in self._from_anywhere_or(wanted, self.problem.mentees):
            found = self._best_topic(kind, topics)
            if found and (found.weak > 0 or found.lifts_worst):
                return found
        return None

    def _best_topic(self, wanted: Wanted, topics: Sequence[str]) -> Advice | None:
        wishes = [replace(wanted, topic=topic) for topic in topics]
        measured = [(self._effect(wish), wish) for wish in wishes]
        if not measured:
            return None
        (weak, lift), wish = max(measured, key=itemgetter(0))
        return Advice(wish, weak=weak, lifts_worst=lift >= 1)

    def _effect(self, wanted: Wanted) -> tuple[int, float]:
        """How many weak pairs fewer one of them would leave, and how much better the weakest pair
        would be; wherever she works."""
        then = [self.with_(people, wanted.role) for people in self.people(wanted)]
        fewer = _weak(self.today) - max(map(_weak, then))
        worst = min(solution.worst or 0 for solution in then) - (self.today.worst or 0)
        return fewer, worst

    # --- the person ----------------------------------------------------------------------------

    @cached_property
    def _lacking(self) -> dict[Role, list[Candidate]]:
        """Whom one more person on the other side could give a pair."""
        ids = {role: self.desk.lacking(self.today.matches, role) for role in OTHER}
        return {role: [one for one in self._sides[role] if one.id in ids[role]] for role in OTHER}

    @property
    def _sides(self) -> dict[Role, tuple[Candidate, ...]]:
        return {"mentor": self.problem.mentors, "mentee": self.problem.mentees}

    @cached_property
    def _compares(self) -> str:
        """What must differ between two who are paired."""
        rules = self.problem.rules
        if rules.different_organisation:
            return "organisation"
        return "unit" if rules.different_unit else ""

    def _place_of(self, person: Candidate) -> Place:
        unit = person.unit if self._compares == "unit" else ""
        return (person.organisation, unit) if self._compares else ("", "")

    def _places(self, wanted: Wanted) -> list[Place]:
        """Where nobody works yet; and where most of those work who are to be helped, unless she
        may not be from there."""
        new = (NEW_PLACE, "") if self._compares != "unit" else ("", NEW_PLACE)
        if wanted.from_elsewhere or not self._compares:
            return [new]
        other = OTHER[wanted.role]
        there = Counter(map(self._place_of, self._lacking[other] or self._sides[other]))
        del there[wanted.outside or ("", "")]
        return [new, *(place for place, _ in there.most_common(1))]

    def _candidate(self, wanted: Wanted, place: Place, number: int) -> Candidate:
        return Candidate(
            f"+{number}",
            organisation=place[0],
            unit=place[1],
            level=wanted.level,
            languages=frozenset({self.language}),
            offers=((wanted.topic, STRENGTH),) if wanted.topic else (),
        )


def _differ(role: Role, level: int, other: Candidate) -> bool:
    """Whether somebody on this level may be paired with the other one."""
    if role == "mentor":
        return level < _level(other, HIGHEST_LEVEL + 1)
    return level > _level(other, LOWEST_LEVEL - 1)


def _weak(solution: Solution) -> int:
    return solution.standing.poor + solution.standing.fair


def _level(person: Candidate, unknown: int) -> int:
    return unknown if person.level is None else person.level

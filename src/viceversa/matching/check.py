"""Judges any set of pairs, hand-made or solved, rule by rule in plain Python.

Nothing here is shared with the solver: what both say alike has been thought twice.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import isclose

from viceversa.matching.answer import Solution, Violation
from viceversa.matching.problem import Candidate, Match, Problem, Rules, Seats


def check(problem: Problem, solution: Solution | Iterable[Match]) -> list[Violation]:
    """What is wrong with the pairs; nothing if every rule, seat and lock is kept."""
    judge = _Judge(problem)
    if isinstance(solution, Solution):
        matches = [(pair.mentor, pair.mentee) for pair in solution.pairs]
        return [*judge.matches(matches), *judge.figures(solution)]
    return list(judge.matches(list(solution)))


class _Judge:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.mentors = {person.id: person for person in problem.mentors}
        self.mentees = {person.id: person for person in problem.mentees}
        self.waived = {(w.mentor, w.mentee): w.rules for w in problem.waivers}
        managers = {p.id: p.manager for p in (*problem.mentors, *problem.mentees) if p.manager}
        self.managers = {**problem.managers, **managers}

    def matches(self, matches: list[Match]) -> Iterator[Violation]:
        """What pairs break, one by one and together."""
        for match, times in Counter(matches).items():
            if times > 1:
                yield Violation("twice", match)
            strangers = [p for p, side in zip(match, self._sides(), strict=True) if p not in side]
            if strangers:
                yield Violation("unknown", tuple(strangers))
            else:
                yield from (Violation(rule, match) for rule in self._broken(match))
        yield from (Violation("lock", lock) for lock in self.problem.locks if lock not in matches)
        yield from self._over_capacity(matches)
        yield from self._seats(matches)

    def figures(self, solution: Solution) -> Iterator[Violation]:
        """What a solution says about itself but is not so."""
        for pair in solution.pairs:
            if not isclose(sum(reason.points for reason in pair.reasons), pair.score, abs_tol=1e-9):
                yield Violation("figures", (pair.mentor, pair.mentee), detail="reasons")
        scores = [pair.score for pair in solution.pairs]
        if solution.standing.matched != len(scores):
            yield Violation("figures", (), detail="matched")
        if not isclose(solution.total, sum(scores), rel_tol=1e-9, abs_tol=1e-9):
            yield Violation("figures", (), detail="total")
        for side, people in enumerate(self._sides()):
            paired = {(pair.mentor, pair.mentee)[side] for pair in solution.pairs}
            role = ("mentor", "mentee")[side]
            alone = sorted(one.id for one in solution.unmatched if one.role == role)
            if alone != sorted(people.keys() - paired):
                yield Violation("figures", (), detail="unmatched")

    def _sides(self) -> tuple[Mapping[str, Candidate], Mapping[str, Candidate]]:
        return self.mentors, self.mentees

    def _broken(self, match: Match) -> Iterator[str]:
        mentor, mentee = self.mentors[match[0]], self.mentees[match[1]]
        waived = self.waived.get(match, frozenset())
        for rule, breaks in _PAIR_RULES.items():
            if rule not in waived and breaks(self.problem.rules, mentor, mentee):
                yield rule
        if "no_dependency" not in waived and self._depends(mentor, mentee):
            yield "no_dependency"
        if "not_these_two" not in waived and match in self.problem.apart:
            yield "not_these_two"
        prior = self.problem.rules.prior and match in self.problem.prior
        if "prior" not in waived and prior:
            yield "prior"
        scores = self.problem.scores
        if "score" not in waived and scores is not None and match not in scores:
            yield "score"

    def _depends(self, one: Candidate, other: Candidate) -> bool:
        if not self.problem.rules.no_dependency:
            return False
        return other.id in self._above(one.id) or one.id in self._above(other.id)

    def _above(self, person: str) -> set[str]:
        found: set[str] = set()
        steps = len(self.managers) if self.problem.rules.depth is None else self.problem.rules.depth
        for _ in range(steps):
            person = self.managers.get(person, "")
            if not person:
                break
            found.add(person)
        return found

    def _over_capacity(self, matches: list[Match]) -> Iterator[Violation]:
        for side, people in enumerate(self._sides()):
            for person, count in Counter(match[side] for match in matches).items():
                if person in people and count > people[person].capacity:
                    yield Violation("capacity", (person,), detail=str(count))

    def _seats(self, matches: list[Match]) -> Iterator[Violation]:
        for seats in self.problem.rules.seats:
            side = 0 if seats.role == "mentor" else 1
            members = {one for one, p in self._sides()[side].items() if _belongs(seats, p)}
            count = sum(match[side] in members for match in matches)
            if count < seats.least or (seats.most is not None and count > seats.most):
                yield Violation("seats", (seats.name,), detail=str(count))


def _belongs(seats: Seats, person: Candidate) -> bool:
    topics = dict(person.offers if seats.role == "mentor" else person.wants)
    if seats.topics and not seats.topics & topics.keys():
        return False
    if seats.organisation and seats.organisation != person.organisation:
        return False
    return not seats.unit or person.unit in {seats.unit, *seats.parts}


def _each_way(names: Callable[[Candidate], frozenset[str]], a: Candidate, b: Candidate) -> bool:
    return b.id in names(a) or a.id in names(b)


def _level(rules: Rules, mentor: Candidate, mentee: Candidate) -> bool:
    if not rules.level or mentor.level is None or mentee.level is None:
        return False
    return mentor.level >= mentee.level


def _unit(rules: Rules, mentor: Candidate, mentee: Candidate) -> bool:
    if not rules.different_unit or not mentor.unit or mentor.unit != mentee.unit:
        return False
    both = mentor.organisation and mentee.organisation
    return not both or mentor.organisation == mentee.organisation


def _organisation(rules: Rules, mentor: Candidate, mentee: Candidate) -> bool:
    known = bool(rules.different_organisation and mentor.organisation)
    return known and mentor.organisation == mentee.organisation


def _rivals(rules: Rules, mentor: Candidate, mentee: Candidate) -> bool:
    pair = {mentor.organisation, mentee.organisation}
    return any(pair == set(rivals) for rivals in rules.rivals)


def _language(rules: Rules, mentor: Candidate, mentee: Candidate) -> bool:
    if not rules.common_language or not mentor.languages or not mentee.languages:
        return False
    return mentor.languages.isdisjoint(mentee.languages)


_PAIR_RULES: dict[str, Callable[[Rules, Candidate, Candidate], bool]] = {
    "role": lambda _, a, b: a.id == b.id,
    "level": _level,
    "different_unit": _unit,
    "different_organisation": _organisation,
    "no_dotted_line": lambda rules, a, b: (
        rules.no_dotted_line and _each_way(lambda p: p.dotted_lines, a, b)
    ),
    "no_pay_setting": lambda rules, a, b: (
        rules.no_pay_setting and _each_way(lambda p: p.pay_set_by, a, b)
    ),
    "no_appraisal": lambda rules, a, b: (
        rules.no_appraisal and _each_way(lambda p: p.appraised_by, a, b)
    ),
    "not_acquainted": lambda rules, a, b: (
        rules.not_acquainted and _each_way(lambda p: p.knows, a, b)
    ),
    "not_with": lambda rules, a, b: rules.not_with and _each_way(lambda p: p.not_with, a, b),
    "no_competitor_or_supplier": _rivals,
    "common_language": _language,
}

"""Every hard rule over all pairs at once, as one bit mask per pair: [mentor, mentee]."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from viceversa.matching.overlap import Bools, same, shared
from viceversa.matching.problem import RULES, Candidate, Problem

Masks = NDArray[np.uint16]
People = Sequence[Candidate]
Names = Sequence[Iterable[str]]

BIT = {rule: np.uint16(1 << place) for place, rule in enumerate(RULES)}


NAMING = {
    "no_dotted_line": "dotted_lines",
    "no_pay_setting": "pay_set_by",
    "no_appraisal": "appraised_by",
    "not_acquainted": "knows",
    "not_with": "not_with",
}
"""Rules that hold between two people if one of them names the other in this field."""


def names(mask: int) -> tuple[str, ...]:
    """The rules that stand in a mask."""
    return tuple(rule for rule in RULES if int(BIT[rule]) & mask)


def rule_masks(problem: Problem) -> Masks:
    """Which rules each pair breaks. Zero is allowed."""
    mentors, mentees, rules = problem.mentors, problem.mentees, problem.rules
    masks = np.zeros((len(mentors), len(mentees)), dtype=np.uint16)
    for rule, broken in _wide(problem):
        masks |= broken * BIT[rule]
    spots = _Spots(masks, mentors, mentees)
    spots.mark("role", *([(person.id,) for person in side] for side in (mentors, mentees)))
    if rules.no_dependency:
        spots.mark("no_dependency", *_lines(problem))
    for rule, field in NAMING.items():
        if getattr(rules, rule):
            spots.mark(rule, *([getattr(p, field) for p in side] for side in (mentors, mentees)))
    for mentor, mentee in problem.apart:
        spots.set("not_these_two", mentor, mentee)
    for waiver in problem.waivers:
        spots.waive(waiver.mentor, waiver.mentee, waiver.rules)
    return masks


def known(values: Iterable[object]) -> Bools:
    return np.array([bool(value) for value in values], dtype=np.bool_)


def _wide(problem: Problem) -> Iterator[tuple[str, Bools]]:
    """The rules that compare every mentor with every mentee."""
    mentors, mentees, rules = problem.mentors, problem.mentees, problem.rules
    if rules.level:
        yield "level", _not_below(mentors, mentees)
    if rules.different_unit:
        yield "different_unit", _same_unit(mentors, mentees)
    if rules.different_organisation:
        yield "different_organisation", same(*_organisations(problem))
    if rules.rivals:
        yield "no_competitor_or_supplier", _rivals(problem)
    if rules.common_language:
        yield "common_language", _no_common_language(mentors, mentees)
    if problem.scores is not None:
        yield "score", _without_score(problem, problem.scores)


def _not_below(mentors: People, mentees: People) -> Bools:
    lowest, highest = -(2**62), 2**62
    left = [lowest if person.level is None else person.level for person in mentors]
    right = [highest if person.level is None else person.level for person in mentees]
    broken: Bools = np.greater_equal.outer(np.array(left), np.array(right))
    return broken


def _same_unit(mentors: People, mentees: People) -> Bools:
    """Two organisations may each have a unit called Finance: those are different units."""
    units = same([p.unit for p in mentors], [p.unit for p in mentees])
    left, right = [p.organisation for p in mentors], [p.organisation for p in mentees]
    elsewhere = np.logical_and.outer(known(left), known(right)) & ~same(left, right)
    return units & ~elsewhere


def _organisations(problem: Problem) -> tuple[list[str], list[str]]:
    return [p.organisation for p in problem.mentors], [p.organisation for p in problem.mentees]


def _rivals(problem: Problem) -> Bools:
    left, right = (np.array(side, dtype=np.str_) for side in _organisations(problem))
    broken = np.zeros((len(left), len(right)), dtype=np.bool_)
    for one, other in problem.rules.rivals:
        broken |= np.logical_and.outer(left == one, right == other)
        broken |= np.logical_and.outer(left == other, right == one)
    return broken


def _no_common_language(mentors: People, mentees: People) -> Bools:
    left, right = [p.languages for p in mentors], [p.languages for p in mentees]
    broken: Bools = shared(left, right) == 0
    broken &= known(left)[:, None]
    broken &= known(right)
    return broken


def _without_score(problem: Problem, scores: Mapping[tuple[str, str], float]) -> Bools:
    rows = {person.id: row for row, person in enumerate(problem.mentors)}
    columns = {person.id: column for column, person in enumerate(problem.mentees)}
    missing = np.ones((len(rows), len(columns)), dtype=np.bool_)
    for mentor, mentee in scores:
        missing[rows[mentor], columns[mentee]] = False
    return missing


def _lines(problem: Problem) -> tuple[list[list[str]], list[list[str]]]:
    """The managers above each person, as far up as the rule looks."""
    sides = problem.mentors, problem.mentees
    above = {p.id: p.manager for side in sides for p in side if p.manager}
    above = {**problem.managers, **above}
    depth = problem.rules.depth
    mentors, mentees = ([_line(p.id, above, depth) for p in side] for side in sides)
    return mentors, mentees


def _line(person: str, above: Mapping[str, str], depth: int | None) -> list[str]:
    line: list[str] = []
    manager = above.get(person, "")
    # A line that runs in a circle ends where it meets itself.
    while manager and manager not in line and (depth is None or len(line) < depth):
        line.append(manager)
        manager = above.get(manager, "")
    return line


def _named(names: Names, places: Mapping[str, int]) -> list[tuple[int, int]]:
    return [
        (place, places[other])
        for place, others in enumerate(names)
        for other in others
        if other in places
    ]


class _Spots:
    """Marks single cells: rules that name people."""

    def __init__(self, masks: Masks, mentors: People, mentees: People) -> None:
        self.masks = masks
        self.mentors = {person.id: row for row, person in enumerate(mentors)}
        self.mentees = {person.id: column for column, person in enumerate(mentees)}

    def mark(self, rule: str, by_mentors: Names, by_mentees: Names) -> None:
        """The rule is broken between two people if either names the other."""
        one_way = _named(by_mentors, self.mentees)
        other_way = [(row, column) for column, row in _named(by_mentees, self.mentors)]
        if cells := [*one_way, *other_way]:
            rows, columns = zip(*cells, strict=True)
            self.masks[rows, columns] |= BIT[rule]

    def set(self, rule: str, mentor: str, mentee: str) -> None:
        self.masks[self.mentors[mentor], self.mentees[mentee]] |= BIT[rule]

    def waive(self, mentor: str, mentee: str, rules: Iterable[str]) -> None:
        for rule in rules:
            self.masks[self.mentors[mentor], self.mentees[mentee]] &= ~BIT[rule]

"""Every hard rule over all pairs at once, as one bit mask per pair: [mentor, mentee]."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import compress
from operator import attrgetter
from typing import Any

import numpy as np

from viceversa.matching import kernel
from viceversa.matching.arrays import Bools, Masks, Places
from viceversa.matching.overlap import Kinds, known, same, shared
from viceversa.matching.problem import RULES, Problem

Names = Sequence[Collection[str]]
Compared = tuple[Bools, Places, Places]
"""Where a rule is broken, with a row and a column for each kind; the kind of everybody."""

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
    wide = [
        ((broken * BIT[rule]).take(columns, axis=1), rows)
        for rule, (broken, rows, columns) in _wide(problem)
    ]
    masks = _together(wide, (len(problem.mentors), len(problem.mentees)))
    cells = masks.reshape(-1)
    for rule, named in barred_by_name(problem):
        cells[np.array(named, dtype=np.intp)] |= BIT[rule]
    if problem.waivers:
        _set_aside(problem, cells)
    return masks


def _set_aside(problem: Problem, cells: Masks) -> None:
    starts, places = _rows(problem), _columns(problem)
    for waiver in problem.waivers:
        for rule in waiver.rules:
            cells[starts[waiver.mentor] + places[waiver.mentee]] &= ~BIT[rule]


def _together(rules: Sequence[tuple[Masks, Places]], shape: tuple[int, int]) -> Masks:
    """The bits of rules, each with a row for each kind of mentor, in the rows of all mentors."""
    library = kernel.library()
    if library:
        return library.masks(rules, shape)
    masks = np.zeros(shape, dtype=np.uint16)
    for bits, kinds in rules:
        masks |= bits.take(kinds, axis=0)
    return masks


def barred_by_name(problem: Problem) -> Iterator[tuple[str, list[int]]]:
    """The rules about who the two are, each with the pairs that break it, numbered row by row."""
    rows, columns = _rows(problem), _columns(problem)
    yield "role", [rows[both] + columns[both] for both in rows.keys() & columns.keys()]
    if problem.rules.no_dependency:
        yield "no_dependency", _named(rows, columns, *_lines(problem))
    for rule, field in NAMING.items():
        if getattr(problem.rules, rule):
            said = attrgetter(field)
            names = ([*map(said, side)] for side in (problem.mentors, problem.mentees))
            yield rule, _named(rows, columns, *names)
    prior = problem.prior if problem.rules.prior else ()
    yield "prior", [rows[mentor] + columns[mentee] for mentor, mentee in prior]
    yield "not_these_two", [rows[mentor] + columns[mentee] for mentor, mentee in problem.apart]


def _rows(problem: Problem) -> dict[str, int]:
    """Where the row of each mentor begins."""
    width = len(problem.mentees)
    return {person.id: row * width for row, person in enumerate(problem.mentors)}


def _columns(problem: Problem) -> dict[str, int]:
    return {person.id: column for column, person in enumerate(problem.mentees)}


def _wide(problem: Problem) -> Iterator[tuple[str, Compared]]:
    """The rules that compare every mentor with every mentee."""
    rules = problem.rules
    if rules.level:
        yield "level", _compared(problem, "level", by=_not_below)
    if rules.different_unit:
        yield "different_unit", _compared(problem, "unit", "organisation", by=_same_unit)
    if rules.different_organisation:
        yield "different_organisation", _compared(problem, "organisation", by=same)
    if rules.rivals:
        rivals = partial(_rivals, rules.rivals)
        yield "no_competitor_or_supplier", _compared(problem, "organisation", by=rivals)
    if rules.common_language:
        yield "common_language", _compared(problem, "languages", by=_no_common_language)
    if problem.scores is not None:
        yield "score", _without_score(problem, problem.scores)


def _compared(problem: Problem, *fields: str, by: Callable[[Any, Any], Bools]) -> Compared:
    """What a comparison of these fields says."""
    mentors, mentees = (
        Kinds.of(map(attrgetter(*fields), side)) for side in (problem.mentors, problem.mentees)
    )
    return by(mentors.things, mentees.things), mentors.places, mentees.places


def _not_below(mentors: Sequence[int | None], mentees: Sequence[int | None]) -> Bools:
    lowest, highest = -(2**62), 2**62
    left = [lowest if level is None else level for level in mentors]
    right = [highest if level is None else level for level in mentees]
    broken: Bools = np.greater_equal.outer(np.array(left), np.array(right))
    return broken


def _same_unit(mentors: Sequence[tuple[str, str]], mentees: Sequence[tuple[str, str]]) -> Bools:
    """Two organisations may each have a unit called Finance: those are different units."""
    units, organisations = (
        [[both[n] for both in side] for side in (mentors, mentees)] for n in (0, 1)
    )
    elsewhere = np.logical_and.outer(*map(known, organisations)) & ~same(*organisations)
    return same(*units) & ~elsewhere


def _rivals(
    rivals: Iterable[tuple[str, str]], mentors: Sequence[str], mentees: Sequence[str]
) -> Bools:
    left, right = np.array(mentors), np.array(mentees)
    broken = np.zeros((len(left), len(right)), dtype=np.bool_)
    for one, other in rivals:
        broken |= np.logical_and.outer(left == one, right == other)
        broken |= np.logical_and.outer(left == other, right == one)
    return broken


def _no_common_language(
    mentors: Sequence[frozenset[str]], mentees: Sequence[frozenset[str]]
) -> Bools:
    broken: Bools = shared(mentors, mentees) == 0
    broken &= known(mentors)[:, None]
    broken &= known(mentees)
    return broken


def _without_score(problem: Problem, scores: Mapping[tuple[str, str], float]) -> Compared:
    rows = {person.id: row for row, person in enumerate(problem.mentors)}
    columns = {person.id: column for column, person in enumerate(problem.mentees)}
    missing = np.ones((len(rows), len(columns)), dtype=np.bool_)
    for mentor, mentee in scores:
        missing[rows[mentor], columns[mentee]] = False
    return missing, np.arange(len(rows)), np.arange(len(columns))


def _lines(problem: Problem) -> tuple[list[list[str]], list[list[str]]]:
    """The managers above each person, as far up as the rule looks."""
    above = managers_of(problem)
    # Many have the same manager.
    lines = {manager: _line(manager, above, problem.rules.depth) for manager in {*above.values()}}
    lines[""] = []
    sides = problem.mentors, problem.mentees
    mentors, mentees = ([lines[above.get(p.id, "")] for p in side] for side in sides)
    return mentors, mentees


def managers_of(problem: Problem) -> dict[str, str]:
    """The manager of everybody of whom one is known; what people say themselves comes first."""
    sides = problem.mentors, problem.mentees
    return {**problem.managers, **{p.id: p.manager for side in sides for p in side if p.manager}}


def _line(manager: str, above: Mapping[str, str], depth: int | None) -> list[str]:
    """The line from this manager upwards."""
    line: list[str] = []
    # A line that runs in a circle ends where it meets itself.
    while manager and manager not in line and (depth is None or len(line) < depth):
        line.append(manager)
        manager = above.get(manager, "")
    return line


def _named(
    rows: Mapping[str, int], columns: Mapping[str, int], by_mentors: Names, by_mentees: Names
) -> list[int]:
    """The pairs of which either names the other."""
    one_way = _named_by(rows, by_mentors, columns)
    return one_way + _named_by(columns, by_mentees, rows)


def _named_by(own: Mapping[str, int], names: Names, others: Mapping[str, int]) -> list[int]:
    """Most name nobody."""
    naming = compress(zip(own.values(), names, strict=True), names)
    return [start + others[one] for start, named in naming for one in named if one in others]

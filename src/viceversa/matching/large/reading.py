"""From a Problem to its columns. Who has no seat is not among them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np

from viceversa.matching.arrays import Int32s, Int64s, Words
from viceversa.matching.large.columns import (
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    UNKNOWN,
    Columns,
    Lists,
    Side,
    bits,
)
from viceversa.matching.large.partners import Order, groups_of
from viceversa.matching.problem import Candidate, Match, Problem, ProblemError, Role
from viceversa.matching.rules import barred_by_name, managers_of, names, rule_masks
from viceversa.matching.scores import VIDEO

MOST_SEATS = 1_000_000
"""Nobody has so many partners, and their sum fits."""

AIMS = ("fair", "worst", "total")

MANY, SMALLER = "So many people cannot be matched at once with", "match them in smaller groups"

Codes = Mapping[Any, int]


def of(problem: Problem, order: tuple[Order, Order]) -> Columns:
    """The columns of a problem, its people in this order: places of mentors and of mentees.

    ProblemError where it asks for what has no columns.
    """
    _refuse_what_has_none(problem)
    groups = groups_of(problem, order)
    codes = _codes(problem)
    mentors, mentees = (
        [people[place] for place in places]
        for people, places in zip((problem.mentors, problem.mentees), order, strict=True)
    )
    barred, opened = _by_name(problem, order)
    return Columns(
        mentors=_side(problem, codes, mentors, "mentor"),
        mentees=_side(problem, codes, mentees, "mentee"),
        weights=problem.weights,
        aim=problem.aim,
        theme=np.array([codes["topic"][one] for one in sorted(problem.theme)], dtype=np.int32),
        different_organisation=problem.rules.different_organisation,
        rivals=_rivals(problem, codes["organisation"]),
        barred=barred,
        opened=opened,
        locked=_locked(problem, order),
        wished=_wished(problem, order),
        groups=groups,
    )


def has_columns(problem: Problem) -> bool:
    """Whether a problem is without given scores, and its aim one of those that are proven without a
    table."""
    return problem.scores is None and problem.aim.kind in AIMS


def _refuse_what_has_none(problem: Problem) -> None:
    """ProblemError that says what to do instead."""
    if problem.scores is not None:
        raise ProblemError("many_scores", f"{MANY} ready scores: {SMALLER}, or give people.")
    if problem.aim.kind not in AIMS:
        aims = f"choose {', '.join(AIMS[:-1])} or {AIMS[-1]}"
        asked = f"the objective {problem.aim.kind}"
        raise ProblemError("many_aim", f"{MANY} {asked}: {aims}, or {SMALLER}.")


def _codes(problem: Problem) -> dict[str, Codes]:
    """A number for each word of each field, the same on both sides; none for a blank. Levels are
    numbered from the lowest upwards: their order is all that counts."""
    people = (*problem.mentors, *problem.mentees)
    found = {field: _numbered(map(attrgetter(field), people)) for field in _WORDS}
    for field in _SETS:
        found[field] = _numbered(chain.from_iterable(map(attrgetter(field), people)))
    found["places"] = _numbered([VIDEO, *found["places"]])
    known = {person.level for person in people if person.level is not None}
    found["level"] = {level: rank for rank, level in enumerate(sorted(known))}
    lists = chain.from_iterable((*person.wants, *person.offers) for person in people)
    found["topic"] = _numbered(chain(sorted(problem.theme), (topic for topic, _ in lists)))
    return found


_WORDS = ("unit", "organisation", "sector")
_SETS = ("languages", "places", "hours", "goals")


def _numbered(words: Iterable[str]) -> Codes:
    return {word: number for number, word in enumerate(filter(None, dict.fromkeys(words)))}


def _side(
    problem: Problem, codes: Mapping[str, Codes], people: Sequence[Candidate], role: Role
) -> Side:
    rules = problem.rules
    return Side(
        seats=_column(min(person.capacity, MOST_SEATS) for person in people),
        level=_levels(people if rules.level else [Candidate("")] * len(people), role, codes),
        unit=_coded(people, "unit", codes) if rules.different_unit else _nothing(people),
        organisation=_coded(people, "organisation", codes),
        sector=_coded(people, "sector", codes),
        languages=_set(people if rules.common_language else (), "languages", codes, len(people)),
        places=_set(people, "places", codes, len(people)),
        hours=_set(people, "hours", codes, len(people)),
        goals=_set(people, "goals", codes, len(people)),
        wants=_lists([person.wants for person in people], codes["topic"]),
        offers=_lists([person.offers for person in people], codes["topic"]),
    )


def _column(numbers: Iterable[int]) -> Int32s:
    return np.fromiter(numbers, dtype=np.int32)


def _nothing(people: Sequence[Candidate]) -> Int32s:
    return np.full(len(people), UNKNOWN, dtype=np.int32)


def _levels(people: Sequence[Candidate], role: Role, codes: Mapping[str, Codes]) -> Int32s:
    """The levels, or what is beyond all of them where one is not known."""
    unknown = LOWEST_LEVEL if role == "mentor" else HIGHEST_LEVEL
    return _column(codes["level"].get(person.level, unknown) for person in people)


def _coded(people: Sequence[Candidate], field: str, codes: Mapping[str, Codes]) -> Int32s:
    said = map(attrgetter(field), people)
    return _column(codes[field].get(word, UNKNOWN) for word in said)


def _set(people: Sequence[Candidate], field: str, codes: Mapping[str, Codes], size: int) -> Words:
    """Who has what, as bits; the words are as many for either role."""
    numbers = codes[field]
    said = [(place, numbers[word]) for place, p in enumerate(people) for word in _said(p, field)]
    owners, things = np.array(said, dtype=np.int64).reshape(-1, 2).T
    return bits(owners, things, people=size, kinds=len(numbers))


def _said(person: Candidate, field: str) -> Any:
    return getattr(person, field) - {""}


def _lists(lists: Sequence[Sequence[tuple[str, int]]], codes: Codes) -> Lists:
    lengths = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
    flat = [*chain.from_iterable(lists)]
    return Lists(
        np.concatenate([[0], np.cumsum(lengths)]),
        _column(codes[topic] for topic, _ in flat),
        np.fromiter((strength for _, strength in flat), dtype=np.uint8),
    )


def _rivals(problem: Problem, codes: Codes) -> Int32s:
    known = [pair for pair in problem.rules.rivals if codes.keys() >= {*pair}]
    coded = [(codes[one], codes[other]) for one, other in known]
    return np.array(coded, dtype=np.int32).reshape(-1, 2)


def _by_name(problem: Problem, order: tuple[Order, Order]) -> tuple[Int64s, Int64s]:
    """The pairs that are forbidden, and those that are allowed, whatever their fields say."""
    waived = [*dict.fromkeys((waiver.mentor, waiver.mentee) for waiver in problem.waivers)]
    rows = {person.id: row for row, person in enumerate(problem.mentors)}
    columns = {person.id: column for column, person in enumerate(problem.mentees)}
    cells = np.array([rows[one] * len(columns) + columns[other] for one, other in waived], np.int64)
    allowed = np.array([not broken(problem, *match) for match in waived], dtype=np.bool_)
    named = [np.array(found, dtype=np.int64) for _, found in barred_by_name(problem)]
    barred = np.setdiff1d(np.concatenate([*named, cells[~allowed]]), cells[allowed])
    sizes = len(rows), len(columns)
    return _keys(barred, sizes, order), _keys(cells[allowed], sizes, order)


def _locked(problem: Problem, order: tuple[Order, Order]) -> Int64s:
    return _pairs(problem, problem.locks, order)


def _wished(problem: Problem, order: tuple[Order, Order]) -> tuple[Int64s, Int64s]:
    """The pairs that mentees wish for, and those that mentors do."""
    by_mentees = ((one, mentee.id) for mentee in problem.mentees for one in mentee.prefers)
    by_mentors = ((mentor.id, one) for mentor in problem.mentors for one in mentor.prefers)
    return _pairs(problem, by_mentees, order), _pairs(problem, by_mentors, order)


def _pairs(problem: Problem, matches: Iterable[Match], order: tuple[Order, Order]) -> Int64s:
    """Pairs by name; strangers are passed over."""
    rows = {person.id: row for row, person in enumerate(problem.mentors)}
    columns = {person.id: column for column, person in enumerate(problem.mentees)}
    sizes = len(rows), len(columns)
    known = [(rows[m], columns[n]) for m, n in matches if m in rows and n in columns]
    mentors, mentees = np.array(known, dtype=np.int64).reshape(-1, 2).T
    return _keys(mentors * sizes[1] + mentees, sizes, order)


def broken(problem: Problem, mentor: str, mentee: str) -> tuple[str, ...]:
    """The rules a pair breaks that no waiver lifts."""
    above, match = managers_of(problem), (mentor, mentee)
    two = (
        replace(next(p for p in people if p.id == one), manager=above.get(one, ""))
        for people, one in zip((problem.mentors, problem.mentees), match, strict=True)
    )
    alone = replace(
        problem,
        mentors=(next(two),),
        mentees=(next(two),),
        managers=above,
        locks=(),
        apart=problem.apart & {match},
        prior=problem.prior & {match},
        waivers=tuple(w for w in problem.waivers if (w.mentor, w.mentee) == match),
    )
    return names(int(rule_masks(alone)[0, 0]))


def _keys(cells: Int64s, sizes: tuple[int, int], order: tuple[Order, Order]) -> Int64s:
    """Cells of the problem as pairs of the columns; who is not in the order has none."""
    places = [np.full(size, -1, dtype=np.int64) for size in sizes]
    for own, people in zip(places, order, strict=True):
        own[np.asarray(people, dtype=np.int64)] = np.arange(len(people))
    mentors, mentees = places[0][cells // sizes[1]], places[1][cells % sizes[1]]
    there = (mentors >= 0) & (mentees >= 0)
    return np.unique((mentees * len(order[0]) + mentors)[there])

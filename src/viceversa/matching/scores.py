"""The score of every pair, 0 to 100: [mentor, mentee]."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import attrgetter, iadd
from typing import Any

import numpy as np

from viceversa.matching import kernel
from viceversa.matching.arrays import Bools, Counts, Floats, Numbered, Places, Values
from viceversa.matching.overlap import (
    Kinds,
    flags_of,
    known,
    met_anywhere,
    same,
    shared,
    shared_strength,
    strength_of,
    strips,
    tells,
)
from viceversa.matching.parts import POINT, KindsPart, Part, StepsPart, points_of, with_neutral
from viceversa.matching.problem import Candidate, Problem, Sides
from viceversa.matching.topics import TopicLists

NEUTRAL = 50
"""The score of two people when nobody says anything."""

VIDEO = "video"

BY_VIDEO = 0.75
"""What meeting by video gives, of meeting at one place: video counts 1 there, a place 2."""

ENOUGH_TOPICS = 3
"""So many wishes met in full are all there is to have: a longer list is no harder to meet."""

ENOUGH_HOURS = 2


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all pairs, with their parts unless they were given, and what those count."""

    values: Values
    parts: tuple[Part, ...]
    topics: TopicLists

    def points(self, rows: Places, columns: Places) -> Places:
        """Whole points of these pairs, a row for each part, adding up to the scores.

        What rounding down leaves goes to the parts that lost most by it.
        """
        raw = np.array([part.points(rows, columns) for part in self.parts], dtype=np.intp)
        points, lost = raw // POINT, raw % POINT
        missing = self.values[rows, columns] - points.sum(axis=0)
        rank = np.argsort(np.argsort(-lost, axis=0, kind="stable"), axis=0)
        points += rank < missing
        return points


def score_all(problem: Problem) -> Scores:
    """Scores by wishes and circumstances, or those that were given."""
    topics = TopicLists.of((problem.mentors, problem.mentees), problem.theme)
    if problem.scores is not None:
        return Scores(_given(problem, problem.scores), (), topics)
    parts = tuple(_parts(problem, topics))
    return Scores(_added_up(parts, (len(problem.mentors), len(problem.mentees))), parts, topics)


def _added_up(parts: Sequence[Part], shape: tuple[int, int]) -> Values:
    """The whole points of all parts together."""
    library = kernel.library()
    if library and parts and all(part.in_bytes for part in parts):
        kinds = [part for part in parts if isinstance(part, KindsPart)]
        return library.scores(kinds, [part for part in parts if isinstance(part, StepsPart)], shape)
    values = np.full(shape, NEUTRAL, dtype=np.int8)
    for some in strips(len(values)) if parts else ():
        points = reduce(iadd, (part.strip(some) for part in parts))
        values[some] = (points + POINT // 2) // POINT
    return values


def _given(problem: Problem, scores: Mapping[tuple[str, str], float]) -> Floats:
    rows = {person.id: row for row, person in enumerate(problem.mentors)}
    columns = {person.id: column for column, person in enumerate(problem.mentees)}
    values = np.zeros((len(rows), len(columns)))
    for (mentor, mentee), score in scores.items():
        values[rows[mentor], columns[mentee]] = score
    return values


@dataclass(frozen=True, slots=True)
class _Draft:
    """A part whose points wait for the weights of the others; who says anything is known."""

    weight: float
    told: tuple[Bools, Bools]
    made: Callable[[int], Part]

    @property
    def counts(self) -> bool:
        """Whether it has any weight, and both sides say anything at all."""
        return bool(self.weight and self.told[0].any() and self.told[1].any())


def _parts(problem: Problem, topics: TopicLists) -> Iterator[Part]:
    """Weights are scaled to 100 points over the parts that both sides say something about."""
    drafts = [draft for draft in _drafts(problem, topics) if draft.counts]
    whole = sum(draft.weight for draft in drafts)
    for draft in drafts:
        yield draft.made(round(100 * POINT * draft.weight / whole))


def _drafts(problem: Problem, topics: TopicLists) -> Iterator[_Draft]:
    weights, sides = problem.weights, (problem.mentors, problem.mentees)
    yield from _wishes(problem, topics)
    yield _circumstance("sector", weights.sector, sides, by=_different)
    meeting = partial(shared, light=VIDEO)
    yield _circumstance("places", weights.meeting, sides, by=meeting, step=BY_VIDEO)
    yield _circumstance("hours", weights.hours, sides, by=shared, step=1 / ENOUGH_HOURS)
    yield _circumstance("goals", weights.goals, sides, by=shared)
    half, (mentors, mentees) = weights.prefers / 2, sides
    yield _wished("mentee_prefers", half, _preferred(mentees, mentors).T)
    yield _wished("mentor_prefers", half, _preferred(mentors, mentees))


def _different(left: Sequence[str], right: Sequence[str]) -> Counts:
    return ~same(left, right)


def _circumstance(
    name: str,
    weight: float,
    sides: Sides,
    *,
    by: Callable[[Any, Any], Counts],
    step: float = 1,
) -> _Draft:
    """A part that compares what the two say under its name; each thing in common is a step."""
    left, right = (Kinds.of(map(attrgetter(name), side)) for side in sides)
    told = known(left.things), known(right.things)

    def made(full: int) -> Part:
        shares = np.minimum(by(left.things, right.things) * np.float32(step), 1)
        points = with_neutral(points_of(shares, full), told, full).take(right.places, axis=1)
        return KindsPart(name, everybody, points, (left.places, right.places))

    everybody = told[0][left.places], told[1][right.places]
    return _Draft(weight, everybody, made)


def _wished(name: str, weight: float, wished: Counts) -> _Draft:
    """A part that is given in full or not at all: silence is no wish."""
    everybody = np.ones(wished.shape[0], np.bool_), np.ones(wished.shape[1], np.bool_)

    def made(full: int) -> Part:
        return StepsPart.of(name, everybody, full, wished, np.array([1]))

    return _Draft(weight if wished.any() else 0, everybody, made)


def _preferred(by: Sequence[Candidate], of: Sequence[Candidate]) -> Counts:
    """Who wishes for whom of the others."""
    wished = np.zeros((len(by), len(of)), dtype=np.uint8)
    wishing = [(row, person.prefers) for row, person in enumerate(by) if person.prefers]
    places = {person.id: place for place, person in enumerate(of)} if wishing else {}
    for row, preferred in wishing:
        wished[row, [places[one] for one in preferred if one in places]] = 1
    return wished


def _wishes(problem: Problem, topics: TopicLists) -> Iterator[_Draft]:
    """Wishes against offers in both directions, and in the theme of the programme."""
    weights, wants, offers = problem.weights, topics.wants, topics.offers
    yield _wish("wants", weights.wants, (offers[0], wants[1]), _enough(wants[1]))
    yield _wish("returns", weights.returns, (wants[0], offers[1]), _enough(wants[0])[:, None])
    if problem.theme:
        yield _theme(weights.theme, (wants, offers), len(problem.theme))


def _wish(name: str, weight: float, lists: tuple[Numbered, Numbered], enough: Counts) -> _Draft:
    """A part that gives so much for each step of strength that is met, until it is enough."""
    told = tells(lists[0]), tells(lists[1])

    def made(full: int) -> Part:
        return StepsPart.of(name, told, full, shared_strength(*lists), enough)

    return _Draft(weight, told, made)


def _theme(weight: float, lists: tuple[Sequence[Numbered], ...], size: int) -> _Draft:
    """One topic of the theme that either gives the other is all there is to have."""
    told = (
        tells(np.hstack([lists[0][0], lists[1][0]])),
        tells(np.hstack([lists[0][1], lists[1][1]])),
    )
    (gets, gives), (wants, offers) = (
        [flags_of(side, size) for side in both] for both in zip(*lists, strict=True)
    )

    def made(full: int) -> Part:
        met = met_anywhere(np.hstack([gives, gets]), np.hstack([wants, offers]))
        return StepsPart.of("theme", told, full, met, np.array([1]))

    return _Draft(weight, told, made)


def _enough(wants: Numbered) -> Counts:
    """How many steps of strength are all there is to have: those of the three strongest wishes."""
    strongest = np.sort(strength_of(wants), axis=1)[:, -ENOUGH_TOPICS:]
    steps: Counts = np.maximum(strongest.sum(axis=1), 1)
    return steps

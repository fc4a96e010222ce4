"""The score of every pair, 0 to 100: [mentor, mentee]."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viceversa.matching.overlap import (
    Bools,
    Counts,
    Kinds,
    Listed,
    Numbered,
    Places,
    blocks_of,
    known,
    same,
    shared,
    shared_strength,
    strength_of,
    strips,
)
from viceversa.matching.parts import NEUTRAL, Part, Shares, Theme, shares_of
from viceversa.matching.problem import Problem

Floats = NDArray[np.float64]
Values = NDArray[Any]
"""Whole numbers from 0 to 100, or given numbers of any kind."""

VIDEO = "video"

BY_VIDEO = 0.75
"""What meeting by video gives, of meeting at one place: video counts 1 there, a place 2."""

ENOUGH_TOPICS = 3
"""So many wishes met in full are all there is to have: a longer list is no harder to meet."""

ENOUGH_HOURS = 2


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all pairs, with their parts unless they were given."""

    values: Values
    parts: tuple[Part, ...]

    def points(self, rows: Places, columns: Places) -> Places:
        """Whole points of these pairs, a row for each part, adding up to the scores.

        What rounding down leaves goes to the parts that lost most by it.
        """
        raw = np.array([part.points(rows, columns) for part in self.parts])
        points: Places = np.floor(raw).astype(np.int64)
        missing = self.values[rows, columns] - points.sum(axis=0)
        rank = np.argsort(np.argsort(points - raw, axis=0, kind="stable"), axis=0)
        points += rank < missing
        return points


def score_all(problem: Problem) -> Scores:
    """Scores by wishes and circumstances, or those that were given."""
    if problem.scores is not None:
        return Scores(_given(problem, problem.scores), ())
    values = np.full((len(problem.mentors), len(problem.mentees)), 100 * NEUTRAL, dtype=np.int8)
    parts = _scaled([part for part in _parts(problem) if part.weight and part.is_told])
    if parts:
        tables = [part.table() for part in parts]
        for some in strips(len(values)):
            values[some] = np.rint(reduce(np.add, (points(some) for points in tables)))
    return Scores(values, parts)


def _given(problem: Problem, scores: Mapping[tuple[str, str], float]) -> Floats:
    rows = {person.id: row for row, person in enumerate(problem.mentors)}
    columns = {person.id: column for column, person in enumerate(problem.mentees)}
    values = np.zeros((len(rows), len(columns)))
    for (mentor, mentee), score in scores.items():
        values[rows[mentor], columns[mentee]] = score
    return values


def _scaled(parts: list[Part]) -> tuple[Part, ...]:
    """Weights scaled to 100 over the parts that both sides say something about."""
    whole = sum(part.weight for part in parts)
    return tuple(replace(part, weight=100 * part.weight / whole) for part in parts)


def _parts(problem: Problem) -> Iterator[Part]:
    weights = problem.weights
    yield from _wishes(problem)
    yield _circumstance("sector", weights.sector, problem, by=_different)
    meeting = partial(shared, light=VIDEO)
    yield _circumstance("places", weights.meeting, problem, by=meeting, step=BY_VIDEO)
    yield _circumstance("hours", weights.hours, problem, by=shared, step=1 / ENOUGH_HOURS)
    yield _circumstance("goals", weights.goals, problem, by=shared)


def _different(left: Sequence[str], right: Sequence[str]) -> Counts:
    return ~same(left, right)


def _circumstance(
    name: str,
    weight: float,
    problem: Problem,
    *,
    by: Callable[[Any, Any], Counts],
    step: float = 1,
) -> Part:
    """A part that compares what the two say under its name; each thing in common is a step."""
    sides = problem.mentors, problem.mentees
    left, right = (Kinds.of(map(attrgetter(name), side)) for side in sides)
    told = known(left.things), known(right.things)
    shares = shares_of(by(left.things, right.things), np.float32(step))
    return Part.of(name, weight, (left.places, right.places), told, shares)


def _wishes(problem: Problem) -> Iterator[Part]:
    """Wishes against offers in both directions, and in the theme of the programme."""
    weights, sides = problem.weights, (problem.mentors, problem.mentees)
    blocks = blocks_of(problem.theme)
    wants = [Listed.of([person.wants for person in side], blocks) for side in sides]
    offers = [Listed.of([person.offers for person in side], blocks) for side in sides]
    met = shared_strength(offers[0].numbers, wants[1].numbers)
    shares = shares_of(met, _per_wish(wants[1].numbers))
    yield _listed("wants", weights.wants, (offers[0], wants[1]), shares)
    met = shared_strength(wants[0].numbers, offers[1].numbers)
    shares = shares_of(met, _per_wish(wants[0].numbers)[:, None])
    yield _listed("returns", weights.returns, (wants[0], offers[1]), shares)
    if problem.theme:
        size = len(problem.theme)
        yield _theme(
            weights.theme,
            *(_flags(*lists, size) for lists in zip(wants, offers, strict=True)),
        )


def _listed(name: str, weight: float, lists: tuple[Listed, Listed], shares: Shares) -> Part:
    told = [np.arange(len(side.numbers)) > 0 for side in lists]
    return Part.of(name, weight, [side.places for side in lists], told, shares)


def _flags(wants: Listed, offers: Listed, size: int) -> Bools:
    """Whether a person lists anything; which topics of the theme are wanted, and which offered."""
    told = wants.places + offers.places > 0
    return np.hstack([told[:, None], wants.of_first(size), offers.of_first(size)])


def _theme(weight: float, mentors: Bools, mentees: Bools) -> Part:
    """One topic of the theme that either gives the other is all there is to have."""
    left, right = map(Kinds.of_rows, (mentors, mentees))
    one, other = (np.array([*map(list, side.things)], dtype=np.bool_).T for side in (left, right))
    met = np.zeros((one.shape[1], other.shape[1]), dtype=np.bool_)
    turned = np.roll(other[1:], len(other) // 2, axis=0)
    for giving, taking in zip(one[1:], turned, strict=True):
        met |= np.logical_and.outer(giving, taking)
    return Theme.of(
        "theme", weight, (left.places, right.places), (one[0], other[0]), shares_of(met)
    )


def _per_wish(wants: Numbered) -> Shares:
    """What one met step of strength is worth to each: three wishes are all there is to have."""
    strongest = np.sort(strength_of(wants), axis=1)[:, -ENOUGH_TOPICS:].sum(axis=1)
    shares: Shares = (1 / np.maximum(strongest, 1)).astype(np.float32)
    return shares

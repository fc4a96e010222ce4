"""The score of every pair, 0 to 100, and the parts it is made of: [mentor, mentee]."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viceversa.matching.overlap import (
    Bools,
    Counts,
    Graded,
    Sets,
    same,
    shared,
    shared_strength,
)
from viceversa.matching.problem import Problem
from viceversa.matching.rules import known

Floats = NDArray[np.float64]
Values = NDArray[Any]
"""Whole numbers from 0 to 100, or given numbers of any kind."""
Shares = NDArray[np.float32]

NEUTRAL = 0.5
"""What a part gives when one of the two says nothing about it."""

BY_VIDEO = 0.75
"""What meeting by video gives, of meeting at one place."""

ENOUGH_TOPICS = 3
"""Three wishes met in full are all there is to have: a longer list is no harder to meet."""

ENOUGH_HOURS = 2

VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score: its weight, what each pair earns of it, and who says something."""

    name: str
    weight: float
    earned: Shares
    told: tuple[Bools, Bools]

    def unknown(self, rows: Sequence[int], columns: Sequence[int]) -> list[bool]:
        """For which of these pairs one of the two says nothing."""
        unknown: list[bool] = (~(self.told[0][rows] & self.told[1][columns])).tolist()
        return unknown


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all pairs, with their parts unless they were given."""

    values: Values
    parts: tuple[Part, ...]

    def points(self, rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
        """Whole points of every part, a list for each pair, adding up to the score of the pair.

        What rounding down leaves goes to the parts that lost most by it.
        """
        raw = np.array([part.weight * part.earned[rows, columns] for part in self.parts]).T
        points = np.floor(raw).astype(np.int64)
        missing = self.values[rows, columns].astype(np.int64) - points.sum(axis=1)
        rank = np.argsort(np.argsort(points - raw, axis=1, kind="stable"), axis=1)
        whole: list[list[int]] = (points + (rank < missing[:, None])).tolist()
        return whole


def score_all(problem: Problem) -> Scores:
    """Scores by wishes and circumstances, or those that were given."""
    if problem.scores is not None:
        return Scores(_given(problem, problem.scores), ())
    shape = (len(problem.mentors), len(problem.mentees))
    parts = _scaled([part for part in _parts(problem) if part.weight and _told_by_any(part)])
    if not parts:
        return Scores(np.full(shape, 100 * NEUTRAL, dtype=np.int16), ())
    total = np.zeros(shape, dtype=np.float32)
    for part in parts:
        total += np.float32(part.weight) * part.earned
    return Scores(np.rint(total).astype(np.int16), parts)


def _given(problem: Problem, scores: Mapping[tuple[str, str], float]) -> Floats:
    rows = {person.id: row for row, person in enumerate(problem.mentors)}
    columns = {person.id: column for column, person in enumerate(problem.mentees)}
    values = np.zeros((len(rows), len(columns)))
    for (mentor, mentee), score in scores.items():
        values[rows[mentor], columns[mentee]] = score
    return values


def _told_by_any(part: Part) -> bool:
    return bool(part.told[0].any() and part.told[1].any())


def _scaled(parts: list[Part]) -> tuple[Part, ...]:
    """Weights scaled to 100 over the parts both sides say something about."""
    whole = sum(part.weight for part in parts)
    return tuple(replace(part, weight=100 * part.weight / whole) for part in parts)


def _parts(problem: Problem) -> Iterator[Part]:
    weights, mentors, mentees = problem.weights, problem.mentors, problem.mentees
    yield from _topic_parts(problem)
    for name, weight, compare in (
        ("sector", weights.sector, _other_sector),
        ("places", weights.meeting, _meeting),
        ("hours", weights.hours, _free_together),
        ("goals", weights.goals, shared),
    ):
        left, right = ([getattr(p, name) for p in side] for side in (mentors, mentees))
        yield _part(name, weight, compare(left, right), (known(left), known(right)))


def _part(
    name: str, weight: float, earned: Shares | Counts | Bools, told: tuple[Bools, Bools]
) -> Part:
    shares = np.minimum(earned, np.float32(1), dtype=np.float32)
    for axis, said in enumerate(told):
        if not said.all():
            shares[(slice(None),) * axis + (~said,)] = NEUTRAL
    return Part(name, weight, shares, told)


def _topic_parts(problem: Problem) -> Iterator[Part]:
    """Wishes against offers in both directions, and in the theme of the programme."""
    weights, sides = problem.weights, (problem.mentors, problem.mentees)
    wants, offers = ([[getattr(p, n) for p in side] for side in sides] for n in ("wants", "offers"))
    met = shared_strength(offers[0], wants[1]) / _enough(wants[1])
    yield _part("wants", weights.wants, met, (known(offers[0]), known(wants[1])))
    met = shared_strength(wants[0], offers[1]) / _enough(wants[0])[:, None]
    yield _part("returns", weights.returns, met, (known(wants[0]), known(offers[1])))
    if problem.theme:
        told = [known([*p.wants, *p.offers] for p in side) for side in sides]
        yield _part("theme", weights.theme, _theme(problem, wants, offers), (told[0], told[1]))


def _theme(problem: Problem, wants: Sequence[Graded], offers: Sequence[Graded]) -> Counts:
    def kept(lists: Graded) -> list[frozenset[str]]:
        return [frozenset([t for t, _ in named if t in problem.theme]) for named in lists]

    asked = shared(kept(offers[0]), kept(wants[1]))
    return asked | shared(kept(wants[0]), kept(offers[1]))


def _enough(wants: Graded) -> Shares:
    strongest = (sorted([s for _, s in named])[-ENOUGH_TOPICS:] for named in wants)
    return np.array([sum(strengths) or 1 for strengths in strongest], dtype=np.float32)


def _other_sector(left: Sequence[str], right: Sequence[str]) -> Bools:
    return ~same(left, right)


def _meeting(left: Sets, right: Sets) -> Shares:
    """A place in common, or video."""
    graded = (
        [[(p, 1 if p == VIDEO else 2) for p in places] for places in s] for s in (left, right)
    )
    common = shared_strength(*graded)
    return np.where(common > 1, np.float32(1), common * np.float32(BY_VIDEO))


def _free_together(left: Sets, right: Sets) -> Shares:
    return np.multiply(shared(left, right), 1 / ENOUGH_HOURS, dtype=np.float32)

"""The score of every pair, 0 to 100, and the parts it is made of: [mentor, mentee]."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viceversa.matching.overlap import (
    STRENGTHS,
    Bools,
    Counts,
    Numbered,
    numbered,
    same,
    shared,
    shared_strength,
    strength_numbers,
    strength_of,
)
from viceversa.matching.problem import Problem
from viceversa.matching.rules import known

Floats = NDArray[np.float64]
Values = NDArray[Any]
"""Whole numbers from 0 to 100, or given numbers of any kind."""
Shares = NDArray[np.float32]

Places = Sequence[int]

NEUTRAL = 0.5
"""What a part gives when one of the two says nothing about it."""

BY_VIDEO = 0.75
"""What meeting by video gives, of meeting at one place: video counts 1 there, a place 2."""

ENOUGH_TOPICS = 3
"""So many wishes met in full are all there is to have: a longer list is no harder to meet."""

ENOUGH_HOURS = 2

VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score: what every two people have in common in it, and what that gives.

    It gives `counts` times `scale` of its weight, at most all of it, and half of it where one of
    the two says nothing. `scale` is one number for all, or one for every row or column.
    """

    name: str
    weight: float
    counts: Counts
    scale: Shares
    told: tuple[Bools, Bools]

    @property
    def is_told(self) -> bool:
        """Whether both sides say anything at all."""
        return bool(self.told[0].any() and self.told[1].any())

    def give(self, out: Shares) -> None:
        """The points of all pairs."""
        np.multiply(self.counts, self.scale, out=out)
        np.minimum(out, np.float32(1), out=out)
        out[~self.told[0], :] = NEUTRAL
        out[:, ~self.told[1]] = NEUTRAL
        out *= np.float32(self.weight)

    def unknown(self, rows: Places, columns: Places) -> Bools:
        """For which of these pairs one of the two says nothing."""
        return ~(self.told[0][rows] & self.told[1][columns])

    def points(self, rows: Places, columns: Places) -> Shares:
        """The points of these pairs, the same as in the table of all."""
        scale = np.broadcast_to(self.scale, self.counts.shape)[rows, columns]
        earned = np.minimum(self.counts[rows, columns] * scale, np.float32(1))
        earned[self.unknown(rows, columns)] = NEUTRAL
        return earned * np.float32(self.weight)


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all pairs, with their parts unless they were given."""

    values: Values
    parts: tuple[Part, ...]

    def points(self, rows: Places, columns: Places) -> list[list[int]]:
        """Whole points of every part, a list for each pair, adding up to the score of the pair.

        What rounding down leaves goes to the parts that lost most by it.
        """
        raw = np.array([part.points(rows, columns) for part in self.parts]).T
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
    parts = _scaled([part for part in _parts(problem) if part.weight and part.is_told])
    if not parts:
        return Scores(np.full(shape, 100 * NEUTRAL, dtype=np.int16), ())
    total, points = np.zeros((2, *shape), dtype=np.float32)
    for part in parts:
        part.give(points)
        total += points
    return Scores(np.rint(total, out=total).astype(np.int16), parts)


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
    weights, sides = problem.weights, (problem.mentors, problem.mentees)
    yield from _topic_parts(problem)
    left, right = ([p.sector for p in side] for side in sides)
    other = ~same(left, right)
    yield Part("sector", weights.sector, other, _scale(1), (known(left), known(right)))
    for name, weight, scale, light in (
        ("places", weights.meeting, BY_VIDEO, VIDEO),
        ("hours", weights.hours, 1 / ENOUGH_HOURS, ""),
        ("goals", weights.goals, 1, ""),
    ):
        first, second = ([getattr(p, name) for p in side] for side in sides)
        common = shared(first, second, light=light)
        yield Part(name, weight, common, _scale(scale), (known(first), known(second)))


def _topic_parts(problem: Problem) -> Iterator[Part]:
    """Wishes against offers in both directions, and in the theme of the programme."""
    weights, sides = problem.weights, (problem.mentors, problem.mentees)
    topics = {t for side in sides for p in side for t, _ in (*p.wants, *p.offers)}
    numbers = strength_numbers([*problem.theme, *(topics - problem.theme)])
    wants = [numbered([p.wants for p in side], numbers) for side in sides]
    offers = [numbered([p.offers for p in side], numbers) for side in sides]
    wanting, offering = ([_any(lists) for lists in both] for both in (wants, offers))
    met = shared_strength(offers[0], wants[1])
    yield Part("wants", weights.wants, met, _per_wish(wants[1]), (offering[0], wanting[1]))
    met = shared_strength(wants[0], offers[1])
    scale = _per_wish(wants[0])[:, None]
    yield Part("returns", weights.returns, met, scale, (wanting[0], offering[1]))
    if problem.theme:
        theme = STRENGTHS * len(problem.theme)
        asked = shared_strength(_up_to(theme, offers[0]), wants[1])
        met = asked + shared_strength(_up_to(theme, wants[0]), offers[1])
        anything = [_any(np.hstack(lists)) for lists in zip(wants, offers, strict=True)]
        yield Part("theme", weights.theme, met, _scale(1), (anything[0], anything[1]))


def _scale(share: float) -> Shares:
    return np.array(share, dtype=np.float32)


def _up_to(highest: int, lists: Numbered) -> Numbered:
    kept: Numbered = np.where(lists <= highest, lists, 0)
    return kept


def _any(lists: Numbered) -> Bools:
    filled: Bools = np.logical_or.reduce(lists > 0, axis=1)
    return filled


def _per_wish(wants: Numbered) -> Shares:
    """What one met step of strength is worth to each: three wishes are all there is to have."""
    strongest = np.sort(strength_of(wants), axis=1)[:, -ENOUGH_TOPICS:].sum(axis=1)
    shares: Shares = (1 / np.maximum(strongest, 1)).astype(np.float32)
    return shares

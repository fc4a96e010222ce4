"""The score of every pair, 0 to 100, and the parts it is made of: [mentor, mentee]."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from viceversa.matching.problem import Problem, Topics
from viceversa.matching.rules import Bools, Counts, People, common_bits, known, same, shared

Floats = NDArray[np.float64]
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

    values: Floats
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
        return Scores(np.full(shape, 100 * NEUTRAL), ())
    total = np.zeros(shape, dtype=np.float32)
    for part in parts:
        total += np.float32(part.weight) * part.earned
    return Scores(np.rint(total).astype(np.float64), parts)


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


def _topic_parts(problem: Problem) -> Iterator[Part]:
    """Wishes against offers in both directions, and in the theme of the programme."""
    weights, mentors, mentees = problem.weights, problem.mentors, problem.mentees
    wants, offers = ([p.wants for p in mentees], [p.offers for p in mentors])
    met = _met(wants, offers).T
    yield _part("wants", weights.wants, met, (known(offers), known(wants)))
    wants, offers = ([p.wants for p in mentors], [p.offers for p in mentees])
    met = _met(wants, offers)
    yield _part("returns", weights.returns, met, (known(wants), known(offers)))
    if problem.theme:
        told = [known([*p.wants, *p.offers] for p in side) for side in (mentors, mentees)]
        yield _part("theme", weights.theme, _theme(problem), (told[0], told[1]))


def _part(
    name: str, weight: float, earned: Shares | Counts | Bools, told: tuple[Bools, Bools]
) -> Part:
    shares = np.minimum(earned, np.float32(1), dtype=np.float32)
    shares[~told[0], :] = NEUTRAL
    shares[:, ~told[1]] = NEUTRAL
    return Part(name, weight, shares, told)


def _met(wants: Sequence[Topics], offers: Sequence[Topics]) -> Shares:
    """How much of the wishes of each the offers of each would meet."""
    met = _common_strength(wants, offers).astype(np.float32)
    met /= _enough(wants)[:, None]
    return met


def _common_strength(left: Sequence[Topics], right: Sequence[Topics]) -> Counts:
    """The sum of min(strength, strength) over the topics that both name.

    A topic has three bits, of which its strength sets as many: what is common is the smaller.
    """
    topics = {topic for side in (left, right) for named in side for topic, _ in named}
    bits = {
        (topic, strength): ((1 << strength) - 1) << 3 * place
        for place, topic in enumerate(topics)
        for strength in (1, 2, 3)
    }
    masks = ([sum(map(bits.__getitem__, named)) for named in side] for side in (left, right))
    return common_bits(*masks)


def _enough(wants: Sequence[Topics]) -> Shares:
    strongest = (sorted((s for _, s in topics), reverse=True)[:ENOUGH_TOPICS] for topics in wants)
    return np.array([sum(strengths) or 1 for strengths in strongest], dtype=np.float32)


def _theme(problem: Problem) -> Counts:
    def kept(people: People, field: str) -> list[frozenset[str]]:
        topics = (getattr(person, field) for person in people)
        return [
            frozenset(topic for topic, _ in named if topic in problem.theme) for named in topics
        ]

    mentors, mentees = problem.mentors, problem.mentees
    asked = shared(kept(mentors, "offers"), kept(mentees, "wants"))
    return asked | shared(kept(mentors, "wants"), kept(mentees, "offers"))


def _other_sector(left: Sequence[str], right: Sequence[str]) -> Bools:
    return ~same(left, right)


def _meeting(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> Shares:
    somewhere = [places - {VIDEO} for places in left], [places - {VIDEO} for places in right]
    screens = ([places & {VIDEO} for places in side] for side in (left, right))
    met: Shares = np.maximum(shared(*somewhere), np.float32(BY_VIDEO) * shared(*screens))
    return met


def _free_together(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> Shares:
    return shared(left, right) / np.float32(ENOUGH_HOURS)

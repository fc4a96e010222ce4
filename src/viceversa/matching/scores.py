"""The score of every pair, 0 to 100, and the parts it is made of: [mentor, mentee]."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from viceversa.matching.answer import Reason
from viceversa.matching.problem import Candidate, Problem, Topics
from viceversa.matching.rules import Bools, People, known, same, shared

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
    """A part of the score: how much of its weight each pair earns, and where it is not known."""

    name: str
    weight: float
    earned: Shares
    unknown: Bools


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all pairs, with their parts unless they were given."""

    values: Floats
    parts: tuple[Part, ...]

    def points(self, rows: Sequence[int], columns: Sequence[int]) -> NDArray[np.int64]:
        """Whole points of every part, one row a pair, adding up to the score of the pair."""
        raw = np.array([part.weight * part.earned[rows, columns] for part in self.parts]).T
        points = np.floor(raw).astype(np.int64)
        missing = self.values[rows, columns].astype(np.int64) - points.sum(axis=1)
        rank = np.argsort(np.argsort(points - raw, axis=1, kind="stable"), axis=1)
        return points + (rank < missing[:, None])


def score_all(problem: Problem) -> Scores:
    """Scores by wishes and circumstances, or those that were given."""
    if problem.scores is not None:
        return Scores(_given(problem, problem.scores), ())
    shape = (len(problem.mentors), len(problem.mentees))
    parts = _scaled([part for part in _parts(problem) if part.weight and not part.unknown.all()])
    if not parts:
        return Scores(np.full(shape, 100 * NEUTRAL), ())
    total = np.zeros(shape, dtype=np.float32)
    for part in parts:
        total += np.float32(part.weight) * part.earned
    return Scores(np.rint(total).astype(np.float64), parts)


def reasons(
    problem: Problem, scores: Scores, cells: Sequence[tuple[int, int]]
) -> list[tuple[Reason, ...]]:
    """Why each of these pairs has its score."""
    if not cells:
        return []
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    if not scores.parts:
        code = "neutral" if problem.scores is None else "given"
        return [(Reason(code, float(scores.values[cell])),) for cell in cells]
    points = scores.points(rows, columns).tolist()
    unknown = np.array([part.unknown[rows, columns] for part in scores.parts]).T.tolist()
    names = [part.name for part in scores.parts]
    tell = _Tell(problem)
    return [
        tuple(
            Reason(f"{name}_unknown", given)
            if silent
            else Reason(name, given, tell(name, row, column))
            for name, given, silent in zip(names, points[place], unknown[place], strict=True)
            if given
        )
        for place, (row, column) in enumerate(cells)
    ]


def _given(problem: Problem, scores: Mapping[tuple[str, str], float]) -> Floats:
    rows = {person.id: row for row, person in enumerate(problem.mentors)}
    columns = {person.id: column for column, person in enumerate(problem.mentees)}
    values = np.zeros((len(rows), len(columns)))
    for (mentor, mentee), score in scores.items():
        values[rows[mentor], columns[mentee]] = score
    return values


def _scaled(parts: list[Part]) -> tuple[Part, ...]:
    """Weights scaled to 100 over the parts anybody says something about."""
    whole = sum(part.weight for part in parts)
    return tuple(replace(part, weight=100 * part.weight / whole) for part in parts)


def _parts(problem: Problem) -> Iterator[Part]:
    weights = problem.weights
    met = _Met(problem)
    yield _part("wants", weights.wants, met.wants(), met.asked)
    yield _part("returns", weights.returns, met.returns(), met.answered)
    if problem.theme:
        yield _part("theme", weights.theme, met.theme(problem.theme), met.asked | met.answered)
    mentors, mentees = problem.mentors, problem.mentees
    sectors = [p.sector for p in mentors], [p.sector for p in mentees]
    yield _part("sector", weights.sector, ~same(*sectors), _both(*sectors))
    places = [p.places for p in mentors], [p.places for p in mentees]
    yield _part("meeting", weights.meeting, _meeting(*places), _both(*places))
    hours = [p.hours for p in mentors], [p.hours for p in mentees]
    yield _part("hours", weights.hours, shared(*hours) / ENOUGH_HOURS, _both(*hours))
    goals = [p.goals for p in mentors], [p.goals for p in mentees]
    yield _part("goals", weights.goals, shared(*goals), _both(*goals))


def _part(name: str, weight: float, earned: Shares | Bools, told: Bools) -> Part:
    shares = np.minimum(earned, np.float32(1), dtype=np.float32)
    return Part(name, weight, np.where(told, shares, np.float32(NEUTRAL)), ~told)


def _both(left: Sequence[object], right: Sequence[object]) -> Bools:
    return np.logical_and.outer(known(left), known(right))


def _meeting(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> Shares:
    somewhere = [places - {VIDEO} for places in left], [places - {VIDEO} for places in right]
    screens = [VIDEO in places for places in left], [VIDEO in places for places in right]
    by_video = np.float32(BY_VIDEO) * np.logical_and.outer(*map(known, screens))
    return np.maximum(shared(*somewhere), by_video, dtype=np.float32)


class _Met:
    """Wishes against offers in both directions."""

    def __init__(self, problem: Problem) -> None:
        self.mentors, self.mentees = problem.mentors, problem.mentees
        topics = {t for p in (*self.mentors, *self.mentees) for t, _ in (*p.wants, *p.offers)}
        self.numbers = {topic: place for place, topic in enumerate(sorted(topics))}
        self.asked = np.logical_and.outer(
            known(p.offers for p in self.mentors), known(p.wants for p in self.mentees)
        )
        self.answered = np.logical_and.outer(
            known(p.wants for p in self.mentors), known(p.offers for p in self.mentees)
        )

    def wants(self) -> Shares:
        wants = _steps([p.wants for p in self.mentees], self.numbers)
        offers = _steps([p.offers for p in self.mentors], self.numbers)
        return (offers @ wants.T) / _enough(self.mentees)[None, :]

    def returns(self) -> Shares:
        wants = _steps([p.wants for p in self.mentors], self.numbers)
        offers = _steps([p.offers for p in self.mentees], self.numbers)
        return (wants @ offers.T) / _enough(self.mentors)[:, None]

    def theme(self, theme: frozenset[str]) -> Shares:
        def kept(lists: list[Topics]) -> list[frozenset[str]]:
            return [frozenset(topic for topic, _ in topics) & theme for topics in lists]

        met = shared(kept([p.offers for p in self.mentors]), kept([p.wants for p in self.mentees]))
        met += shared(kept([p.wants for p in self.mentors]), kept([p.offers for p in self.mentees]))
        return met


def _steps(lists: Sequence[Topics], numbers: Mapping[str, int]) -> Shares:
    """One column per topic and step of strength, so that a product counts min(wanted, offered)."""
    found = [
        (row, 3 * numbers[topic] + step)
        for row, topics in enumerate(lists)
        for topic, strength in dict(topics).items()
        for step in range(strength)
    ]
    table = np.zeros((len(lists), 3 * len(numbers)), dtype=np.float32)
    if found:
        table[tuple(np.array(found).T)] = 1
    return table


def _enough(people: People) -> Shares:
    strongest = (sorted(dict(p.wants).values(), reverse=True)[:ENOUGH_TOPICS] for p in people)
    return np.array([sum(strengths) or 1 for strengths in strongest], dtype=np.float32)


class _Tell:
    """What exactly two people have in common in a part."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def __call__(self, name: str, row: int, column: int) -> tuple[str, ...]:
        mentor, mentee = self.problem.mentors[row], self.problem.mentees[column]
        match name:
            case "wants":
                return _met_topics(mentee.wants, mentor.offers)
            case "returns":
                return _met_topics(mentor.wants, mentee.offers)
            case "theme":
                return self._theme(mentor, mentee)
            case "sector":
                return (mentor.sector, mentee.sector)
            case "meeting":
                common = mentor.places & mentee.places
                return tuple(sorted(common - {VIDEO})) or (VIDEO,)
            case "hours":
                return tuple(sorted(mentor.hours & mentee.hours))
            case _:
                return tuple(sorted(mentor.goals & mentee.goals))

    def _theme(self, mentor: Candidate, mentee: Candidate) -> tuple[str, ...]:
        met = {*_met_topics(mentee.wants, mentor.offers), *_met_topics(mentor.wants, mentee.offers)}
        return tuple(sorted(met & self.problem.theme))


def _met_topics(wants: Topics, offers: Topics) -> tuple[str, ...]:
    """The topics both name, the strongest wish first."""
    offered = dict(offers)
    met = [
        (topic, min(strength, offered[topic]))
        for topic, strength in dict(wants).items()
        if topic in offered
    ]
    return tuple(topic for topic, _ in sorted(met, key=lambda pair: (-pair[1], pair[0])))

"""Why pairs have their scores: the parts in words, with what the two have in common."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import and_, attrgetter

import numpy as np

from viceversa.matching.answer import Reason
from viceversa.matching.overlap import Places
from viceversa.matching.parts import Part
from viceversa.matching.problem import Candidate, Match, Problem, Topics
from viceversa.matching.scores import VIDEO, Scores
from viceversa.matching.stages import Cell

What = tuple[str, ...]

PERFECT = 100


def reasons(problem: Problem, scores: Scores, cells: Sequence[Cell]) -> list[tuple[Reason, ...]]:
    """Why each of these pairs has its score. The points add up to it."""
    if problem.scores is not None:
        return [_given(problem, problem.scores, cell) for cell in cells]
    if not scores.parts:
        return [(Reason("neutral", float(scores.values[cell])),) for cell in cells]
    if not cells:
        return []
    rows, columns = map(np.array, zip(*cells, strict=True))
    told = _Told(
        problem, [(problem.mentors[row], problem.mentees[column]) for row, column in cells]
    )
    by_part = [
        _of_part(part, points, rows, columns, told)
        for part, points in zip(scores.parts, scores.points(rows, columns), strict=True)
    ]
    return [tuple(filter(None, found)) for found in zip(*by_part, strict=True)]


def _given(problem: Problem, scores: Mapping[Match, float], cell: Cell) -> tuple[Reason, ...]:
    match = problem.mentors[cell[0]].id, problem.mentees[cell[1]].id
    return (Reason("given", scores[match]),) if match in scores else ()


def _of_part(
    part: Part, points: Places, rows: Places, columns: Places, told: "_Told"
) -> Iterator[Reason | None]:
    """Every pair's reason, if it has points in this part; those that are alike in it share one."""
    unknown = part.unknown(rows, columns)
    alike = np.where(unknown | (points == 0), -1, part.alike(rows, columns))
    _, examples, kinds = np.unique(
        alike * (PERFECT + 1) + points, return_index=True, return_inverse=True
    )
    silent = f"{part.name}_unknown"
    found = (side[examples].tolist() for side in (points, unknown))
    made = [
        (Reason(silent, worth) if quiet else Reason(part.name, worth, what)) if worth else None
        for worth, quiet, what in zip(*found, told.of(part.name, examples.tolist()), strict=True)
    ]
    return map(made.__getitem__, kinds.tolist())


class _Told:
    """What exactly two people have in common, for some of the pairs."""

    def __init__(self, problem: Problem, pairs: Sequence[tuple[Candidate, Candidate]]) -> None:
        self.theme, self.pairs = problem.theme, pairs
        self.wants = [_met(mentee.wants, mentor.offers) for mentor, mentee in pairs]
        self.returns = [_met(mentor.wants, mentee.offers) for mentor, mentee in pairs]

    def of(self, part: str, places: Sequence[int]) -> Iterable[What]:
        """What they have in common in this part."""
        match part:
            case "wants":
                return map(self.wants.__getitem__, places)
            case "returns":
                return map(self.returns.__getitem__, places)
            case "theme":
                return map(self._theme, places)
            case "mentee_prefers" | "mentor_prefers":
                return [()] * len(places)
        said = attrgetter(part)
        mentors, mentees = ([said(self.pairs[place][side]) for place in places] for side in (0, 1))
        if part == "sector":
            return zip(mentors, mentees, strict=True)
        return map(_in_order, map(and_, mentors, mentees))

    def _theme(self, place: int) -> What:
        met = self.wants[place] + self.returns[place]
        return tuple(dict.fromkeys(filter(self.theme.__contains__, met)))


def _in_order(common: frozenset[str]) -> What:
    """By name; a place only where there is one, video only where there is none."""
    return tuple(sorted(common - {VIDEO} or common))


def _met(wants: Topics, offers: Topics) -> What:
    """The topics both name, the best met first."""
    if not (wants and offers):
        return ()
    offered = dict(offers)
    met = [(-min(offered[topic], want), topic) for topic, want in wants if topic in offered]
    met.sort()
    return tuple([topic for _, topic in met])

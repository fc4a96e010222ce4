"""Why pairs have their scores: the parts in words, with what the two have in common."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import and_, attrgetter

import numpy as np

from viceversa.matching.answer import Reason
from viceversa.matching.arrays import Places
from viceversa.matching.parts import Part
from viceversa.matching.problem import Candidate, Match, Problem
from viceversa.matching.scores import VIDEO, Scores
from viceversa.matching.stages import Cell
from viceversa.matching.topics import TopicLists, What

PERFECT = 100


def reasons(problem: Problem, scores: Scores, cells: Sequence[Cell]) -> list[tuple[Reason, ...]]:
    """Why each of these pairs has its score. The points add up to it."""
    if problem.scores is not None:
        return [_given(problem, problem.scores, cell) for cell in cells]
    people = [(problem.mentors[row], problem.mentees[column]) for row, column in cells]
    return reasons_of(people, problem.theme, scores, cells)


def reasons_of(
    people: Sequence[tuple[Candidate, Candidate]],
    theme: frozenset[str],
    scores: Scores,
    cells: Sequence[Cell],
) -> list[tuple[Reason, ...]]:
    """The same for pairs of people whose scores stand in these cells."""
    if not scores.parts:
        return [(Reason("neutral", float(scores.values[cell])),) for cell in cells]
    if not cells:
        return []
    rows, columns = map(np.array, zip(*cells, strict=True))
    told = _Told(theme, people, scores.topics, rows, columns)
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
    worth, silent = points[examples].tolist(), unknown[examples].tolist()
    codes = [f"{part.name}_unknown" if one else part.name for one in silent]
    said = zip(silent, told.of(part.name, examples.tolist()), strict=True)
    whats = [() if one else what for one, what in said]
    made = map(Reason._make, zip(codes, worth, whats, strict=True))
    found = [reason if reason.points else None for reason in made]
    return map(found.__getitem__, kinds.tolist())


class _Told:
    """What exactly two people have in common, for some of the pairs."""

    def __init__(
        self,
        theme: frozenset[str],
        people: Sequence[tuple[Candidate, Candidate]],
        topics: TopicLists,
        rows: Places,
        columns: Places,
    ) -> None:
        self.theme = theme
        self.mentors, self.mentees = zip(*people, strict=True)
        self.wants, self.returns = topics.wanted(rows, columns), topics.returned(rows, columns)

    def of(self, part: str, places: Sequence[int]) -> Iterable[What]:
        """What they have in common in this part."""
        match part:
            case "wants":
                return map(self.wants.__getitem__, places)
            case "returns":
                return map(self.returns.__getitem__, places)
            case "theme":
                met = (self.wants[place] + self.returns[place] for place in places)
                return map(cache(self._in_theme), met)
            case "mentee_prefers" | "mentor_prefers":
                return [()] * len(places)
        said = attrgetter(part)
        mentors, mentees = (
            [said(side[place]) for place in places] for side in (self.mentors, self.mentees)
        )
        if part == "sector":
            return zip(mentors, mentees, strict=True)
        common = map(and_, mentors, mentees)
        return map(tuple, map(sorted, map(_met_at, common) if part == "places" else common))

    def _in_theme(self, met: What) -> What:
        return tuple(dict.fromkeys(filter(self.theme.__contains__, met)))


def _met_at(common: frozenset[str]) -> frozenset[str]:
    """A place only where there is one, video only where there is none."""
    return common - {VIDEO} or common

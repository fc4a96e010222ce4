"""Why pairs have their scores: the parts in words, with what the two have in common."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from operator import and_, attrgetter

import numpy as np

from viceversa.matching.answer import Reason
from viceversa.matching.overlap import Bools, Places
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
    found: list[list[Reason]] = [[] for _ in cells]
    for part, points in zip(scores.parts, scores.points(rows, columns), strict=True):
        unknown = part.unknown(rows, columns)
        for place, reason in chain(
            _spoken(part, points, rows, columns, told, (points > 0) & ~unknown),
            _silent(part, points, (points > 0) & unknown),
        ):
            found[place].append(reason)
    return [*map(tuple, found)]


def _given(problem: Problem, scores: Mapping[Match, float], cell: Cell) -> tuple[Reason, ...]:
    match = problem.mentors[cell[0]].id, problem.mentees[cell[1]].id
    return (Reason("given", scores[match]),) if match in scores else ()


def _spoken(
    part: Part, points: Places, rows: Places, columns: Places, told: "_Told", where: Bools
) -> Iterator[tuple[int, Reason]]:
    """The reasons of pairs that have something in common; those that are alike in it share one."""
    places = np.flatnonzero(where)
    alike = part.alike(rows[places], columns[places]) * (PERFECT + 1) + points[places]
    _, examples, kinds = np.unique(alike, return_index=True, return_inverse=True)
    examples = places[examples]
    what = told.of(part.name, examples.tolist())
    made = [*map(partial(Reason, part.name), points[examples].tolist(), what)]
    return zip(places.tolist(), map(made.__getitem__, kinds.tolist()), strict=True)


def _silent(part: Part, points: Places, where: Bools) -> Iterator[tuple[int, Reason]]:
    """The reasons of pairs of whom one says nothing."""
    made = cache(partial(Reason, f"{part.name}_unknown"))
    return zip(np.flatnonzero(where).tolist(), map(made, points[where].tolist()), strict=True)


class _Told:
    """What exactly two people have in common, for some of the pairs."""

    def __init__(self, problem: Problem, pairs: Sequence[tuple[Candidate, Candidate]]) -> None:
        self.theme, self.pairs = problem.theme, pairs
        self.wants = [_met(mentee.wants, mentor.offers) for mentor, mentee in pairs]
        self.returns = [_met(mentor.wants, mentee.offers) for mentor, mentee in pairs]
        self.in_order = cache(_in_order)

    def of(self, part: str, places: Sequence[int]) -> Iterable[What]:
        """What they have in common in this part."""
        match part:
            case "wants":
                return map(self.wants.__getitem__, places)
            case "returns":
                return map(self.returns.__getitem__, places)
            case "theme":
                return map(self._theme, places)
        said = attrgetter(part)
        mentors, mentees = ([said(self.pairs[place][side]) for place in places] for side in (0, 1))
        if part == "sector":
            return zip(mentors, mentees, strict=True)
        return map(self.in_order, map(and_, mentors, mentees))

    def _theme(self, place: int) -> What:
        met = self.wants[place] + self.returns[place]
        return tuple(dict.fromkeys([topic for topic in met if topic in self.theme]))


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

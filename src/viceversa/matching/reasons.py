"""Why pairs have their scores: the parts in words, with what the two have in common."""

from collections.abc import Callable, Mapping, Sequence

from viceversa.matching.answer import Reason
from viceversa.matching.problem import Candidate, Match, Problem, Topics
from viceversa.matching.scores import VIDEO, Scores
from viceversa.matching.stages import Cell

What = tuple[str, ...]


def reasons(problem: Problem, scores: Scores, cells: Sequence[Cell]) -> list[tuple[Reason, ...]]:
    """Why each of these pairs has its score. The points add up to it."""
    if problem.scores is not None:
        return [_given(problem, problem.scores, cell) for cell in cells]
    if not scores.parts:
        return [(Reason("neutral", float(scores.values[cell])),) for cell in cells]
    if not cells:
        return []
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    points = scores.points(rows, columns)
    silent = list(zip(*(part.unknown(rows, columns) for part in scores.parts), strict=True))
    names = [part.name for part in scores.parts]
    tell = _tellers(problem)
    found = []
    for place, (row, column) in enumerate(cells):
        pair = problem.mentors[row], problem.mentees[column]
        parts = zip(names, points[place], silent[place], strict=True)
        found.append(
            tuple(
                Reason(f"{name}_unknown", given)
                if unknown
                else Reason(name, given, tell[name](*pair))
                for name, given, unknown in parts
                if given
            )
        )
    return found


def _given(problem: Problem, scores: Mapping[Match, float], cell: Cell) -> tuple[Reason, ...]:
    match = problem.mentors[cell[0]].id, problem.mentees[cell[1]].id
    return (Reason("given", scores[match]),) if match in scores else ()


def _tellers(problem: Problem) -> dict[str, Callable[[Candidate, Candidate], What]]:
    """For each part, what exactly two people have in common in it."""

    def theme(mentor: Candidate, mentee: Candidate) -> What:
        met = (*_met(mentee.wants, mentor.offers), *_met(mentor.wants, mentee.offers))
        return tuple(dict.fromkeys(topic for topic in met if topic in problem.theme))

    return {
        "wants": lambda mentor, mentee: _met(mentee.wants, mentor.offers),
        "returns": lambda mentor, mentee: _met(mentor.wants, mentee.offers),
        "theme": theme,
        "sector": lambda mentor, mentee: (mentor.sector, mentee.sector),
        "places": _places,
        "hours": lambda mentor, mentee: tuple(sorted(mentor.hours & mentee.hours)),
        "goals": lambda mentor, mentee: tuple(sorted(mentor.goals & mentee.goals)),
    }


def _met(wants: Topics, offers: Topics) -> What:
    """The topics both name, the best met first."""
    offered = dict(offers)
    met = [(-min(strength, offered[topic]), topic) for topic, strength in wants if topic in offered]
    met.sort()
    return tuple(topic for _, topic in met)


def _places(mentor: Candidate, mentee: Candidate) -> What:
    return tuple(sorted((mentor.places & mentee.places) - {VIDEO})) or (VIDEO,)

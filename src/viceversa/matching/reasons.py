"""Why pairs have their scores: the parts in words, with what the two have in common."""

from collections.abc import Mapping, Sequence
from operator import attrgetter

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
    pairs = [_Meeting(problem.mentors[row], problem.mentees[column]) for row, column in cells]
    points = zip(*scores.points(rows, columns), strict=True)
    found = [
        _of_part(
            part.name, given, part.unknown(rows, columns).tolist(), _tell(part.name, pairs, problem)
        )
        for part, given in zip(scores.parts, points, strict=True)
    ]
    return [tuple(filter(None, reasons)) for reasons in zip(*found, strict=True)]


def _given(problem: Problem, scores: Mapping[Match, float], cell: Cell) -> tuple[Reason, ...]:
    match = problem.mentors[cell[0]].id, problem.mentees[cell[1]].id
    return (Reason("given", scores[match]),) if match in scores else ()


def _of_part(
    name: str, points: Sequence[int], unknown: Sequence[bool], what: Sequence[What]
) -> list[Reason | None]:
    """The reasons of one part for all pairs; none where it gives nothing."""
    silent = f"{name}_unknown"
    return [
        (Reason(silent, given) if quiet else Reason(name, given, common)) if given else None
        for given, quiet, common in zip(points, unknown, what, strict=True)
    ]


class _Meeting:
    """Two people with what they want and offer at hand."""

    def __init__(self, mentor: Candidate, mentee: Candidate) -> None:
        self.mentor, self.mentee = mentor, mentee
        self.wants = _met(mentee.wants, mentor.offers)
        self.returns = _met(mentor.wants, mentee.offers)


def _tell(name: str, pairs: Sequence[_Meeting], problem: Problem) -> list[What]:
    """What exactly two people have in common in a part, for all pairs."""
    match name:
        case "wants":
            return [pair.wants for pair in pairs]
        case "returns":
            return [pair.returns for pair in pairs]
        case "theme":
            theme = problem.theme
            met = (dict.fromkeys(pair.wants + pair.returns) for pair in pairs)
            return [tuple([topic for topic in topics if topic in theme]) for topics in met]
        case "sector":
            return [(pair.mentor.sector, pair.mentee.sector) for pair in pairs]
    both = attrgetter(f"mentor.{name}", f"mentee.{name}")
    sets = [one & other for one, other in map(both, pairs)]
    in_words = {common: _in_order(common) for common in {*sets}}
    return [in_words[common] for common in sets]


def _in_order(common: frozenset[str]) -> What:
    """Video goes without saying where there is a place to meet."""
    return tuple(sorted(common - {VIDEO} or common))


def _met(wants: Topics, offers: Topics) -> What:
    """The topics both name, the best met first."""
    offered = dict(offers)
    met = [topic for topic, _ in wants if topic in offered]
    if len(met) > 1:
        wanted = dict(wants)
        met.sort(key=lambda topic: (-min(wanted[topic], offered[topic]), topic))
    return tuple(met)

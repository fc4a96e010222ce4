"""The answer for many people in the words of every answer: pairs with reasons, figures, a bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from os import cpu_count
from random import Random
from time import perf_counter

import numpy as np

from viceversa.matching import kernel
from viceversa.matching.answer import Pair, Remedy, Solution, Standing, Unmatched
from viceversa.matching.arrays import Places, Points
from viceversa.matching.large.best import best_pairs
from viceversa.matching.large.cluster import Cluster
from viceversa.matching.large.columns import Columns
from viceversa.matching.large.locks import refuse_broken_locks
from viceversa.matching.large.partners import can_be_held, refuse_too_few
from viceversa.matching.large.programme import Programme
from viceversa.matching.large.proof import Found
from viceversa.matching.large.reading import has_columns, of
from viceversa.matching.parts import Part
from viceversa.matching.problem import Problem, Role
from viceversa.matching.reasons import reasons_of
from viceversa.matching.scores import Scores
from viceversa.matching.solve import shuffled
from viceversa.matching.topics import TopicLists

TABLE = 36_000_000
"""Cells of a table of all pairs that still fit the memory of any machine: about 1.5 GB."""

TABLE_BESIDE_KERNEL = 6_000_000
"""With the kernel the table is given up much earlier, as it is many times slower from here on."""


def needs_no_table(problem: Problem) -> bool:
    """Whether a problem is so large that it is solved without a table of all pairs."""
    cells = len(problem.mentors) * len(problem.mentees)
    if cells > TABLE_BESIDE_KERNEL and kernel.library() is not None:
        return cells > TABLE or (has_columns(problem) and can_be_held(problem))
    return cells > TABLE


def solve_large(
    problem: Problem, *, seed: int, warnings: tuple[str, ...], cluster: Cluster | None
) -> Solution:
    """The best set of pairs, proven over all pairs; the seed alone decides between equal ones.

    ProblemError where it asks for what has no columns.
    """
    began = perf_counter()
    random = Random(seed)  # noqa: S311  # the order of ties is no secret
    order = shuffled(problem.mentors, random), shuffled(problem.mentees, random)
    columns = of(problem, order)
    refuse_broken_locks(problem, columns)
    threads = cluster.threads if cluster else cpu_count() or 1
    found = best_pairs(columns, threads=threads, spread=cluster)
    pairs = _pairs(problem, columns, found, order)
    scores = {(pair.mentor, pair.mentee): pair.score for pair in pairs}
    refuse_too_few(problem, [*scores])
    return Solution(
        pairs=pairs,
        unmatched=(*_unmatched(problem, pairs, "mentor"), *_unmatched(problem, pairs, "mentee")),
        standing=Standing.of(scores, problem.aim.bands),
        bound=float(found.bound.total),
        seconds=perf_counter() - began,
        seed=seed,
        warnings=warnings,
    )


def _pairs(
    problem: Problem, columns: Columns, found: Found, order: tuple[Places, Places]
) -> tuple[Pair, ...]:
    people = [
        (problem.mentors[order[0][mentor]], problem.mentees[order[1][mentee]])
        for mentor, mentee in zip(found.mentor.tolist(), found.mentee.tolist(), strict=True)
    ]
    places = range(len(people))
    mentors, mentees = ([two[side] for two in people] for side in (0, 1))
    scores = _scores_of(columns, found, TopicLists.of((mentors, mentees), problem.theme))
    why = reasons_of(people, problem.theme, scores, [*zip(places, places, strict=True)])
    locked = {*problem.locks}
    pairs = [
        Pair(mentor.id, mentee.id, float(score), reason, (mentor.id, mentee.id) in locked)
        for (mentor, mentee), score, reason in zip(people, found.score.tolist(), why, strict=True)
    ]
    rows = {person.id: row for row, person in enumerate(problem.mentors)}
    return tuple(sorted(pairs, key=lambda pair: (rows[pair.mentor], pair.mentee)))


@dataclass(frozen=True, slots=True)
class _PairsPart(Part):
    """The points of some pairs: a row and a column of each."""

    given: Points

    def strip(self, some: slice) -> Points:
        return np.diag(self.given)[some]

    def points(self, rows: Places, columns: Places) -> Points:
        return self.given[rows]


def _scores_of(columns: Columns, found: Found, topics: TopicLists) -> Scores:
    """Scores of the found pairs only, the pair at place p standing in row and column p."""
    programme = Programme(columns)
    matches = [*zip(found.mentee.tolist(), found.mentor.astype(np.int64)[:, None], strict=True)]
    parts = tuple(
        _PairsPart(
            part.name,
            (part.told[0][found.mentor], part.told[1][found.mentee]),
            np.array([part.points(*match)[0] for match in matches], dtype=np.int16),
        )
        for part in programme.parts
    )
    values = found.score.astype(np.int16)
    return Scores(np.broadcast_to(values[:, None], (len(values), len(values))), parts, topics)


def _unmatched(problem: Problem, pairs: Sequence[Pair], role: Role) -> list[Unmatched]:
    paired = {pair.mentor if role == "mentor" else pair.mentee for pair in pairs}
    people = problem.mentors if role == "mentor" else problem.mentees
    alone = [person for person in people if person.id not in paired]
    return [
        Unmatched(one.id, role, (), Remedy(code="not_sought"))
        if one.capacity
        else Unmatched(one.id, role, ("capacity",), Remedy(code="own_seat"))
        for one in alone
    ]

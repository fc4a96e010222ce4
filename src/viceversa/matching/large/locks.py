"""Locked pairs among many people are judged as every pair is."""

from collections import Counter

import numpy as np

from viceversa.matching.large.columns import Columns
from viceversa.matching.large.partners import limited
from viceversa.matching.large.programme import Programme
from viceversa.matching.large.reading import broken
from viceversa.matching.problem import Problem
from viceversa.matching.solve import (
    locked_twice,
    refuse_broken_lock,
    seats_left,
    too_many_locked,
)


def refuse_broken_locks(problem: Problem, columns: Columns) -> None:
    """ProblemError where a locked pair breaks a rule, or locks are more than there are seats."""
    if not problem.locks:
        return
    for pair, times in Counter(problem.locks).items():
        if times > 1:
            raise locked_twice(pair)
    if not _all_allowed(columns):
        for pair in problem.locks:
            refuse_broken_lock(pair, broken(problem, *pair))
    _refuse_too_many(problem, columns)


def _refuse_too_many(problem: Problem, columns: Columns) -> None:
    for side, people in enumerate((problem.mentors, problem.mentees)):
        places = {person.id: place for place, person in enumerate(people)}
        seats_left(people, [places[pair[side]] for pair in problem.locks])
    mentors, mentees = columns.locked_places
    for group, partner in zip(columns.groups, limited(problem), strict=True):
        held = np.isin(mentors if group.of_mentors else mentees, group.members).sum()
        if held > group.most:
            raise too_many_locked(partner)


def _all_allowed(columns: Columns) -> bool:
    programme = Programme(columns)
    mentors, mentees = columns.locked_places
    places = zip(mentees.tolist(), mentors[:, None], strict=True)
    return all(programme.allowed(mentee, mentor)[0] for mentee, mentor in places)

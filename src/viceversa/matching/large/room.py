"""What is left beside the locked pairs: seats, pairs, and what groups may still have."""

from dataclasses import replace

import numpy as np

from viceversa.matching.arrays import Int32s, Int64s
from viceversa.matching.large.columns import Columns, Group, Pairs, Side
from viceversa.matching.large.programme import Programme
from viceversa.matching.problem import ProblemError

NO_PAIRS = np.zeros(0, dtype=np.int64)


def beside_locks(columns: Columns) -> Columns:
    """The problem without its locked pairs, and nobody with more seats than can be of use.

    ProblemError where somebody, or a group, has fewer seats than locked pairs.
    """
    mentors, mentees = columns.locked_places
    groups = tuple(_left(one, mentors if one.of_mentors else mentees) for one in columns.groups)
    sides = columns.mentors, columns.mentees
    left = [
        _useful(_free(side, taken), len(other), [g for g in groups if g.of_mentors == of_mentors])
        for side, taken, other, of_mentors in zip(
            sides, (mentors, mentees), sides[::-1], (True, False), strict=True
        )
    ]
    return replace(
        columns,
        mentors=replace(columns.mentors, seats=left[0]),
        mentees=replace(columns.mentees, seats=left[1]),
        barred=np.union1d(columns.barred, columns.locked),
        opened=np.setdiff1d(columns.opened, columns.locked),
        locked=NO_PAIRS,
        groups=groups,
    )


def locked_pairs(columns: Columns, programme: Programme) -> Pairs:
    """The locked pairs with their scores."""
    mentors, mentees = columns.locked_places
    places = zip(mentees.tolist(), mentors[:, None], strict=True)
    scores = [programme.scores(mentee, mentor) for mentee, mentor in places]
    score = np.concatenate([np.zeros(0, dtype=np.uint8), *scores])
    return Pairs(mentees.astype(np.int32), mentors.astype(np.int32), score)


def _left(group: Group, taken: Int64s) -> Group:
    held = int(np.isin(taken, group.members).sum())
    most, least = group.most - held, max(0, group.least - held)
    if most < 0:
        raise ProblemError("lock", "More pairs are locked than a group has seats. (seats)")
    return replace(group, most=most, least=least)


def _free(side: Side, taken: Int64s) -> Int32s:
    free = side.seats - np.bincount(taken, minlength=len(side)).astype(np.int32)
    if (free < 0).any():
        raise ProblemError("lock", "Somebody is locked into more pairs than seats. (capacity)")
    return free


def _useful(seats: Int32s, partners: int, groups: list[Group]) -> Int32s:
    useful = np.minimum(seats, partners).astype(np.int32)
    for group in groups:
        useful[group.members] = np.minimum(useful[group.members], group.most)
    return useful

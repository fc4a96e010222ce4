"""Seats of partners among many people."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from viceversa.matching.arrays import Int64s
from viceversa.matching.large.columns import Group
from viceversa.matching.large.nesting import Nesting, nested
from viceversa.matching.problem import Candidate, Match, Problem, ProblemError, Role, Seats
from viceversa.matching.solve import crossed, too_few

ANY_NUMBER = 2**31 - 1
"""At most so many pairs: no limit."""

Order = Sequence[int] | Int64s
ROLES: tuple[Role, Role] = ("mentor", "mentee")


def limited(problem: Problem) -> tuple[Seats, ...]:
    """The groups that have seats at most or at least, those of mentors first."""
    return tuple(one for role in ROLES for one in problem.rules.seats if _limits(one, role))


def _limits(seats: Seats, role: Role) -> bool:
    return seats.role == role and bool(seats.least or seats.most is not None)


def can_be_held(problem: Problem) -> bool:
    """Whether no two groups cross, which many people are refused."""
    try:
        groups_of(problem, (range(len(problem.mentors)), range(len(problem.mentees))))
    except ProblemError:
        return False
    return True


def groups_of(problem: Problem, order: tuple[Order, Order]) -> tuple[Group, ...]:
    """The groups of `limited`, by the places of their people in this order.

    ProblemError where two of them cross.
    """
    found: list[Group] = []
    for role, people, places in zip(ROLES, (problem.mentors, problem.mentees), order, strict=True):
        partners = [one for one in problem.rules.seats if _limits(one, role)]
        ordered = [people[place] for place in places] if partners else []
        members = [*_members(partners, ordered)]
        _refuse_crossing(partners, members, len(ordered))
        for one, some in zip(partners, members, strict=True):
            most = ANY_NUMBER if one.most is None else one.most
            found.append(Group(role == "mentor", some, most, one.least))
    return tuple(found)


def _refuse_crossing(partners: Sequence[Seats], members: Sequence[Int64s], people: int) -> None:
    lie = nested(members, people)
    if isinstance(lie, Nesting):
        return
    raise crossed(*(partners[place] for place in lie))


def _members(partners: Sequence[Seats], people: Sequence[Candidate]) -> Iterator[Int64s]:
    """Who belongs to each, asked only of those in its organisation."""
    homes: Mapping[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        homes[person.organisation].append(place)
    for one in partners:
        some = homes[one.organisation] if one.organisation else range(len(people))
        members = [place for place in some if one.counts(people[place])]
        yield np.array(members, dtype=np.int64)


def refuse_too_few(problem: Problem, matches: Sequence[Match]) -> None:
    """ProblemError where groups have not the seats they must have in the best pairs: then there is
    no set of pairs in which they have."""
    counted = [(one, _pairs_of(one, problem, matches)) for one in limited(problem)]
    short = [one for one, pairs in counted if pairs < one.least]
    over = any(one.most is not None and pairs > one.most for one, pairs in counted)
    if short or over:
        one = (short or [one for one, _ in counted if one.least])[0]
        raise too_few(one, _seats_in(one, problem))


def _pairs_of(group: Seats, problem: Problem, matches: Sequence[Match]) -> int:
    side = ROLES.index(group.role)
    members = {p.id for p in (problem.mentors, problem.mentees)[side] if group.counts(p)}
    return sum(match[side] in members for match in matches)


def _seats_in(group: Seats, problem: Problem) -> int:
    own, other = problem.mentors, problem.mentees
    if group.role == "mentee":
        own, other = other, own
    return sum(min(p.capacity, len(other)) for p in own if group.counts(p))

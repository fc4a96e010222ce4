"""Seats of partners among many people: at most is solved, at least is held against the answer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from viceversa.matching.large.columns import Group, Int64s
from viceversa.matching.large.nesting import Nesting, nested
from viceversa.matching.problem import Candidate, Match, Problem, ProblemError, Role, Seats
from viceversa.matching.solve import crossed

Order = Sequence[int] | Int64s
ROLES: tuple[Role, Role] = ("mentor", "mentee")


def limited(problem: Problem) -> tuple[Seats, ...]:
    """The groups that have at most so many pairs, those of mentors first."""
    return tuple(one for role in ROLES for one in problem.rules.seats if _limits(one, role))


def _limits(seats: Seats, role: Role) -> bool:
    return seats.role == role and seats.most is not None


def can_be_held(problem: Problem) -> bool:
    """Whether no group asks for what many people may be refused: seats at least, or crossing."""
    if any(one.least for one in problem.rules.seats):
        return False
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
            found.append(Group(role == "mentor", some, one.most or 0))
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
    """ProblemError where these pairs, the best without it, are fewer than a group must have."""
    for side, role in enumerate(ROLES):
        partners = [one for one in problem.rules.seats if one.least and one.role == role]
        if not partners:
            continue
        people = {person.id: person for person in (problem.mentors, problem.mentees)[side]}
        paired = [people[match[side]] for match in matches]
        for one, members in zip(partners, _members(partners, paired), strict=True):
            if len(members) < one.least:
                raise ProblemError("seats", _too_few(one, len(members)))


def _too_few(partner: Seats, pairs: int) -> str:
    return (
        f"{partner.name} must have {partner.least} pairs with its {partner.role}s, and has {pairs} "
        "in the best set: so many people can have seats at least only where that is met anyway. "
        "(seats)"
    )

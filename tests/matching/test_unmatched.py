"""The unmatched: who is named as the cause, and that each remedy really adds a pair."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as cases

from tests.matching.makers import ROLES, given, problems, sets_of
from viceversa.matching import (
    Aim,
    Candidate,
    Problem,
    ProblemError,
    Rules,
    Seats,
    Unmatched,
    Waiver,
    solve,
)

SV, FI = frozenset({"sv"}), frozenset({"fi"})


def unmatched(problem: Problem) -> dict[str, Unmatched]:
    return {one.id: one for one in solve(problem).unmatched}


def test_the_smallest_rule_sets_are_named_with_whom_they_open() -> None:
    mentors = (
        Candidate("A", level=5, languages=FI),
        Candidate("B", level=5, languages=SV),
        Candidate("C", level=1, languages=FI),
        Candidate("D", level=1, languages=FI),
    )
    one = unmatched(Problem(mentors, (Candidate("X", level=3, languages=SV),)))["X"]
    assert one.rules == ("common_language", "level")
    assert one.blocks == ((("common_language",), ("C", "D")), (("level",), ("B",)))
    assert (one.remedy.code, one.remedy.rules) == ("waive", ("common_language",))
    assert one.remedy.people == ("C", "D")


def test_people_who_share_too_few_seats_are_counted() -> None:
    problem = given({"A-X": 90, "A-Y": 80, "A-Z": 70, "B-Z": 60, "C-Z": 50})
    found = unmatched(problem)
    assert {person: one.rules for person, one in found.items()} == {
        "B": ("capacity",),
        "Y": ("capacity",),
    } or set(found) == {"C", "Y"}
    remedy = found["Y"].remedy
    assert (remedy.code, remedy.people, remedy.sharing, remedy.seats) == ("seat", ("A",), 2, 1)
    assert remedy.text() == (
        "2 seats on this side share 1 on the other: one more seat with one of A"
    )


def test_a_capacity_of_zero_is_its_own_cause() -> None:
    one = unmatched(Problem((Candidate("A", capacity=0), Candidate("B")), (Candidate("X"),)))["A"]
    assert (one.rules, one.remedy.text()) == (
        ("capacity",),
        "Give this person a seat: the capacity is 0",
    )


def test_a_full_partner_is_named() -> None:
    mentors = Candidate("A", organisation="O"), Candidate("B", organisation="O")
    rules = Rules(seats=(Seats("O", "mentor", most=1),))
    problem = Problem(mentors, (Candidate("X"), Candidate("Y")), rules=rules)
    found = unmatched(problem)
    assert {one.role: one.rules for one in found.values()} == {
        "mentor": ("seats",),
        "mentee": ("seats",),
    }
    assert {one.remedy.text() for one in found.values()} == {"One more seat for O"}


def test_a_missing_score_is_asked_for() -> None:
    problem = given({"A-X": 50})
    problem = replace(problem, mentors=(*problem.mentors, Candidate("B")))
    problem = replace(problem, mentees=(*problem.mentees, Candidate("Y")))
    assert unmatched(problem)["B"].rules == ("score",)
    assert unmatched(problem)["B"].remedy.text() == "Give this person a score with one of Y"


def test_somebody_alone_with_herself_needs_more_people() -> None:
    found = solve(Problem((Candidate("A"),), (Candidate("A"),))).unmatched
    assert [(one.rules, one.remedy.code) for one in found] == [(("role",), "more_people")] * 2


@cases(problems(quotas=True))
def test_every_remedy_adds_one_pair(problem: Problem) -> None:
    try:
        solution = solve(problem)
    except ProblemError:
        return
    for one in solution.unmatched:
        for remedied in _remedied(problem, one):
            assert solve(remedied).matched == solution.matched + 1, one


@pytest.mark.parametrize(
    "changed",
    [{"locks": (("A", "X"), ("B", "X"))}, {"locks": (("B", "X"),), "aim": Aim("stable")},
     {"aim": Aim("stable")}],
)  # fmt: skip
def test_whoever_has_two_is_named_to_whom_has_none(changed: dict[str, Any]) -> None:
    """Where locks, or an aim that asks for no people, stand against it."""
    scores = {"A-X": 90, "B-X": 90, "A-Y": 40, "B-Y": 40}
    problem = given(scores, capacity={"X": 2, "Y": 2})
    assert unmatched(problem) == {}
    assert unmatched(replace(problem, **changed))["Y"].doubled == ("X",)
    assert unmatched(given({"A-X": 90, "A-Y": 40}))["Y"].doubled == ()


@cases(problems())
def test_exactly_those_are_named_who_could_do_with_one_less(problem: Problem) -> None:
    """Held against all sets of as many pairs: the one has a partner, the other one less, and
    everybody else of the role as many as before. Only locks stand against it."""
    try:
        solution = solve(problem)
    except ProblemError:
        return
    if solve(replace(problem, locks=())).matched > solution.matched:
        return
    sets = [found for found in sets_of(problem, [*(problem.scores or ())])
            if len(found) == solution.matched]  # fmt: skip
    for one in solution.unmatched:
        assert problem.locks or not one.doubled
        side = ROLES.index(one.role)
        held = Counter(match[side] for match in solution.matches)
        as_many = [Counter(match[side] for match in found) for found in sets]
        several = [other for other, many in held.items() if many > 1]
        could = {o for o in several if held + Counter([one.id]) - Counter([o]) in as_many}
        assert set(one.doubled) == could


def _remedied(problem: Problem, one: Unmatched) -> Iterator[Problem]:
    """The problem after the remedy: for each person it names, or for one if it says "one of"."""
    remedy = one.remedy
    opposite = "mentee" if one.role == "mentor" else "mentor"
    problem = _one_more_seat_for(problem, remedy.partners)
    if remedy.code == "partner_seat":
        yield problem
    for person in remedy.people:
        match = (one.id, person) if one.role == "mentor" else (person, one.id)
        if remedy.code in ("seat", "seat_and_partner_seat"):
            yield _with_seat(problem, person, opposite)
        elif remedy.code in ("score", "waive", "waive_and_partner_seat"):
            yield _opened(problem, match, remedy.rules)
        elif remedy.code in ("waive_and_seat", "waive_and_seats"):
            yield _with_seat(_opened(problem, match, remedy.rules), person, opposite)


def _opened(problem: Problem, match: tuple[str, str], rules: tuple[str, ...]) -> Problem:
    if rules in ((), ("score",)):
        return replace(problem, scores={**(problem.scores or {}), match: 1.0})
    return replace(problem, waivers=(*problem.waivers, Waiver(*match, frozenset(rules))))


def _with_seat(problem: Problem, person: str, role: str) -> Problem:
    side = "mentors" if role == "mentor" else "mentees"
    people = tuple(
        replace(p, capacity=p.capacity + (p.id == person)) for p in getattr(problem, side)
    )
    return replace(problem, **{side: people})


def _one_more_seat_for(problem: Problem, partners: tuple[str, ...]) -> Problem:
    """A full partner may have a limit in both roles: the remedy means the one that is full."""
    matched = solve(problem).matches
    seats = []
    for limit in problem.rules.seats:
        side = 0 if limit.role == "mentor" else 1
        people = problem.mentors if limit.role == "mentor" else problem.mentees
        members = {p.id for p in people if p.organisation == limit.organisation}
        used = sum(match[side] in members for match in matched)
        full = limit.organisation in partners and used == limit.most
        seats.append(replace(limit, most=used + 1) if full else limit)
    return replace(problem, rules=replace(problem.rules, seats=tuple(seats)))

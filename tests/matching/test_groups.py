"""Seats of units, of everybody and of a theme; groups that are nested, and groups that cross."""

from dataclasses import replace
from importlib import import_module

import pytest

from tests.matching.makers import KINDS, best_by_hand, figures
from viceversa.matching import (
    Aim,
    Candidate,
    Kind,
    Problem,
    ProblemError,
    Rules,
    Seats,
    check,
    solve,
)

T = (("t", 1),)


def asked(*seats: Seats, kind: Kind = "fair") -> Problem:
    """Three mentors of whom every two share a group, and three mentees."""
    mentors = (
        Candidate("A", organisation="O", unit="U"),
        Candidate("B", organisation="P", unit="U", offers=T),
        Candidate("C", organisation="O", unit="V", offers=T),
    )
    mentees = tuple(Candidate(mentee, wants=T if mentee == "X" else ()) for mentee in "XYZ")
    ids = [(a.id, x.id) for a in mentors for x in mentees]
    scores = {pair: float(30 + 7 * n % 40) for n, pair in enumerate(ids)}
    return Problem(mentors, mentees, rules=Rules(seats=seats), aim=Aim(kind), scores=scores)


ORGANISATION = Seats("O", "mentor", most=1)
UNIT = Seats("", "mentor", unit="U", most=1)
THEME = Seats("", "mentor", topics=frozenset("t"), most=1)


@pytest.mark.parametrize(
    ("seats", "name", "mentors"),
    [
        (ORGANISATION, "O", {"A", "C"}),
        (UNIT, "U", {"A", "B"}),
        (Seats("", "mentor", unit="W", parts=frozenset("V")), "W", {"C"}),
        (Seats("P", "mentor", unit="W", parts=frozenset("UV")), "W, P", {"B"}),
        (THEME, "The programme (t)", {"B", "C"}),
        (Seats("O", "mentor", unit="U", topics=frozenset("tu")), "U, O (t, u)", set()),
        (Seats("", "mentor", most=2), "The programme", {"A", "B", "C"}),
        (Seats("", "mentee", topics=frozenset("t")), "The programme (t)", {"X"}),
    ],
)
def test_a_group_has_a_name_and_its_people(seats: Seats, name: str, mentors: set[str]) -> None:
    problem = asked()
    people = problem.mentors if seats.role == "mentor" else problem.mentees
    assert seats.name == name
    assert {person.id for person in people if seats.counts(person)} == mentors


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "seats",
    [
        (Seats("", "mentor", most=2), Seats("O", "mentor", most=1), Seats("P", "mentor", least=1)),
        (Seats("O", "mentor", most=1), Seats("O", "mentor", unit="V", least=1)),
        (Seats("", "mentee", topics=frozenset("t"), most=0), THEME),
        (Seats("", "mentor", unit="W", parts=frozenset("UV"), most=2), UNIT),
        (ORGANISATION, UNIT, THEME),
        (ORGANISATION, replace(UNIT, least=1), replace(THEME, most=2)),
    ],
    ids=[
        "pool",
        "unit",
        "themes of both sides",
        "parts of a unit",
        "all cross",
        "crossing at least",
    ],
)
def test_groups_are_kept_and_the_answer_is_the_best(seats: tuple[Seats, ...], kind: Kind) -> None:
    problem = asked(*seats, kind=kind)
    solution = solve(problem)
    assert check(problem, solution) == []
    assert figures(problem, solution.matches) == pytest.approx(best_by_hand(problem))
    assert solution.bound == pytest.approx(solution.total)


def test_too_many_at_least_of_groups_that_cross_is_refused_by_name() -> None:
    with pytest.raises(ProblemError, match=r"(The programme \(t\)|U) cannot have [12] pairs"):
        solve(asked(ORGANISATION, replace(THEME, most=0), replace(UNIT, least=2, most=2)))


def test_groups_that_cross_are_refused_where_they_would_take_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    solving = import_module("viceversa.matching.solve")
    monkeypatch.setattr(solving, "LARGEST_WHOLE", 8)
    with pytest.raises(ProblemError, match=r"^O and U have seats for some of the same mentors"):
        solve(asked(ORGANISATION, UNIT, THEME))
    assert solve(asked(ORGANISATION, replace(UNIT, most=2))).matched == 2


@pytest.mark.parametrize(
    ("seats", "why", "most"),
    [
        ((replace(UNIT, least=4, most=None),), "its people can be in 2.", 2),
        ((Seats("", "mentor", topics=frozenset("u"), least=1),), "its people can be in 0.", 0),
        (
            (Seats("", "mentor", least=3), Seats("", "mentee", most=2)),
            "rules, locks or other seats stand against it.",
            None,
        ),
    ],
)
def test_seats_that_cannot_be_had_say_why(
    seats: tuple[Seats, ...], why: str, most: int | None
) -> None:
    with pytest.raises(ProblemError) as refused:
        solve(asked(*seats))
    assert str(refused.value).endswith(f"{why} (seats)")
    assert (refused.value.groups, refused.value.most) == (seats[:1], most)


def test_a_group_whose_seats_are_set_twice_is_refused_by_name() -> None:
    with pytest.raises(ProblemError, match=r"^U has its mentor seats set twice"):
        Rules(seats=(UNIT, replace(UNIT, most=3)))


def test_a_group_with_more_or_fewer_pairs_than_agreed_is_judged() -> None:
    problem = asked(replace(THEME, most=1), Seats("P", "mentor", unit="U", least=1))
    found = check(problem, [("A", "X"), ("C", "Y")])
    assert [violation.text() for violation in found] == [
        "U, P: The partner has more or fewer pairs than agreed. (0)"
    ]
    found = check(problem, [("B", "X"), ("C", "Y")])
    assert [violation.people for violation in found] == [("The programme (t)",)]

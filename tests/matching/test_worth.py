"""What an aim costs in points, and what that buys."""

from collections.abc import Mapping

import pytest
from hypothesis import assume
from hypothesis import given as cases

from tests.matching.makers import given, problems
from viceversa.matching import (
    Aim,
    Desk,
    Kind,
    Problem,
    Standing,
    cost_of_locks,
    solve,
    worth_of_aim,
)

POOR = {"A-X": 100, "B-Y": 30, "A-Y": 40, "B-X": 36, "C-Z": 5620}
STILL = {"A-X": 90, "B-Y": 20, "A-Y": 50, "B-X": 45, "C-Z": 5, "D-W": 30}
LOWEST = {"A-X": 9, "B-Y": 90, "C-Z": 20, "B-Z": 50, "C-Y": 50}


@pytest.mark.parametrize(
    ("kind", "scores", "told"),
    [
        ("total", POOR, None),
        (
            "fair",
            POOR,
            "54 points of 5,750 buy that nobody is under 35 (otherwise pairs: 1)",
        ),
        ("worst", POOR, "54 points of 5,750 buy that the worst pair has 36 instead of 30"),
        (
            "fair",
            STILL,
            "15 points of 145 buy that fewer pairs are under 35: 2 instead of 3",
        ),
        ("worst", STILL, "It costs nothing: no other set has a better total"),
        (
            "leximin",
            LOWEST,
            "10 points of 119 buy that fewer pairs have 20 or less: 1 instead of 2",
        ),
        ("fair", {"A-X": 3.25}, "It costs nothing: no other set has a better total"),
        (
            "stable",
            {"A-X": 90, "A-Y": 89, "B-X": 88},
            "87 points of 177 (and pairs: 1) buy that no two would both rather have each other "
            "(otherwise pairs: 1)",
        ),
    ],
)
def test_the_price_says_what_it_buys(
    kind: Kind, scores: Mapping[str, float], told: str | None
) -> None:
    desk = Desk(given(scores, aim=Aim(kind)))
    worth = worth_of_aim(desk, desk.solve())
    assert (worth and worth.text()) == told


@cases(problems())
def test_no_aim_has_a_better_total_than_the_total(problem: Problem) -> None:
    assume(not problem.locks)
    desk = Desk(problem)
    worth = worth_of_aim(desk, desk.solve())
    if worth:
        total = desk.solve(aim=Aim("total"))
        assert worth.points >= -1e-6
        assert worth.of == pytest.approx(total.total)
        assert (worth.pairs, worth.code != "free") <= (0, worth.points > 0)


def test_lawful_locks_are_priced_together() -> None:
    scores = {"A-X": 30, "A-Y": 80, "B-X": 90, "B-Z": 10, "C-Z": 60}
    desk = Desk(given(scores, locks=[("A", "X"), ("B", "Z")]))
    assert cost_of_locks(desk, desk.solve()) == Standing(1, 2, 0, 190)
    free = Desk(given(scores))
    assert cost_of_locks(free, solve(free.problem)) is None

"""The judge of hand-made sets of pairs."""

from dataclasses import replace

import pytest

from tests.matching.makers import given
from viceversa.matching import Candidate, Match, Problem, Rules, Seats, check, solve

PROBLEM = Problem(
    (Candidate("A", organisation="O", capacity=2), Candidate("B", organisation="O")),
    (Candidate("X"), Candidate("Y"), Candidate("Z")),
    rules=Rules(seats=(Seats("O", "mentor", least=1, most=2),)),
    locks=(("A", "X"),),
)


@pytest.mark.parametrize(
    ("matches", "found"),
    [
        ([("A", "X"), ("A", "Y")], []),
        ([("A", "X"), ("A", "X")], ["twice", "capacity"]),
        ([("A", "X"), ("B", "Y"), ("B", "Z")], ["capacity", "seats"]),
        ([("A", "X"), ("B", "X")], ["capacity"]),
        ([("A", "Y")], ["lock"]),
        ([], ["lock", "seats"]),
        ([("A", "X"), ("Q", "Y")], ["unknown"]),
    ],
)
def test_sets_of_pairs_are_judged(matches: list[Match], found: list[str]) -> None:
    assert [violation.rule for violation in check(PROBLEM, matches)] == found


def test_a_violation_says_who_and_what() -> None:
    violation = check(PROBLEM, [("A", "X"), ("B", "X")])[0]
    assert violation.text() == "X: More pairs than the person has seats. (2)"


def test_false_figures_are_found() -> None:
    problem = given({"A-X": 50, "B-Y": 60, "C-Y": 1})
    solution = solve(problem)
    assert check(problem, solution) == []
    pair = solution.pairs[0]
    false = {
        "total": replace(solution, standing=solution.standing._replace(total=1)),
        "matched": replace(solution, standing=solution.standing._replace(matched=3)),
        "unmatched": replace(solution, unmatched=()),
        "reasons": replace(
            solution,
            pairs=(
                pair._replace(reasons=(pair.reasons[0]._replace(points=49),)),
                *solution.pairs[1:],
            ),
        ),
    }
    for detail, one in false.items():
        assert [v.detail for v in check(problem, one)] == [detail]

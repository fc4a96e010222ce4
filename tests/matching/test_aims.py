"""What each aim puts first, on small named cases and on those that break solvers."""

from collections.abc import Mapping

import pytest

from tests.matching.makers import KINDS, best_by_hand, figures, given
from viceversa.matching import Aim, Candidate, Kind, Match, Problem, check, solve

EVERY_AIM: tuple[Kind, ...] = (*KINDS, "stable")

CHOICE = {
    ("A", "X"): 100.0,
    ("B", "Y"): 20.0,
    ("C", "Z"): 60.0,
    ("A", "Y"): 45.0,
    ("B", "X"): 40.0,
    ("C", "Y"): 30.0,
    ("B", "Z"): 30.0,
}


def solved(kind: Kind, scores: Mapping[Match, float], **asked: object) -> list[float]:
    """The scores of the best set, the lowest first."""
    mentors, mentees = (tuple(Candidate(p) for p in sorted({m[n] for m in scores})) for n in (0, 1))
    problem = Problem(mentors, mentees, scores=scores, aim=Aim(kind), **asked)  # type: ignore[arg-type]
    return sorted(pair.score for pair in solve(problem).pairs)


@pytest.mark.parametrize(
    ("kind", "scores"),
    [
        ("total", [20, 60, 100]),
        ("fair", [40, 45, 60]),
        ("worst", [40, 45, 60]),
        ("leximin", [40, 45, 60]),
    ],
)
def test_the_aim_decides_what_is_best(kind: Kind, scores: list[float]) -> None:
    assert solved(kind, CHOICE) == scores


def test_leximin_goes_on_where_worst_stops() -> None:
    """X is badly off with anybody; of the rest, worst takes the total, leximin the second worst."""
    scores = {("A", "X"): 5.0, ("B", "Y"): 90.0, ("C", "Z"): 20.0, ("B", "Z"): 50.0}
    scores |= {("C", "Y"): 50.0}
    assert solved("worst", scores) == [5, 20, 90]
    assert solved("leximin", scores) == [5, 50, 50]


def test_a_locked_pair_excuses_no_other_from_being_lifted() -> None:
    scores = CHOICE | {("D", "W"): 1.0}
    assert solved("worst", scores, locks=(("D", "W"),)) == [1, 40, 45, 60]


def test_scores_that_are_no_whole_numbers_are_lifted_one_by_one() -> None:
    scores = {
        (f"A{a}", f"X{x}"): (a * a * 7919 + x * x * 104729 + a * x * 31) % 10007 / 8
        for a in range(25)
        for x in range(25)
    }
    lifted, worst = solved("leximin", scores), solved("worst", scores)
    assert (len(lifted), lifted[0]) == (25, worst[0])
    assert lifted >= worst
    assert sum(lifted) <= sum(worst) <= sum(solved("total", scores))


def _square(size: int, score: float) -> dict[str, float]:
    return {f"A{a}-X{x}": score for a in range(size) for x in range(size)}


HARD = {
    "all scores are equal": given(_square(3, 50.0)),
    "a chain": given({"A-X": 9, "B-X": 50, "B-Y": 9, "C-Y": 50, "C-Z": 9}),
    "a long chain": given(
        {f"A{n}-X{n}": 10 for n in range(6)} | {f"A{n}-X{n + 1}": 60 for n in range(5)}
    ),
    "one popular mentor": given({f"A-{x}": 90 for x in "VWXYZ"} | {"B-X": 1}, capacity={"A": 2}),
    "a star on each side": given({"A-X": 7, "A-Y": 8, "A-Z": 9, "B-W": 7, "C-W": 8, "D-W": 9}),
    "pieces that do not touch": given({"A-X": 5, "B-X": 4, "C-Y": 70, "C-Z": 70, "D-Z": 1}),
    "more mentors": given({"A-X": 0, "B-X": 1, "C-X": 2, "C-Y": 3}),
    "more mentees": given({"A-X": 0, "A-Y": 1, "A-Z": 2, "B-Z": 3}),
    "capacities of 0": given({"A-X": 60, "B-X": 50, "B-Y": 40}, capacity={"A": 0, "Y": 0}),
    "nobody has a seat": given({"A-X": 60}, capacity={"A": 0, "X": 0}),
    "seats on both sides": given(
        {"A-X": 90, "A-Y": 1, "B-X": 1, "B-Y": 50}, capacity={"A": 2, "X": 2}
    ),
    "a wild capacity": given({"A-X": 30, "A-Y": 40, "B-Y": 90}, capacity={"A": 10**12}),
    "all are forbidden": Problem((Candidate("A"),), (Candidate("X"),), scores={}),
}


@pytest.mark.parametrize("kind", EVERY_AIM)
@pytest.mark.parametrize("name", HARD)
def test_hard_cases_have_their_best_answer_under_every_aim(name: str, kind: Kind) -> None:
    hard = HARD[name]
    problem = Problem(hard.mentors, hard.mentees, scores=hard.scores, aim=Aim(kind))
    solution = solve(problem)
    assert check(problem, solution) == []
    if kind != "stable":
        best = best_by_hand(problem)
        assert best
        assert figures(problem, solution.matches) == pytest.approx(best)
        assert solution.bound == pytest.approx(solution.total)

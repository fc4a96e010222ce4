"""What a problem refuses to be, and what the core shows to the outside."""

from collections.abc import Callable

import pytest

import viceversa.matching
from viceversa.matching import (
    Aim,
    Candidate,
    Problem,
    ProblemError,
    Rules,
    Seats,
    Waiver,
    Weights,
    solve,
    words,
)

A, X = (Candidate("A"),), (Candidate("X"),)

REFUSED: dict[str, tuple[str, Callable[[], object]]] = {
    "no mentor": ("empty", lambda: Problem((), X)),
    "no mentee": ("empty", lambda: Problem(A, ())),
    "twice": ("twice", lambda: Problem(A * 2, X)),
    "unknown lock": ("unknown", lambda: Problem(A, X, locks=(("A", "Q"),))),
    "lock the wrong way": ("unknown", lambda: Problem(A, X, locks=(("X", "A"),))),
    "unknown score": ("unknown", lambda: Problem(A, X, scores={("Q", "X"): 1.0})),
    "not a score": ("score", lambda: Problem(A, X, scores={("A", "X"): float("nan")})),
    "endless score": ("score", lambda: Problem(A, X, scores={("A", "X"): float("inf")})),
    "beyond reckoning": ("score", lambda: Problem(A, X, scores={("A", "X"): -1.1e15})),
    "negative capacity": ("capacity", lambda: Candidate("A", capacity=-1)),
    "strength": ("strength", lambda: Candidate("A", wants=(("A1", 4),))),
    "topic twice": ("topic", lambda: Candidate("A", offers=(("A1", 1), ("A1", 2)))),
    "weights": ("weights", lambda: Weights(wants=-1)),
    "no weight": (
        "weights",
        lambda: Weights(**dict.fromkeys(Weights.__dataclass_fields__, 0)),
    ),
    "aim": ("aim", lambda: Aim("best")),  # type: ignore[arg-type]
    "bands": ("bands", lambda: Aim(bands=(55, 35))),
    "depth": ("depth", lambda: Rules(depth=0)),
    "seats": ("seats", lambda: Seats("O", "mentor", least=2, most=1)),
    "seats twice": ("seats", lambda: Rules(seats=(Seats("O", "mentor"), Seats("O", "mentor")))),
    "waiver": ("waiver", lambda: Waiver("A", "X", frozenset({"capacity"}))),
    "locked twice": ("lock", lambda: solve(Problem(A, X, locks=(("A", "X"),) * 2))),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_problem_that_contradicts_itself_is_refused(case: str) -> None:
    code, make = REFUSED[case]
    with pytest.raises(ProblemError) as refused:
        make()
    assert refused.value.code == code


def test_a_score_beyond_reckoning_is_told_with_the_limits() -> None:
    with pytest.raises(ProblemError, match=r"A – X is 1e\+90; from -1e\+15 to 1e\+15 is possible"):
        Problem(A, X, scores={("A", "X"): 1e90})


def test_one_person_may_stand_on_both_sides() -> None:
    both = Candidate("A")
    solution = solve(Problem((both, Candidate("B")), (both, Candidate("X"))))
    assert solution.matches == {("A", "X"), ("B", "A")}


def test_nobody_is_allowed_anybody() -> None:
    solution = solve(Problem(A, X, scores={}))
    assert (solution.matched, solution.worst, solution.total, solution.bound) == (0, None, 0, 0)


def test_the_public_names_are_exactly_these() -> None:
    names = """DEPENDENCIES LARGEST_SCORE RULES Aim Block Candidate Change Cluster Desk Explanation
        Kind Match Pair Prices Problem ProblemError Reason Record Remedy Role Rules Seats Solution
        Standing Ties Topics Unmatched Violation Waiver Weights Worth check cost_of_locks digest
        explain needs_no_table solve ties_of words worth_of_aim"""
    assert sorted(viceversa.matching.__all__) == sorted(names.split())


def test_every_rule_has_its_words() -> None:
    pair_rules = set(viceversa.matching.RULES)
    assert set(words.RULE_NAMES) == pair_rules | {"capacity", "seats"}
    assert set(words.RULE_WORDS) >= set(words.RULE_NAMES)

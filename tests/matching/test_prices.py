"""What every pair would cost, found for all at once, against solving again for each."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, settings
from hypothesis import given as cases

from tests.matching.makers import NESTED, PRICED, given, problems
from viceversa.matching import (
    Aim,
    Candidate,
    Desk,
    Kind,
    Prices,
    Problem,
    ProblemError,
    Rules,
    Seats,
    Solution,
    Standing,
    check,
    explain,
)

SCORES = {"A-X": 90, "A-Y": 60, "B-X": 80, "B-Y": 30, "C-Y": 20}
"""A–Y and B–X are best; C stays alone."""


def solved(problem: Problem) -> tuple[Desk, Solution]:
    desk = Desk(problem)
    try:
        return desk, desk.solve()
    except ProblemError:
        assume(False)
        raise


def counted(problem: Problem, cost: Standing) -> tuple[float, ...]:
    """The levels that the aim counts."""
    return cost if problem.aim.kind == "fair" else (cost.matched, cost.further, cost.total)


def test_a_pair_costs_what_the_best_answer_with_it_loses() -> None:
    desk = Desk(given(SCORES))
    prices = Prices(desk, desk.solve())
    assert prices.lost("C", "Y") == Standing(0, 1, 0, 30)
    assert prices.lost("A", "X") == Standing(0, 1, 0, 20)
    assert prices.lost("A", "Y") == Standing(0, 0, 0, 0)
    assert prices.lost("C", "X") is None
    change = prices.change("C", "Y")
    assert (change.matches, change.moved) == ({("A", "X"), ("C", "Y")}, {*"ABCXY"})
    assert prices.change("C", "X").broken == ("score",)


def test_a_loss_in_what_counts_more_can_be_a_gain_in_what_counts_less() -> None:
    desk = Desk(given({"A-X": 100, "B-Y": 30, "A-Y": 40, "B-X": 36}))
    assert Prices(desk, desk.solve()).lost("A", "X") == Standing(0, 1, -2, -54)


def test_whoever_is_left_out_for_a_pair_is_part_of_its_price() -> None:
    problem = given({"A-X": 90, "B-X": 80, "B-Y": 30}, capacity={"X": 2})
    desk = Desk(problem)
    best = desk.solve()
    assert Prices(desk, best).lost("B", "X") == Standing(0, -1, 0, -50, 1)
    said = explain(problem, best, "B", "X").sentence()
    assert said == ("It would cost more people without a pair (1); B, X, Y would change partners.")


@settings(max_examples=150)
@cases(problems(quotas=True, groups=NESTED, whole=True, aims=PRICED))
def test_all_prices_are_those_of_solving_again(problem: Problem) -> None:
    desk, best = solved(problem)
    prices = Prices(desk, best)
    for mentor, mentee, _ in desk.allowed_pairs():
        forced = desk.force(best.matches, mentor, mentee, best=best.standing)
        lost = prices.lost(mentor, mentee)
        if forced.broken:
            assert lost is None
            assert prices.change(mentor, mentee).broken == forced.broken
            continue
        assert lost is not None
        assert counted(problem, lost) == counted(problem, forced.cost)
        change = prices.change(mentor, mentee)
        assert (mentor, mentee) in change.matches
        assert check(problem, change.matches) == []
        assert counted(problem, change.cost) == counted(problem, lost)


@pytest.mark.parametrize("seed", range(40))
def test_all_prices_of_larger_problems_are_those_of_solving_again(seed: int) -> None:
    """More seats than people or fewer, with several seats on either side."""
    random = Random(seed)
    sides = [
        [
            Candidate(f"{letter}{n}", capacity=random.choice((1, 1, 1, 2, 3)))
            for n in range(random.randint(8, 14))
        ]
        for letter in "AX"
    ]
    few = random.choice((0.2, 0.5, 1))
    scores = {
        (a.id, x.id): float(random.randint(0, 100))
        for a in sides[0]
        for x in sides[1]
        if random.random() < few
    }
    aim = Aim(random.choice(("fair", "total")))
    problem = Problem(tuple(sides[0]), tuple(sides[1]), scores=scores, aim=aim)
    desk = Desk(problem)
    best = desk.solve()
    prices = Prices(desk, best)
    for mentor, mentee in random.sample(sorted(scores), min(25, len(scores))):
        forced = desk.force(best.matches, mentor, mentee, best=best.standing)
        lost = prices.lost(mentor, mentee)
        assert lost is not None
        assert counted(problem, lost) == counted(problem, forced.cost)
        assert counted(problem, prices.change(mentor, mentee).cost) == counted(problem, lost)


def test_fractions_are_priced_by_solving_again() -> None:
    desk = Desk(given({**SCORES, "A-X": 90.5}))
    prices = Prices(desk, desk.solve())
    assert prices.lost("A", "X") == Standing(0, 1, 0, 19.5)
    assert prices.ties is None


@pytest.mark.parametrize("kind", ["worst", "leximin", "stable"])
def test_where_no_one_weight_holds_the_aim_pairs_are_priced_by_solving_again(kind: Kind) -> None:
    desk = Desk(given(SCORES, aim=Aim(kind)))
    best = desk.solve()
    prices = Prices(desk, best)
    forced = desk.force(best.matches, "C", "Y", best=best.standing)
    assert prices.change("C", "Y") == forced
    assert prices.lost("C", "Y") == forced.cost
    assert prices.ties is None


@settings(max_examples=150)
@cases(problems(quotas=True, groups=NESTED, whole=True, aims=PRICED))
def test_a_pair_is_a_tie_if_nothing_is_lost_without_it(problem: Problem) -> None:
    desk, best = solved(problem)
    ties = Prices(desk, best).ties
    assert ties is not None
    loose = {match for group in ties for match in group}
    assert sum(map(len, ties)) == len(loose)
    for match in best.matches - {*problem.locks}:
        assert (match in loose) == _is_as_good_without(desk, best, match)
    assert not loose & {*problem.locks}


def _is_as_good_without(desk: Desk, best: Solution, match: tuple[str, str]) -> bool:
    problem = desk.problem
    try:
        other = desk.solve(apart=problem.apart | {match}).standing
    except ProblemError:
        return False
    return counted(problem, other) == counted(problem, best.standing)


def test_ties_are_grouped_by_who_can_swap_with_whom() -> None:
    scores = {"A-X": 50, "A-Y": 50, "B-X": 50, "B-Y": 50, "C-Z": 60, "D-W": 70, "D-Z": 1}
    more = {"E-V": 40, "F-V": 40}
    desk = Desk(given({**scores, **more}))
    best = desk.solve()
    ties = Prices(desk, best).ties
    assert ties is not None
    assert [{*sum(group, ())} - {"E", "F"} for group in ties] == [{*"ABXY"}, {"V"}]


def test_a_full_partner_gives_the_seat_to_another_of_its_own() -> None:
    mentors = Candidate("A", organisation="O"), Candidate("B", organisation="O"), Candidate("C")
    scores = {("A", "X"): 90.0, ("B", "Y"): 80.0, ("C", "Y"): 70.0}
    rules = Rules(seats=(Seats("O", "mentor", most=1),))
    desk = Desk(Problem(mentors, (Candidate("X"), Candidate("Y")), scores=scores, rules=rules))
    change = Prices(desk, desk.solve()).change("B", "Y")
    assert (change.matches, change.cost) == ({("B", "Y")}, Standing(1, 0, 0, 80))


def test_prices_against_a_set_that_is_not_the_best_are_refused() -> None:
    desk = Desk(given(SCORES))
    best = desk.solve()
    worse = replace(best, pairs=best.pairs[:1])
    with pytest.raises(ValueError, match="not the best"):
        Prices(desk, worse)


@pytest.mark.parametrize("shape", ["equal", "square", "chain", "star", "pieces", "seats"])
def test_prices_do_not_depend_on_luck(shape: str) -> None:
    """Nobody to spare, all alike, one after the other, one wanted by all, pieces, many seats."""
    random, n = Random(1), 12
    scores = {
        "equal": {f"A{i}-X{j}": 50 for i in range(n) for j in range(n)},
        "square": {f"A{i}-X{j}": random.randint(0, 100) for i in range(n) for j in range(n)},
        "chain": {f"A{i}-X{i + step}": 50 + step for i in range(n) for step in (0, 1)},
        "star": {f"A0-X{j}": 90 for j in range(n)} | {f"A{i}-X{i}": 5 for i in range(1, n)},
        "pieces": {f"A{i}-X{j}": i + j for i in range(n) for j in range(n) if i % 3 == j % 3},
        "seats": {f"A{i}-X{j}": (7 * i + 3 * j) % 11 for i in range(5) for j in range(n)},
    }[shape]
    capacity = dict.fromkeys(("A0", "A1", "X0"), 999_999) if shape == "seats" else {}
    problem = given(scores, capacity=capacity)
    desk = Desk(problem)
    best = desk.solve()
    prices = Prices(desk, best)
    for mentor, mentee in random.sample(sorted(problem.scores or ()), min(20, len(scores))):
        forced = desk.force(best.matches, mentor, mentee, best=best.standing)
        assert prices.lost(mentor, mentee) == forced.cost
        assert prices.change(mentor, mentee).cost == forced.cost


def test_without_any_seat_nothing_has_a_price() -> None:
    desk = Desk(given({"A-X": 50}, capacity={"A": 0, "X": 0}))
    prices = Prices(desk, desk.solve())
    assert (prices.lost("A", "X"), prices.ties) == (None, ())
    assert prices.change("A", "X").broken == ("lock",)

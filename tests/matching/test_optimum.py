"""The best set of pairs: cases that known products get wrong, and all small problems."""

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import given as cases
from hypothesis import strategies as st

from tests.matching.makers import (
    CROSSING,
    KINDS,
    NESTED,
    PARTNERS,
    Group,
    best_by_hand,
    figures,
    given,
    problems,
)
from viceversa.matching import (
    LARGEST_SCORE,
    Aim,
    Candidate,
    Desk,
    Kind,
    Problem,
    ProblemError,
    Rules,
    Seats,
    check,
    solve,
)
from viceversa.matching.flow import Programme
from viceversa.matching.stages import Seating


def matched(problem: Problem) -> set[tuple[str, str]]:
    return set(solve(problem).matches)


def test_both_are_paired_although_the_best_pair_would_leave_one_out() -> None:
    problem = given({"A-X": 90, "A-Y": 89, "B-X": 88})
    assert matched(problem) == {("A", "Y"), ("B", "X")}


def test_both_are_paired_although_the_one_pair_is_better_than_two() -> None:
    problem = given({"A-X": 12, "A-Y": 9, "B-X": 2})
    assert matched(problem) == {("A", "Y"), ("B", "X")}


@pytest.mark.requirement("000-04")
def test_a_junior_is_never_the_mentee_of_a_senior() -> None:
    junior, senior = Candidate("J", level=2), Candidate("S", level=5)
    assert matched(Problem((junior,), (senior,))) == {("J", "S")}
    assert matched(Problem((senior,), (junior,))) == set()


def test_a_wish_never_overrides_a_rule() -> None:
    wished = Candidate("M", offers=(("A1", 3),), languages=frozenset({"sv"}))
    other = Candidate("N", languages=frozenset({"fi"}))
    wisher = Candidate("X", wants=(("A1", 3),), languages=frozenset({"fi"}))
    assert matched(Problem((wished, other), (wisher,))) == {("N", "X")}


def test_fewer_poor_pairs_come_before_the_total() -> None:
    scores = {"A-X": 100, "B-Y": 30, "A-Y": 40, "B-X": 36}
    assert matched(given(scores)) == {("A", "Y"), ("B", "X")}
    assert matched(given(scores, aim=Aim("total"))) == {("A", "X"), ("B", "Y")}


def test_fewer_merely_fair_pairs_come_before_the_total() -> None:
    scores = {"A-X": 100, "B-Y": 54, "A-Y": 60, "B-X": 55}
    assert matched(given(scores)) == {("A", "Y"), ("B", "X")}
    assert matched(given(scores, aim=Aim(bands=(35, 50)))) == {("A", "X"), ("B", "Y")}


def test_a_score_on_the_band_is_not_below_it() -> None:
    assert solve(given({"A-X": 35, "B-Y": 34.9, "C-Z": 55})).standing[:3] == (3, 1, 1)


def test_number_counts_even_when_every_score_is_negative() -> None:
    solution = solve(given({"A-X": -1, "A-Y": -80.5, "B-X": -90.25}))
    assert (solution.matched, solution.total, solution.worst) == (2, -170.75, -90.25)


def test_nobody_is_paired_twice_with_the_same_person() -> None:
    problem = given({"A-X": 90, "A-Y": 1, "B-X": 1}, capacity={"A": 2, "X": 2})
    assert matched(problem) == {("A", "X"), ("A", "Y"), ("B", "X")}


SHARED = {"A-X": 90, "B-X": 90, "A-Y": 20, "B-Y": 20}
"""Y would be left out for the sake of three bands and many points."""


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_left_out_while_somebody_else_has_two(kind: Kind) -> None:
    problem = given(SHARED, capacity={"X": 2, "Y": 2}, aim=Aim(kind))
    solution = solve(problem)
    assert {mentee for _, mentee in solution.matches} == {"X", "Y"}
    assert solution.standing == (2, 1, 0, 110, 0)
    assert (solution.bound, solution.unmatched) == (110, ())


def test_a_second_pair_is_made_where_nobody_needs_the_seat() -> None:
    solution = solve(given(SHARED, capacity={"A": 2, "B": 2, "X": 2, "Y": 2}))
    assert solution.standing == (4, 2, 0, 220, 4)


def test_whoever_is_in_a_locked_pair_has_the_first_seat_already() -> None:
    problem = given({**SHARED, "C-X": 90, "C-Y": 20}, capacity={"X": 3}, locks=[("C", "X")])
    assert {mentee for _, mentee in matched(problem)} == {"X", "Y"}
    locked = given(SHARED, capacity={"X": 2, "Y": 2}, locks=[("A", "X"), ("B", "X")])
    assert solve(locked).standing.further == 1


def test_one_pair_more_comes_before_people_where_groups_have_seats() -> None:
    """With B and Y there are three pairs of six people, without them four pairs of five."""
    home = {"A": "O", "B": "O", "Y": "H", "W": "H"}
    mentors, mentees = (
        tuple(Candidate(n, organisation=home.get(n, ""), capacity=1 + (n in "CXW")) for n in names)
        for names in ("ABCD", "XYW")
    )
    pairs = ("A", "X"), ("B", "Y"), ("C", "X"), ("C", "W"), ("D", "W")
    rules = Rules(seats=(Seats("O", "mentor", most=1), Seats("H", "mentee", most=2)))
    problem = Problem(mentors, mentees, scores=dict.fromkeys(pairs, 60.0), rules=rules)
    solution = solve(problem)
    assert solution.matches == {*pairs} - {("B", "Y")}
    assert solution.standing == (4, 0, 0, 240, 3)
    assert len(solve(replace(problem, rules=Rules())).matches) == 5


@pytest.mark.parametrize("seats", [1, 2])
def test_only_where_somebody_has_several_seats_are_people_counted(seats: int) -> None:
    problem = given(SHARED, capacity={"X": seats})
    desk = Desk(problem)
    residual = desk.residual(desk.solve())
    assert residual is not None
    assert len(residual.network.pack.levels) == 3 + seats


def test_fractions_wait_for_nobody_when_everything_is_settled_before() -> None:
    scores = {"A-X": 1.5, "A-Y": 0.0, "B-X": 0.0, "B-Y": 0.0}
    solution = solve(given(scores, capacity=dict.fromkeys("ABXY", 2)))
    assert (solution.matched, solution.total, solution.bound) == (4, 1.5, 1.5)


@cases(problems())
def test_every_small_problem_has_its_best_answer_and_a_tight_bound(problem: Problem) -> None:
    assume(not _lock_over_capacity(problem))
    solution = solve(problem)
    assert check(problem, solution) == []
    assert figures(problem, solution.matches) == pytest.approx(best_by_hand(problem), abs=1e-6)
    assert solution.bound >= solution.total - 1e-6
    assert solution.bound == pytest.approx(solution.total, abs=1e-4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@cases(problems() | problems(quotas=True, groups=NESTED))
def test_levels_one_by_one_give_what_they_give_in_one_weight(
    monkeypatch: pytest.MonkeyPatch, problem: Problem
) -> None:
    monkeypatch.setattr(Seating, "limit", 0.0)
    monkeypatch.setattr(Programme, "limit", 0.0)
    try:
        solution = solve(problem)
    except ProblemError:
        return
    assert figures(problem, solution.matches) == pytest.approx(best_by_hand(problem), abs=1e-6)
    assert solution.bound == pytest.approx(solution.total, abs=1e-4)


@pytest.mark.parametrize(
    "groups", [PARTNERS, NESTED, CROSSING], ids=["apart", "nested", "crossing"]
)
@cases(st.data())
def test_seats_of_groups_are_kept_or_refused(
    groups: tuple[Group, ...], data: st.DataObject
) -> None:
    problem = data.draw(problems(quotas=True, groups=groups))
    assume(not _lock_over_capacity(problem))
    best = best_by_hand(problem)
    if best is None:
        with pytest.raises(ProblemError, match="seats"):
            solve(problem)
        return
    solution = solve(problem)
    assert check(problem, solution) == []
    assert figures(problem, solution.matches) == pytest.approx(best, abs=1e-6)
    assert solution.bound == pytest.approx(solution.total, abs=1e-4)


def _lock_over_capacity(problem: Problem) -> bool:
    people = {p.id: p.capacity for p in (*problem.mentors, *problem.mentees)}
    return any(not people[person] for lock in problem.locks for person in lock)


@settings(max_examples=30)
@cases(problems(quotas=True))
def test_the_order_of_the_rows_does_not_matter(problem: Problem) -> None:
    turned = Problem(
        problem.mentors[::-1],
        problem.mentees[::-1],
        rules=problem.rules,
        aim=problem.aim,
        scores=dict(reversed(list((problem.scores or {}).items()))),
        locks=problem.locks,
    )
    try:
        expected = solve(problem, seed=3).matches
    except ProblemError:
        return
    assert solve(turned, seed=3).matches == expected


def test_the_seed_decides_between_equal_answers_and_is_recorded() -> None:
    problem = given({f"{mentor}-{mentee}": 50 for mentor in "ABC" for mentee in "XYZ"})
    answers = {seed: solve(problem, seed=seed) for seed in range(20)}
    assert {answer.seed for answer in answers.values()} == set(range(20))
    assert len({answer.matches for answer in answers.values()}) > 1
    assert solve(problem, seed=7).matches == answers[7].matches


def test_at_least_pulls_a_partner_in_against_the_total() -> None:
    small = Candidate("A", organisation="Small")
    large = Candidate("B", organisation="Large")
    mentee = Candidate("X")
    scores = {("A", "X"): 10.0, ("B", "X"): 90.0}
    seats = (Seats("Small", "mentor", least=1),)
    problem = Problem((small, large), (mentee,), scores=scores, rules=Rules(seats=seats))
    assert matched(problem) == {("A", "X")}


def test_too_many_at_least_is_refused_by_the_partner_s_name() -> None:
    mentors = Candidate("A", organisation="Small"), Candidate("B", organisation="Large")
    seats = (Seats("Small", "mentor", least=1), Seats("Large", "mentor", least=1))
    problem = Problem(mentors, (Candidate("X"),), rules=Rules(seats=seats))
    with pytest.raises(ProblemError, match=r"^(Small|Large) cannot have 1 pairs"):
        solve(problem)


def test_at_least_more_than_there_are_allowed_pairs_is_refused() -> None:
    mentors = Candidate("A", organisation="O"), Candidate("B", organisation="O")
    rules = Rules(seats=(Seats("O", "mentor", least=2),))
    people = mentors, (Candidate("X"), Candidate("Y"))
    for scores in ({}, {("A", "X"): 1.0}, {("A", "X"): 1.0, ("B", "X"): 1.0}):
        with pytest.raises(ProblemError, match="O cannot have 2 pairs with its mentors"):
            solve(Problem(*people, scores=scores, rules=rules))


@pytest.mark.parametrize("scale", [1e-300, 1e-9, 1.0, 1e12])
def test_scores_of_any_size_are_told_apart(scale: float) -> None:
    """Both pair everybody; the better total is 1 in 1,000 higher."""
    scores = {"A-X": -50, "B-Y": 501, "A-Y": -300, "B-X": 750, "C-X": -999}
    problem = given({pair: score * scale for pair, score in scores.items()}, aim=Aim("total"))
    solution = solve(problem)
    assert solution.matches == {("A", "X"), ("B", "Y")}
    assert solution.bound == pytest.approx(solution.total) == pytest.approx(451 * scale)


@pytest.mark.parametrize("largest", [1.0, LARGEST_SCORE])
def test_seats_on_both_sides_leave_room_for_the_largest_scores(largest: float) -> None:
    """Seat by seat A and X would be paired twice: a linear programme has to answer."""
    scores = {"A-X": 1.0, "A-Y": -1.0, "B-X": -0.5, "B-Y": -0.75}
    scores = {pair: score * largest for pair, score in scores.items()}
    solution = solve(given(scores, capacity={"A": 2, "X": 2}, aim=Aim("total")))
    assert solution.matches == {("A", "X"), ("A", "Y"), ("B", "X")}
    assert solution.bound == pytest.approx(solution.total) == pytest.approx(-0.5 * largest)


def test_many_seats_on_both_sides_need_no_table_of_all_seats() -> None:
    """Seat by seat it would be 40,000 by 40,000."""
    mentors, mentees = (
        tuple(Candidate(f"{letter}{n}", capacity=999_999) for n in range(200)) for letter in "AX"
    )
    apart = frozenset((f"A{n}", f"X{n}") for n in range(200))
    solution = solve(Problem(mentors, mentees, apart=apart))
    assert (solution.matched, solution.total, solution.bound) == (39_800, 1_990_000, 1_990_000)


@pytest.mark.requirement("000-02")
def test_sixteen_and_sixteen_are_sixteen_pairs_and_a_seventeenth_is_refused() -> None:
    mentors = tuple(Candidate(f"A{n}", level=2, offers=(("A1", 1),)) for n in range(16))
    mentees = tuple(Candidate(f"X{n}", level=5, wants=(("A1", 1),)) for n in range(16))
    matches = solve(Problem(mentors, mentees)).matches
    assert {mentor for mentor, _ in matches} == {one.id for one in mentors}
    assert {mentee for _, mentee in matches} == {one.id for one in mentees}
    assert len(matches) == 16
    more = Candidate("X16", level=5)
    seventeenth = next(iter(matches))[0], more.id
    with pytest.raises(ProblemError, match=rf"{seventeenth[0]} is locked into more pairs"):
        solve(Problem(mentors, (*mentees, more), locks=(*matches, seventeenth)))


@pytest.mark.requirement("004-01")
def test_six_hundred_on_either_side_are_matched_within_five_seconds_of_work() -> None:
    topics = [(f"{group}{n}", 1) for group in "ABCDEFGHIJKL" for n in range(1, 9)]
    mentors = tuple(
        Candidate(f"A{n}", level=n % 3, offers=(topics[n % 96], topics[(n * 7 + 49) % 96]))
        for n in range(600)
    )
    mentees = tuple(
        Candidate(f"X{n}", level=4 + n % 2, wants=(topics[n * 5 % 96], topics[(n * 11 + 1) % 96]))
        for n in range(600)
    )
    began = process_time()
    solution = solve(Problem(mentors, mentees))
    assert process_time() - began < 5
    assert (solution.matched, solution.bound) == (600, solution.total)


@pytest.mark.parametrize("aim", [Aim("fair"), Aim("total")])
def test_five_hundred_people_are_solved_to_the_bound(aim: Aim) -> None:
    scores = {
        (f"A{a}", f"X{x}"): float((a * 7919 + x * 104729) % 101)
        for a in range(120)
        for x in range(110)
    }
    mentors = tuple(Candidate(f"A{a}") for a in range(120))
    mentees = tuple(Candidate(f"X{x}") for x in range(110))
    solution = solve(Problem(mentors, mentees, scores=scores, aim=aim))
    assert (solution.matched, solution.bound) == (110, solution.total)

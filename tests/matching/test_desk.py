"""What the board asks: single pairs, changes by hand, the price of a pair."""

from dataclasses import replace

import pytest
from hypothesis import given as cases

from tests.matching.makers import best_by_hand, figures, given, problems
from viceversa.matching import (
    Candidate,
    Desk,
    Pair,
    Problem,
    ProblemError,
    Reason,
    Role,
    Standing,
    explain,
    solve,
)

SCORES = {"A-X": 90, "A-Y": 60, "B-X": 80, "B-Y": 30, "C-Y": 20}
BEST = Standing(2, 0, 0, 140)


def test_who_is_left_out_weighs_less_than_a_pair_and_more_than_the_bands() -> None:
    a_pair, somebody, a_poor_one = (
        Standing(1, 0, 0, 0),
        Standing(0, 0, 0, 0, 1),
        Standing(0, 1, 0, 0),
    )
    losses = sorted([a_pair, a_poor_one, somebody], key=lambda lost: lost.in_order)
    assert losses == [a_poor_one, somebody, a_pair]


"""A–Y and B–X; C stays alone."""


def test_standing_counts_poor_and_merely_fair() -> None:
    desk = Desk(given(SCORES))
    assert desk.standing([("A", "X"), ("C", "Y")]) == Standing(2, 1, 0, 110)
    assert desk.standing([]) == Standing(0, 0, 0, 0)


def test_a_swap_pairs_those_who_are_left_with_each_other() -> None:
    desk = Desk(given(SCORES))
    change = desk.swap([("A", "Y"), ("B", "X")], "A", "X", best=BEST)
    assert change.matches == {("A", "X"), ("B", "Y")}
    assert change.standing == Standing(2, 1, 0, 120)
    assert change.cost == Standing(0, 1, 0, 20)
    assert change.moved == {"A", "B", "X", "Y"}
    assert change.broken == ()


def test_a_swap_leaves_alone_whom_no_allowed_pair_is_left_for() -> None:
    desk = Desk(given(SCORES))
    change = desk.swap([("A", "Y"), ("B", "X")], "C", "Y", best=BEST)
    assert change.matches == {("B", "X"), ("C", "Y")}
    assert change.moved == {"A", "C", "Y"}
    change = desk.swap([("A", "X"), ("C", "Y")], "C", "X", best=BEST)
    assert (change.matches, change.broken) == ({("C", "X"), ("A", "Y")}, ("score",))


def test_a_swap_takes_the_lowest_partner_from_a_full_mentor_but_no_locked_one() -> None:
    scores = {"A-X": 10, "A-Y": 50, "A-Z": 40}
    problem = given(scores, capacity={"A": 2})
    before = [("A", "X"), ("A", "Y")]
    assert Desk(problem).swap(before, "A", "Z", best=BEST).matches == {("A", "Y"), ("A", "Z")}
    locked = given(scores, capacity={"A": 2}, locks=[("A", "X")])
    assert Desk(locked).swap(before, "A", "Z", best=BEST).matches == {("A", "X"), ("A", "Z")}
    both = given(scores, capacity={"A": 2}, locks=[("A", "X"), ("A", "Y")])
    assert Desk(both).swap(before, "A", "Z", best=BEST).broken == ("capacity",)


def test_forcing_a_pair_costs_what_the_best_answer_with_it_loses() -> None:
    desk = Desk(given(SCORES))
    best = desk.solve()
    change = desk.force(best.matches, "C", "Y", best=best.standing)
    assert change.matches == {("A", "X"), ("C", "Y")}
    assert change.cost == Standing(0, 1, 0, 30)
    assert change.moved == {"A", "B", "C", "X", "Y"}


def test_forcing_a_forbidden_pair_changes_nothing_and_names_the_rule() -> None:
    desk = Desk(given(SCORES))
    best = desk.solve()
    change = desk.force(best.matches, "C", "X", best=best.standing)
    assert (change.matches, change.broken) == (best.matches, ("score",))
    assert (change.cost, change.moved) == (Standing(0, 0, 0, 0), frozenset())


def test_forcing_a_pair_beside_a_lock_of_the_same_person_is_refused() -> None:
    desk = Desk(given(SCORES, locks=[("A", "X")]))
    best = desk.solve()
    change = desk.force(best.matches, "A", "Y", best=best.standing)
    assert (change.matches, change.broken) == (best.matches, ("lock",))


@cases(problems())
def test_the_price_of_every_pair_is_exact(problem: Problem) -> None:
    if problem.locks or any(not p.capacity for p in (*problem.mentors, *problem.mentees)):
        return
    desk = Desk(problem)
    best = desk.solve()
    for mentor, mentee, _ in desk.allowed_pairs():
        held = desk.force(best.matches, mentor, mentee, best=best.standing)
        locked = Problem(
            problem.mentors,
            problem.mentees,
            aim=problem.aim,
            scores=problem.scores,
            locks=((mentor, mentee),),
        )
        expected = best_by_hand(locked)
        assert figures(locked, held.matches) == pytest.approx(expected, abs=1e-6)


def test_solving_again_respects_locks_and_not_these_two() -> None:
    desk = Desk(given(SCORES))
    assert desk.solve(locks=[("B", "Y")]).matches == {("A", "X"), ("B", "Y")}
    apart = desk.solve(apart=[("A", "Y"), ("B", "Y")])
    assert apart.matches == {("A", "X"), ("C", "Y")}
    assert desk.solve().matches == {("A", "Y"), ("B", "X")}
    with pytest.raises(ProblemError, match="not_these_two"):
        desk.solve(locks=[("A", "Y")], apart=[("A", "Y")])


@pytest.mark.requirement("001-04")
def test_alternatives_are_the_best_allowed_partners() -> None:
    desk = Desk(given(SCORES, locks=[("B", "Y")]))
    assert desk.alternatives("Y", "mentee", limit=2) == (
        Pair("A", "Y", 60, (Reason("given", 60),)),
        Pair("B", "Y", 30, (Reason("given", 30),), locked=True),
    )
    assert [pair.mentee for pair in desk.alternatives("A", "mentor")] == ["X", "Y"]


def test_an_explanation_has_reasons_rules_and_price() -> None:
    problem = given(SCORES)
    solution = solve(problem)
    told = explain(problem, solution, "C", "Y")
    assert (told.score, told.broken, told.price.cost) == (20, (), Standing(0, 1, 0, 30))
    assert told.text() == "The score was given (20)"
    assert explain(problem, solution, "C", "X").text() == "No score is given for them."
    assert explain(problem, solution, "A", "Y").price.cost == Standing(0, 0, 0, 0)


def test_an_explanation_says_in_one_sentence_what_a_pair_would_cost_and_whom_it_would_move() -> (
    None
):
    scores = {**SCORES, "D-Z": 40, "E-Z": 40}
    problem = given(scores, locks=[("A", "Y")])
    solution = solve(problem)
    partner = {mentee: mentor for mentor, mentee in solution.matches}["Z"]
    other = {"D": "E", "E": "D"}[partner]

    def said(mentor: str, mentee: str) -> str:
        return explain(problem, solution, mentor, mentee).sentence()

    assert said("B", "X") == said("A", "Y") == "They are a pair in the best answer."
    assert said("C", "X") == "They cannot be a pair: No score is given for them."
    assert said("A", "X") == "They cannot be a pair beside what is locked or agreed."
    assert said(other, "Z") == (
        "They could be a pair and nothing would be lost; D, E, Z would change partners."
    )
    free = replace(problem, locks=())
    assert explain(free, solve(free), "C", "Y").sentence() == (
        "It would cost more poor pairs (1), points (30); A, B, C, X, Y would change partners."
    )


def test_a_stranger_is_named() -> None:
    desk = Desk(Problem((Candidate("A"),), (Candidate("X"),)))
    with pytest.raises(ProblemError, match="Q does not take part"):
        desk.score("A", "Q")


@pytest.mark.parametrize("role", ["mentor", "mentee"])
@cases(problem=problems())
def test_those_lacking_are_whom_one_more_person_would_give_a_pair(
    problem: Problem, role: Role
) -> None:
    """Somebody is added who may be paired with one person only: that adds a pair for those."""
    if problem.locks:
        return
    desk = Desk(problem)
    solution = desk.solve()
    side = problem.mentors if role == "mentor" else problem.mentees
    helped = {
        person.id for person in side if _with_one_for(problem, role, person.id) > solution.matched
    }
    assert desk.lacking(solution.matches, role) == helped


def _with_one_for(problem: Problem, role: Role, person: str) -> int:
    new = Candidate("new")
    assert problem.scores is not None
    if role == "mentor":
        scores = {**problem.scores, (person, "new"): 50.0}
        return solve(replace(problem, mentees=(*problem.mentees, new), scores=scores)).matched
    scores = {**problem.scores, ("new", person): 50.0}
    return solve(replace(problem, mentors=(*problem.mentors, new), scores=scores)).matched

"""Stable sets of pairs, against all sets there are."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given as cases
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.matching.makers import given, sets_of
from viceversa.matching import (
    Aim,
    Candidate,
    Desk,
    Match,
    Problem,
    ProblemError,
    Rules,
    Seats,
    check,
    solve,
)
from viceversa.matching.problem import Topics
from viceversa.matching.stable import assign_stably, blocking
from viceversa.matching.stages import Cell

Ranks = NDArray[np.intp]

STRENGTHS = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 3)).map(
    lambda topics: tuple(topics.items())
)


@st.composite
def wishers(draw: st.DrawFn) -> Problem:
    """Up to four by four people with wishes and offers, some seats, some pairs kept apart."""
    mentors, mentees = (
        tuple(
            Candidate(
                f"{letter}{n}",
                wants=draw(STRENGTHS),
                offers=draw(STRENGTHS),
                capacity=draw(st.sampled_from((1, 1, 1, 2, 0))),
            )
            for n in range(draw(st.integers(1, 3)))
        )
        for letter in "AX"
    )
    pairs = [(a.id, x.id) for a in mentors for x in mentees]
    apart = draw(st.frozensets(st.sampled_from(pairs), max_size=3))
    locks = draw(st.lists(st.sampled_from(pairs), max_size=1))
    return Problem(mentors, mentees, aim=Aim("stable"), apart=apart, locks=tuple(locks))


def _points(desk: Desk, code: str, match: Match) -> float:
    """Points of one's own part, unrounded, and the score behind them."""
    mentor = next(p for p in desk.problem.mentors if p.id == match[0])
    mentee = next(p for p in desk.problem.mentees if p.id == match[1])
    asker, giver = (mentee, mentor) if code == "wants" else (mentor, mentee)
    sides = desk.problem.mentors, desk.problem.mentees
    askers, givers = sides[::-1] if code == "wants" else sides
    if not any(p.wants for p in askers) or not any(p.offers for p in givers):
        return desk.score(*match)
    share = _share(asker.wants, giver.offers) if asker.wants and giver.offers else 0.5
    return 1000 * share + desk.score(*match)


def _share(wants: Topics, offers: Topics) -> float:
    met = sum(min(strength, dict(offers).get(topic, 0)) for topic, strength in wants)
    enough = sum(sorted((strength for _, strength in wants), reverse=True)[:3])
    return min(met / enough, 1)


def _blocking(desk: Desk, matches: frozenset[Match]) -> set[Match]:
    seats = [{p.id: p.capacity for p in s} for s in (desk.problem.mentors, desk.problem.mentees)]

    def rather(match: Match, side: int) -> bool:
        code = ("returns", "wants")[side]
        own = [held for held in matches if held[side] == match[side]]
        loose = [held for held in own if held not in desk.problem.locks]
        wish = _points(desk, code, match)
        worse = any(_points(desk, code, held) < wish - 1e-9 for held in loose)
        return worse or len(own) < seats[side][match[side]]

    pairs = [(a.id, x.id) for a in desk.problem.mentors for x in desk.problem.mentees]
    free = [pair for pair in pairs if desk.allowed(*pair) and pair not in matches]
    return {pair for pair in free if rather(pair, 0) and rather(pair, 1)}


@cases(wishers(), st.integers(0, 3))
def test_no_two_would_both_rather_have_each_other(problem: Problem, seed: int) -> None:
    try:
        solution = solve(problem, seed=seed)
    except ProblemError as error:
        assert error.code == "lock"
        return
    assert check(problem, solution) == []
    assert Desk(problem).blocking(solution.matches) == ()
    assert _blocking(Desk(problem), solution.matches) == set()


@cases(wishers())
def test_those_who_would_rather_have_each_other_are_found_in_any_set(problem: Problem) -> None:
    desk = Desk(problem)
    allowed = [match[:2] for match in desk.allowed_pairs()]
    for matches in list(sets_of(problem, allowed))[:20]:
        found = frozenset(matches)
        assert set(desk.blocking(found)) == _blocking(desk, found)


RANKS = st.permutations(range(16)).map(lambda ranks: np.array(ranks).reshape(4, 4))


@cases(RANKS, RANKS, st.lists(st.booleans(), min_size=16, max_size=16))
def test_of_all_stable_sets_each_mentee_has_her_best(
    mentors: Ranks, mentees: Ranks, open_to: list[bool]
) -> None:
    allowed = np.array(open_to).reshape(4, 4)
    one, four = np.ones(4, dtype=np.intp), np.arange(4)
    wishes = mentors, mentees
    found = assign_stably(allowed, mentors, wishes, seats=(one, one), order=(four, four))
    chosen = frozenset(zip(*(side.tolist() for side in found.chosen), strict=True))
    stable = [
        cells
        for cells in map(frozenset, _choices([tuple(cell) for cell in np.argwhere(allowed)]))
        if not blocking(
            allowed, wishes, list(cells), locked=[False] * len(cells), capacity=(one, one)
        )
    ]
    assert chosen in stable
    for other in stable:
        assert {column for _, column in other} == {column for _, column in chosen}
        assert all(
            mentees[cell] <= max(mentees[mine] for mine in chosen if mine[1] == cell[1])
            for cell in other
        )


def _choices(cells: list[Cell]) -> Iterator[list[Cell]]:
    """All sets of cells with at most one in a row and in a column."""
    if not cells:
        yield []
        return
    first, *others = cells
    yield from _choices(others)
    free = [cell for cell in others if cell[0] != first[0] and cell[1] != first[1]]
    yield from ([first, *choice] for choice in _choices(free))


def _wishes(mentor: str, *, wants: str, offers: str) -> Candidate:
    return Candidate(mentor, wants=((wants, 3),), offers=((offers, 3),))


CROSSED = Problem(
    (_wishes("A", wants="y", offers="x"), _wishes("B", wants="x", offers="y")),
    (_wishes("X", wants="x", offers="x"), _wishes("Y", wants="y", offers="y")),
    aim=Aim("stable"),
)


def test_of_two_stable_sets_the_mentees_get_theirs() -> None:
    """A offers what X wants and wants what Y offers; B the other way round."""
    assert solve(CROSSED).matches == {("A", "X"), ("B", "Y")}
    assert Desk(CROSSED).blocking({("A", "Y"), ("B", "X")}) == ()


def test_ready_scores_are_the_wish_of_both() -> None:
    problem = given({"A-X": 90, "A-Y": 89, "B-X": 88}, aim=Aim("stable"))
    assert solve(problem).matches == {("A", "X")}
    assert Desk(problem).blocking({("A", "Y"), ("B", "X")}) == (("A", "X"),)


def test_the_seed_decides_between_equal_wishes() -> None:
    problem = given({f"{a}-{x}": 50 for a in "ABC" for x in "XYZ"}, aim=Aim("stable"))
    assert len({solve(problem, seed=seed).matches for seed in range(10)}) > 1
    assert solve(problem, seed=4).matches == solve(problem, seed=4).matches


@pytest.mark.parametrize(("most", "refused"), [(2, False), (1, True)])
def test_seats_of_a_partner_are_kept_by_every_stable_set_or_by_none(
    most: int, refused: bool
) -> None:
    mentors = tuple(Candidate(mentor, organisation="O") for mentor in "AB")
    rules = Rules(seats=(Seats("O", "mentor", most=most),))
    problem = Problem(mentors, (Candidate("X"), Candidate("Y")), aim=Aim("stable"), rules=rules)
    if refused:
        with pytest.raises(ProblemError, match="No stable set of pairs keeps to"):
            solve(problem)
    else:
        assert solve(problem).matched == 2

"""The way for many people: the same answer as the table of all pairs, proven over all of them."""

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as cases

from tests.matching.people_makers import programme, programmes
from viceversa.matching import (
    Aim,
    Candidate,
    Desk,
    Problem,
    ProblemError,
    Rules,
    Seats,
    Standing,
    check,
    desk,
    kernel,
    solve,
)
from viceversa.matching.large import (
    MOST_PAIRS,
    Found,
    answering,
    best_pairs,
    guess,
    of,
    pricing,
    proof,
)
from viceversa.matching.large.programme import Programme
from viceversa.matching.large.worth import unpacked, worth_of_scores

pytestmark = pytest.mark.usefixtures("pairs_alone")

PATHS = [
    True,
    pytest.param(
        False, marks=pytest.mark.skipif(not kernel.library(), reason="no kernel is installed")
    ),
]


def columns_of(problem: Problem):  # type: ignore[no-untyped-def]
    return of(problem, (range(len(problem.mentors)), range(len(problem.mentees))))


@cases(programmes() | programmes(wishing=True))
def test_scores_and_rules_are_those_of_the_table(problem: Problem) -> None:
    desk, made = Desk(problem), Programme(columns_of(problem))
    everybody = np.arange(len(problem.mentors))
    for column, mentee in enumerate(problem.mentees):
        scores, allowed = made.scores(column, everybody), made.allowed(column, everybody)
        for row, mentor in enumerate(problem.mentors):
            assert scores[row] == desk.score(mentor.id, mentee.id)
            free = desk.allowed(mentor.id, mentee.id) and mentor.capacity > 0
            assert allowed[row] == free


@pytest.mark.parametrize("pure", PATHS)
@cases(problem=programmes() | programmes(wishing=True))
def test_the_best_pairs_are_as_good_as_those_of_the_table(problem: Problem, pure: bool) -> None:
    found, expected = best_pairs(columns_of(problem), pure=pure), solve(problem)
    matches = [
        (problem.mentors[mentor].id, problem.mentees[mentee].id)
        for mentor, mentee in zip(found.mentor, found.mentee, strict=True)
    ]
    assert check(problem, matches) == []
    figures = slice(4) if problem.aim.kind == "fair" else slice(0, 4, 3)
    assert Desk(problem).standing(matches)[figures] == expected.standing[figures]
    assert found.proven


@pytest.mark.requirement("000-05")
def test_only_the_order_of_levels_counts() -> None:
    mentors = tuple(Candidate(f"m{n}", level=level) for n, level in enumerate((-(2**70), 0, None)))
    mentees = tuple(Candidate(f"x{n}", level=level) for n, level in enumerate((0, 2**70, None)))
    made = Programme(columns_of(Problem(mentors, mentees)))
    allowed = [made.allowed(mentee, np.arange(3)).tolist() for mentee in range(3)]
    assert allowed == [[True, False, True], [True] * 3, [True] * 3]


def test_more_sectors_than_can_be_told_apart_are_refused() -> None:
    mentors = tuple(Candidate(f"m{n}", sector=f"s{n}") for n in range(2**15 + 1))
    with pytest.raises(ProblemError, match="sectors cannot be told apart"):
        Programme(columns_of(Problem(mentors, (Candidate("x", sector="s1"),))))


@pytest.mark.parametrize("pure", PATHS)
def test_seats_without_end_take_no_memory(pure: bool) -> None:
    many = tuple(Candidate(f"m{n}", capacity=10**9) for n in range(20_000))
    found = best_pairs(columns_of(Problem(many, (Candidate("x"), Candidate("y")))), pure=pure)
    assert (found.standing.matched, found.proven) == (2, True)


def test_nobody_counts_for_more_pairs_than_there_are_partners() -> None:
    many = tuple(Candidate(f"m{n}", capacity=n) for n in range(4))
    assert columns_of(Problem(many, (Candidate("x", capacity=10**9), Candidate("y")))).pairs == 5


def test_what_is_no_kernel_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "libkernel.so"
    broken.write_text("no library", encoding="utf-8")
    no_kernel = np._core._multiarray_umath.__file__
    for path in (str(broken), no_kernel, " "):
        monkeypatch.setenv(kernel.ELSEWHERE, path)
        assert kernel.library.__wrapped__() is None


@pytest.fixture
def no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every problem is too large for a table."""
    monkeypatch.setattr(answering, "TABLE", 0)


@pytest.mark.usefixtures("no_table")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@cases(programmes() | programmes(wishing=True))
def test_an_answer_without_a_table_says_what_every_answer_says(problem: Problem) -> None:
    solution = solve(problem, seed=3)
    assert check(problem, solution) == []
    assert solution.bound == solution.total
    assert solution.seed == 3
    desk = Desk(problem)
    assert {(p.mentor, p.mentee): (p.score, p.reasons) for p in solution.pairs} == {
        match: (desk.score(*match), desk.reasons(*match)) for match in solution.matches
    }
    turned = replace(problem, mentors=problem.mentors[::-1], mentees=problem.mentees[::-1])
    assert solve(turned, seed=3).matches == solution.matches


@pytest.mark.usefixtures("no_table")
def test_the_unmatched_are_named_without_a_remedy() -> None:
    problem = Problem(
        (Candidate("A"), Candidate("B", capacity=0)), (Candidate("X"), Candidate("A"))
    )
    found = {(one.id, one.role): one.remedy.code for one in solve(problem).unmatched}
    assert found == {("B", "mentor"): "own_seat", ("A", "mentee"): "not_sought"}


@pytest.mark.usefixtures("no_table")
@pytest.mark.parametrize(("seats", "warnings"), [(1, ()), (2, ("pairs_alone",))])
def test_it_is_said_that_people_are_not_counted(seats: int, warnings: tuple[str, ...]) -> None:
    problem = Problem((Candidate("A"),), (Candidate("X", capacity=seats),))
    assert solve(problem).warnings == warnings
    assert Desk(problem).solve().warnings == ()


@pytest.mark.usefixtures("no_table")
@pytest.mark.parametrize(
    ("asked", "instead"),
    [
        (
            {"scores": {("A", "X"): 1.0}},
            "ready scores: match them in smaller groups, or give people.",
        ),
        (
            {"aim": Aim("leximin")},
            "the objective leximin: choose fair, worst or total, or match them in smaller groups.",
        ),
        (
            {"aim": Aim("stable")},
            "the objective stable: choose fair, worst or total, or match them in smaller groups.",
        ),
    ],
    ids=str,
)
def test_what_has_no_place_there_is_refused(asked: dict[str, Any], instead: str) -> None:
    with pytest.raises(ProblemError) as refused:
        solve(replace(Problem((Candidate("A"),), (Candidate("X"),)), **asked))
    assert str(refused.value) == f"So many people cannot be matched at once with {instead}"


def test_a_board_refuses_more_pairs_than_its_table_has_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = Problem((Candidate("A"), Candidate("B")), (Candidate("X"),))
    monkeypatch.setattr(desk, "LARGEST", 2)
    assert Desk(problem).allowed("A", "X")
    monkeypatch.setattr(desk, "LARGEST", 1)
    with pytest.raises(ProblemError, match="A board keeps a table of all pairs, 1 at most"):
        Desk(problem)


@pytest.mark.parametrize("installed", [True, False])
def test_the_kernel_takes_over_from_the_table_where_it_can(
    monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    monkeypatch.setattr(answering, "TABLE_BESIDE_KERNEL", 0)
    monkeypatch.setattr(kernel, "library", lambda: object() if installed else None)
    plain = Problem((Candidate("A"),), (Candidate("X"),))
    assert answering.needs_no_table(plain) == installed
    assert answering.needs_no_table(replace(plain, locks=(("A", "X"),))) == installed
    at_least = Rules(seats=(Seats("O", "mentor", least=1),))
    assert answering.needs_no_table(replace(plain, rules=at_least)) == installed
    both = Candidate("A", organisation="O", offers=(("t", 1),))
    others = Candidate("B", organisation="O"), Candidate("C", offers=(("t", 1),))
    theme = Seats("", "mentor", topics=frozenset("t"), most=1)
    crossing = Rules(seats=(Seats("O", "mentor", most=1), theme))
    several = replace(plain, mentors=(both, *others), rules=crossing)
    assert not answering.needs_no_table(several)
    assert not answering.needs_no_table(replace(plain, aim=Aim("leximin")))
    assert answering.needs_no_table(replace(plain, aim=Aim("worst"))) == installed


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Problem:
    """Sixty by sixty, asked as if it were thousands: guessed, and with few candidates at a time."""
    monkeypatch.setattr(guess, "FEWEST", 40)
    monkeypatch.setattr(proof, "FIRST", 2)
    monkeypatch.setattr(pricing, "MORE", 1)
    random = Random(26)
    return replace(programme(random, most=60), rules=Rules(), apart=frozenset(), aim=Aim())


@pytest.mark.parametrize("pure", PATHS)
def test_guesses_and_few_candidates_change_nothing(large: Problem, pure: bool) -> None:
    bounds = []

    def progress(found: Found) -> bool:
        bounds.append(found.bound)
        assert found.standing[0] <= found.bound[0]
        return True

    found, expected = best_pairs(columns_of(large), pure=pure, progress=progress), solve(large)
    assert found.standing[:4] == expected.standing[:4]
    assert found.proven
    assert len(bounds) == found.rounds - 1 > 1
    assert all(_value(bound) >= _value(expected.standing) for bound in bounds)


def test_who_stops_gets_the_best_so_far_and_its_gap(large: Problem) -> None:
    found, best = best_pairs(columns_of(large), progress=lambda _: False), solve(large)
    assert (found.rounds, found.proven) == (1, False)
    assert _value(found.standing) < _value(best.standing) <= _value(found.bound)
    assert found.gap > 0


def _value(standing: Standing) -> tuple[float, ...]:
    """More is better: the first counts first."""
    reached = standing.matched - standing.poor
    return standing.matched, reached, reached - standing.fair, standing.total


def test_more_pairs_than_fit_the_packed_number_are_refused() -> None:
    sides = (tuple(Candidate(f"{role}{n}", capacity=600) for n in range(600)) for role in "mx")
    with pytest.raises(ProblemError, match="More than 300000 pairs"):
        best_pairs(columns_of(Problem(*sides)))


@pytest.mark.parametrize("aim", [Aim("fair"), Aim("total"), Aim(bands=(0, 101))])
def test_one_more_pair_outweighs_every_point_and_every_band(aim: Aim) -> None:
    pairs = MOST_PAIRS
    worth = worth_of_scores(aim, pairs)
    assert (np.diff(worth[:101]) > 0).all()
    assert int(worth[0]) * pairs > int(worth[100]) * (pairs - 1)
    assert 3 * int(worth[100]) < 2**63
    assert unpacked(int(worth[60]) * 3, aim, pairs).matched == 3


def test_a_part_of_the_mentors_keeps_scores_and_rules() -> None:
    problem = programme(Random(11), most=30)
    whole = Programme(columns_of(problem))
    some = np.arange(1, len(problem.mentors), 3)
    part = whole.of_mentors(some)
    for mentee in range(len(problem.mentees)):
        places = np.arange(len(some))
        assert (part.scores(mentee, places) == whole.scores(mentee, some)).all()
        assert (part.allowed(mentee, places) == whole.allowed(mentee, some)).all()

"""Locks and seats of partners among many people: as the table of all pairs has them, and proven."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as cases
from hypothesis import strategies as st

from tests.matching.makers import CROSSING, NESTED, ROLES
from tests.matching.people_makers import programme
from tests.matching.test_large import PATHS, columns_of
from viceversa.matching import (
    Aim,
    Candidate,
    Problem,
    ProblemError,
    Rules,
    Seats,
    Solution,
    check,
    solve,
)
from viceversa.matching.arrays import Int64s
from viceversa.matching.large import Columns, Found, answering, best_pairs
from viceversa.matching.large.columns import Group
from viceversa.matching.large.programme import Programme
from viceversa.matching.large.room import beside_locks
from viceversa.matching.large.stores import NEED
from viceversa.matching.large.worth import (
    HIGHEST,
    MOST_PAIRS_AT_LEAST,
    refuse_too_many,
    worth_of_scores,
)

pytestmark = pytest.mark.usefixtures("pairs_alone")

FREE = Rules(
    level=False,
    no_dependency=False,
    no_dotted_line=False,
    no_pay_setting=False,
    no_appraisal=False,
    not_acquainted=False,
    not_with=False,
    common_language=False,
)
"""Nearly every pair is allowed, so that it is the seats that bind."""

GROUPS = [(group, role) for group in NESTED for role in ROLES]


@st.composite
def ruled(draw: st.DrawFn, *, least: bool = False) -> Problem:
    """A programme with nested seats of partners on either side, and locks that may be broken."""
    problem = programme(draw(st.randoms(use_true_random=False)))
    if draw(st.booleans()):
        problem = replace(problem, rules=FREE, apart=frozenset())
    chosen = draw(st.lists(st.sampled_from(GROUPS), unique=True, max_size=5))
    seats = tuple(
        Seats(
            group[0],
            role,
            unit=group[1],
            least=draw(st.sampled_from((0, 1, 1, 2, 3))) if least else 0,
            most=draw(st.sampled_from((3, 4, None) if least else (1, 1, 2, 3))),
        )
        for group, role in chosen
    )
    pairs = [(one.id, other.id) for one in problem.mentors for other in problem.mentees]
    locks = draw(st.lists(st.sampled_from(pairs), max_size=draw(st.sampled_from((0, 1, 2)))))
    prior = draw(st.frozensets(st.sampled_from(pairs), max_size=2))
    rules = replace(problem.rules, seats=seats)
    return replace(problem, rules=rules, locks=tuple(locks), prior=prior)


@pytest.fixture
def both_ways(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """The answer, or the error in its words, with the table of all pairs and without."""

    def answers(problem: Problem) -> list[Solution | str]:
        found: list[Solution | str] = []
        for cells in (answering.TABLE, 0):
            with monkeypatch.context() as patched:
                patched.setattr(answering, "TABLE", cells)
                try:
                    found.append(solve(problem, seed=3))
                except ProblemError as error:
                    found.append(str(error))
        return found

    return answers


unpatched = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)


@unpatched
@cases(ruled())
def test_locks_and_seats_are_held_as_by_the_table(both_ways, problem: Problem) -> None:  # type: ignore[no-untyped-def]
    small, large = both_ways(problem)
    if isinstance(small, str):
        assert large == small
        return
    assert check(problem, large) == []
    counts = slice(4) if problem.aim.kind == "fair" else slice(0, 4, 3)
    assert large.standing[counts] == small.standing[counts]
    assert large.bound == large.total
    locked = {(pair.mentor, pair.mentee) for pair in large.pairs if pair.locked}
    assert locked == {*problem.locks}


@unpatched
@cases(ruled(least=True))
def test_seats_at_least_are_steered_as_by_the_table(both_ways, problem: Problem) -> None:  # type: ignore[no-untyped-def]
    small, large = both_ways(problem)
    if isinstance(small, str):
        assert isinstance(large, str)
        return
    assert check(problem, large) == []
    counts = slice(4) if problem.aim.kind == "fair" else slice(0, 4, 3)
    assert large.standing[counts] == small.standing[counts]
    assert large.bound == large.total


@unpatched
@cases(ruled() | ruled(least=True))
def test_the_worst_pair_is_lifted_as_by_the_table(both_ways, problem: Problem) -> None:  # type: ignore[no-untyped-def]
    small, large = both_ways(replace(problem, aim=Aim("worst")))
    if isinstance(small, str):
        assert isinstance(large, str)
        return
    assert check(problem, large) == []
    one, other = ([pair.score for pair in s.pairs if not pair.locked] for s in (small, large))
    assert len(one) == len(other)
    assert min(one, default=None) == min(other, default=None)
    assert (large.total, large.bound) == (small.total, small.total)


@pytest.mark.parametrize("pure", PATHS)
@cases(problem=ruled() | ruled(least=True))
def test_prices_of_people_and_groups_prove_it(problem: Problem, pure: bool) -> None:
    columns = columns_of(problem)
    try:
        found = best_pairs(columns, pure=pure)
    except ProblemError:
        return
    if all(counted >= group.least for group, counted in pairs_of_groups(columns, found)):
        assert found.proven
        assert_certified(columns, found)


def pairs_of_groups(columns: Columns, found: Found) -> list[tuple[Group, int]]:
    """How many pairs each group has, locked ones among them."""
    return [
        (one, int(np.isin(found.mentor if one.of_mentors else found.mentee, one.members).sum()))
        for one in columns.groups
    ]


def assert_certified(columns: Columns, found: Found, worth: Int64s | None = None) -> None:
    """No free pair is worth more than the prices of both and of the groups around them, and the
    free pairs found are worth what all seats are at their prices."""
    room = beside_locks(columns)
    made = Programme(room)
    worth = worth_of_scores(columns.aim, columns.pairs) if worth is None else worth
    cost = [found.price.copy(), found.kept.copy()]
    assert (found.price >= 0).all()
    assert (found.kept >= 0).all()
    for group, price in zip(room.groups, found.groups, strict=True):
        assert price >= 0 or group.least
        cost[0 if group.of_mentors else 1][group.members] += price
    everybody = np.arange(len(room.mentors))
    for mentee in np.flatnonzero(room.mentees.seats):
        open_to = made.allowed(mentee, everybody)
        most = cost[1][mentee] + cost[0][open_to]
        unchosen = ~np.isin(everybody[open_to], found.mentor[found.mentee == mentee])
        over = worth[made.scores(mentee, everybody[open_to])] > most
        assert not (over & unchosen).any()
    free = slice(0, len(found.mentor) - len(columns.locked))
    own = worth[found.score[free]] - cost[0][found.mentor[free]] - cost[1][found.mentee[free]]
    seats = zip((found.price, found.kept), (room.mentors.seats, room.mentees.seats), strict=True)
    paid = sum(int(price @ count) for price, count in seats) + int(np.maximum(own, 0).sum())
    paid += sum(
        int(price) * (group.most if price > 0 else group.least)
        for group, price in zip(room.groups, found.groups, strict=True)
    )
    assert paid == int(worth[found.score[free]].sum())


@cases(ruled() | ruled(least=True))
def test_both_ways_give_the_same_answer_and_prices(problem: Problem) -> None:
    columns = columns_of(problem)
    try:
        one, other = best_pairs(columns, pure=True), best_pairs(columns)
    except ProblemError:
        return
    for field in ("mentor", "mentee", "score", "price", "kept", "groups"):
        assert getattr(one, field).tolist() == getattr(other, field).tolist()


def test_groups_that_cross_are_refused_by_name(both_ways) -> None:  # type: ignore[no-untyped-def]
    people = tuple(
        Candidate(f"{n}", organisation="OP"[n // 2], offers=(("t", 1),) if n % 2 else ())
        for n in range(4)
    )
    seats = tuple(
        Seats(group[0], "mentor", topics=frozenset(group[2]), most=2)
        for group in CROSSING
        if group in (("O", "", ""), ("", "", "t"))
    )
    problem = Problem(people, (Candidate("X"),), rules=Rules(seats=seats))
    _, large = both_ways(problem)
    assert "neither is a part of the other" in large


def test_seats_that_nobody_can_have_are_refused_by_name(both_ways) -> None:  # type: ignore[no-untyped-def]
    people = tuple(Candidate(f"{n}", organisation="OP"[n % 2]) for n in range(4))
    mentees = (Candidate("X"), Candidate("Y"))
    seats = Seats("O", "mentor", least=2), Seats("P", "mentor", least=1)
    problem = Problem(people, mentees, rules=Rules(seats=seats))
    for said in both_ways(problem):
        assert "cannot have" in said
        assert said.endswith("rules, locks or other seats stand against it. (seats)")
    small, large = both_ways(replace(problem, rules=Rules(seats=(replace(seats[0], least=3),))))
    assert (
        small == large == "O cannot have 3 pairs with its mentors: its people can be in 2. (seats)"
    )


def test_so_many_pairs_with_seats_at_least_that_their_worth_does_not_fit_are_refused() -> None:
    refuse_too_many(MOST_PAIRS_AT_LEAST, at_least=True)
    refuse_too_many(MOST_PAIRS_AT_LEAST + 1)
    with pytest.raises(ProblemError, match="seats at least"):
        refuse_too_many(MOST_PAIRS_AT_LEAST + 1, at_least=True)
    highest = int(worth_of_scores(Aim(), MOST_PAIRS_AT_LEAST)[HIGHEST])
    assert 3 * (1 + 2 * NEED) * highest < 2**63


def test_a_group_that_wants_more_takes_nothing_from_a_wider_one(both_ways) -> None:  # type: ignore[no-untyped-def]
    """Three levels of groups, each of them tight."""
    random = Random(5)
    problem = replace(programme(random, most=40), apart=frozenset())
    names = (("", ""), ("O", ""), ("P", ""), ("O", "U"), ("O", "V"))
    seats = tuple(
        Seats(organisation, role, unit=unit, most=most)
        for role in ROLES
        for (organisation, unit), most in zip(names, (6, 3, 2, 1, 2), strict=True)
    )
    small, large = both_ways(replace(problem, rules=Rules(seats=seats)))
    assert large.standing[:4] == small.standing[:4]
    assert large.standing.matched == 6
    columns = columns_of(replace(problem, rules=Rules(seats=seats)))
    assert_certified(columns, best_pairs(columns))

"""All kinds of seats at once: the figures that another solver finds by itself, level by level."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from bench.instances import programme
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint, milp

from tests.matching.makers import KINDS
from viceversa.matching import (
    Aim,
    Candidate,
    Desk,
    Kind,
    Problem,
    Seats,
    Solution,
    check,
    flow,
    solve,
)
from viceversa.matching.large import answering

Rows = list[tuple[NDArray[np.float64], float, float]]


def _groups(problem: Problem) -> tuple[Seats, ...]:
    organisations = sorted({person.organisation for person in problem.mentors})[:3]
    topics = sorted({topic for person in problem.mentors for topic, _ in person.offers})
    units = sorted({p.unit for p in problem.mentors if p.organisation == organisations[0]})
    return (
        *(Seats(organisation, "mentor", least=1, most=3) for organisation in organisations),
        Seats(organisations[0], "mentor", unit=units[0], most=1),
        Seats("", "mentor", topics=frozenset(topics[:2]), least=4, most=6),
        Seats("", "mentee", most=20),
    )


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("kind", ["fair", "total"])
def test_all_kinds_of_seats_at_once_give_what_another_solver_finds(kind: str, seed: int) -> None:
    plain = _with_second_seats(programme(30, 27, seed=seed))
    rules = replace(plain.rules, seats=_groups(plain))
    problem = replace(plain, rules=rules, aim=Aim(kind))  # type: ignore[arg-type]
    solution = solve(problem)
    assert check(problem, solution) == []
    bands = problem.aim.bands if kind == "fair" else ()
    expected = _by_levels(problem, bands, with_people=True)
    poor, merely = solution.standing.poor, solution.standing.fair
    below = [poor, poor + merely] if bands else []
    people = 2 * solution.matched - solution.standing.further
    assert [solution.matched, people, *below, solution.total] == pytest.approx(expected)
    assert solution.bound == pytest.approx(solution.total)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("kind", ["fair", "total"])
def test_seats_at_least_without_a_table_give_what_another_solver_finds(
    kind: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some organisations must have more pairs than the best would give them."""
    monkeypatch.setattr(answering, "TABLE", 0)
    plain = replace(programme(40, 27, seed=seed), aim=Aim(kind))  # type: ignore[arg-type]
    free = solve(plain).matches
    home = {person.id: person.organisation for person in plain.mentors}
    have = Counter(home[mentor] for mentor, _ in free)
    people = Counter(home.values())
    most_left = sorted(people, key=lambda house: have[house] - people[house])[:2]
    seats = (
        *(Seats(house, "mentor", least=have[house] + 2) for house in most_left),
        Seats(most_left[0], "mentor", unit="U0", most=7),
        Seats("", "mentee", most=24),
    )
    problem = replace(plain, rules=replace(plain.rules, seats=seats))
    solution = solve(problem)
    assert check(problem, solution) == []
    bands = problem.aim.bands if kind == "fair" else ()
    poor, merely = solution.standing.poor, solution.standing.fair
    below = [poor, poor + merely] if bands else []
    found = [solution.matched, *below, solution.total]
    assert found == pytest.approx(_by_levels(problem, bands))
    assert solution.bound == solution.total


@pytest.mark.parametrize("kind", KINDS)
def test_pairs_that_are_left_out_at_first_are_found_by_their_prices(
    kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = _with_second_seats(programme(30, 27, seed=5))
    rules = replace(plain.rules, seats=_groups(plain))
    desk = Desk(replace(plain, rules=rules, aim=Aim(kind)))
    whole = desk.solve()
    monkeypatch.setattr(flow, "FEW", 1)
    monkeypatch.setattr(flow, "MANY", 1)
    few = desk.solve()
    assert _counted(few, kind) == _counted(whole, kind)
    assert few.bound == pytest.approx(whole.bound)


def _counted(solution: Solution, kind: Kind) -> list[float]:
    """What the aim makes the same in all best answers."""
    scores = sorted(pair.score for pair in solution.pairs)
    poor, fair = solution.standing.poor, solution.standing.fair
    same = {"fair": [poor, fair], "worst": scores[:1], "leximin": scores}
    return [solution.matched, *same.get(kind, []), solution.total]


def _with_second_seats(problem: Problem) -> Problem:
    """A third of either side could be in two pairs."""
    mentors, mentees = (
        tuple(replace(one, capacity=1 + (place % 3 == 0)) for place, one in enumerate(side))
        for side in (problem.mentors, problem.mentees)
    )
    return replace(problem, mentors=mentors, mentees=mentees)


def _by_levels(
    problem: Problem, bands: tuple[float, ...], *, with_people: bool = False
) -> list[float]:
    """By whole numbers alone: behind the pairs, a variable for everybody who has any."""
    pairs = list(Desk(problem).allowed_pairs())
    scores = np.array([score for _, _, score in pairs])
    rows: Rows = []
    for side, people in enumerate((problem.mentors, problem.mentees)):
        for person in people:
            mine = np.array([float(pair[side] == person.id) for pair in pairs])
            rows.append((mine, 0, person.capacity))
    rows += [_of_group(problem, seats, pairs) for seats in problem.rules.seats]
    everybody = len(problem.mentors) + len(problem.mentees) if with_people else 0
    none = np.zeros(everybody)
    paired = [(np.append(-mine, np.eye(everybody)[place]), -np.inf, 0)
              for place, (mine, _, _) in enumerate(rows[:everybody])]  # fmt: skip
    rows = [*((np.append(row, none), least, most) for row, least, most in rows), *paired]
    found = []
    levels = [np.ones(len(pairs)), *(-(scores < band).astype(float) for band in bands), scores]
    gains = [np.append(gain, none) for gain in levels]
    if with_people:
        gains.insert(1, np.append(np.zeros(len(pairs)), np.ones(everybody)))
    for gain in gains:
        table, least, most = map(np.array, zip(*rows, strict=True))
        result = milp(
            -gain,
            integrality=np.ones(len(gain)),
            bounds=(0, 1),
            constraints=LinearConstraint(table, least, most),
            options={"mip_rel_gap": 0},
        )
        assert result.status == 0
        best = round(-result.fun)
        found.append(abs(best))
        rows.append((gain, best - 0.5, np.inf))
    return found


def _of_group(
    problem: Problem, seats: Seats, pairs: list[tuple[str, str, float]]
) -> tuple[NDArray[np.float64], float, float]:
    side = ("mentor", "mentee").index(seats.role)
    people: dict[str, Candidate] = {p.id: p for p in (problem.mentors, problem.mentees)[side]}
    mine = np.array([float(seats.counts(people[pair[side]])) for pair in pairs])
    return mine, seats.least, np.inf if seats.most is None else seats.most

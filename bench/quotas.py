"""Seats per partner on both sides, at least and at most, against one linear programme by HiGHS.

`python -m bench.quotas` prints a line for each of three programmes. The peer gets the same allowed
pairs with their scores ready in one sparse table, a pair weighing more than all points together.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from random import Random
from typing import Any

import numpy as np
import scipy

from bench.instances import programme
from bench.matching import MENTEES, MENTORS
from bench.turns import in_turns
from viceversa.matching import Aim, Candidate, Desk, Problem, Record, Role, Seats, check, solve
from viceversa.matching.certify import certify

PARTNERS = 20
ROUNDS = 5
LIMIT = 0.1
LEAST, MOST = 0.25, 0.85
"""So large a share of its people has a seat at least, and at most."""


def main() -> None:
    """Prints what both take, and that they come to the same."""
    for seed in (1, 2, 3):
        problem = replace(_with_partners(seed), aim=Aim("total"))
        desk = Desk(problem)
        peer = _peer(problem, desk)
        ours, peers, ratio = in_turns(partial(solve, problem), peer, rounds=ROUNDS)
        best, scores = desk.solve(), {(a, b): score for a, b, score in desk.allowed_pairs()}
        assert check(problem, best) == []
        assert certify(json.loads(Record.of(desk, best).text()), scores) == []
        assert peer() == (best.matched, best.total)
        print(
            f"{MENTEES} x {MENTORS}, {PARTNERS} partners with seats, seed {seed}: "
            f"{1e3 * ours:.0f} ms proven, HiGHS {1e3 * peers:.0f} ms, ratio {ratio:.3f} "
            f"(at most {LIMIT:g})",
            flush=True,
        )


def _with_partners(seed: int) -> Problem:
    """People of so many organisations, a few of them large, each with seats in either role; nobody
    has two seats, as the peer counts pairs and no people."""
    random, problem = Random(seed), programme(MENTORS, MENTEES, seed=seed)
    mentors, mentees = (_employed(random, people) for people in (problem.mentors, problem.mentees))
    seats = (*_seats(mentors, "mentor"), *_seats(mentees, "mentee"))
    return replace(
        problem, mentors=mentors, mentees=mentees, rules=replace(problem.rules, seats=seats)
    )


def _employed(random: Random, people: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    popular = [1 / (place + 3) for place in range(PARTNERS)]
    homes = random.choices(range(PARTNERS), popular, k=len(people))
    return tuple(
        replace(person, organisation=f"P{home}", capacity=1)
        for person, home in zip(people, homes, strict=True)
    )


def _seats(people: tuple[Candidate, ...], role: Role) -> list[Seats]:
    sizes = Counter(person.organisation for person in people)
    return [
        Seats(name, role, least=int(LEAST * size), most=max(1, int(MOST * size)))
        for name, size in sorted(sizes.items())
    ]


def _peer(problem: Problem, desk: Desk) -> Callable[[], tuple[int, float]]:
    """The linear programme, ready to be solved; it answers with the pairs and their total."""
    pairs = [*desk.allowed_pairs()]
    scores, limits = np.array([pair[2] for pair in pairs]), problem.rules.seats
    table = scipy.sparse.vstack([_table(problem, pairs), -_table(problem, pairs)[-len(limits) :]])
    capacities = [one.capacity for one in (*problem.mentors, *problem.mentees)]
    most = [*capacities, *(seats.most for seats in limits), *(-seats.least for seats in limits)]
    weights = scores + scores.max() * min(MENTORS, MENTEES)

    def solved() -> tuple[int, float]:
        result = scipy.optimize.linprog(
            -weights, A_ub=table, b_ub=most, bounds=(0, 1), method="highs"
        )
        chosen = np.rint(result.x)
        return int(chosen.sum()), float(chosen @ scores)

    return solved


def _table(problem: Problem, pairs: Sequence[tuple[str, str, float]]) -> Any:
    """A row for everybody and one for each limit, a column for each pair."""
    numbers = defaultdict[object, int](count().__next__)
    for one in (*problem.mentors, *problem.mentees):
        numbers[one.id]
    home = {one.id: one.organisation for one in (*problem.mentors, *problem.mentees)}
    for seats in problem.rules.seats:
        numbers[seats.organisation, seats.role]
    rows = [
        [numbers[a], numbers[b], numbers[home[a], "mentor"], numbers[home[b], "mentee"]]
        for a, b, _ in pairs
    ]
    start = np.arange(0, 4 * len(pairs) + 1, 4)
    return scipy.sparse.csc_array((np.ones(4 * len(pairs)), np.ravel(rows), start)).tocsr()


if __name__ == "__main__":
    main()

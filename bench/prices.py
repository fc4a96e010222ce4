"""What the engine explains at 500 x 560: all prices, what-if, and its record checked without it.

`python -m bench.prices` prints it alone. Two works are measured in turns by processor time.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from time import perf_counter

from scipy.optimize import linear_sum_assignment

from bench.instances import programme
from bench.matching import MENTEES, MENTORS, dense
from bench.turns import in_turns
from viceversa.matching import (
    Candidate,
    Desk,
    Match,
    Prices,
    Problem,
    Record,
    Solution,
    Standing,
    solve,
)
from viceversa.matching.certify import certify

ROUNDS = 9
AGAINST_BARE = 10.0
WHAT_IF = 0.05


def main() -> None:
    """Prints a few lines for each of three programmes."""
    for seed in (1, 2, 3):
        problem = programme(MENTORS, MENTEES, seed=seed)
        scores = dense(problem)
        whole = in_turns(
            lambda problem=problem: _with_prices(problem),
            lambda scores=scores: linear_sum_assignment(scores, maximize=True),
            rounds=ROUNDS,
        )
        print(
            f"seed {seed}, with reasons and all prices: {1e3 * whole.ours:.0f} ms, "
            f"{whole.ratio:.2f} bare assignments (at most {AGAINST_BARE:g})"
        )
        _explained(seed, Desk(problem))


def _with_prices(problem: Problem) -> None:
    desk = Desk(problem)
    best = desk.solve()
    assert Prices(desk, best).lost(*min(best.matches)) == Standing(0, 0, 0, 0)


def _explained(seed: int, desk: Desk) -> None:
    best = desk.solve()
    mentor, mentee, _ = next(pair for pair in desk.allowed_pairs() if pair[:2] not in best.matches)
    again = in_turns(
        lambda: Prices(desk, best).lost(mentor, mentee),
        lambda: [desk.force(best.matches, mentor, mentee, best=best.standing) for _ in range(2)],
        rounds=ROUNDS,
    )
    print(
        f"seed {seed}, all prices: {1e3 * again.ours:.0f} ms, "
        f"{again.ratio:.2f} of two pairs solved again"
    )
    for name, work in _what_ifs(desk, best, (mentor, mentee)).items():
        print(f"seed {seed}, {name}: {1e3 * _seconds(work):.0f} ms (at most {1e3 * WHAT_IF:g})")
    record = json.loads(Record.of(desk, best).text())
    scores = {(a, b): score for a, b, score in desk.allowed_pairs()}
    assert certify(record, scores) == []
    print(f"seed {seed}, its record checked: {_seconds(lambda: certify(record, scores)):.2f} s")


def _what_ifs(desk: Desk, best: Solution, pair: Match) -> dict[str, Callable[[], object]]:
    """What a coordinator tries, from the desk of the board or from a new one."""
    problem, held = desk.problem, min(best.matches)
    fewer = replace(problem, mentees=problem.mentees[1:])
    more = replace(problem, mentors=(*problem.mentors, Candidate("new", level=1)))
    return {
        "lock": lambda: desk.solve(locks=[pair]),
        "forbid": lambda: desk.solve(apart=[held]),
        "swap": lambda: desk.swap(best.matches, *pair, best=best.standing),
        "force": lambda: desk.force(best.matches, *pair, best=best.standing),
        "withdraw": lambda: solve(fewer),
        "add": lambda: solve(more),
    }


def _seconds(work: Callable[[], object]) -> float:
    turns = []
    for _ in range(ROUNDS):
        began = perf_counter()
        work()
        turns.append(perf_counter() - began)
    return median(turns)


if __name__ == "__main__":
    main()

"""The Hungarian method as other programs for mentors use it, on the same scores, ready in a table.

`python -m bench.hungarian` measures against the version of munkres that is installed beside us:
1.1.4 solves once, which takes a minute; from 3 on two pairs are priced, against all of ours.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from time import process_time

from bench.instances import programme
from bench.matching import MENTEES, MENTORS
from bench.turns import in_turns
from viceversa.matching import Aim, Candidate, Desk, Prices, Problem
from viceversa.matching.rules import rule_masks
from viceversa.matching.scores import score_all
from viceversa.matching.solve import best_cells

ROUNDS = 9
FASTER = 1000
A_PAIR = 10**6
"""More than all points together."""


def main() -> None:
    """Prints a line for the version that is there, or how to get one."""
    try:
        major = int(version("munkres").split(".")[0])
    except PackageNotFoundError:
        print("munkres is not here: pip install munkres==1.1.4, or munkres==3.0.0 for its prices")
        return
    problem = _one_to_one(programme(MENTORS, MENTEES, seed=1))
    (_solved_once if major == 1 else _priced)(problem, Desk(problem))


def _one_to_one(problem: Problem) -> Problem:
    """The same with a seat for each, for the total: all that the peer knows."""
    mentors = tuple(replace(mentor, capacity=1) for mentor in problem.mentors)
    return replace(problem, mentors=mentors, aim=Aim("total"))


def _costs(problem: Problem, desk: Desk) -> list[list[int]]:
    """What each pair falls short of, a row for each mentee; most of all where it is forbidden."""
    rows, columns = _numbered(problem.mentees), _numbered(problem.mentors)
    costs = [[2 * A_PAIR] * len(columns) for _ in rows]
    for mentor, mentee, score in desk.allowed_pairs():
        costs[rows[mentee]][columns[mentor]] = A_PAIR - int(score)
    return costs


def _numbered(people: Sequence[Candidate]) -> dict[str, int]:
    return {person.id: number for number, person in enumerate(people)}


def _solved_once(problem: Problem, desk: Desk) -> None:
    costs, best = _costs(problem, desk), desk.solve()
    began = process_time()
    cells = import_module("munkres").Munkres().compute(costs)
    theirs = process_time() - began
    lost = sum(costs[row][column] for row, column in cells)
    assert lost == A_PAIR * (2 * MENTEES - best.matched) - best.total
    solved = partial(best_cells, problem, rule_masks(problem), score_all(problem), locks=(), seed=0)
    ours = in_turns(solved, solved, rounds=ROUNDS).ours
    print(
        f"{MENTEES} x {MENTORS} from ready scores: {1e3 * ours:.1f} ms proven, munkres 1 "
        f"{theirs:.0f} s: {theirs / ours:.0f} times as long (at least {FASTER})"
    )


def _priced(problem: Problem, desk: Desk) -> None:
    costs, best = _costs(problem, desk), desk.solve()
    others = (pair[:2] for pair in desk.allowed_pairs() if pair[:2] not in best.matches)
    two = [*islice(others, 0, None, 5000)][:2]
    rows, columns = _numbered(problem.mentees), _numbered(problem.mentors)
    counterfactual = import_module("munkres").counterfactual

    def ours() -> list[float]:
        prices = Prices(desk, best)
        lost = [prices.lost(*pair) for pair in two]
        return [A_PAIR * one.matched + one.total for one in lost if one]

    def theirs() -> list[float]:
        return [counterfactual(costs, rows[mentee], columns[mentor]) for mentor, mentee in two]

    assert ours() == theirs()
    own, peer, ratio = in_turns(ours, theirs, rounds=ROUNDS)
    print(
        f"{MENTEES} x {MENTORS}, the prices of all pairs: {1e3 * own:.0f} ms, of two by munkres "
        f"{1e3 * peer:.0f} ms, ratio {ratio:.2f} (at most 1)"
    )


if __name__ == "__main__":
    main()

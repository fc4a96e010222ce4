"""A whole solve, with rules and the reasons of all pairs, against the bare assignment.

`python -m bench.matching` prints it alone. Both run in turns on the same scores. Beside it stands
the best set alone, proven but not explained, and what taking the best pair first would lose.
"""

from collections import Counter
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from bench.instances import programme
from bench.turns import in_turns
from viceversa.matching import Desk, Problem, check, kernel, solve
from viceversa.matching.rules import rule_masks
from viceversa.matching.scores import score_all
from viceversa.matching.solve import Best, best_cells

MENTORS, MENTEES = 560, 500
ROUNDS = 25
LIMIT = 3.0
UNEXPLAINED = 1.2 if kernel.library() else 3.0


def main() -> None:
    """Prints a line for each of three programmes."""
    for seed in (1, 2, 3):
        problem = programme(MENTORS, MENTEES, seed=seed)
        scores = dense(problem)
        peer = partial(linear_sum_assignment, scores, maximize=True)
        whole, bare, ratio = in_turns(partial(solve, problem), peer, rounds=ROUNDS)
        alone = in_turns(partial(_best, problem), peer, rounds=ROUNDS)
        solution = solve(problem)
        assert check(problem, solution) == []
        assert solution.bound == solution.total
        print(
            f"solve {MENTEES} x {MENTORS}, seed {seed}: {1e3 * whole:.1f} ms, bare assignment "
            f"{1e3 * bare:.1f} ms, ratio {ratio:.2f} (at most {LIMIT:g})"
        )
        print(
            f"  the best set alone: {1e3 * alone.ours:.1f} ms, ratio {alone.ratio:.2f} "
            f"(at most {UNEXPLAINED:g})"
        )
        taken = _greedy(problem)
        print(
            f"  the best pair first: {solution.matched - len(taken)} pairs fewer, "
            f"{100 * sum(taken) / solution.total:.1f} % of the total"
        )


def _best(problem: Problem) -> Best:
    return best_cells(problem, rule_masks(problem), score_all(problem), locks=(), seed=0)


def _greedy(problem: Problem) -> list[float]:
    """The scores of the pairs when the best that is left is always taken next."""
    seats = Counter({("mentor", one.id): one.capacity for one in problem.mentors})
    seats += Counter({("mentee", one.id): one.capacity for one in problem.mentees})
    taken = []
    for mentor, mentee, score in sorted(Desk(problem).allowed_pairs(), key=lambda pair: -pair[2]):
        if seats["mentor", mentor] and seats["mentee", mentee]:
            seats.subtract([("mentor", mentor), ("mentee", mentee)])
            taken.append(score)
    return taken


def dense(problem: Problem) -> NDArray[np.float64]:
    """The same scores as a table; a forbidden pair is worth less than any."""
    rows = {person.id: row for row, person in enumerate(problem.mentors)}
    columns = {person.id: column for column, person in enumerate(problem.mentees)}
    scores = np.full((len(rows), len(columns)), -1e6)
    for mentor, mentee, score in Desk(problem).allowed_pairs():
        scores[rows[mentor], columns[mentee]] = score
    return scores


if __name__ == "__main__":
    main()

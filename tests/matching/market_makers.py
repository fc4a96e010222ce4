"""Markets of candidates: small ones by chance, and those that are hard for some solvers."""

from collections.abc import Iterable
from random import Random

import numpy as np
from bench.hard import dense, sparse

from viceversa.matching import Aim
from viceversa.matching.large.candidates import Candidates
from viceversa.matching.large.worth import worth_of_scores

Scored = dict[tuple[int, int], int]


def market(scores: Scored, rows: Iterable[int], columns: Iterable[int], aim: Aim) -> Candidates:
    """Candidates with these scores by row and column, and so many seats of each."""
    seats = np.array([*rows], dtype=np.int32), np.array([*columns], dtype=np.int32)
    pairs = sorted(scores)
    row = np.array([one for one, _ in pairs], dtype=np.int64)
    return Candidates(
        np.searchsorted(row, np.arange(len(seats[0]) + 1)),
        np.array([column for _, column in pairs], dtype=np.int32),
        np.array([scores[pair] for pair in pairs], dtype=np.uint8),
        worth_of_scores(aim, int(min(seats[0].sum(), seats[1].sum()))),
        seats,
    )


def by_chance(random: Random) -> Candidates:
    """Up to eight by eight, with capacities of 0 to 3, few or many pairs, few or many scores."""
    sizes = random.randint(1, 8), random.randint(1, 8)
    density, kinds = random.choice((0.1, 0.4, 1)), random.choice((1, 5, 101))
    scores = {
        (row, column): random.randrange(kinds) * (100 // max(1, kinds - 1))
        for row in range(sizes[0])
        for column in range(sizes[1])
        if random.random() < density
    }
    seats = [[random.choice((0, 1, 1, 1, 2, 3)) for _ in range(size)] for size in sizes]
    return market(scores, *seats, Aim(random.choice(("fair", "total"))))


def part_of(whole: Candidates, kept: np.ndarray) -> Candidates:  # type: ignore[type-arg]
    """The same with some of the candidates only."""
    start = np.searchsorted(whole.rows[kept], np.arange(len(whole.start)))
    return Candidates(start, whole.column[kept], whole.score[kept], whole.worth, whole.seats)


def hard() -> dict[str, Candidates]:
    """Those of the bench, small."""
    return {name: make() for name, make in {**dense(30), **sparse(30)}.items()}

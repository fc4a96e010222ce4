"""Markets of candidates: small ones by chance, and those that are hard for some solvers."""

from collections.abc import Iterable
from random import Random

import numpy as np

from viceversa.matching import Aim
from viceversa.matching.large.candidates import Candidates, Prices
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
    """Nothing at all, everything equal, chains, a star, one popular column, pieces apart."""
    size, aim = 30, Aim()
    one = [1] * size
    every = [(row, column) for row in range(size) for column in range(size)]
    chain = {(row, row): 50 for row in range(size)}
    chain |= {(row, row + 1): 51 for row in range(size - 1)}
    return {
        "nobody": market({}, (), (), aim),
        "no pair": market({}, one, one, aim),
        "no seats": market(dict.fromkeys(every, 50), [0] * size, one, aim),
        "all equal": market(dict.fromkeys(every, 50), one, one, aim),
        "all equal, too few seats": market(dict.fromkeys(every, 50), one, [1, *[0] * 29], aim),
        "chain": market(chain, one, one, aim),
        "star": market({(row, 0): row for row in range(size)}, one, [3, *one[1:]], aim),
        "one is popular": market(
            {(row, column): 100 if column == 7 else 40 for row, column in every}, one, one, aim
        ),
        "pieces": market(
            {(r, c): (r * c) % 101 for r, c in every if r // 3 == c // 3}, one, one, aim
        ),
        "products": market({(r, c): r * c // 9 for r, c in every}, one, one, aim),
    }


def proves(candidates: Candidates, prices: Prices) -> bool:
    """Whether the prices prove the choice: nothing is sold twice, nothing could be better."""
    chosen = prices.chosen.astype(bool)
    for seats, side in zip(candidates.seats, (candidates.rows, candidates.column), strict=True):
        if (np.bincount(side[chosen], minlength=len(seats)) > seats).any():
            return False
    above = candidates.values - prices.u[candidates.rows] - prices.v[candidates.column]
    above[candidates.seats[0][candidates.rows] == 0] = 0
    at_most = (prices.u * candidates.seats[0]).sum() + (prices.v * candidates.seats[1]).sum()
    dual = at_most + above.clip(0).sum()
    fits = (prices.u >= 0).all() and (prices.v >= 0).all()
    return bool(fits and dual == candidates.values[chosen].sum())

"""Markets that are hard for some solvers, with the time and memory they take and may take.

`python -m bench.hard` solves each in a process of its own and holds its prices against all of its
candidates; `--only NAME --size N` one alone.
"""

import argparse
import resource
import subprocess
import sys
from collections.abc import Callable
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from viceversa.matching import Aim
from viceversa.matching.large.candidates import Candidates, Prices
from viceversa.matching.large.exact import choose
from viceversa.matching.large.worth import worth_of_scores

SIZES = {"everybody with everybody": 2_000, "few candidates each": 100_000}
SECONDS, MIB = 10, 600
"""The most that one may take, told beside what it takes."""

Ints = NDArray[np.int64]


def market(row: Ints, column: Ints, score: Ints, rows: Ints, columns: Ints) -> Candidates:
    """These pairs in the order of rows and columns, and so many seats of each."""
    return Candidates(
        np.searchsorted(row, np.arange(len(rows) + 1)),
        column.astype(np.int32),
        score.astype(np.uint8),
        worth_of_scores(Aim(), int(min(rows.sum(), columns.sum()))),
        (rows.astype(np.int32), columns.astype(np.int32)),
    )


def dense(size: int) -> dict[str, Callable[[], Candidates]]:
    """Everything equal, with seats, with one and with none; one popular column; products."""
    one, first = np.ones(size, np.int64), np.eye(1, size, dtype=np.int64)[0]

    def of(score: Callable[[Ints, Ints], Ints], rows: Ints, columns: Ints) -> Candidates:
        row, column = np.divmod(np.arange(size * size), size)
        return market(row, column, score(row, column), rows, columns)

    def same(row: Ints, _column: Ints) -> Ints:
        return np.full(len(row), 50)

    return {
        "all equal": lambda: of(same, one, one),
        "all equal, too few seats": lambda: of(same, one, first),
        "no seats": lambda: of(same, 0 * one, one),
        "one is popular": lambda: of(lambda _, c: np.where(c == size // 4, 100, 40), one, one),
        "products": lambda: of(lambda r, c: r * c * 100 // size**2, one, one),
    }


def sparse(size: int) -> dict[str, Callable[[], Candidates]]:
    """Nothing at all, chains, a star, pieces apart, more rows than columns."""
    one, everyone = np.ones(size, np.int64), np.arange(size)
    nothing = np.array([], np.int64)
    many = np.array([3, *one[1:]], np.int64)

    def chain() -> Candidates:
        row, further = np.divmod(np.arange(2 * size - 1), 2)
        return market(row, row + further, 50 + further, one, one)

    def pieces() -> Candidates:
        row, place = np.divmod(np.arange(3 * (size - size % 3)), 3)
        column = row - row % 3 + place
        return market(row, column, row * column % 101, one, one)

    return {
        "nobody": lambda: market(nothing, nothing, nothing, nothing, nothing),
        "no pair": lambda: market(nothing, nothing, nothing, one, one),
        "chain": chain,
        "star": lambda: market(everyone, 0 * everyone, everyone % 101, one, many),
        "pieces": pieces,
        "two rows for a column": lambda: market(
            everyone, everyone // 2, everyone % 101, one, one[: -(-size // 2)]
        ),
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


def main() -> None:
    """Prints what is asked for."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--only")
    asked.add_argument("--size", type=int)
    options = asked.parse_args()
    if options.only:
        _alone(options.only, options.size)
        return
    for size, kinds in zip(SIZES.values(), (dense, sparse), strict=True):
        for name in kinds(1):
            # Each in a process of its own, which tells its most memory used.
            command = [sys.executable, "-m", "bench.hard", "--only", name, "--size", str(size)]
            subprocess.run(command, check=True)  # noqa: S603


def _alone(name: str, size: int) -> None:
    candidates = {**dense(size), **sparse(size)}[name]()
    began = perf_counter()
    prices = choose(candidates, Prices.none(candidates))
    seconds = perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert proves(candidates, prices)
    print(
        f"{name}, {size} rows, {len(candidates.column)} candidates: {seconds:.2f} s proven "
        f"(at most {SECONDS}), {peak:.0f} MiB (at most {MIB})",
        flush=True,
    )


if __name__ == "__main__":
    main()

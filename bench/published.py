"""Assignment problems with published least costs (Beasley, OR-Library), from a directory of yours.

    python -m bench.published DIRECTORY

`assignN.txt` holds N, then N x N costs; `assignpN.txt` N, then a row, a column and a cost for each
pair that is allowed. The files are not ours to ship.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from viceversa.matching import Aim, Candidate, Match, Problem, check, solve

LEAST = {
    "assign100": 305,
    "assign300": 626,
    "assign500": 991,
    "assignp800": 2239,
    "assignp5000": 48533,
}


def main() -> None:
    """A line for each file that is there; stops at the first that does not come to its cost."""
    for name, least in LEAST.items():
        path = Path(sys.argv[1]) / f"{name}.txt"
        if path.exists():
            problem = _problem(path)
            began = perf_counter()
            solution = solve(problem)
            took = perf_counter() - began
            assert check(problem, solution) == []
            assert -solution.total == -solution.bound == least, (name, solution.total)
            print(f"{name}: least cost {least}, proven in {took:.2f} s", flush=True)


def _problem(path: Path) -> Problem:
    size, *numbers = map(int, path.read_text(encoding="ascii").split())
    triples = _sparse(numbers) if path.stem.startswith("assignp") else _dense(size, numbers)
    scores: dict[Match, float] = {(f"A{row}", f"X{column}"): -cost for row, column, cost in triples}
    sides = (tuple(Candidate(f"{letter}{n}") for n in range(1, size + 1)) for letter in "AX")
    return Problem(next(sides), next(sides), aim=Aim("total"), scores=scores)


def _dense(size: int, costs: list[int]) -> Iterator[tuple[int, int, int]]:
    return ((n // size + 1, n % size + 1, cost) for n, cost in enumerate(costs))


def _sparse(numbers: list[int]) -> Iterator[tuple[int, int, int]]:
    return zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)


if __name__ == "__main__":
    main()

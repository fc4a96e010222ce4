"""Many people, proven over all pairs, against scipy's bare assignment on the ready table.

`python -m bench.large` prints a line for each size; `--size N` one size alone, without the
assignment, with `--seats` for each person and `--partners` whose seats are limited; `--largest`
100,000 people on either side as well.
"""

import argparse
import resource
import subprocess
import sys
from time import perf_counter, process_time

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from bench.crowds import crowd, with_partners
from bench.turns import in_turns
from viceversa.matching import kernel
from viceversa.matching.large import Columns, Found, best_pairs
from viceversa.matching.large.programme import Programme
from viceversa.matching.large.worth import worth_of_scores

SIZES = {2_000: (0.4, 5), 10_000: (0.12, 1)}
"""People on either side: the ratio to reach, and how many rounds are measured."""

LARGEST = 100_000
THREADS = 2
NEAR = 0.01


def main() -> None:
    """Prints what is asked for."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--size", type=int)
    asked.add_argument("--largest", action="store_true")
    asked.add_argument("--seats", type=float, default=1.05)
    asked.add_argument("--partners", action="store_true")
    options = asked.parse_args()
    if options.size:
        columns = crowd(options.size, seed=1, seats=options.seats)
        _alone(with_partners(columns) if options.partners else columns)
        return
    print("with the kernel" if kernel.library() else "without the kernel")
    for size in [*SIZES, *([LARGEST] if options.largest else [])]:
        # Each in a process of its own, while this one is small: it tells its most memory used.
        command = [sys.executable, "-W", "ignore", "-m", "bench.large", "--size", str(size)]
        for more in ([], ["--partners"]) if size in SIZES else ([],):
            subprocess.run([*command, *more], check=True)  # noqa: S603
    for size in SIZES:
        _against_assignment(size)


def _against_assignment(size: int) -> None:
    limit, rounds = SIZES[size]
    columns = crowd(size, seed=1)
    scores = _table(columns)
    for asked in (columns, with_partners(columns)):
        _check(asked, scores, best_pairs(asked, threads=THREADS))
    whole, bare, ratio = in_turns(
        lambda: best_pairs(columns, threads=THREADS),
        lambda: linear_sum_assignment(scores, maximize=True),
        rounds=rounds,
    )
    print(
        f"{size} x {size}: {1e3 * whole:.0f} ms with rules and bands, proven; bare assignment of "
        f"{scores.shape[0]} x {scores.shape[1]} {1e3 * bare:.0f} ms, ratio {ratio:.3f} "
        f"(at most {limit:g})",
        flush=True,
    )


def _table(columns: Columns) -> NDArray[np.float64]:
    """Everybody's scores, a column for each seat; a forbidden pair is worth less than any."""
    programme = Programme(columns)
    everybody = np.arange(len(columns.mentors))
    seats = np.repeat(everybody, columns.mentors.seats)
    table = np.empty((len(columns.mentees), len(seats)))
    for mentee, row in enumerate(table):
        allowed = programme.allowed(mentee, everybody)
        row[:] = np.where(allowed, programme.scores(mentee, everybody), -1e6)[seats]
    return table


def _check(columns: Columns, scores: NDArray[np.float64], found: Found) -> None:
    """The certificate, against the table: the pairs are worth what the seats are at their prices,
    those of groups too, and no allowed pair is worth more than its seats."""
    worth = worth_of_scores(columns.aim, columns.pairs)
    seats = np.repeat(np.arange(len(columns.mentors)), columns.mentors.seats)
    price, kept = found.price.copy(), found.kept.copy()
    for group, more in zip(columns.groups, found.groups, strict=True):
        (price if group.of_mentors else kept)[group.members] += more
    for row, own in zip(scores, kept, strict=True):
        allowed = np.flatnonzero(row >= 0)
        assert (worth[row[allowed].astype(np.intp)] <= own + price[seats[allowed]]).all()
    of_pairs = sum(worth[found.score].tolist())
    of_seats = sum(found.kept.tolist()) + sum(found.price[seats].tolist())
    most = [group.most for group in columns.groups]
    of_groups = sum(more * times for more, times in zip(found.groups.tolist(), most, strict=True))
    assert of_pairs == of_seats + of_groups


def _alone(columns: Columns) -> None:
    size = len(columns.mentees)
    began, worked = perf_counter(), process_time()
    near: list[float] = []

    def progress(found: Found) -> bool:
        if not near and found.gap <= NEAR * found.standing.total:
            near.append(perf_counter() - began)
        return True

    found = best_pairs(columns, threads=THREADS, progress=progress)
    seconds, worked = perf_counter() - began, process_time() - worked
    assert found.proven
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size} x {size}, {len(columns.groups)} groups: {found.standing.matched} pairs proven in "
        f"{seconds:.2f} s ({worked:.2f} s of processor time) and {found.rounds} rounds, "
        f"within {NEAR:.0%} after {min([*near, seconds]):.2f} s, {peak:.0f} MiB at most",
        flush=True,
    )


if __name__ == "__main__":
    main()

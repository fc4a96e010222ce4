"""What if among 10,000 people on either side: each change against solving from nothing.

`python -m bench.what_if` prints a line for each kind of change, without and with the seats of 200
partners on either side.
"""

from collections.abc import Callable
from random import Random
from statistics import median
from time import perf_counter

import numpy as np

from bench.crowds import crowd, with_partners
from viceversa.matching import ProblemError
from viceversa.matching.large import Columns, WhatIf, best_pairs

SIZE = 10_000
ROUNDS = 7
LIMIT = 1.0
"""Seconds a change may take."""

THREADS = 2

Change = Callable[[WhatIf, Random], WhatIf]


def main() -> None:
    """Prints a line for each kind of change."""
    plain = crowd(SIZE, seed=1)
    for columns in (plain, with_partners(plain)):
        _measure(columns)


def _measure(columns: Columns) -> None:
    began = perf_counter()
    at = WhatIf.of(columns, threads=THREADS)
    whole = perf_counter() - began
    random = Random(1)
    print(f"{SIZE} x {SIZE}, {len(columns.groups)} groups: {whole:.2f} s from nothing")
    for name, change in CHANGES.items():
        seconds, last = [], at
        while len(seconds) < ROUNDS:
            began = perf_counter()
            try:
                last = change(at, random)
            except ProblemError:
                continue
            seconds.append(perf_counter() - began)
            assert last.found.proven
        assert last.found.standing == best_pairs(last.columns, threads=THREADS).standing
        print(
            f"  {name}: {median(seconds):.2f} s, ratio {median(seconds) / whole:.3f}, "
            f"the longest {max(seconds):.2f} s (at most {LIMIT:g})",
            flush=True,
        )


def _two(at: WhatIf, random: Random) -> tuple[int, int]:
    return random.randrange(len(at.columns.mentors)), random.randrange(len(at.columns.mentees))


def _swapped(at: WhatIf, random: Random) -> WhatIf:
    places = random.sample(range(len(at.found.mentor)), 2)
    one, other = ((int(at.found.mentor[n]), int(at.found.mentee[n])) for n in places)
    return at.swap(one, other)


def _forbidden(at: WhatIf, random: Random) -> WhatIf:
    place = random.randrange(len(at.found.mentor))
    return at.forbid(int(at.found.mentor[place]), int(at.found.mentee[place]))


def _added(at: WhatIf, random: Random, *, of_mentors: bool) -> WhatIf:
    mentor, mentee = _two(at, random)
    side, like = (at.columns.mentors, mentor) if of_mentors else (at.columns.mentees, mentee)
    return at.add(side.take(np.array([like])), of_mentors=of_mentors)


CHANGES: dict[str, Change] = {
    "lock": lambda at, random: at.lock(_two(at, random)),
    "swap": _swapped,
    "forbid": _forbidden,
    "withdraw a mentor": lambda at, random: at.withdraw(mentor=_two(at, random)[0]),
    "withdraw a mentee": lambda at, random: at.withdraw(mentee=_two(at, random)[1]),
    "add a mentor": lambda at, random: _added(at, random, of_mentors=True),
    "add a mentee": lambda at, random: _added(at, random, of_mentors=False),
}


if __name__ == "__main__":
    main()

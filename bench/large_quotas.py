"""200 partners with seats at least and at most among 10,000 people on either side, against HiGHS.

`python -m bench.large_quotas` prints a line for each programme. HiGHS cannot have all 10^8 pairs:
it gets, ready in one sparse table, only the candidates that our proof ended with, among which a
best set of all pairs is, and a minute. Ours begins with people and looks at all pairs. Both aim at
the number of pairs, then at the total.
"""

from dataclasses import replace
from functools import partial
from time import process_time
from typing import Any

import numpy as np
import scipy

from bench.crowds import crowd, with_partners
from viceversa.matching import Aim
from viceversa.matching.large import Columns, Found, best_pairs
from viceversa.matching.large.best import short_of
from viceversa.matching.large.columns import Pairs
from viceversa.matching.large.proof import Search, always
from viceversa.matching.large.scan import best_of_all
from viceversa.matching.large.worth import worth_of_scores

SIZES = 2_000, 10_000
THREADS = 2
LIMIT = 0.1
SHARES = {
    "met without asking": ((0.25, 0.85), (0.25, 0.85)),
    "some must be asked for": ((0.8, 1.0), (0.25, 0.85)),
}
"""So large a share of a partner's people has a seat at least and at most: mentors', mentees'."""

PATIENCE = 60
"""Seconds of the clock that HiGHS has."""


def main() -> None:
    """Prints what both take, and whether they come to the same."""
    for size in SIZES:
        for name, shares in SHARES.items():
            columns = _with_seats(crowd(size, seed=1), shares)
            began = process_time()
            found = best_pairs(columns, threads=THREADS)
            ours = process_time() - began
            assert found.proven
            assert not short_of(columns, found)
            pairs = _candidates(columns)
            peers, answer = _peer(columns, pairs)
            asked = int((found.groups < 0).sum())
            print(
                f"{size} x {size}, {len(columns.groups)} groups, {name}: {ours:.2f} s of processor "
                f"time, proven over all pairs, {asked} groups with a price on seats at least; "
                f"HiGHS on {len(pairs)} ready candidates: {_told(answer, found, ours, peers)}",
                flush=True,
            )


def _with_seats(columns: Columns, shares: tuple[tuple[float, float], ...]) -> Columns:
    groups = []
    for one in with_partners(columns).groups:
        least, most = (int(share * len(one.members)) for share in shares[not one.of_mentors])
        groups.append(replace(one, least=least, most=most))
    return replace(columns, groups=tuple(groups), aim=Aim("total"))


def _candidates(columns: Columns) -> Pairs:
    """Those of people with which a search that asks for all seats at least ends."""
    scan = partial(best_of_all, threads=THREADS)
    search = Search(columns, worth_of_scores(columns.aim, columns.pairs), scan, pure=False)
    search.run(always)
    return search.known


def _peer(columns: Columns, pairs: Pairs) -> tuple[float, tuple[int, int] | None]:
    """Seconds of processor time, and the pairs and total, or nothing where they did not suffice."""
    table, most = _table(columns, pairs)
    weights = pairs.score.astype(np.float64) + 100 * columns.pairs
    began = process_time()
    result = scipy.optimize.linprog(
        -weights,
        A_ub=table,
        b_ub=most,
        bounds=(0, 1),
        method="highs",
        options={"time_limit": PATIENCE},
    )
    seconds = process_time() - began
    if result.status != 0:
        return seconds, None
    chosen = np.rint(result.x)
    return seconds, (int(chosen.sum()), int(chosen @ pairs.score))


def _table(columns: Columns, pairs: Pairs) -> tuple[Any, Any]:
    """A row for everybody and two for each group, a column for each pair."""
    rows = [
        _members(places, len(side))
        for places, side in ((pairs.mentor, columns.mentors), (pairs.mentee, columns.mentees))
    ]
    groups = [
        np.isin(pairs.mentor if one.of_mentors else pairs.mentee, one.members)
        for one in columns.groups
    ]
    counted = scipy.sparse.csr_array(np.array(groups, dtype=np.float64))
    most = np.concatenate(
        [
            columns.mentors.seats,
            columns.mentees.seats,
            [one.most for one in columns.groups],
            [-one.least for one in columns.groups],
        ]
    )
    return scipy.sparse.vstack([*rows, counted, -counted]).tocsr(), most


def _members(places: Any, people: int) -> Any:
    entries = np.ones(len(places)), (places, np.arange(len(places)))
    return scipy.sparse.csr_array(entries, shape=(people, len(places)))


def _told(answer: tuple[int, int] | None, found: Found, ours: float, peers: float) -> str:
    if answer is None:
        return f"no answer in {peers:.0f} s, ratio under {ours / peers:.3f} (at most {LIMIT:g})"
    assert answer == (found.standing.matched, found.standing.total)
    return f"the same in {peers:.1f} s, ratio {ours / peers:.3f} (at most {LIMIT:g})"


if __name__ == "__main__":
    main()

"""The best pairs of all: steered to seats at least, and the worst of them lifted if asked."""

from collections.abc import Callable
from functools import partial

import numpy as np

from viceversa.matching.large.columns import Columns, Group, Pairs
from viceversa.matching.large.pricing import Scan
from viceversa.matching.large.proof import Found, Progress, Search, always
from viceversa.matching.large.scan import Map, best_of_all
from viceversa.matching.large.worth import HIGHEST, refuse_too_many, worth_of_scores


def best_pairs(
    columns: Columns,
    *,
    threads: int = 1,
    pure: bool = False,
    spread: Map | None = None,
    progress: Progress | None = None,
) -> Found:
    """The best set of pairs, proven over all pairs; or the best so far, if `progress` says stop.

    So many threads look at all pairs, in this process or wherever `spread` has them. Seats at least
    are asked for where the best pairs without them are short of some: that costs time. Where the
    answer is short all the same, there is no set of pairs that is not.
    """
    scan = partial(best_of_all, threads=threads, pure=pure, spread=spread)

    def above(lowest: int) -> Found:
        return _steered(columns, scan, pure, progress or always, lowest=lowest)

    found = above(0)
    return _lifted(columns, found, above) if columns.aim.kind == "worst" else found


def _lifted(columns: Columns, found: Found, above: Callable[[int], Found]) -> Found:
    """As many pairs with the lowest score as high as can be, by bisection (threshold algorithm;
    Burkard, Dell'Amico and Martello, Assignment Problems, 2012, section 6.2); locked pairs apart.

    What is best above a score and has none below another is best above that as well.
    """
    most, free = HIGHEST, slice(len(found.score) - len(columns.locked))
    while found.proven and found.score[free].min(initial=HIGHEST) < most and fits(columns, found):
        middle = (int(found.score[free].min()) + most + 1) // 2
        better = above(middle)
        if not fits(columns, better) or better.standing.matched < found.standing.matched:
            most = middle - 1
        elif better.proven:
            found = better
        else:
            break
    return found


def _steered(columns: Columns, scan: Scan, pure: bool, progress: Progress, *, lowest: int) -> Found:
    """The best pairs with no score below the lowest but those of locked ones."""
    worth = worth_of_scores(columns.aim, columns.pairs)
    steered: set[int] = set()
    known: Pairs | None = None
    while True:
        asked = columns.asking(steered)
        refuse_too_many(columns.pairs, at_least=asked.at_least)
        search = Search(asked, worth, scan, pure, lowest=lowest)
        found = search.run(progress, known=known)
        short = short_of(columns, found) - steered
        if not short or not found.proven:
            return found
        steered |= short
        known = search.known


def short_of(columns: Columns, found: Found) -> set[int]:
    """The places of groups that have fewer pairs than they must have."""
    return {place for place, one in enumerate(columns.groups) if one.least > _pairs_of(one, found)}


def fits(columns: Columns, found: Found) -> bool:
    """Whether every group has as many pairs as it must have, and no more than it may have."""
    return all(one.least <= _pairs_of(one, found) <= one.most for one in columns.groups)


def _pairs_of(group: Group, found: Found) -> int:
    people = found.mentor if group.of_mentors else found.mentee
    return int(np.isin(people, group.members).sum())

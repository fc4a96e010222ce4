"""All pairs of some mentees, a mentee at a time: the best few above a threshold each."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from viceversa.matching.large import kernel
from viceversa.matching.large.columns import Int32s, Int64s, Pairs, joined
from viceversa.matching.large.programme import Programme

PIECE = 1_000_000
"""Fewer pairs are no work for a thread of its own."""

PIECES = 8
"""So many pieces of work for each thread: they end at about the same time."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """For which mentees, above which threshold each, what scores are worth, mentors' prices."""

    mentees: Int32s
    threshold: Int64s
    worth: Int64s
    price: Int64s
    most: int


def best_of_all(
    programme: Programme, asked: Asked, *, threads: int = 1, pure: bool = False
) -> Pairs:
    """The allowed pairs with the highest worth less price above the threshold, at most so many for
    each mentee. Equal ones are taken from a place of its own onwards, so that not all ask for the
    same few. The answer does not depend on the number of threads."""
    library = None if pure else kernel.library()
    if not library:
        return joined([_of_mentee(programme, asked, place) for place in range(len(asked.mentees))])
    order = np.argsort(asked.threshold, kind="stable")
    worthwhile = 1 + len(order) * len(programme.columns.mentors) // PIECE
    pieces = np.array_split(order, min(worthwhile, PIECES * threads))
    ask = library.scan_of(programme, asked)
    if len(pieces) == 1:
        found = [ask(order)]
    else:
        with ThreadPoolExecutor(threads) as pool:
            found = [*pool.map(ask, pieces)]
    pairs = joined([Pairs(*one) for one in found])
    return pairs.take(np.argsort(pairs.keys(len(programme.columns.mentors))))


def start_of(mentee: int, mentors: int) -> int:
    """Where the mentee begins among equal mentors: spread evenly by a multiplicative hash."""
    return ((mentee * 2654435761) % 2**32 * mentors) >> 32


def _of_mentee(programme: Programme, asked: Asked, place: int) -> Pairs:
    mentee, size = int(asked.mentees[place]), len(programme.columns.mentors)
    scores = programme.scores(mentee, slice(None))
    values = asked.worth[scores] - asked.price
    mentors = np.flatnonzero(values > asked.threshold[place])
    mentors = mentors[programme.allowed(mentee, mentors)]
    around = (mentors - start_of(mentee, size)) % size
    mentors = np.sort(mentors[np.lexsort((around, -values[mentors]))[: asked.most]])
    return Pairs(
        np.full(len(mentors), mentee, dtype=np.int32), mentors.astype(np.int32), scores[mentors]
    )

"""All pairs of some mentees, a mentee at a time: the best few above a threshold each."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from viceversa.matching import kernel
from viceversa.matching.arrays import Int64s
from viceversa.matching.large import packed
from viceversa.matching.large.columns import Pairs, joined
from viceversa.matching.large.programme import Asked, Programme

PIECE = 1_000_000
"""Fewer pairs are no work for a thread of its own."""

PIECES = 8
"""So many pieces of work for each thread: they end at about the same time."""


@dataclass(frozen=True, slots=True, eq=False)
class AllPairs:
    """What is asked of which programme. It can be sent to another machine: the answer is the same
    there, with the kernel and without."""

    programme: Programme
    asked: Asked
    pure: bool = False

    def ready(self) -> Callable[[Int64s], Pairs]:
        """A function that answers for some places of what is asked; threads may share it."""
        library = None if self.pure else kernel.library()
        if not library:
            return lambda places: joined([self._of_mentee(place) for place in places])
        ask = packed.scan_of(library, self.programme, self.asked)
        return lambda places: Pairs(*ask(places))

    def _of_mentee(self, place: int) -> Pairs:
        programme, asked = self.programme, self.asked
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


Map = Callable[[AllPairs, Sequence[Int64s]], Iterable[Pairs]]
"""The answers for all pieces, in their order, wherever they are found."""


def in_threads(threads: int) -> Map:
    """So many threads of this process look at the pieces."""

    def answers(pairs: AllPairs, pieces: Sequence[Int64s]) -> Iterable[Pairs]:
        ready = pairs.ready()
        if len(pieces) == 1:
            return [ready(pieces[0])]
        with ThreadPoolExecutor(threads) as pool:
            return [*pool.map(ready, pieces)]

    return answers


def best_of_all(
    programme: Programme,
    asked: Asked,
    *,
    threads: int = 1,
    pure: bool = False,
    spread: Map | None = None,
) -> Pairs:
    """The allowed pairs with the highest worth less price above the threshold, at most so many for
    each mentee. Equal ones are taken from a place of its own onwards, so that not all ask for the
    same few. So many threads look at them, here or wherever `spread` has them; the answer does not
    depend on that."""
    places = np.arange(len(asked.mentees))
    worthwhile = 1 + len(places) * len(programme.columns.mentors) // PIECE
    pieces = np.array_split(places, min(worthwhile, PIECES * threads))
    spread = spread or in_threads(threads)
    pairs = joined([*spread(AllPairs(programme, asked, pure), pieces)])
    return pairs.take(np.argsort(pairs.keys(len(programme.columns.mentors))))


def start_of(mentee: int, mentors: int) -> int:
    """Where the mentee begins among equal mentors: spread evenly by a multiplicative hash."""
    return ((mentee * 2654435761) % 2**32 * mentors) >> 32

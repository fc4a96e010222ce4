"""Looking at all pairs on several machines, as workers of a Dask scheduler.

They get columns of numbers, without a name or an id; each must have this version installed.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Self
from weakref import WeakKeyDictionary

from viceversa.matching.arrays import Int64s
from viceversa.matching.large.columns import Pairs
from viceversa.matching.large.programme import Asked, Programme
from viceversa.matching.large.scan import AllPairs, in_threads

SECONDS = 10
"""So long a scheduler may take to answer."""


class Cluster:
    """The workers of a scheduler, as a Map.

    ImportError where `distributed` is missing, OSError if no scheduler answers at the address,
    ValueError if it is none.
    """

    def __init__(self, address: str) -> None:
        from distributed import Client  # an extra, and slow to load

        self._client = Client(address, timeout=SECONDS)
        self._sent: WeakKeyDictionary[Programme, Any] = WeakKeyDictionary()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    @property
    def threads(self) -> int:
        """Of all workers that are there now; one if there are none yet."""
        there: dict[str, int] = self._client.nthreads()
        return max(1, sum(there.values()))

    def __call__(self, pairs: AllPairs, pieces: Sequence[Int64s]) -> Iterable[Pairs]:
        """The answers for all pieces. What a lost worker had is given to another."""
        if len(pieces) == 1:
            return in_threads(1)(pairs, pieces)
        if pairs.programme not in self._sent:
            self._sent[pairs.programme] = self._spread(pairs.programme)
        there = {"programme": self._sent[pairs.programme], "asked": self._spread(pairs.asked)}
        found: list[Pairs] = self._client.gather(
            self._client.map(_answer, pieces, **there, pure=False)
        )
        return found

    def _spread(self, thing: object) -> Any:
        return self._client.scatter(thing, broadcast=True, hash=False)


def _answer(places: Int64s, *, programme: Programme, asked: Asked) -> Pairs:
    return AllPairs(programme, asked).ready()(places)

"""What every two people have in common: [left, right].

What people have is numbered. A table has one row for each number, saying what everybody on the
right has in common with it; the answer for a person on the left is the sum of the few rows of what
that person has. The rows are bytes and stay in the cache. A product of matrices would need more
work, and its threads stall on a busy machine.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Counts = NDArray[Any]
Sets = Sequence[frozenset[str]]
Numbered = NDArray[np.intp]
"""One row for each person: the numbers of what the person has, from 1, and zeros behind them."""

STRENGTHS = 3
BYTE = 255


def same(left: Sequence[str], right: Sequence[str]) -> Bools:
    """Where both name the same; a blank is the same as nothing."""
    numbers = {word: number for number, word in enumerate({*left, *right} - {""})}
    first = np.array([numbers.get(word, -1) for word in left], dtype=np.int16)
    second = np.array([numbers.get(word, -2) for word in right], dtype=np.int16)
    equal: Bools = first[:, None] == second
    return equal


def shared(left: Sets, right: Sets, *, light: str = "") -> Counts:
    """How many things two sets have in common; if one is light, it counts 1 and all others 2."""
    kinds = {*left, *right}
    numbers = {word: n for n, word in enumerate({light, *set().union(*kinds)}, start=1)}
    # Many people have the very same languages, places or hours.
    places = {kind: place for place, kind in enumerate(kinds)}
    rows = padded([[numbers[word] for word in kind] for kind in kinds])
    first, second = (rows[[places[kind] for kind in side]] for side in (left, right))
    table = _table(second, len(numbers), most=2 * first.shape[1])
    table[second, np.arange(len(second))[:, None]] = 2 if light else 1
    if light:
        table[numbers[light]] = np.minimum(table[numbers[light]], 1)
    return _summed(first, table)


def strength_numbers(topics: Collection[str]) -> dict[tuple[str, int], int]:
    """A number for every topic and strength, those of a topic one after the other."""
    return {
        (topic, strength): STRENGTHS * place + strength
        for place, topic in enumerate(topics)
        for strength in range(1, STRENGTHS + 1)
    }


def strength_of(numbers: Numbered) -> Numbered:
    """The strength behind each number, 0 where there is none."""
    return np.where(numbers > 0, (numbers - 1) % STRENGTHS + 1, 0)


def shared_strength(left: Numbered, right: Numbered) -> Counts:
    """The sum of the smaller of the two strengths over all topics that both have."""
    table = _table(
        right, int(right.max(initial=0)), int(left.max(initial=0)), most=STRENGTHS * left.shape[1]
    )
    owners, strengths = np.arange(len(right))[:, None], strength_of(right)
    for strength in range(1, STRENGTHS + 1):
        row = np.where(right > 0, right - strengths + strength, 0)
        table[row, owners] = np.minimum(strengths, strength)
    return _summed(left, table)


def padded(lists: Sequence[Sequence[int]]) -> Numbered:
    """The lists as rows of one table."""
    lengths = np.fromiter(map(len, lists), dtype=np.intp, count=len(lists))
    rows = np.zeros((len(lists), int(lengths.max(initial=0))), dtype=np.intp)
    rows[np.arange(rows.shape[1]) < lengths[:, None]] = [*chain.from_iterable(lists)]
    return rows


def numbered(lists: Sequence[Sequence[Any]], numbers: Mapping[Any, int]) -> Numbered:
    """The numbers of what people list."""
    return padded([[numbers[thing] for thing in things] for things in lists])


def _table(right: Numbered, *highest: int, most: int) -> Counts:
    kind = np.uint8 if most <= BYTE else np.uint32
    return np.zeros((max(highest) + STRENGTHS, len(right)), dtype=kind)


def _summed(left: Numbered, table: Counts) -> Counts:
    table[0] = 0
    total = np.zeros((len(left), table.shape[1]), dtype=table.dtype)
    for rows in left.T:
        total += table[rows]
    return total

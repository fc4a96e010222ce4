"""What every two people have in common: [left, right].

A table has one row for each thing, saying what everybody on the right has of it; the answer for a
person on the left is the sum of the few rows of what that person has. The rows are bytes and stay
in the cache. A product of matrices would need more work, and its threads stall on a busy machine.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Counts = NDArray[Any]
Sets = Sequence[frozenset[str]]
Graded = Sequence[Sequence[tuple[str, int]]]
"""For each person some things, each with a strength from 1 to 3."""

STRENGTHS = (1, 2, 3)
BYTE = 255


def same(left: Sequence[str], right: Sequence[str]) -> Bools:
    """Where both name the same; a blank is the same as nothing."""
    numbers = {word: number for number, word in enumerate({*left, *right} - {""})}
    first = np.array([numbers.get(word, -1) for word in left], dtype=np.int32)
    second = np.array([numbers.get(word, -2) for word in right], dtype=np.int32)
    equal: Bools = first[:, None] == second
    return equal


def shared(left: Sets, right: Sets) -> Counts:
    """How many things two sets have in common."""
    numbers = {word: number for number, word in enumerate(set().union(*right), start=1)}
    owners, rows = _entries(right, numbers)
    table = np.zeros((len(numbers) + 1, len(right)), dtype=_kind(left))
    table[rows, owners] = 1
    return _summed(left, numbers, table)


def shared_strength(left: Graded, right: Graded) -> Counts:
    """The sum of the smaller of the two strengths over all things that both have."""
    things = {thing for named in right for thing, _ in named}
    numbers = {
        (thing, strength): 1 + len(STRENGTHS) * number + place
        for number, thing in enumerate(things)
        for place, strength in enumerate(STRENGTHS)
    }
    owners, rows = _entries(right, numbers)
    table = np.zeros((len(numbers) + 1, len(right)), dtype=_kind(left))
    place = (rows - 1) % len(STRENGTHS)
    for step, strength in enumerate(STRENGTHS):
        table[rows - place + step, owners] = np.minimum(place + 1, strength)
    return _summed(left, numbers, table)


def _entries(
    right: Sequence[Collection[Any]], numbers: Mapping[Any, int]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    owners = [owner for owner, things in enumerate(right) for _ in things]
    rows = [numbers[thing] for things in right for thing in things]
    return np.array(owners, dtype=np.intp), np.array(rows, dtype=np.intp)


def _kind(left: Sequence[Collection[Any]]) -> type[np.unsignedinteger[Any]]:
    longest = max(map(len, left), default=0)
    return np.uint8 if longest * max(STRENGTHS) <= BYTE else np.uint32


def _summed(
    left: Sequence[Collection[Hashable]], numbers: Mapping[Any, int], table: Counts
) -> Counts:
    """Row 0 is that of things nobody on the right has."""
    chosen = ([numbers.get(thing, 0) for thing in things] for things in left)
    total = np.zeros((len(left), table.shape[1]), dtype=table.dtype)
    for rows in zip_longest(*chosen, fillvalue=0):
        total += table[list(rows)]
    return total

"""What every two people have in common: [left, right].

Many people have the very same: a level, an organisation, some languages. There every two kinds are
compared once, and the answer is spread over the people.

Topics differ from one to the next, so they are numbered. A table has one row for each number,
saying what everybody on the right has in common with it; the answer for a person on the left is
the sum of the few rows of what that person has. The rows are bytes and stay in the cache. A product
of matrices would need more work, and its threads stall on a busy machine.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from itertools import count
from typing import Generic

import numpy as np

from viceversa.matching import kernel
from viceversa.matching.arrays import Bools, Counts, Numbered, Places
from viceversa.matching.problem import Thing, Topics

Sets = Sequence[frozenset[str]]

STRONGEST = 3
BLOCK = STRONGEST + 1
"""A topic has so many numbers: its own, for no strength, and one for each strength behind it. It is
a power of two: bits are read off many times faster than remainders are counted."""

BYTE = 255

STRIP = 64
"""So many rows of a table stay in the cache."""


def strips(size: int) -> Iterator[slice]:
    """The rows of a table, a few at a time."""
    return (slice(start, start + STRIP) for start in range(0, size, STRIP))


@dataclass(frozen=True, slots=True)
class Kinds(Generic[Thing]):
    """What the people of one side have, every thing once, and the place of everybody's own."""

    things: list[Thing]
    places: Places

    @classmethod
    def of(cls, people: Iterable[Thing]) -> "Kinds[Thing]":
        """Numbers the things in the order in which they are met."""
        numbers = defaultdict[Thing, int](count().__next__)
        places = np.fromiter(map(numbers.__getitem__, people), dtype=np.intp)
        return cls([*numbers], places)


def known(things: Iterable[object]) -> Bools:
    """Where there is anything at all."""
    return np.fromiter(map(bool, things), dtype=np.bool_)


def same(left: Sequence[str], right: Sequence[str]) -> Bools:
    """Where both name the same; a blank is the same as nothing."""
    numbers = {word: number for number, word in enumerate({*left, *right} - {""})}
    first = np.array([numbers.get(word, -1) for word in left], dtype=np.int32)
    second = np.array([numbers.get(word, -2) for word in right], dtype=np.int32)
    equal: Bools = first[:, None] == second
    return equal


def shared(left: Sets, right: Sets, *, light: str = "") -> Counts:
    """How many things two sets have in common; if one is light, it counts 1 and all others 2."""
    numbers = {word: n for n, word in enumerate({light}.union(*left, *right), start=1)}
    first, second = _numbered(left, numbers), _numbered(right, numbers)
    table = _table(second, len(numbers) + 1, most=2 * first.shape[1])
    table[second, np.arange(len(second))[:, None]] = 2 if light else 1
    if light:
        table[numbers[light]] = np.minimum(table[numbers[light]], 1)
    return _summed(first, table)


def listed(lists: Sequence[Topics], blocks: Mapping[str, int]) -> Numbered:
    """Each topic with its strength as one number."""
    numbers = [blocks[topic] + strength for topics in lists for topic, strength in topics]
    return _padded(lists, numbers)


def tells(lists: Numbered) -> Bools:
    """Who lists anything."""
    told: Bools = lists.max(axis=1, initial=0) > 0
    return told


def flags_of(lists: Numbered, size: int) -> Bools:
    """Which of the first topics everybody lists."""
    blocks = block_of(lists)
    flags = np.zeros((len(blocks), size + 1), dtype=np.bool_)
    flags[np.arange(len(blocks))[:, None], np.where(blocks > size, 0, blocks)] = True
    return flags[:, 1:]


def met_anywhere(left: Bools, right: Bools) -> Counts:
    """Above 0 where two people have a flag in common; eight are compared at once, and those of the
    left who have the same eight together."""
    one, other = np.packbits(left, axis=1).T, np.packbits(right, axis=1).T
    met = np.zeros((len(left), len(right)), dtype=np.uint8)
    for mine, yours in zip(one, other, strict=True):
        kinds, places = np.unique(mine, return_inverse=True)
        met |= (kinds[:, None] & yours).take(places, axis=0)
    return met


def blocks_of(first: Iterable[str]) -> Mapping[str, int]:
    """The block of numbers of every topic that is asked for: these first, and none at 0."""
    blocks = defaultdict[str, int](count(BLOCK, BLOCK).__next__)
    for topic in first:
        blocks[topic]
    return blocks


def strength_of(numbers: Numbered) -> Numbered:
    """The strength behind each number, 0 where there is none."""
    return numbers & STRONGEST


def block_of(numbers: Numbered) -> Numbered:
    """Which block each number is in."""
    return numbers >> STRONGEST.bit_length()


def shared_strength(left: Numbered, right: Numbered) -> Counts:
    """The sum of the smaller of the two strengths over all topics that both have."""
    highest = max(int(side.max(initial=0)) for side in (left, right))
    table = _table(right, highest + BLOCK, most=STRONGEST * left.shape[1])
    owners, strengths = np.arange(len(right))[:, None], strength_of(right)
    for strength in range(1, BLOCK):
        table[right - strengths + strength, owners] = np.minimum(strengths, strength)
    return _summed(left, table)


def _numbered(lists: Sequence[Collection[str]], numbers: Mapping[str, int]) -> Numbered:
    return _padded(lists, [numbers[word] for words in lists for word in words])


def _padded(lists: Sequence[Sized], flat: Sequence[int]) -> Numbered:
    """The numbers, one list after the other, as rows of a table."""
    lengths = np.fromiter(map(len, lists), dtype=np.intp, count=len(lists))
    rows = np.zeros((len(lists), int(lengths.max(initial=0))), dtype=np.intp)
    rows[np.arange(rows.shape[1]) < lengths[:, None]] = np.fromiter(
        flat, dtype=np.intp, count=len(flat)
    )
    return rows


def _table(right: Numbered, rows: int, *, most: int) -> Counts:
    kind = np.uint8 if most <= BYTE else np.uint32
    return np.zeros((rows, len(right)), dtype=kind)


def _summed(left: Numbered, table: Counts) -> Counts:
    """The sum of the rows of the numbers that each person on the left has."""
    table[0] = 0
    library = kernel.library()
    if library and table.dtype == np.uint8:
        return library.sums(table, left)
    total = np.zeros((len(left), table.shape[1]), dtype=table.dtype)
    for rows in left.T:
        total += table[rows]
    return total

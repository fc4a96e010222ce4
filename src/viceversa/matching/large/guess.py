"""A guess at the prices of all, from the exact prices of some: it only saves time, proves nothing.

A tenth of either side is solved for itself; what people in it offer, want and say explains their
prices (ridge regression), and so the prices of those who are like them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import scipy

from viceversa.matching.arrays import Int32s, Int64s, Words
from viceversa.matching.large.columns import Columns, Lists, Side

SHARE = 10
"""One in so many is asked."""

FEWEST = 3000
"""With fewer people on either side a guess costs more than it saves."""

TWICE = 5
"""So many points more a mentor costs who is wanted twice as often."""

STIFFNESS = 3.0
NEAR = 0.001


@dataclass(frozen=True, slots=True, eq=False)
class Guess:
    """In rough worth: what a seat of each mentor may cost, and what each mentee may keep."""

    price: Int64s
    kept: Int64s


def no_guess(columns: Columns) -> Guess:
    """Nothing costs anything."""
    return Guess(
        np.zeros(len(columns.mentors), dtype=np.int64),
        np.full(len(columns.mentees), -1, dtype=np.int64),
    )


def wanted(guess: Guess, mentors: Int32s) -> Guess:
    """With a price for each mentor, by how often each is among these who are wanted."""
    times = np.bincount(mentors, minlength=len(guess.price))
    return replace(guess, price=np.rint(TWICE * np.log2(1 + times)).astype(np.int64))


def some_of(columns: Columns) -> tuple[Columns, tuple[Int64s, Int64s]] | None:
    """A part of a large problem as a problem of its own, without pairs by name; and who is in."""
    sides = columns.mentors, columns.mentees
    if min(map(len, sides)) < FEWEST:
        return None
    random = np.random.default_rng(0)
    places = [np.sort(random.permutation(len(side))[: len(side) // SHARE]) for side in sides]
    mentors, mentees = (side.take(some) for side, some in zip(sides, places, strict=True))
    part = Columns(
        mentors=mentors,
        mentees=mentees,
        weights=columns.weights,
        aim=columns.aim,
        theme=columns.theme,
        different_organisation=columns.different_organisation,
        rivals=columns.rivals,
    )
    return part, (places[0], places[1])


def guessed(columns: Columns, places: tuple[Int64s, Int64s], known: Guess) -> Guess:
    """The guess for all from what is known of those in these places."""
    price = _like_them(columns.mentors, places[0], known.price)
    kept = _like_them(columns.mentees, places[1], known.kept)
    return Guess(price.clip(min=0), kept)


def _like_them(side: Side, places: Int64s, known: Int64s) -> Int64s:
    everybody = scipy.sparse.hstack([*_told(side)], format="csr")
    asked = everybody[places]
    turned, size = asked.T.tocsr(), asked.shape[1]
    # The square itself is never needed, and a guess need not be near.
    square = scipy.sparse.linalg.LinearOperator(
        (size, size),
        lambda effect: turned @ (asked @ effect) + STIFFNESS * effect,
        dtype=np.float64,
    )
    effect, _ = scipy.sparse.linalg.cg(square, turned @ known.astype(np.float64), rtol=NEAR)
    like: Int64s = np.rint(everybody @ effect).astype(np.int64)
    return like


def _told(side: Side) -> Iterator[Any]:
    """Everything that may explain a price, a row for each person."""
    yield scipy.sparse.csr_array(np.ones((len(side), 1)))
    yield _topics(side.offers)
    yield _topics(side.wants)
    for words in (side.places, side.hours, side.goals, side.languages):
        yield _ones(words)
    for codes in (side.sector, side.level, np.minimum(side.seats, 3)):
        yield _kinds(codes)


def _topics(lists: Lists) -> Any:
    """Strengths by topic."""
    width = int(lists.topic.max(initial=0)) + 1
    entries = lists.strength.astype(np.float64), lists.topic, lists.start
    return scipy.sparse.csr_array(entries, shape=(len(lists.start) - 1, width))


def _ones(words: Words) -> Any:
    flags = np.unpackbits(words.view(np.uint8), axis=1)
    people, things = np.nonzero(flags)
    start = np.searchsorted(people, np.arange(len(flags) + 1))
    return scipy.sparse.csr_array((np.ones(len(things)), things, start), shape=flags.shape)


def _kinds(codes: Int32s) -> Any:
    _, kind = np.unique(codes, return_inverse=True)
    rows = np.arange(len(codes))
    return scipy.sparse.csr_array((np.ones(len(codes)), (rows, kind)))

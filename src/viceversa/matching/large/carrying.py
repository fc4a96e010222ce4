"""From where one search stands to where another, near by, begins.

A seat that comes free costs nothing at first, and whoever would rather have it moves.
"""

import numpy as np

from viceversa.matching.arrays import Bools, Bytes, Int32s, Int64s
from viceversa.matching.large.candidates import Candidates, Prices
from viceversa.matching.large.columns import Columns, Pairs, joined
from viceversa.matching.large.pricing import UNSEEN, Pricing
from viceversa.matching.large.programme import Asked
from viceversa.matching.large.proof import FIRST, Search, Solved


def carried(old: Search, new: Search) -> Solved:
    """What the old search found, for people in the same places; no pair is allowed that was not,
    but by a seat."""
    pairs = old.known
    pairs = pairs.take(_allowed(new.columns, pairs.mentee, pairs.mentor))
    candidates = new.candidates(joined([pairs, _of_fresh(old, new), new.beside.pairs()]))
    return Solved(candidates, _prices(old, new, candidates), _pricing(old, new))


def _of_fresh(old: Search, new: Search) -> Pairs:
    """Mentors who had no seat are wanted by many as long as they cost nothing: they begin with
    those who would gain most."""
    had = np.zeros(len(new.columns.mentors), dtype=np.bool_)
    had[: len(old.columns.mentors)] = old.columns.mentors.seats > 0
    fresh = np.flatnonzero(~had & (new.columns.mentors.seats > 0))
    if not len(fresh):
        return joined([])
    kept = np.zeros(len(new.columns.mentees), dtype=np.int64)
    kept[: len(old.columns.mentees)] = old.solved.prices.u[: len(old.columns.mentees)]
    free = np.zeros(len(fresh), dtype=np.int64)
    asked = Asked(new.seated, kept[new.seated], new.worth, free, min(len(fresh), FIRST))
    found = new.scan(new.programme.of_mentors(fresh), asked)
    best = np.lexsort((kept[found.mentee] - new.worth[found.score], found.mentor))
    rank = np.arange(len(best)) - np.searchsorted(found.mentor[best], found.mentor[best])
    best = best[rank < FIRST]
    mentors = fresh[found.mentor[best]].astype(np.int32)
    return Pairs(found.mentee[best], mentors, found.score[best])


def _allowed(columns: Columns, mentees: Int32s, mentors: Int32s) -> Bools:
    """Which of these pairs, allowed before, still are."""
    keys = mentees.astype(np.int64) * len(columns.mentors) + mentors
    seated = (columns.mentees.seats[mentees] > 0) & (columns.mentors.seats[mentors] > 0)
    allowed: Bools = seated & (~np.isin(keys, columns.barred) | np.isin(keys, columns.opened))
    return allowed


def _prices(old: Search, new: Search, candidates: Candidates) -> Prices:
    before, after = old.beside.names(), new.beside.names()
    rows, columns = (_places(*names) for names in zip(before, after, strict=True))
    chosen = _chosen(old.solved, candidates, rows, columns)
    u = _moved(old.solved.prices.u, rows, candidates.seats[0])
    v = _moved(old.solved.prices.v, columns, candidates.seats[1])
    taken = np.bincount(candidates.column[chosen > 0], minlength=len(v))
    return Prices(u, np.where(taken < candidates.seats[1], 0, v), chosen)


def _places(before: Int64s, after: Int64s) -> Int64s:
    """Where everybody, and everything beside, of before stands after; -1 for who is gone."""
    order = np.argsort(after)
    found = order[np.searchsorted(after, before, sorter=order).clip(max=len(after) - 1)]
    places: Int64s = np.where(after[found] == before, found, -1)
    return places


def _moved(prices: Int64s, places: Int64s, seats: Int32s) -> Int64s:
    moved = np.zeros(len(seats), dtype=np.int64)
    moved[places[places >= 0]] = prices[places >= 0]
    moved[seats == 0] = 0
    return moved


def _chosen(before: Solved, candidates: Candidates, rows: Int64s, columns: Int64s) -> Bytes:
    """Each pair as many times as before, but for what has no seat any more."""
    held = before.prices.chosen > 0
    row, column = rows[before.candidates.rows[held]], columns[before.candidates.column[held]]
    there = (row >= 0) & (column >= 0)
    width = len(candidates.seats[1])
    known = np.sort((row * width + column)[there])
    keys = candidates.pairs.keys(width)
    rank = np.arange(len(keys)) - np.searchsorted(keys, keys)
    times = np.searchsorted(known, keys, side="right") - np.searchsorted(known, keys)
    chosen = rank < times
    for side, seats in zip((candidates.rows, candidates.column), candidates.seats, strict=True):
        chosen &= ~_beyond(side, seats, chosen)
    return chosen.astype(np.uint8)


def _beyond(side: Int32s, seats: Int32s, chosen: Bools) -> Bools:
    """What is chosen beyond the seats of its row, or of its column."""
    places = np.flatnonzero(chosen)
    places = places[np.argsort(side[places], kind="stable")]
    own = side[places]
    over = np.arange(len(own)) - np.searchsorted(own, own) >= seats[own]
    beyond = np.zeros(len(side), dtype=np.bool_)
    beyond[places[over]] = True
    return beyond


def _pricing(old: Search, new: Search) -> Pricing:
    """Who had no seat was held against nobody."""
    pricing, before = Pricing(new.programme, new.scan), old.solved.pricing
    for prices, known, side in (
        (pricing.u, before.u, old.columns.mentees),
        (pricing.v, before.v, old.columns.mentors),
    ):
        prices[:] = UNSEEN
        prices[: len(known)] = np.where(side.seats > 0, known, UNSEEN)
    near = before.near
    pricing.near = near.take(_allowed(new.columns, near.mentee, near.mentor))
    return pricing

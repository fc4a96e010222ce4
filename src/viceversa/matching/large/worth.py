"""The order of what counts in one whole number for each score: pairs, bands, then the total."""

import numpy as np

from viceversa.matching.answer import Standing
from viceversa.matching.arrays import Int64s
from viceversa.matching.problem import Aim, ProblemError

HIGHEST = 100
"""Scores are whole numbers from 0 to here."""

NONE = 255
"""No score: the room for one in a table of candidates."""

A_BAND = 20

MOST_PAIRS = 300_000
"""With more, the packed number would not fit 64 bits three times, which sums of prices need."""


MOST_PAIRS_AT_LEAST = 170_000
"""The same where groups have seats at least, which are worth more than pairs (stores.py)."""


def refuse_too_many(pairs: int, *, at_least: bool = False) -> None:
    """ProblemError for more pairs than fit."""
    most = MOST_PAIRS_AT_LEAST if at_least else MOST_PAIRS
    if pairs > most:
        also = " with seats at least" if at_least else ""
        message = f"More than {most} pairs{also} cannot be matched at once."
        raise ProblemError("too_many", message)


def steps(aim: Aim, pairs: int) -> list[int]:
    """What a pair, a pair not below each band, and a point are worth: each more than all that
    comes after it can give together."""
    found = [1]
    for top in (HIGHEST, *(1 for _ in _bands(aim))):
        found.append((pairs * top + 1) * found[-1])
    return found[::-1]


def worth_of_scores(aim: Aim, pairs: int) -> Int64s:
    """What a pair of each score is worth, for scores from 0 to 255; it rises with the score."""
    pair, *reached, point = steps(aim, pairs)
    scores = np.arange(NONE + 1)
    worth = pair + point * np.minimum(scores, HIGHEST)
    for band, step in zip(_bands(aim), reached, strict=True):
        worth += step * (scores >= band)
    return worth.astype(np.int64)


def rough_worth(aim: Aim) -> Int64s:
    """Worth in points, to guess with: a pair, and a band, count some points more."""
    scores = np.minimum(np.arange(NONE + 1), HIGHEST)
    worth = HIGHEST + scores
    for band in _bands(aim):
        worth += A_BAND * (scores >= band)
    return worth


def unpacked(value: int, aim: Aim, pairs: int) -> Standing:
    """The figures of the best that can be worth so much."""
    counts = []
    for step in steps(aim, pairs):
        count, value = divmod(value, step)
        counts.append(count)
    matched, *reached, total = counts
    below = [matched - some for some in reached] or [0, 0]
    return Standing(matched, below[0], below[-1] - below[0], total)


def _bands(aim: Aim) -> tuple[float, ...]:
    return aim.bands if aim.kind == "fair" else ()

"""How answers changed between two waves, for the same people: never a table of who."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log

import numpy as np
from numpy.typing import NDArray

from viceversa.evidence.interval import CONFIDENCE, Interval

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

ENUMERATED = 16
"""So many people have 65,535 subsets, and all of them are looked at; of more people some are."""

DRAWN = 20_000
"""So many subsets or groups are drawn at random where not all can be looked at."""

PIECE = 1000
"""So many of them are in memory at a time."""

SEED = 1
"""The same answers give the same figures."""

FEWEST = 4
"""An effect needs so many people: its interval also looks at it without each of them."""


@dataclass(frozen=True, slots=True)
class Directions:
    """How many answer higher, the same and lower."""

    up: int
    same: int
    down: int


def directions(changes: Sequence[float]) -> Directions:
    """How many changes are above, at and below 0."""
    up, down = sum(one > 0 for one in changes), sum(one < 0 for one in changes)
    return Directions(up, len(changes) - up - down, down)


def typical_change(changes: Sequence[float]) -> Interval | None:
    """The typical change, in steps of the scale; None for fewer than six, of whom no interval is
    so sure.

    If deviations from the true change are as often one way as the other, all their signs may be
    turned, and the truth is equally often in each gap between the means of all subsets of the
    people (typical values; Hartigan 1969). The middle of these means is the estimate, and all but
    the outermost the interval: exact up to 16 people, by 20,000 subsets beyond.
    """
    means = np.sort(_means_of_subsets(np.array(changes, dtype=float)))
    outside = int((1 - CONFIDENCE) / 2 * (len(means) + 1))
    if not outside:
        return None
    return Interval(float(np.median(means)), float(means[outside - 1]), float(means[-outside]))


def _means_of_subsets(changes: Floats) -> Floats:
    """The mean of every subset but the empty one."""
    if len(changes) > ENUMERATED:
        draw = np.random.default_rng(SEED)
        pieces = (draw.random((PIECE, len(changes))) < 0.5 for _ in range(DRAWN // PIECE))
        return np.concatenate([_means_of(chosen, changes) for chosen in pieces])
    sums, sizes = np.zeros(1), np.zeros(1)
    for change in changes:
        sums, sizes = np.append(sums, sums + change), np.append(sizes, sizes + 1)
    return np.asarray(sums[1:] / sizes[1:], dtype=float)


def _means_of(chosen: Bools, changes: Floats) -> Floats:
    """The mean of each row of chosen people, but of those rows that have nobody."""
    chosen = chosen[chosen.any(axis=1)]
    return np.asarray(chosen @ changes / chosen.sum(axis=1), dtype=float)


def effect(before: Sequence[float], after: Sequence[float]) -> Interval | None:
    """The mean change of the same people in standard deviations: over the mean of the two (d_av;
    Cumming 2012), corrected for few people (Hedges 1981), with the bias-corrected and accelerated
    bootstrap interval (Efron 1987). None for fewer than four, and where people differ too little
    to tell. ValueError if the two are not equally long."""
    if len(before) != len(after):
        raise ValueError("An effect needs two answers of everybody")
    pairs = np.array([before, after], dtype=float)
    if len(before) < FEWEST or not _spread(*pairs) > 0:
        return None
    low, high = _plausible(pairs)
    return Interval(float(_sizes(*pairs)), low, high) if np.isfinite([low, high]).all() else None


def _plausible(pairs: Floats) -> tuple[float, float]:
    # Takes half a second, which no start need wait for.
    from scipy.stats import DegenerateDataWarning, bootstrap

    # What it warns of, is not finite in the end.
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore", DegenerateDataWarning)
        found = bootstrap(
            tuple(pairs),
            _sizes,
            paired=True,
            vectorized=True,
            confidence_level=CONFIDENCE,
            n_resamples=DRAWN,
            batch=PIECE,
            random_state=np.random.default_rng(SEED),
        ).confidence_interval
    return float(found.low), float(found.high)


def _sizes(before: Floats, after: Floats, axis: int = -1) -> Floats:
    """The corrected effect along an axis; 0 where nobody differs from another."""
    spread = _spread(before, after, axis)
    changed = (after - before).mean(axis=axis) / np.where(spread > 0, spread, np.inf)
    return np.asarray(changed * _for_few(before.shape[axis] - 1), dtype=float)


def _spread(before: Floats, after: Floats, axis: int = -1) -> Floats:
    """The mean of the two standard deviations."""
    return np.asarray((before.std(axis=axis, ddof=1) + after.std(axis=axis, ddof=1)) / 2)


def _for_few(free: int) -> float:
    """By how much the effect of few people is too large, from the degrees of freedom."""
    return exp(lgamma(free / 2) - lgamma((free - 1) / 2) - log(free / 2) / 2)

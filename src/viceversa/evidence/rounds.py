"""Several rounds together, each of them still seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from viceversa.evidence.interval import CONFIDENCE, Interval

FEWEST_ROUNDS = 3
"""Two rounds say nothing about how much rounds differ."""


@dataclass(frozen=True, slots=True)
class Round:
    """The estimate of a round, and its variance."""

    value: float
    variance: float


@dataclass(frozen=True, slots=True)
class Pooled:
    """All rounds together, and the variance between them."""

    estimate: Interval
    between: float


def pooled(rounds: Sequence[Round]) -> Pooled | None:
    """The mean of rounds that differ among themselves too (random effects; DerSimonian and Laird
    1986); None before the third. ValueError for a variance that is not above 0."""
    if any(one.variance <= 0 for one in rounds):
        raise ValueError("A round's variance must be above 0")
    if len(rounds) < FEWEST_ROUNDS:
        return None
    between = _between(rounds)
    weights = [1 / (one.variance + between) for one in rounds]
    value = _mean(rounds, weights)
    reach = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) / sqrt(sum(weights))
    return Pooled(Interval(value, value - reach, value + reach), between)


def _between(rounds: Sequence[Round]) -> float:
    """How much more rounds differ than their own variances explain, squared."""
    weights = [1 / one.variance for one in rounds]
    middle = _mean(rounds, weights)
    spread = sum(w * (one.value - middle) ** 2 for one, w in zip(rounds, weights, strict=True))
    scale = sum(weights) - sum(w**2 for w in weights) / sum(weights)
    return max(0.0, (spread - (len(rounds) - 1)) / scale)


def _mean(rounds: Sequence[Round], weights: Sequence[float]) -> float:
    return sum(w * one.value for one, w in zip(rounds, weights, strict=True)) / sum(weights)

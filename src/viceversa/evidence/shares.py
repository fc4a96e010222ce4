"""Shares of small groups, alone and against each other."""

from math import hypot, sqrt
from statistics import NormalDist

from viceversa.evidence.interval import CONFIDENCE, Interval


def share(count: int, of: int) -> Interval:
    """The share that has something, 0 to 1, with the score interval of Wilson (1927), which is
    right for few, and for none and all of them. ValueError without anybody, or for more than
    all."""
    if not 0 <= count <= of or not of:
        raise ValueError(f"{count} of {of} is no share of a group")
    width = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    whole = of + width**2
    middle = (count + width**2 / 2) / whole
    reach = width / whole * sqrt(count * (of - count) / of + width**2 / 4)
    low = 0.0 if count == 0 else middle - reach
    high = 1.0 if count == of else middle + reach
    return Interval(count / of, low, high)


def difference(one: tuple[int, int], other: tuple[int, int]) -> Interval:
    """How much larger the share of one group is than that of another, -1 to 1; each is how many,
    and of how many. The interval is put together from those of both shares (Newcombe 1998, his
    method 10)."""
    first, second = share(*one), share(*other)
    value = first.value - second.value
    below = hypot(first.value - first.low, second.high - second.value)
    above = hypot(first.high - first.value, second.value - second.low)
    return Interval(value, value - below, value + above)

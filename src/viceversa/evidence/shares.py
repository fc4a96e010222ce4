"""A share of a small group."""

from math import sqrt
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

"""A value with what is plausible around it."""

from dataclasses import dataclass

CONFIDENCE = 0.95
"""In so many of a hundred groups the interval holds what is true of all such groups."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate, and between what it may well lie, in the unit of the estimate."""

    value: float
    low: float
    high: float

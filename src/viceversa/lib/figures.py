"""Figures that point at nobody, alone or beside each other.

What a reader may know of a number is the range that a figure tells. Whatever else is shown of it,
the length of a bar or a word of warning, is made of that range and never of the number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

SMALLEST = 5  # fewer people than this are never a figure


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as far as it is told; `most` is None where nothing is told of it."""

    least: int
    most: int | None

    def __str__(self) -> str:
        if self.is_exact:
            return str(self.least)
        if self == UNTOLD:
            return "–"
        if not self.least:
            return _("fewer than %(n)s") % {"n": SMALLEST}
        return _("at least %(n)s") % {"n": self.least}

    @property
    def is_told(self) -> bool:
        """Whether it is said to be more than a few."""
        return self.least > 0

    @property
    def is_exact(self) -> bool:
        """Whether it is told as it is."""
        return self.least == self.most

    def exceeds(self, other: "Figure") -> bool:
        """Whether it is larger as far as both are told."""
        return other.most is not None and self.least > other.most


FEW = Figure(0, SMALLEST - 1)
MANY = Figure(SMALLEST, None)
UNTOLD = Figure(0, None)


def figure(part: int, *wholes: int) -> Figure:
    """So many of each of the wholes, which are told beside it: neither the few who are in it nor
    the few who are not can be counted."""
    if part < SMALLEST:
        return FEW
    near = [whole for whole in wholes if _nearly(part, whole)]
    if not near:
        return Figure(part, part)
    return Figure(max(SMALLEST, min(near) - SMALLEST + 1), min(wholes))


def within(part: int, of: Figure, whole: int) -> Figure:
    """So many of a part that is told itself: by what is told of that, never by what it is."""
    if part < SMALLEST or of.is_exact:
        return figure(part, of.least, whole)
    least = of.least - SMALLEST + 1
    return Figure(max(SMALLEST, least), of.most) if part >= least else Figure(part, part)


def couples(pairs: int, one: int, other: int) -> Figure:
    """So many pairs of two sides, which are both told: nobody can count the few of either side who
    are left over. So near to as many as can be, all numbers are told alike."""
    highest = min(one, other)
    if highest == SMALLEST and 0 < abs(one - other) < SMALLEST and pairs:
        return Figure(1, highest)
    if pairs < SMALLEST:
        return FEW
    if _nearly(pairs, one) or _nearly(pairs, other):
        return Figure(max(SMALLEST, highest - SMALLEST + 1), highest)
    return Figure(pairs, pairs)


def _nearly(part: int, whole: int) -> bool:
    """Whether few are missing. Of six, five would be the only such part, and be known by that: all
    six are told alike."""
    return 0 < whole - part < SMALLEST or part == whole == SMALLEST + 1


def honest(part: int, whole: int | None = None) -> str:
    """The figure in words."""
    return str(figure(part) if whole is None else figure(part, whole))


def shares(parts: Sequence[int]) -> list[Figure]:
    """Parts of which the sum is told beside them. Where the small ones could be had by subtraction,
    all others are told as no more than many: to hide only some would tell by which they are."""
    few = [part for part in parts if part < SMALLEST]
    if sum(parts) < SMALLEST or not sum(few) or SMALLEST <= sum(few) < len(few) * (SMALLEST - 1):
        return [figure(part) for part in parts]
    larger = len(parts) - len(few)
    if not larger or sum(parts) < larger * SMALLEST + 2:
        return [UNTOLD] * len(parts)
    return [FEW if part < SMALLEST else MANY for part in parts]


def together(parts: Iterable[int]) -> Figure:
    """All of these, of which each is told elsewhere by itself: whoever knows the others cannot have
    a small one by subtraction."""
    told = [figure(part) for part in parts]
    least = sum(part.least for part in told)
    return Figure(least, least if all(part.is_told for part in told) else None)

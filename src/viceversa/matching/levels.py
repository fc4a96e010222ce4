"""What counts, in its order: levels, and as many of them in one weight as stay exact.

Levels are gains of a pair, to be added up and maximised one after the other. Packed, each is worth
more than all that later ones can give together, in whole numbers that a float holds exactly.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from viceversa.matching.arrays import Floats, Values

EXACT = 2.0**53
"""Whole numbers up to here are exact in a float."""


@dataclass(frozen=True, slots=True)
class Level:
    """What a score adds on one level: never below 0, never above `top`. A pair is worth `later`
    less for each of its seats that is not somebody's first.

    `lost` is how much one more on the level before can cost of it at most; without it, all there
    is.
    """

    gain: Callable[[Values], Values]
    top: float
    whole: bool
    later: float = 0.0
    lost: float | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """Levels in one weight: a sum with factors that keep their order strict."""

    levels: tuple[Level, ...]
    factors: tuple[float, ...]

    @property
    def top(self) -> float:
        """The most that one pair can weigh."""
        return sum(f * level.top for level, f in zip(self.levels, self.factors, strict=True))

    def weights(self, scores: Values) -> Floats:
        """What pairs with these scores add."""
        total = np.zeros(scores.shape)
        for level, factor in zip(self.levels, self.factors, strict=True):
            total += factor * level.gain(scores)
        return total

    @property
    def later(self) -> float:
        """What a seat takes off that is not somebody's first, whatever the score."""
        return sum(f * level.later for level, f in zip(self.levels, self.factors, strict=True))

    def value_but_last(self, scores: Values, later: float) -> float:
        """What pairs with these scores, in so many later seats, are worth before the last level is
        looked at."""
        weighed = list(zip(self.levels, self.factors, strict=True))[:-1]
        of_scores = sum(factor * level.gain(scores).sum() for level, factor in weighed)
        return float(of_scores - later * sum(factor * level.later for level, factor in weighed))


def level_of_people(sides: int, *, lost: float | None) -> Level | None:
    """As many people as possible with the same pairs: none of their seats a later one, on so many
    sides. There is no such level where nobody has several seats."""
    top = float(sides)
    gain = partial(np.full_like, fill_value=top)
    return Level(gain, top, whole=True, later=1.0, lost=lost) if sides else None


def levels(scores: Values, bands: Sequence[float], people: Level | None) -> list[Level]:
    """Pairs; people, where somebody can have several; then as few pairs as possible below each
    band, then the total above the lowest score."""
    lowest = scores.min()
    above = scores - lowest
    # People's scores are whole numbers by their type; given ones have to be looked at.
    whole = scores.dtype.kind == "i" or bool((above == np.rint(above)).all())
    return [
        Level(np.ones_like, 1.0, whole=True),
        *([people] if people else []),
        *(Level(partial(np.less_equal, band), 1.0, whole=True) for band in bands),
        Level(lambda scores: scores - lowest, float(above.max()), whole=whole),
    ]


def packs(levels: Sequence[Level], *, people: int, limit: float) -> list[Pack]:
    """The levels in as few packs as exact whole numbers allow; fractions stand alone."""
    found: list[Pack] = []
    for level in levels:
        last = found[-1] if found else None
        step = (people * level.top if level.lost is None else level.lost) + 1
        if last and level.whole and last.levels[-1].whole and last.top * step + level.top <= limit:
            factors = (*(step * factor for factor in last.factors), 1.0)
            found[-1] = Pack((*last.levels, level), factors)
        else:
            # Later stages weigh everybody who is due on top of their own weights.
            limit = limit / people if found else limit
            found.append(Pack((level,), (1.0,)))
    return found

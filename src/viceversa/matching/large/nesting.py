"""How groups of one side lie in each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from viceversa.matching.arrays import Int64s

NO_GROUP = -1
"""Stands in for a group that holds nobody to anything."""


@dataclass(frozen=True, slots=True, eq=False)
class Nesting:
    """The groups from the widest to the narrowest, as places among those given; the next wider one
    around each; and the narrowest around each person. NO_GROUP where there is none."""

    order: list[int]
    around: list[int]
    narrowest: Int64s


def nested(groups: Sequence[Int64s], people: int) -> Nesting | tuple[int, int]:
    """How these groups of people lie in each other, or the first two that cross."""
    order = sorted(range(len(groups)), key=lambda place: -len(groups[place]))
    around = [NO_GROUP] * len(groups)
    narrowest = np.full(people, NO_GROUP, dtype=np.int64)
    for place in order:
        wider = np.unique(narrowest[groups[place]])
        if len(wider) > 1:
            return int(wider[-1]), place
        around[place] = int(wider[0]) if len(wider) else NO_GROUP
        narrowest[groups[place]] = place
    return Nesting(order, around, narrowest)

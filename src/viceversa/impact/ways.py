"""How many say more, the same and less, of ten or more people, as far as it is told."""

from dataclasses import dataclass
from typing import Self

from viceversa.evidence import Directions, Interval, share
from viceversa.impact.sight import nearly_all


@dataclass(frozen=True)
class Ways:
    """`directions` are None where all, or all but one, go the same way: then nobody learns which
    of the two, and `nearly_all` says "up", "same" or "down". Shares are of all such groups."""

    of: int
    directions: Directions | None
    nearly_all: str
    more: Interval
    less: Interval
    more_with_missing: Interval
    less_with_missing: Interval

    @classmethod
    def told(cls, found: Directions, *, missing: int) -> Self:
        """Of these, and if so many more who were asked had not changed."""
        counts = {"up": found.up, "same": found.same, "down": found.down}
        whole, way = sum(counts.values()), nearly_all(counts)
        more, less = (_told(way, name, counts[name], whole) for name in ("up", "down"))
        return cls(
            of=whole,
            directions=None if way else found,
            nearly_all=way,
            more=_between(more, whole),
            less=_between(less, whole),
            more_with_missing=_between(more, whole + missing),
            less_with_missing=_between(less, whole + missing),
        )


def _told(way: str, name: str, count: int, whole: int) -> tuple[int, int]:
    """How many it may be as far as is told."""
    if not way:
        return count, count
    return (whole - 1, whole) if way == name else (0, 1)


def _between(told: tuple[int, int], whole: int) -> Interval:
    least, most = (share(count, whole) for count in told)
    return Interval(least.value, least.low, most.high)

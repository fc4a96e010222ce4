"""What may still be shown of a group, after all that has been shown of it to anybody.

People are bits of a number. Whoever has seen two sets can subtract one from the other: so what
counts is not how large a set is but how small the pieces are into which all sets together cut the
group (their atoms: every figure that can be computed from theirs is one of whole pieces).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

LEAST = 5
"""Nothing is shown from which a figure of fewer people could be computed."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The pieces into which everything shown so far, to whomever, cuts a group."""

    pieces: tuple[int, ...]
    least: int = LEAST

    @classmethod
    def of(cls, group: int, *, least: int = LEAST) -> Self:
        """Of a group of whom only the whole was shown."""
        return cls((group,) if group else (), least)

    def shows(self, sets: Iterable[int]) -> Self | None:
        """The ledger once these sets have been shown together; None if they must not be."""
        pieces = self.pieces
        for shown in sets:
            pieces = tuple(_cut(pieces, shown))
        if any(piece.bit_count() < self.least for piece in pieces):
            return None
        return type(self)(pieces, self.least)

    def grants(self, sets: Mapping[str, int]) -> tuple[Self, tuple[str, ...]]:
        """Which of these named sets are shown beside each other, the largest first, so that it does
        not depend on who asks first; and the ledger afterwards."""
        ledger, granted = self, list[str]()
        for name, shown in sorted(sets.items(), key=lambda each: (-each[1].bit_count(), each[0])):
            if grown := ledger.shows([shown]):
                ledger = grown
                granted.append(name)
        return ledger, tuple(granted)


def _cut(pieces: Iterable[int], shown: int) -> Iterator[int]:
    for piece in pieces:
        yield from filter(None, (piece & shown, piece & ~shown))

"""Bars one above the other, each with its words above it and its number behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from viceversa.lib.pictures.shapes import Bar, Picture, Words, across

LINE, THICK, GAP = 20, 12, 10
STEP = LINE + THICK + GAP
ROOM, BESIDE = 0.66, 0.68
"""So far the longest bar reaches; its number stands beside it."""


@dataclass(frozen=True, slots=True)
class Amount:
    """As long as what is told of it, and told as it may be told; and where its bar begins."""

    name: str
    length: float
    told: str
    since: float = 0


def bars(rows: Sequence[Amount]) -> Picture:
    """All on one scale, which begins at nothing."""
    most = max((row.since + row.length for row in rows), default=0) or 1
    return Picture(
        len(rows) * STEP,
        bars=tuple(bar for at, row in enumerate(rows) for bar in _drawn(row, at * STEP, most)),
        words=tuple(said for at, row in enumerate(rows) for said in _said(row, at * STEP)),
    )


def _drawn(row: Amount, top: int, most: float) -> Iterator[Bar]:
    y, height = str(top + LINE), str(THICK)
    start, length = (across(ROOM * part / most) for part in (row.since, row.length))
    yield Bar("ground", across(0), y, across(ROOM), height)
    yield Bar("amount", start, y, length, height)


def _said(row: Amount, top: int) -> Iterator[Words]:
    yield Words("name", across(0), str(top + 14), "start", row.name)
    yield Words("told", across(BESIDE), str(top + LINE + THICK - 1), "start", row.told)

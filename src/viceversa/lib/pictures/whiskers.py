"""Shares from none to all, each with what is plausible around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from viceversa.lib.pictures.shapes import Dot, Line, Picture, Words, across

LINE, HEIGHT, FOOT = 20, 44, 24
LEFT, RIGHT = 0.03, 0.97
QUARTERS = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Share:
    """All three from 0 to 1."""

    name: str
    value: float
    low: float
    high: float


def whiskers(rows: Sequence[Share]) -> Picture:
    """One beneath the other, on one scale in per cent."""
    foot = len(rows) * HEIGHT
    return Picture(
        foot + FOOT,
        lines=tuple(_lines(rows, foot)),
        dots=tuple(Dot("after", _x(row.value), str(_y(at))) for at, row in enumerate(rows)),
        words=(
            *(
                Words("name", across(0), str(at * HEIGHT + 14), "start", row.name)
                for at, row in enumerate(rows)
            ),
            *(
                Words("step", _x(each / 100), str(foot + 18), "middle", str(each))
                for each in QUARTERS
            ),
        ),
    )


def _lines(rows: Sequence[Share], foot: int) -> Iterator[Line]:
    yield Line("axis", _x(0), str(foot), _x(1), str(foot))
    for each in QUARTERS:
        yield _upright("tick", each / 100, foot - 3, foot + 3)
    for at, row in enumerate(rows):
        y = _y(at)
        yield Line("plausible", _x(row.low), str(y), _x(row.high), str(y))
        for end in (row.low, row.high):
            yield _upright("plausible", end, y - 4, y + 4)


def _upright(kind: str, share: float, top: int, foot: int) -> Line:
    return Line(kind, _x(share), str(top), _x(share), str(foot))


def _x(share: float) -> str:
    return across(LEFT + (RIGHT - LEFT) * share)


def _y(at: int) -> int:
    return at * HEIGHT + LINE + 8

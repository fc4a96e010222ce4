"""A table as discs: as large as what is told, with what is told beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from viceversa.lib.pictures.shapes import Dot, Picture, Words, across

LINE, HEIGHT = 20, 52
LARGEST, SMALLEST = 10.0, 2.0
DISC_AT, TOLD_AT = 0.04, 0.085


@dataclass(frozen=True, slots=True)
class Cell:
    """How large, and what is told of it."""

    size: float
    told: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: tuple[Cell, ...]


def matrix(heads: Sequence[tuple[str, str]], rows: Sequence[Row]) -> Picture:
    """Each column has a head of two lines. The area of a disc is its size."""
    most = max((cell.size for row in rows for cell in row.cells), default=0) or 1
    width = 1 / len(heads)
    top = 2 * LINE
    return Picture(
        top + len(rows) * HEIGHT,
        dots=tuple(_dots(rows, most, width, top)),
        words=(*_heads(heads, width), *_words(rows, width, top)),
    )


def _heads(heads: Sequence[tuple[str, str]], width: float) -> Iterator[Words]:
    for column, lines in enumerate(heads):
        for at, text in enumerate(lines):
            x = across(column * width)
            yield Words("head", x, str(at * (LINE - 4) + 14), "start", text)


def _dots(rows: Sequence[Row], most: float, width: float, top: int) -> Iterator[Dot]:
    for y, row in _placed(rows, top):
        for column, cell in enumerate(row.cells):
            radius = max(SMALLEST, LARGEST * sqrt(cell.size / most))
            x = across(column * width + DISC_AT)
            yield Dot("after" if cell.size else "before", x, str(y + 15), f"{radius:.1f}")


def _words(rows: Sequence[Row], width: float, top: int) -> Iterator[Words]:
    for y, row in _placed(rows, top):
        yield Words("name", across(0), str(y), "start", row.name)
        for column, cell in enumerate(row.cells):
            x = across(column * width + TOLD_AT)
            yield Words("told", x, str(y + 20), "start", cell.told)


def _placed(rows: Sequence[Row], top: int) -> Iterator[tuple[int, Row]]:
    return ((top + at * HEIGHT + 16, row) for at, row in enumerate(rows))

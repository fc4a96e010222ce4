"""Small multiples: a short line each, all on the same line of time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from viceversa.lib.pictures.shapes import Dot, Line, Picture, Words, across

COLUMNS, HEIGHT = 4, 48
WIDTH, INSET = 1 / COLUMNS, 0.02
LINE_AT, NAME_AT = 31, 14
RADIUS = "4.5"


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands above it, the days that are marked as discs and as rings, and its ends."""

    name: str
    discs: Sequence[date]
    rings: Sequence[date]
    begun: date
    ended: date


def strips(rows: Sequence[Strip]) -> Picture:
    """From the first day of any to the last."""
    first, last = min(row.begun for row in rows), max(row.ended for row in rows)
    scale = _Scale(first, max(1, (last - first).days))
    placed = [_Placed(row, at, scale) for at, row in enumerate(rows)]
    return Picture(
        -(-len(rows) // COLUMNS) * HEIGHT,
        lines=tuple(each.line for each in placed),
        dots=tuple(dot for each in placed for dot in each.dots()),
        words=tuple(each.words for each in placed),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    days: int

    def share(self, day: date) -> float:
        inside = min(1.0, max(0.0, (day - self.first).days / self.days))
        return INSET + inside * (WIDTH - 3 * INSET)


@dataclass(frozen=True, slots=True)
class _Placed:
    row: Strip
    at: int
    scale: _Scale

    @property
    def line(self) -> Line:
        y = self._y(LINE_AT)
        return Line("axis", self._x(self.row.begun), y, self._x(self.row.ended), y)

    @property
    def words(self) -> Words:
        left = across(self.at % COLUMNS * WIDTH)
        return Words("name", left, self._y(NAME_AT), "start", self.row.name)

    def dots(self) -> Iterator[Dot]:
        """Rings first, so that they lie beneath."""
        for kind, days in (("before", self.row.rings), ("after", self.row.discs)):
            for day in days:
                yield Dot(kind, self._x(day), self._y(LINE_AT), RADIUS)

    def _x(self, day: date) -> str:
        return across(self.at % COLUMNS * WIDTH + self.scale.share(day))

    def _y(self, inside: int) -> str:
        return str(self.at // COLUMNS * HEIGHT + inside)

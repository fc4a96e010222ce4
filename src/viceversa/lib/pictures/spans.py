"""Stretches of time one above the other, on one line of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from viceversa.lib.pictures.shapes import Bar, Line, Picture, Words, across

LINE, THICK, GAP = 20, 10, 8
STEP = LINE + THICK + GAP
HALF, SHORTEST = 0.5, 0.01


@dataclass(frozen=True, slots=True)
class Span:
    name: str
    first: date
    last: date


def spans(rows: Sequence[Span], *, today: date, today_name: str) -> Picture:
    """Today is marked on each of them, where it lies among them."""
    first, last = min(row.first for row in rows), max(row.last for row in rows)
    days = _Days(first, max(1, (last - first).days))
    height = len(rows) * STEP
    is_inside = first <= today <= last
    return Picture(
        height + (LINE if is_inside else 0),
        bars=tuple(bar for at, row in enumerate(rows) for bar in _drawn(row, at * STEP, days)),
        lines=tuple(_mark(today, at * STEP, days) for at in range(len(rows)) if is_inside),
        words=(
            *(_name(row, at * STEP, days) for at, row in enumerate(rows)),
            *([_words("name", today_name, days.share(today), height + 12)] if is_inside else ()),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Days:
    first: date
    days: int

    def share(self, day: date) -> float:
        return (day - self.first).days / self.days


def _drawn(row: Span, top: int, days: _Days) -> tuple[Bar, Bar]:
    y, height = str(top + LINE), str(THICK)
    left, right = days.share(row.first), days.share(row.last)
    left = min(left, 1 - SHORTEST)
    return (
        Bar("ground", across(0), y, across(1), height),
        Bar("amount", across(left), y, across(max(SHORTEST, right - left)), height),
    )


def _mark(day: date, top: int, days: _Days) -> Line:
    x = across(days.share(day))
    return Line("zero", x, str(top + LINE - 3), x, str(top + LINE + THICK + 3))


def _name(row: Span, top: int, days: _Days) -> Words:
    left = days.share(row.first)
    at_end = left > HALF
    return _words("name", row.name, 1 if at_end else left, top + 14, at_end=at_end)


def _words(kind: str, text: str, share: float, y: int, *, at_end: bool | None = None) -> Words:
    is_late = share > HALF if at_end is None else at_end
    return Words(kind, across(share), str(y), "end" if is_late else "start", text)

"""What a picture is made of. Lengths are text, since a decimal comma would break the SVG."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """From one place to another. kind: axis, tick, between, plausible, zero."""

    kind: str
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A value. kind: before (a ring), after (a disc)."""

    kind: str
    x: str
    y: str
    radius: str = "6"


@dataclass(frozen=True, slots=True)
class Bar:
    """An amount, as long as it is. kind: ground (what there is room for), amount."""

    kind: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Words:
    """Letters beside a shape. anchor: start, middle or end, where the place is."""

    kind: str
    x: str
    y: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes in the order in which they are drawn, and how high they are together."""

    height: int
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    dots: tuple[Dot, ...] = ()
    words: tuple[Words, ...] = ()


def across(share: float) -> str:
    """A place, from 0 at the left to 1 at the right."""
    return f"{100 * share:.2f}%"

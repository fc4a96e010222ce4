"""Before and after on one scale, and a change with what is plausible around it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from viceversa.lib.pictures.shapes import Dot, Line, Picture, Words, across

LEFT, RIGHT = 0.08, 0.92
"""Between these the scale lies, so that a number beside its end has room."""
BESIDE = 0.025
HEIGHT, MIDDLE, PLAUSIBLE, FOOT = 58, 14, 26, 38
FOOT_WORDS = 53
Say = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class _Axis:
    least: float
    most: float

    def at(self, value: float) -> str:
        return across(self._share(value))

    def beside(self, value: float, side: int) -> str:
        return across(self._share(value) + side * BESIDE)

    def _share(self, value: float) -> float:
        inside = min(max(value, self.least), self.most)
        return LEFT + (RIGHT - LEFT) * (inside - self.least) / (self.most - self.least)

    def drawn(self) -> Iterator[Line]:
        yield Line("axis", self.at(self.least), str(FOOT), self.at(self.most), str(FOOT))
        for step in self.steps():
            yield _upright("tick", self.at(step), FOOT - 3, FOOT + 3)

    def numbered(self, *, signed: bool = False) -> Iterator[Words]:
        for step in self.steps():
            words = f"{step:+d}".replace("-", "−") if signed and step else str(step)
            yield Words("step", self.at(step), str(FOOT_WORDS), "middle", words)

    def steps(self) -> Iterable[int]:
        return range(int(self.least), int(self.most) + 1)


def dumbbell(
    before: float,
    after: float,
    *,
    least: int,
    most: int,
    say: Say,
    plausible: tuple[float, float] | None = None,
) -> Picture:
    """A ring where people were, a disc where they are. `plausible` is where they may well be."""
    axis = _Axis(least, most)
    side = 1 if after >= before else -1
    lines = [
        *axis.drawn(),
        Line("between", axis.at(before), str(MIDDLE), axis.at(after), str(MIDDLE)),
    ]
    if plausible:
        lines += _whiskers(axis, *plausible)
    return Picture(
        HEIGHT,
        lines=tuple(lines),
        dots=(
            Dot("before", axis.at(before), str(MIDDLE)),
            Dot("after", axis.at(after), str(MIDDLE)),
        ),
        words=(
            _beside(axis, "before", before, -side, say),
            _beside(axis, "after", after, side, say),
            *axis.numbered(),
        ),
    )


def change_line(value: float, low: float, high: float, *, reach: int) -> Picture:
    """A change as a disc with what is plausible around it; the upright line is no change."""
    axis = _Axis(-reach, reach)
    return Picture(
        HEIGHT,
        lines=(
            *axis.drawn(),
            _upright("zero", axis.at(0), 2, FOOT),
            *_whiskers(axis, low, high, y=MIDDLE),
        ),
        dots=(Dot("after", axis.at(value), str(MIDDLE)),),
        words=tuple(axis.numbered(signed=True)),
    )


def _whiskers(axis: _Axis, low: float, high: float, *, y: int = PLAUSIBLE) -> Iterator[Line]:
    yield Line("plausible", axis.at(low), str(y), axis.at(high), str(y))
    for end in (low, high):
        yield _upright("plausible", axis.at(end), y - 4, y + 4)


def _upright(kind: str, x: str, top: int, foot: int) -> Line:
    return Line(kind, x, str(top), x, str(foot))


def _beside(axis: _Axis, kind: str, value: float, side: int, say: Say) -> Words:
    anchor = "start" if side > 0 else "end"
    return Words(kind, axis.beside(value, side), str(MIDDLE + 5), anchor, say(value))

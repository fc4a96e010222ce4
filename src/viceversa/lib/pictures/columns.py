"""How answers spread: a column for each value, with the value below it and the number above it."""

from collections.abc import Sequence

from viceversa.lib.pictures.shapes import Bar, Line, Picture, Words, across

ROOM, ABOVE, BELOW = 72, 20, 24
FULL = 0.7
"""So much of its place a column takes."""


def columns(rows: Sequence[tuple[str, int]]) -> Picture:
    """Values in their order, each with how many; none is left out."""
    most, width = max(count for _, count in rows) or 1, 1 / len(rows)
    foot = ABOVE + ROOM
    places = [(at * width, name, count) for at, (name, count) in enumerate(rows)]
    return Picture(
        foot + BELOW,
        bars=tuple(_column(left, width, count / most) for left, _, count in places),
        lines=(Line("axis", across(0), str(foot), across(1), str(foot)),),
        words=tuple(
            each
            for left, name, count in places
            for each in (
                Words("step", across(left + width / 2), str(foot + 18), "middle", name),
                Words(
                    "told",
                    across(left + width / 2),
                    str(round(foot - ROOM * count / most) - 5),
                    "middle",
                    str(count),
                ),
            )
        ),
    )


def _column(left: float, width: float, share: float) -> Bar:
    height = ROOM * share
    x = left + width * (1 - FULL) / 2
    return Bar(
        "amount", across(x), f"{ABOVE + ROOM - height:.1f}", across(width * FULL), f"{height:.1f}"
    )

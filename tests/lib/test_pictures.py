"""Pictures keep to their places: inside, told apart without colour, and nothing over another."""

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from viceversa.lib.pictures import Picture, change_line, dumbbell

VALUES = st.floats(1, 7, allow_nan=False)


def place(text: str) -> float:
    return float(text.removesuffix("%"))


def drawn(before: float, after: float, plausible: tuple[float, float] | None = None) -> Picture:
    return dumbbell(before, after, least=1, most=7, say="{:.1f}".format, plausible=plausible)


@given(VALUES, VALUES, st.tuples(st.floats(-9, 9), st.floats(-9, 9)))
def test_everything_lies_inside(
    before: float, after: float, plausible: tuple[float, float]
) -> None:
    found = drawn(before, after, plausible)
    xs = [x for line in found.lines for x in (line.x1, line.x2)]
    xs += [shape.x for shape in (*found.dots, *found.words)]
    assert all(0 <= place(x) <= 100 for x in xs)


@given(VALUES, VALUES)
def test_the_two_values_stand_on_either_side(before: float, after: float) -> None:
    first, second = drawn(before, after).words[:2]
    left, right = (first, second) if before <= after else (second, first)
    assert (left.anchor, right.anchor) == ("end", "start")
    assert place(left.x) < place(right.x)


def test_what_was_is_a_ring_and_what_is_a_disc() -> None:
    svg = render_to_string("components/picture.html", {"picture": drawn(4, 5)})
    ring, disc = (part for part in svg.split("<circle")[1:])
    assert 'class="before"' in ring
    assert 'fill="#ffffff"' in ring
    assert 'class="after"' in disc
    assert 'fill="#1d2730"' in disc


@pytest.mark.parametrize(("before", "after", "x"), [(1, 7, "8.00%"), (4, 4, "50.00%")])
def test_a_value_lies_where_the_scale_says(before: float, after: float, x: str) -> None:
    assert drawn(before, after).dots[0].x == x


def test_a_change_lies_right_or_left_of_none() -> None:
    found = change_line(-0.5, -1, 0, reach=3)
    zero = next(line for line in found.lines if line.kind == "zero")
    assert place(found.dots[0].x) < place(zero.x1) == 50
    assert [words.text for words in found.words] == ["−3", "−2", "−1", "0", "+1", "+2", "+3"]

"""Figures of few are not told, alone or by what stands beside them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viceversa.lib.figures import (
    FEW,
    MANY,
    SMALLEST,
    UNTOLD,
    Figure,
    couples,
    figure,
    honest,
    shares,
    together,
    within,
)

COUNTS = st.integers(0, 20)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, None, "fewer than 5"),
        (4, 20, "fewer than 5"),
        (5, 20, "5"),
        (15, 20, "15"),
        (16, 20, "at least 16"),
        (19, 20, "at least 16"),
        (20, 20, "20"),
        (5, 6, "at least 5"),
        (6, 6, "at least 5"),
        (7, 7, "7"),
        (16, None, "16"),
    ],
)
def test_no_figure_points_at_few(part: int, whole: int | None, said: str) -> None:
    assert honest(part, whole) == said


@pytest.mark.parametrize(
    ("pairs", "sides", "told"),
    [
        (12, (12, 14), Figure(8, 12)),
        (11, (12, 14), Figure(8, 12)),
        (10, (10, 14), Figure(6, 10)),
        (5, (5, 7), Figure(1, 5)),
        (3, (5, 7), Figure(1, 5)),
        (4, (5, 20), FEW),
        (12, (12, 12), Figure(12, 12)),
        (12, (20, 40), Figure(12, 12)),
        (3, (4, 40), FEW),
    ],
)
def test_pairs_are_told_so_that_a_few_left_over_are_not(
    pairs: int, sides: tuple[int, int], told: Figure
) -> None:
    assert couples(pairs, *sides) == told
    assert couples(pairs, *sides[::-1]) == told


@given(one=st.integers(5, 40), other=st.integers(5, 40), pairs=st.integers(0, 40))
@example(one=5, other=7, pairs=5)
@example(one=6, other=6, pairs=5)
@example(one=6, other=7, pairs=6)
def test_whoever_knows_how_pairs_are_told_cannot_count_the_few_left_over(
    one: int, other: int, pairs: int
) -> None:
    """All numbers of pairs are tried that would be told in the same words."""
    pairs = min(pairs, one, other)
    told = couples(pairs, one, other)
    alike = {n for n in range(min(one, other) + 1) if couples(n, one, other) == told}
    assert told.least <= pairs <= (told.most or 0)
    for side in (one, other):
        left = {side - n for n in alike}
        assert len(left) > 1 or not left & set(range(1, SMALLEST))


@given(part=COUNTS, inner=COUNTS, outer=COUNTS)
@example(part=5, inner=0, outer=2)
@example(part=0, inner=5, outer=1)
@example(part=5, inner=5, outer=1)
def test_whoever_knows_how_figures_are_told_cannot_count_few(
    part: int, inner: int, outer: int
) -> None:
    """A part of a part of a whole, as a topic in its theme. Whatever the two may be that are told
    in the same words, those in a part and those beside it are not known if they are few."""
    whole = part + inner + outer

    def told(small: int, large: int) -> tuple[Figure, Figure]:
        theme = figure(large, whole)
        return theme, within(small, theme, whole)

    seen = told(part, part + inner)
    alike = [
        (small, large)
        for large in range(whole + 1)
        for small in range(large + 1)
        if told(small, large) == seen
    ]
    assert (part, part + inner) in alike
    for known in (
        {small for small, _ in alike},
        {large for _, large in alike},
        {large - small for small, large in alike},
        {whole - small for small, _ in alike},
        {whole - large for _, large in alike},
    ):
        assert whole < SMALLEST or len(known) > 1 or not known & set(range(1, SMALLEST))


def possible_parts(told: list[Figure], whole: int) -> list[set[int]]:
    """What each part may be for somebody who knows the whole and reads the figures."""
    highest = [whole if one.most is None else one.most for one in told]
    lowest = [one.least for one in told]
    return [
        {
            n
            for n in range(lowest[place], highest[place] + 1)
            if sum(lowest) - lowest[place] <= whole - n <= sum(highest) - highest[place]
        }
        for place in range(len(told))
    ]


@given(parts=st.lists(COUNTS, max_size=8))
@example(parts=[6, 6, 3])
@example(parts=[12, 4, 4])
@example(parts=[10, 8, 2])
@example(parts=[20, 3])
@example(parts=[4, 4])
def test_no_few_are_had_by_subtraction_from_a_sum(parts: list[int]) -> None:
    told = shares(parts)
    for part, possible in zip(parts, possible_parts(told, sum(parts)), strict=True):
        assert part in possible
        if part in range(1, SMALLEST) and sum(parts) >= SMALLEST and len(parts) > 1:
            assert len(possible) > 1


@given(parts=st.lists(COUNTS, max_size=8))
def test_the_few_of_a_sum_together_are_not_had_either(parts: list[int]) -> None:
    told = shares(parts)
    few = sum(part for part in parts if part < SMALLEST)
    if not {MANY, UNTOLD} & set(told) and few and sum(parts) >= SMALLEST:
        assert few >= SMALLEST


@pytest.mark.parametrize("whole", range(5, 19))
def test_whoever_knows_how_shares_are_told_cannot_count_the_few(whole: int) -> None:
    """All ways to share out a whole among three that are told in the same words; those of which
    nothing is told are not on the page, so that nobody knows how many there are."""
    ways = [
        (one, two, whole - one - two) for one in range(whole + 1) for two in range(whole + 1 - one)
    ]
    alike: dict[tuple[Figure, ...], list[tuple[int, ...]]] = {}
    for parts in ways:
        alike.setdefault(tuple(shares(parts)), []).append(parts)
    alike.pop((UNTOLD,) * 3, None)
    for found in alike.values():
        for place in range(3):
            known = {parts[place] for parts in found}
            assert len(known) > 1 or not known & set(range(1, SMALLEST)), found
        few = {sum(part for part in parts if part < SMALLEST) for parts in found}
        assert len(few) > 1 or not few & set(range(1, SMALLEST)), found


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([10, 8, 7], [Figure(10, 10), Figure(8, 8), Figure(7, 7)]),
        ([10, 3, 4], [Figure(10, 10), FEW, FEW]),
        ([20, 8, 2], [MANY, MANY, FEW]),
        ([5, 5, 1], [UNTOLD, UNTOLD, UNTOLD]),
        ([4, 4], [UNTOLD, UNTOLD]),
        ([20, 8, 0], [Figure(20, 20), Figure(8, 8), FEW]),
    ],
)
def test_as_much_of_a_sum_is_told_as_can_be(parts: list[int], told: list[Figure]) -> None:
    assert shares(parts) == told


def test_what_is_not_told_is_no_shortage() -> None:
    assert Figure(8, 8).exceeds(FEW)
    assert not Figure(8, 8).exceeds(Figure(6, 9))
    assert not Figure(8, 8).exceeds(MANY)
    assert str(MANY) == "at least 5"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([60, 5], "65"),
        ([60, 4], "at least 60"),
        ([60, 0], "at least 60"),
        ([60, 5, 3, 1], "at least 65"),
        ([4, 4], "–"),
        ([6], "6"),
    ],
)
def test_parts_that_are_told_elsewhere_hide_the_few_in_their_sum(
    parts: list[int], said: str
) -> None:
    assert str(together(parts)) == said


@given(st.lists(COUNTS, min_size=1), st.integers(0, SMALLEST - 1), st.integers(0, SMALLEST - 1))
def test_a_sum_is_the_same_whatever_its_few_are(parts: list[int], one: int, other: int) -> None:
    assert together([*parts, one]) == together([*parts, other])

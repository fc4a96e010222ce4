"""Shares of small groups, against published intervals and what a round number of people can say."""

import pytest

from viceversa.evidence import share


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_intervals(count: int, of: int, low: float, high: float) -> None:
    found = share(count, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.value == count / of


@pytest.mark.parametrize(
    ("count", "low", "high"), [(13, 57, 93), (12, 51, 90), (16, 81, 100), (0, 0, 19)]
)
def test_what_sixteen_people_can_say(count: int, low: int, high: int) -> None:
    found = share(count, 16)
    assert (round(100 * found.low), round(100 * found.high)) == (low, high)


@pytest.mark.parametrize(("count", "of"), [(0, 0), (3, 2), (-1, 4)])
def test_what_is_no_share_is_refused(count: int, of: int) -> None:
    with pytest.raises(ValueError, match=f"{count} of {of} is no share"):
        share(count, of)

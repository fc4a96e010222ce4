"""Bids to begin with: valid, nearly the best, and over in good time where they fight for a seat."""

import numpy as np
import pytest
from hypothesis import given as cases
from hypothesis import strategies as st

from tests.matching.market_makers import by_chance, hard, market
from viceversa.matching import Aim
from viceversa.matching.large.bidding import bids
from viceversa.matching.large.candidates import Candidates, Prices

HARD = hard()
RANDOMS = st.randoms(use_true_random=False)


def margins(candidates: Candidates, prices: Prices) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """What each row's choice leaves it, and the most that any seat would; at least nothing."""
    own, best = np.zeros((2, len(candidates.seats[0])), dtype=np.int64)
    left = candidates.values - prices.v[candidates.column]
    left[candidates.seats[1][candidates.column] == 0] = 0
    np.maximum.at(best, candidates.rows, left)
    chosen = prices.chosen.astype(bool)
    own[candidates.rows[chosen]] = left[chosen]
    return own, best


def assert_nearly_best(candidates: Candidates) -> Prices:
    prices = bids(candidates, pure=True)
    chosen = prices.chosen.astype(bool)
    held = np.bincount(candidates.column[chosen], minlength=len(prices.v))
    rows = np.bincount(candidates.rows[chosen], minlength=len(prices.u))
    assert (held <= candidates.seats[1]).all()
    assert (held == candidates.seats[1])[prices.v > 0].all()
    assert (rows <= (candidates.seats[0] == 1)).all()
    own, best = margins(candidates, prices)
    assert (best - own <= 1)[rows == 1].all()
    assert not prices.u.any()
    return prices


@cases(RANDOMS)
def test_a_choice_is_within_1_of_the_best_and_what_has_a_price_is_full(random) -> None:  # type: ignore[no-untyped-def]
    assert_nearly_best(by_chance(random))


@pytest.mark.parametrize("name", HARD)
def test_hard_markets_are_bid_for(name: str) -> None:
    assert_nearly_best(HARD[name])


def test_the_higher_bid_gets_the_seat_at_what_the_other_would_give() -> None:
    fought = market({(0, 0): 60, (1, 0): 90, (1, 1): 50}, [1, 1], [1, 1], Aim("total"))
    prices = assert_nearly_best(fought)
    assert prices.chosen.tolist() == [1, 0, 1]
    assert prices.v[0] == fought.values[0]


def test_rows_of_several_seats_do_not_bid() -> None:
    prices = assert_nearly_best(market({(0, 0): 60, (1, 0): 50}, [2, 1], [1], Aim("total")))
    assert prices.chosen.tolist() == [0, 1]

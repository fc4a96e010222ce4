"""The exact choice among candidates: optimal, proven by its prices, from wherever it starts."""

from dataclasses import replace

import numpy as np
import pytest
import scipy
from bench.hard import proves
from hypothesis import given as cases
from hypothesis import strategies as st

from tests.matching.market_makers import by_chance, hard, part_of
from viceversa.matching.large.candidates import Candidates, Prices
from viceversa.matching.large.exact import choose

HARD = hard()
RANDOMS = st.randoms(use_true_random=False)


def optimum(candidates: Candidates) -> int:
    """By a linear programme, whose corners are whole."""
    if not len(candidates.column):
        return 0
    size, everyone = len(candidates.column), np.arange(len(candidates.column))
    seats = [np.zeros((len(side), size)) for side in candidates.seats]
    seats[0][candidates.rows, everyone] = 1
    seats[1][candidates.column, everyone] = 1
    solved = scipy.optimize.linprog(
        -candidates.values, np.vstack(seats), np.concatenate(candidates.seats), bounds=(0, 1)
    )
    return round(-solved.fun)


def value(candidates: Candidates, prices: Prices) -> int:
    return int(candidates.values[prices.chosen.astype(bool)].sum())


@cases(RANDOMS)
def test_the_choice_is_the_best_and_its_prices_prove_it(random) -> None:  # type: ignore[no-untyped-def]
    candidates = by_chance(random)
    prices = choose(candidates, Prices.none(candidates), pure=True)
    assert proves(candidates, prices)
    assert value(candidates, prices) == optimum(candidates)


@cases(RANDOMS)
def test_an_answer_before_leads_to_the_same_prices(random) -> None:  # type: ignore[no-untyped-def]
    """Prices end at the smallest, and those do not depend on the way."""
    whole = by_chance(random)
    kept = np.array([random.random() < 0.5 for _ in whole.column], dtype=np.bool_)
    part = part_of(whole, kept)
    before = choose(part, Prices.none(part), pure=True)
    chosen = np.zeros(len(kept), dtype=np.uint8)
    chosen[kept] = before.chosen
    after = choose(whole, replace(before, chosen=chosen), pure=True)
    afresh = choose(whole, Prices.none(whole), pure=True)
    assert proves(whole, after)
    assert (after.u.tolist(), after.v.tolist()) == (afresh.u.tolist(), afresh.v.tolist())


@pytest.mark.parametrize("name", HARD)
def test_hard_markets_are_solved(name: str) -> None:
    prices = choose(HARD[name], Prices.none(HARD[name]), pure=True)
    assert proves(HARD[name], prices)
    assert value(HARD[name], prices) == optimum(HARD[name])


def test_no_price_could_be_lower() -> None:
    """Two want the one seat: its price is what the loser would give, not what the winner would."""
    rows, columns = np.array([1, 1], dtype=np.int32), np.array([1], dtype=np.int32)
    candidates = Candidates(
        np.array([0, 1, 2]),
        np.zeros(2, dtype=np.int32),
        np.array([90, 60], dtype=np.uint8),
        np.arange(256),
        (rows, columns),
    )
    prices = choose(candidates, Prices.none(candidates), pure=True)
    assert (prices.u.tolist(), prices.v.tolist(), prices.chosen.tolist()) == ([30, 0], [60], [1, 0])

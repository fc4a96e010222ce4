"""The assignment of a table: the very choice of scipy, and the smallest prices."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment
from tests.matching.makers import KINDS
from tests.matching.people_makers import programme

from viceversa.matching import Aim, kernel, solve
from viceversa.matching.scores import Floats
from viceversa.matching.stages import least_prices

pytestmark = pytest.mark.skipif(not kernel.library(), reason="the kernel is not installed")

WIDTHS = (1, 2, 15, 16, 63, 64, 65, 130)
"""Columns are looked at 64 at a time."""


def hard() -> Iterator[tuple[str, Floats]]:
    """Tables on which a solver may stumble."""
    yield "nobody", np.zeros((0, 3))
    yield "all equal", np.zeros((40, 70))
    yield "all equal and square", np.full((64, 64), -7.0)
    yield "a star", -np.eye(1, 66).repeat(20, axis=0)
    yield "a chain", -(np.eye(65) + np.eye(65, k=1))
    yield "a chain that must move as one", -(np.eye(64, 65) * 3 + np.eye(64, 65, k=1) * 3)
    yield "one against all", -np.outer(np.arange(50), np.arange(64)).astype(float)
    yield "as large as fits", -np.array([[2.0**52, 2.0**52 - 1], [2.0**52 - 1, 0.0]])


HARD = dict(hard())


def by_chance(seed: int, *, whole: bool) -> Floats:
    """Few different costs, so that many choices are equally good."""
    random = np.random.default_rng(seed)
    columns = WIDTHS[seed % len(WIDTHS)]
    costs = random.integers(-random.integers(1, 9), 1, (random.integers(1, columns + 1), columns))
    return costs / (1 if whole else 7)


def assert_same(costs: Floats, *, whole: bool) -> None:
    library = kernel.library()
    assert library
    columns, price = library.assign(costs, priced=whole)
    _, expected = linear_sum_assignment(costs)
    np.testing.assert_array_equal(columns, expected)
    if whole:
        np.testing.assert_array_equal(price, least_prices(costs, expected, whole=True)[1])


@pytest.mark.parametrize("name", HARD)
def test_hard_tables_are_the_same(name: str) -> None:
    assert_same(HARD[name], whole=True)


@pytest.mark.parametrize("seed", range(200))
def test_tables_by_chance_are_the_same(seed: int) -> None:
    assert_same(by_chance(seed, whole=True), whole=True)
    assert_same(by_chance(seed, whole=False), whole=False)
    assert_same(by_chance(seed, whole=True).T.copy().T, whole=True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(10))
def test_programmes_have_the_same_answer_without_the_kernel(
    seed: int, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = replace(programme(Random(seed), most=25), aim=Aim(kind))
    fast = solve(problem, seed=seed)
    monkeypatch.setattr(kernel, "library", lambda: None)
    plain = solve(problem, seed=seed)
    assert (plain.matches, plain.bound) == (fast.matches, fast.bound)

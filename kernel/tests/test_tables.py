"""Tables of all pairs: rules, scores and costs are the same with the kernel and without."""

from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pytest
from tests.matching.people_makers import programme, with_wishes

from viceversa.matching import Candidate, Problem, kernel
from viceversa.matching.levels import levels, packs
from viceversa.matching.overlap import Counts
from viceversa.matching.rules import rule_masks
from viceversa.matching.scores import score_all
from viceversa.matching.stages import Seating

pytestmark = pytest.mark.skipif(not kernel.library(), reason="the kernel is not installed")

MOST = (1, 7, 40, 130)
"""The machine may look at 64 columns at a time."""

Tables = Callable[[], list[Counts]]


def assert_same(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = tables()
    with monkeypatch.context() as without:
        without.setattr(kernel, "library", lambda: None)
        plain = tables()
    for one, other in zip(fast, plain, strict=True):
        np.testing.assert_array_equal(one, other, strict=True)


def of(problem: Problem) -> Tables:
    def tables() -> list[Counts]:
        scores = score_all(problem)
        counts: list[Any] = [getattr(part, "counts", np.zeros(0)) for part in scores.parts]
        return [rule_masks(problem), scores.values, *counts]

    return tables


@pytest.mark.parametrize("seed", range(120))
def test_rules_and_scores_are_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    problem = with_wishes(programme(random, most=MOST[seed % len(MOST)]), random)
    assert_same(of(problem), monkeypatch)


@pytest.mark.parametrize("size", (28, 85, 86, 300))
def test_as_many_topics_as_anybody_names_are_the_same(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From 86 on, what two share does not fit a byte."""
    topics = tuple((f"T{n}", 3) for n in range(size))
    two = Candidate("M", offers=topics), Candidate("N", offers=topics[:1])
    assert_same(of(Problem(two, (Candidate("X", wants=topics),))), monkeypatch)


def test_where_nobody_says_anything_all_scores_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert_same(of(Problem((Candidate("M"),), (Candidate("X"),))), monkeypatch)


@pytest.mark.parametrize("seed", range(40))
def test_costs_are_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(seed)
    shape = random.integers(1, MOST[seed % len(MOST)] + 1, 2)
    scores = random.integers(0, random.integers(1, 102), shape).astype(np.int8)
    allowed = random.random(shape) < 0.6
    share = 0.3 * (seed % 2)  # every second time some seats are not the first of their person
    rows, columns = (random.random(size) < share for size in shape)

    def chosen() -> list[Counts]:
        seating = Seating(allowed, scores, (rows, columns))
        whole = tuple(levels(seating.known, (35, 55), seating.of_people))
        for pack in packs(whole, people=seating.people, limit=seating.limit):
            seating.run(pack)
        return [*seating.found.chosen, np.array(seating.found.bound)]

    assert_same(chosen, monkeypatch)

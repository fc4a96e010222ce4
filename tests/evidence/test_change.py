"""Changes, against other ways of computing the same, and against what is true in a simulation."""

from itertools import product
from math import sqrt
from random import Random
from statistics import mean, stdev

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viceversa.evidence import Directions, directions, effect, typical_change

STEPS = st.integers(-6, 6)


def by_turning_signs(changes: list[int], supposed: float) -> float:
    """How often deviations from what is supposed, with signs at random, sum up to as much."""
    deviations = [one - supposed for one in changes]
    reached = abs(sum(deviations)) - 1e-9
    turned = [
        abs(sum(s * d for s, d in zip(signs, deviations, strict=True))) >= reached
        for signs in product((-1, 1), repeat=len(changes))
    ]
    return sum(turned) / len(turned)


def test_directions_count_each_change_once() -> None:
    assert directions([1, 0, 2, -1, 0.5]) == Directions(up=3, same=1, down=1)


@given(st.lists(STEPS, min_size=6, max_size=9))
def test_what_is_in_the_interval_is_what_turning_signs_does_not_reject(changes: list[int]) -> None:
    found = typical_change(changes)
    assert found is not None
    assert min(changes) <= found.low <= found.value <= found.high <= max(changes)
    width = found.high - found.low
    for supposed in (found.low + width * part for part in (0.001, 0.5, 0.999)):
        if width:
            assert by_turning_signs(changes, supposed) > 0.05 - 2 / 2 ** len(changes)
    for beyond in (found.low - 0.001, found.high + 0.001):
        assert by_turning_signs(changes, beyond) <= 0.05 + 2 / 2 ** len(changes)


@pytest.mark.parametrize("people", [6, 16, 17])
def test_the_interval_holds_what_is_true_as_often_as_it_says(people: int) -> None:
    random = np.random.default_rng(people)
    answers = random.choice([-2, -1, -1, 0, 0, 0, 1, 1, 2], size=(300, people)) + 1
    found = [typical_change(one.tolist()) for one in answers]
    held = [one is not None and one.low <= 1 <= one.high for one in found]
    assert sum(held) / len(held) > 0.92


def test_five_people_are_too_few_to_be_so_sure() -> None:
    assert typical_change([1, 1, 2, 1, 1]) is None


def test_an_effect_is_the_mean_change_in_standard_deviations_corrected_for_few() -> None:
    before, after = [3, 4, 4, 5, 2, 3, 5, 4], [4, 4, 6, 6, 3, 5, 5, 6]
    spread = (stdev(before) + stdev(after)) / 2
    changed = mean(y - x for x, y in zip(before, after, strict=True))
    found = effect(before, after)
    assert found is not None
    # Of seven degrees of freedom the published table of J says 0.8882 (Hedges 1981).
    assert found.value == pytest.approx(changed / spread * 0.8882, abs=1e-4)
    assert found.low < found.value < found.high


def test_the_interval_of_an_effect_holds_what_is_true_about_as_often_as_it_says() -> None:
    random = np.random.default_rng(1)
    held = []
    for _ in range(60):
        person = random.normal(size=24)
        before, after = person + random.normal(size=24), person + random.normal(size=24) + 0.7
        found = effect(before.tolist(), after.tolist())
        assert found is not None
        held.append(found.low <= 0.7 / sqrt(2) <= found.high)
    assert sum(held) >= 52


@pytest.mark.parametrize("answers", [[], [4], [4, 5, 6], [4, 4, 4, 4, 4, 4]])
def test_too_few_or_all_alike_have_no_effect(answers: list[int]) -> None:
    assert effect(answers, answers) is None


@given(st.integers(0, 10_000))
def test_any_answers_give_finite_figures_or_none(seed: int) -> None:
    random = Random(seed)
    people = random.randint(0, 9)
    before, after = ([random.randint(1, 3) for _ in range(people)] for _ in range(2))
    found = effect(before, after)
    assert found is None or np.isfinite([found.value, found.low, found.high]).all()


def test_two_answers_of_everybody_are_needed() -> None:
    with pytest.raises(ValueError, match="two answers of everybody"):
        effect([1, 2, 3], [1, 2])


def test_the_same_answers_give_the_same_figures() -> None:
    before, after = [1, 2, 3, 4, 5] * 5, [2, 2, 4, 5, 5] * 5
    assert effect(before, after) == effect(before, after)
    changes = [y - x for x, y in zip(before, after, strict=True)]
    assert typical_change(changes) == typical_change(changes)

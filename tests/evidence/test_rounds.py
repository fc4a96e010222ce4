"""Rounds pooled, against a published worked example."""

from math import log

import pytest

from viceversa.evidence import Round, pooled

TRIALS = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
]  # fmt: skip
"""Vaccine trials: ill and well of those treated and of the others (Colditz et al. 1994)."""


def log_risk_ratio(ill: int, well: int, ill_else: int, well_else: int) -> Round:
    one, other = ill + well, ill_else + well_else
    value = log((ill / one) / (ill_else / other))
    return Round(value, 1 / ill - 1 / one + 1 / ill_else - 1 / other)


def test_a_published_example() -> None:
    found = pooled([log_risk_ratio(*trial) for trial in TRIALS])
    assert found is not None
    assert round(found.between, 4) == 0.3088
    estimate = found.estimate
    assert [round(x, 4) for x in (estimate.value, estimate.low, estimate.high)] == [
        -0.7141, -1.0644, -0.3638,
    ]  # fmt: skip


def test_rounds_that_agree_have_nothing_between_them() -> None:
    found = pooled([Round(0.5, 0.1)] * 4)
    assert found is not None
    assert (found.between, found.estimate.value) == (0.0, pytest.approx(0.5))
    assert found.estimate.high - found.estimate.value == pytest.approx(
        1.96 * (0.1 / 4) ** 0.5, abs=1e-3
    )


@pytest.mark.parametrize("rounds", [0, 1, 2])
def test_nothing_is_pooled_before_the_third_round(rounds: int) -> None:
    assert pooled([Round(0.5, 0.1)] * rounds) is None


def test_a_round_without_variance_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        pooled([Round(0.5, 0.0)] * 3)

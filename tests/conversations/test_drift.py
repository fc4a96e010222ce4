"""Two meetings in a row on the mentor's question give a tip; anything less gives none."""

import pytest

from viceversa.conversations.drift import has_drifted

MENTEE, MENTOR, BOTH = "mentee", "mentor", "both"


@pytest.mark.requirement("002-12")
@pytest.mark.parametrize(
    ("meetings", "drifted"),
    [
        ([], False),
        ([[MENTOR]], False),
        ([[MENTOR], [MENTOR]], True),
        ([[MENTOR, MENTOR], [MENTOR]], True),
        ([[MENTEE], [MENTOR], [MENTOR, MENTOR]], True),
        ([[MENTOR], [MENTOR], [MENTEE]], False),
        ([[MENTOR], [MENTEE], [MENTOR]], False),
        ([[MENTOR], [BOTH]], False),
        ([[MENTOR], [MENTOR, MENTEE]], False),
        ([[MENTOR], [MENTOR, BOTH]], False),
        ([[MENTOR], [], [MENTOR], []], True),
        ([[], []], False),
    ],
)
def test_drift_is_two_in_a_row_of_those_told(meetings: list[list[str]], drifted: bool) -> None:
    assert has_drifted(meetings, reciprocal=False) is drifted


def test_reciprocal_roles_cannot_drift() -> None:
    assert has_drifted([[MENTOR], [MENTOR]], reciprocal=True) is False

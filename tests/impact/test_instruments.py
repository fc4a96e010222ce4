"""What is asked of whom."""

import pytest

from tests.cast import Cast
from viceversa.impact.instruments import items_of
from viceversa.impact.models import Survey

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_both_are_asked_at_half_time_whether_they_were_listened_to(cast: Cast, role: str) -> None:
    """Requirement 002-17."""
    survey = Survey.objects.create(
        programme=cast.programme, role=role, wave="half_time", closes_on=cast.programme.starts_on
    )
    asked = {item.code: (item.en, item.sv, item.scale) for item in items_of(survey)}
    assert asked["listened"] == ("I am listened to.", "Den andra lyssnar på mig.", "agree5")

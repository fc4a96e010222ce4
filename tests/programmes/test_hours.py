"""The hours that an applicant is shown are the sum of what the programme asks of her."""

import re

import pytest

from tests.factories import make_programme
from viceversa.programmes.blueprints import blueprints
from viceversa.programmes.hours import time_cost
from viceversa.programmes.models import Programme

pytestmark = pytest.mark.django_db
EVENTS = {"kick_off": (90, 90), "half_time": (75, 15), "closing": (90, 90)}  # mentor, mentee


def by_hand(programme: Programme, events: list[str], place: int) -> int:
    """Counted from the preset in another way than the product does."""
    times = programme.meetings_target or 6
    meeting = (programme.minutes_least + programme.minutes_most) / 2
    fixed = (5 + 90 + 10, 2 + 45 + 10)[place] + (60 if programme.meetings_target else 0)
    return int(
        fixed + times * (meeting + (20, 1)[place]) + sum(EVENTS[event][place] for event in events)
    )


@pytest.mark.requirement("000-14")
@pytest.mark.parametrize("kind", blueprints())
def test_the_hours_of_every_preset_are_its_sum(kind: str) -> None:
    blueprint = blueprints()[kind]
    programme = blueprint.programme()
    for place, role in enumerate(("mentor", "mentee")):
        cost = time_cost(programme, role)
        assert cost.minutes == by_hand(programme, list(blueprint.events), place)
        assert cost.minutes == sum(part.minutes for part in cost.parts)


@pytest.mark.parametrize(
    ("role", "target", "hours"),
    [("mentor", 3, "12.5"), ("mentee", 3, "10"), ("mentor", 6, "18"), ("mentee", 6, "14.5")],
)
def test_they_are_those_that_the_practice_knows(role: str, target: int, hours: str) -> None:
    programme = make_programme(blueprint="chamber", meetings_target=target)
    assert time_cost(programme, role).hours == hours


@pytest.mark.parametrize("kind", blueprints())
def test_hours_are_told_to_the_half(kind: str) -> None:
    """16.17 hours, or 5.62 of them in meetings, say more than anybody knows."""
    programme = blueprints()[kind].programme()
    told = [part.time for role in ("mentor", "mentee") for part in time_cost(programme, role).parts]
    told += [f"{time_cost(programme, role).hours} h" for role in ("mentor", "mentee")]
    assert [time for time in told if not re.fullmatch(r"\d+ min|\d+(\.5)? h", time)] == []


def test_a_setting_that_is_changed_changes_them() -> None:
    programme = make_programme(blueprint="chamber", meetings_target=3)
    programme.minutes_least = programme.minutes_most = 60
    assert time_cost(programme, "mentor").hours == "11"


@pytest.mark.parametrize(
    ("least", "most", "target", "said"),
    [
        (45, 90, 8, "8 meetings of 45 to 90 minutes"),
        (60, 60, 3, "3 meetings of 60 minutes"),
        (45, 90, None, "A meeting a month of 45 to 90 minutes, for 6 months"),
    ],
)
def test_meetings_are_told_by_how_long_they_may_be(
    least: int, most: int, target: int | None, said: str
) -> None:
    programme = make_programme(minutes_least=least, minutes_most=most, meetings_target=target)
    assert said in [part.name for part in time_cost(programme, "mentor").parts]

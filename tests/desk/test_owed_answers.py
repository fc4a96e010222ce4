"""What the desk says of those who were asked to be a pair, before and after their day to answer."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.cast import Cast
from tests.desk.world import chips_of, make_pair, monday_of, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def autumn() -> Iterator[None]:
    """A Monday in no break."""
    with time_machine.travel(datetime(2026, 10, 5, 9, tzinfo=UTC)):
        yield


@pytest.mark.parametrize(
    ("days", "part", "chip", "said"),
    [
        (
            0,
            "Asked, with time to answer",
            "",
            "Both were asked on Monday 5 October, to answer by Monday 12 October.",
        ),
        (7, "Asked, with time to answer", "", "to answer by Monday 5 October"),
        (8, "Answers missing", "call", "to answer by Sunday 4 October"),
    ],
)
def test_an_answer_is_missing_only_when_its_day_has_passed(
    cast: Cast, days: int, part: str, chip: str, said: str
) -> None:
    asked = timezone.now() - timedelta(days=days)
    make_pair(cast.programme, cast.mentor, cast.mentee, state="proposed", proposed_at=asked)
    (title,) = monday_of(cast.alice, cast.programme)
    assert title == part
    ((line, _href),) = monday_of(cast.alice, cast.programme)[title]
    assert said in line
    assert chips_of(cast) == [chip]
    html = page(cast.alice, "programme_pairs", cast.programme.pk)
    assert ("answer missing" in html) == bool(chip)


def test_whoever_wants_to_ask_first_is_rung_and_owes_nothing(cast: Cast) -> None:
    asked = timezone.now() - timedelta(days=8)
    make_pair(
        cast.programme,
        cast.mentor,
        cast.mentee,
        state="proposed",
        mentor_answer="ask",
        proposed_at=asked,
    )
    monday = monday_of(cast.alice, cast.programme)
    ((line, href),) = monday["A talk is wanted first"]
    assert line == f"Wants to ask before answering: {cast.bob.full_name}."
    assert href.startswith(f"mailto:{cast.bob.email}?")
    assert "Answers missing" not in monday


def test_two_who_owe_an_answer_are_not_named_twice(cast: Cast) -> None:
    make_pair(cast.programme, cast.mentor, cast.mentee, state="proposed")
    ((line, href),) = monday_of(cast.alice, cast.programme)["Asked, with time to answer"]
    assert line.startswith("Both were asked on ")
    assert href.startswith(f"mailto:{cast.bob.email},{cast.carol.email}?")

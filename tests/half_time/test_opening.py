"""When half-time is told: once, by its phase or the middle of the round, to those it is for."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tests.cast import Cast
from tests.factories import give_role
from tests.half_time.world import pair_up
from viceversa.half_time.actions import open_all
from viceversa.half_time.models import HalfTime
from viceversa.notices.models import Letter
from viceversa.programmes.models import Programme

pytestmark = pytest.mark.django_db
MIDDLE = datetime(2026, 12, 1, 9, tzinfo=UTC)  # of a round from September to the end of February


@pytest.fixture(autouse=True)
def middle() -> Iterator[None]:
    with time_machine.travel(MIDDLE, tick=False):
        yield


def told() -> list[tuple[str, str]]:
    found = Letter.objects.filter(name="half_time/figures_told").order_by("recipient__given_name")
    return [(each.recipient.given_name, each.text.splitlines()[0][:20]) for each in found]


def test_sponsors_and_contacts_have_one_letter(cast: Cast) -> None:
    pair_up(cast.programme, 6)
    assert (open_all(), open_all()) == (1, 0)
    assert told() == [("Erik", "You are the contact "), ("Fia", "You are a sponsor of")]


def test_a_contact_who_is_a_sponsor_as_well_has_the_sponsors_letter(cast: Cast) -> None:
    give_role(cast.erik, cast.programme, "sponsor")
    pair_up(cast.programme, 6)
    open_all()
    assert told() == [("Erik", "You are a sponsor of"), ("Fia", "You are a sponsor of")]


def test_a_programme_without_pairs_has_no_half_time(cast: Cast) -> None:
    assert open_all() == 0
    pair_up(cast.programme, 1)
    assert open_all() == 1


@pytest.mark.parametrize(("day", "due"), [(-1, 1), (0, 1), (1, 0)])
def test_it_is_told_from_the_first_day_of_its_phase(cast: Cast, day: int, due: int) -> None:
    pair_up(cast.programme, 6)
    first = MIDDLE.date() + timedelta(days=day)
    cast.programme.phases.create(kind="half_time", starts_on=first, ends_on=first)
    assert open_all() == due


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "due"),
    [
        (date(2026, 9, 1), date(2027, 2, 28), 1),
        (date(2026, 10, 1), date(2027, 2, 28), 0),
        (date(2026, 4, 1), date(2026, 11, 30), 0),  # over
        (date(2026, 9, 1), None, 1),
        (date(2026, 9, 2), None, 0),
    ],
)
def test_without_a_phase_it_is_the_middle_of_the_round(
    cast: Cast, starts_on: date, ends_on: date | None, due: int
) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(starts_on=starts_on, ends_on=ends_on)
    pair_up(cast.programme, 6)
    assert open_all() == due


def test_a_break_is_waited_out(cast: Cast) -> None:
    pair_up(cast.programme, 6)
    day = MIDDLE.date()
    holiday = cast.programme.breaks.create(starts_on=day, ends_on=day)
    assert open_all() == 0
    holiday.delete()
    assert (open_all(), HalfTime.objects.count()) == (1, 1)

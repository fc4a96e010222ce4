from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from viceversa.lib.dates import (
    Week,
    add_months,
    days_later,
    end_of_day,
    local_moment,
    say_day,
    say_moment,
    say_time,
    say_week,
    week_of,
)

STOCKHOLM, HELSINKI = ZoneInfo("Europe/Stockholm"), ZoneInfo("Europe/Helsinki")
DAY = date(2026, 12, 3)
MOMENT = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "this_year", "other_year", "clock", "far", "week", "far_week"),
    [
        (
            "en",
            "Thursday 3 December",
            "Thursday 3 December 2026",
            "14:00",
            "Thursday 3 December 15:00 (Helsinki time)",
            "week 49",
            "week 49, 2026",
        ),
        (
            "sv",
            "torsdag 3 december",
            "torsdag 3 december 2026",
            "14.00",
            "torsdag 3 december 15.00 (tid i Helsinki)",
            "vecka 49",
            "vecka 49, 2026",
        ),
    ],
)
def test_dates_are_said_as_people_say_them(
    language, this_year, other_year, clock, far, week, far_week
):
    with translation.override(language):
        assert say_day(DAY, today=date(2026, 1, 1)) == this_year
        assert say_day(DAY, today=date(2027, 1, 1)) == other_year
        assert say_time(MOMENT, STOCKHOLM) == clock
        assert say_moment(MOMENT, zone=STOCKHOLM, home=STOCKHOLM, now=NOW) == f"{this_year} {clock}"
        assert say_moment(MOMENT, zone=HELSINKI, home=STOCKHOLM, now=NOW) == far
        assert say_week(week_of(DAY), today=date(2026, 1, 1)) == week
        assert say_week(week_of(DAY), today=date(2027, 6, 1)) == far_week


def test_the_year_is_that_of_the_zone():
    moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    with translation.override("en"):
        assert say_moment(moment, zone=STOCKHOLM, now=NOW) == "Friday 1 January 2027 00:30"
        assert say_moment(moment, zone=STOCKHOLM, now=moment) == "Friday 1 January 00:30"


def test_a_zone_with_two_words_is_named_readably():
    with translation.override("en"):
        said = say_moment(MOMENT, zone=ZoneInfo("America/New_York"), home=STOCKHOLM, now=NOW)
    assert said == "Thursday 3 December 08:00 (New York time)"


def test_weeks_around_new_year():
    assert week_of(date(2027, 1, 1)) == Week(2026, 53)
    assert Week(2026, 53).monday == date(2026, 12, 28)
    assert Week(2026, 53).sunday == date(2027, 1, 3)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_a_day_lies_in_its_week(day):
    week = week_of(day)
    assert week.monday <= day <= week.sunday == week.monday + timedelta(days=6)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 14, date(2028, 1, 30)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2027, 1, 31), -1, date(2026, 12, 31)),
        (date(2027, 1, 31), 0, date(2027, 1, 31)),
    ],
)
def test_months_end_where_the_month_ends(day, months, later):
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (date(2026, 12, 3), time(14), datetime(2026, 12, 3, 13, tzinfo=UTC)),
        (date(2026, 7, 3), time(14), datetime(2026, 7, 3, 12, tzinfo=UTC)),
        (date(2027, 3, 28), time(2, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
    ids=["winter", "summer", "the missing hour", "the hour that comes twice"],
)
def test_wall_clocks_become_moments(day, clock, moment):
    assert local_moment(day, clock, zone=STOCKHOLM) == moment


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2027, 3, 28), 23), (date(2026, 10, 25), 25), (date(2026, 12, 3), 24)],
)
def test_a_deadline_lasts_its_whole_day(day, hours):
    begins = local_moment(day, time.min, zone=STOCKHOLM)
    assert end_of_day(day, STOCKHOLM) - begins == timedelta(hours=hours)


def test_days_later_keeps_the_wall_clock():
    before = local_moment(date(2026, 10, 20), time(9), zone=STOCKHOLM)
    after = local_moment(date(2026, 10, 27), time(9), zone=STOCKHOLM)
    assert days_later(before, 7, zone=STOCKHOLM) == after == before + timedelta(days=7, hours=1)

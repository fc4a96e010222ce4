"""Times that are suggested."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.conversations.world import moment
from viceversa.conversations.times import first_times, new_times
from viceversa.people.models import Person

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def test_new_times_keep_weekday_and_clock_over_a_change_of_clocks() -> None:
    now = moment("2027-03-20T08:00")
    times = new_times(moment("2027-03-25T13:00"), zone=STOCKHOLM, now=now)
    assert [t.astimezone(STOCKHOLM).strftime("%d %H:%M") for t in times] == [
        "01 14:00",
        "02 14:00",
        "08 14:00",
    ]


def test_a_friday_is_followed_by_a_monday() -> None:
    times = new_times(moment("2026-12-04T13:00"), zone=STOCKHOLM, now=moment("2026-12-01T08:00"))
    assert [t.astimezone(STOCKHOLM).strftime("%a") for t in times] == ["Fri", "Mon", "Fri"]


@given(st.integers(-400, 400).map(lambda hours: timedelta(hours=hours)), st.sampled_from([1, 4]))
def test_new_times_are_three_and_lie_ahead(ago: timedelta, weeks: int) -> None:
    now = moment("2026-11-21T10:00")
    times = new_times(now - ago, zone=STOCKHOLM, now=now, weeks=weeks)
    assert len(set(times)) == 3
    assert min(times) >= now + timedelta(hours=22)


def test_first_times_lie_in_the_hours_that_suit_the_mentor() -> None:
    mentor = Person(hours=["lunch", "nonsense"])
    times = first_times(mentor, zone=STOCKHOLM, now=moment("2026-11-20T10:00"))
    assert [t.astimezone(STOCKHOLM).strftime("%a %d %H:%M") for t in times] == [
        "Fri 27 12:00",
        "Mon 30 12:00",
        "Tue 01 12:00",
    ]

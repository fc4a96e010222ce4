"""Due times: once each, by the clock on the wall, also in the nights when it is changed."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django_tasks_db.models import DBTaskResult

from tests.jobs.work import each_second
from viceversa.jobs import schedules
from viceversa.jobs.schedules import Clock, Schedule

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def at(day: str, clock: str, *, fold: int = 0) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=STOCKHOLM, fold=fold)
    return moment.astimezone(datetime.UTC)


def due_times(cron: str, day: str) -> list[datetime.datetime]:
    """Every due time of a day, as a worker sees them that looks each minute."""
    plan = Schedule("s", cron, "Europe/Stockholm", each_second)
    now, end = at(day, "00:00"), at(day, "23:59")
    since, found = now - datetime.timedelta(minutes=1), []
    while now <= end:
        if due := plan.last_due(now, since=since):
            found.append(due)
            since = due
        now += datetime.timedelta(minutes=1)
    return found


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-28", [at("2026-03-28", "02:30")]),
        ("2026-03-29", [at("2026-03-29", "03:00")]),  # 02:30 does not exist
        ("2026-10-25", [at("2026-10-25", "02:30")]),  # 02:30 exists twice
    ],
)
def test_a_nightly_schedule_fires_once_also_when_clocks_change(
    day: str, expected: list[datetime.datetime]
) -> None:
    assert due_times("30 2 * * *", day) == expected


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_an_hourly_schedule_fires_in_every_hour_of_the_day(day: str, hours: int) -> None:
    assert len(due_times("0 * * * *", day)) == hours


@pytest.mark.parametrize("microsecond", [0, 1, 999_999])
def test_a_due_time_is_due_in_its_very_second(microsecond: int) -> None:
    plan = Schedule("s", "0 12 * * *", "Europe/Stockholm", each_second)
    noon = at("2026-09-01", "12:00")
    before = noon - datetime.timedelta(seconds=1)
    assert plan.last_due(noon.replace(microsecond=microsecond), since=before) == noon
    assert plan.last_due(before.replace(microsecond=microsecond), since=before) is None


@pytest.fixture
def hourly(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = Schedule("hourly", "0 * * * *", "Europe/Stockholm", each_second)
    monkeypatch.setattr(schedules, "registry", {"hourly": plan})


@pytest.mark.django_db
@pytest.mark.usefixtures("hourly")
def test_two_clocks_fire_a_due_time_once() -> None:
    noon = at("2026-09-01", "12:00")
    for clock in (Clock(), Clock()):
        clock.fire_due(noon)
        clock.fire_due(noon + datetime.timedelta(minutes=59))
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("hourly")
def test_what_was_missed_is_made_up_for_once() -> None:
    Clock().fire_due(at("2026-09-01", "06:00"))
    Clock().fire_due(at("2026-09-01", "11:30"))
    assert DBTaskResult.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("hourly")
def test_a_clock_that_is_set_back_fires_nothing_twice() -> None:
    clock = Clock()
    for time in ("11:00", "12:00", "11:00", "12:00", "13:00"):
        clock.fire_due(at("2026-09-01", time))
    assert DBTaskResult.objects.count() == 3

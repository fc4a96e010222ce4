"""Jobs by the clock. However many workers there are, a due time fires once: its row is unique."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from viceversa.jobs.models import Tick
from viceversa.jobs.tasks import Job
from viceversa.lib.rooms import import_from_every_room

# What was due while no worker ran is made up for: the latest due time, when it is at most so old.
LATEST = timedelta(hours=12)


@dataclass(frozen=True)
class Schedule:
    """A job and when it is due, by the clock on the wall of the given zone."""

    name: str
    cron: str
    zone: str
    job: Job[[]]

    def last_due(self, now: datetime, *, since: datetime) -> datetime | None:
        """The latest due time after `since` and not after `now`, in UTC."""
        # CronSim looks before the moment it is given, and a due time may be this very second.
        soon = now.replace(microsecond=0) + timedelta(seconds=1)
        due = next(CronSim(self.cron, soon.astimezone(ZoneInfo(self.zone)), reverse=True))
        return due.astimezone(UTC) if due > since else None


registry: dict[str, Schedule] = {}


def schedule(
    name: str, *, cron: str, zone: str | None = None, retries: int = 0
) -> Callable[[Callable[[], None]], Job[[]]]:
    """Makes a function a job that is put into the queue whenever `cron` says so."""

    def decorate(function: Callable[[], None]) -> Job[[]]:
        job: Job[[]] = Job(func=function, retries=retries)
        registry[name] = Schedule(name, cron, zone or settings.TIME_ZONE, job)
        return job

    return decorate


def discover() -> None:
    """Imports every room's `jobs` module, so that its schedules are known."""
    import_from_every_room("jobs")


class Clock:
    """Fires what is due. Keeps in memory up to when it has looked, so that looking is free."""

    def __init__(self) -> None:
        self.looked_until: dict[str, datetime] = {}

    def fire_due(self, now: datetime | None = None) -> None:
        """Puts the job of every schedule that is due into the queue, unless another worker has."""
        now = now or timezone.now()
        for each in registry.values():
            due = each.last_due(now, since=self.looked_until.get(each.name, now - LATEST))
            if due:
                _fire(each, due)
                self.looked_until[each.name] = due


def _fire(due_schedule: Schedule, due: datetime) -> None:
    """The tick and the job come into being together, or neither does."""
    if Tick.objects.filter(schedule=due_schedule.name, due_at=due).exists():
        return
    tick = Tick(schedule=due_schedule.name, due_at=due)
    with transaction.atomic():
        Tick.objects.bulk_create([tick], ignore_conflicts=True)
        if Tick.objects.filter(pk=tick.pk).exists():
            due_schedule.job.later()

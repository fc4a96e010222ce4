"""The worker: takes one job after the other, shows that it lives, and looks after the dead.

Whether another worker lives is told by its beat: a row that changes every few seconds. It is
judged by our own monotonic clock, so neither a jump of the wall clock nor a clock that differs
between two machines makes anybody dead.
"""

import logging
import secrets
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError, close_old_connections, connection
from django.db.utils import InterfaceError
from django.utils import timezone

from viceversa.jobs import schedules, tasks
from viceversa.jobs.models import WorkerBeat

logger = logging.getLogger(__name__)

NAP = 0.3  # seconds between two looks for work
BEAT = 5.0  # seconds between two beats, between two looks after the others, and at the clock
DEAD_AFTER = 30.0  # seconds without a beat


@dataclass
class Worker:
    """One worker process. `run()` returns after `stop()`, when the job at hand is finished."""

    nap: float = NAP
    beat: float = BEAT
    dead_after: float = DEAD_AFTER
    worker_id: str = field(
        default_factory=lambda: f"{socket.gethostname()[:50]}-{secrets.token_hex(6)}"
    )
    stopping: bool = False

    def stop(self) -> None:
        """Safe in a signal handler: only a flag, since a lock could be held by who is disturbed."""
        self.stopping = True

    def run(self) -> None:
        """Works until stopped. A database that goes away is waited for."""
        schedules.discover()
        watch, clock = Watch(self.worker_id, self.dead_after), schedules.Clock()
        looked = float("-inf")
        with Pulse(self.worker_id, self.beat):
            while not self.stopping:
                try:
                    if time.monotonic() - looked >= self.beat:
                        looked = time.monotonic()
                        watch.look()
                        clock.fire_due()
                    self._work_off()
                except (DatabaseError, InterfaceError) as error:
                    logger.warning("The database does not answer: %s", type(error).__name__)
                close_old_connections()
                if not self.stopping:
                    time.sleep(self.nap)

    def _work_off(self) -> None:
        """Until the queue is empty, but not past the next look at the clock."""
        until = time.monotonic() + self.beat
        while (
            not self.stopping and time.monotonic() < until and (row := tasks.claim(self.worker_id))
        ):
            tasks.run(row)
            close_old_connections()


class Pulse:
    """Beats in a thread of its own, so that a long job does not look like a dead worker."""

    def __init__(self, worker_id: str, every: float) -> None:
        self.worker_id, self.every = worker_id, every
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._beat_until_ended, daemon=True)

    def __enter__(self) -> None:
        """The first beat is on the disk before the first job is taken."""
        self._beat()
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()
        with suppress(DatabaseError, InterfaceError):
            WorkerBeat.objects.filter(pk=self.worker_id).delete()

    def _beat_until_ended(self) -> None:
        while not self.ended.wait(self.every):
            try:
                self._beat()
            except (DatabaseError, InterfaceError) as error:
                logger.warning("A beat was missed: %s", type(error).__name__)
            close_old_connections()
        connection.close()

    def _beat(self) -> None:
        now = timezone.now()
        if not WorkerBeat.objects.filter(pk=self.worker_id).update(seen_at=now):
            WorkerBeat.objects.create(pk=self.worker_id, started_at=now, seen_at=now)


class Watch:
    """Knows which workers are gone, and puts their jobs back."""

    def __init__(self, worker_id: str, dead_after: float) -> None:
        self.worker_id, self.dead_after = worker_id, dead_after
        self.seen: dict[str, tuple[datetime, float]] = {}

    def look(self) -> None:
        """Puts back the jobs of those who are gone, and takes their beats away."""
        tasks.put_back_orphans(self.others_alive)
        gone = self.seen.keys() - self.others_alive() - {self.worker_id}
        WorkerBeat.objects.filter(pk__in=gone).delete()

    def others_alive(self) -> set[str]:
        """Everybody whose beat has changed lately; not ourselves, since we look only when we run
        no job: one that is said to be ours was lost when the database did not answer."""
        now = time.monotonic()
        beats = dict(WorkerBeat.objects.values_list("worker_id", "seen_at"))
        for worker_id, seen_at in beats.items():
            if self.seen.get(worker_id, (None, now))[0] != seen_at:
                self.seen[worker_id] = (seen_at, now)
        self.seen = {key: value for key, value in self.seen.items() if key in beats}
        lately = {key for key, (_, at) in self.seen.items() if now - at < self.dead_after}
        return lately - {self.worker_id}

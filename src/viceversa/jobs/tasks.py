"""Jobs and their rows. The only module that knows the Django Tasks API and its tables.

A row goes READY → RUNNING → SUCCESSFUL or FAILED; each step is one conditional UPDATE, which is
the lock on every database. `started_at` is the claim's token: who lost the row cannot close it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from traceback import format_tb
from typing import Any, ParamSpec

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks_db.compat import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from viceversa.lib import logs

P = ParamSpec("P")
JobRow = DBTaskResult[..., None]
logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
LONGEST_ARGUMENT = 64
# A job that takes its worker down with it is tried again this often, then given up.
DEATHS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Task[P, None]):
    """A function that can also be done later: `.later(...)`. Made by `@job()`."""

    retries: int = 0

    def later(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Puts the job into the queue, inside the caller's transaction: no commit, no job."""
        if args:
            raise TypeError("A job takes keywords only")
        for value in kwargs.values():
            _refuse_content(value)
        self.enqueue(*args, **kwargs)

    def soon(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """As `later`, unless the job waits already. For jobs that do whatever there is to do.

        Where readers do not wait for writers, that one may start just before this transaction
        ends and miss what it wrote: such a job needs a schedule as well.
        """
        if not JobRow.objects.ready().filter(task_path=self.module_path).exists():
            self.later(*args, **kwargs)


def job(*, retries: int = 0) -> Callable[[Callable[P, None]], Job[P]]:
    """Makes a function a job, tried again `retries` times with growing pauses when it raises."""

    def decorate(function: Callable[P, None]) -> Job[P]:
        return Job(func=function, retries=retries)

    return decorate


def run_waiting() -> int:
    """Runs what waits, in this process, and raises what a job raises. For tests and the demo."""
    count = 0
    while row := claim("here"):
        error = run(row)
        if error:
            raise error
        count += 1
    return count


def claim(worker_id: str) -> JobRow | None:
    """Takes the next job for this worker, or None when nothing waits.

    Looking is a plain SELECT; the write follows only when there is something to take.
    """
    while row := JobRow.objects.ready().first():
        row.started_at = timezone.now()
        row.worker_ids = [*row.worker_ids, worker_id]
        taken = JobRow.objects.filter(pk=row.pk, status=TaskResultStatus.READY).update(
            status=TaskResultStatus.RUNNING, started_at=row.started_at, worker_ids=row.worker_ids
        )
        if taken:
            return row
    return None


def run(row: JobRow) -> Exception | None:
    """Does a claimed job and closes its row. Gives back what it raised, if anything."""
    with logs.about(job=str(row.pk)):
        try:
            row.task.call(**row.args_kwargs["kwargs"])
        except Exception as error:
            _fail(row, error)
            return error
        _close(row, TaskResultStatus.SUCCESSFUL)
        return None


def put_back_orphans(alive: Callable[[], set[str]]) -> int:
    """Puts jobs whose worker is gone back into the queue. Gives their number.

    Who lives is asked after the jobs are read: a worker shows that it lives before it takes one.
    """
    running = list(JobRow.objects.running())
    living = alive() if running else set()
    return sum(_put_back(row) for row in running if row.worker_ids[-1] not in living)


def is_under_way(**given: str) -> bool:
    """Whether a job that was given this waits or runs."""
    mine = {f"args_kwargs__kwargs__{key}": value for key, value in given.items()}
    at_work = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return JobRow.objects.filter(status__in=at_work, **mine).exists()


def prune(*, finished_before: datetime, failed_before: datetime) -> int:
    """Deletes rows of jobs that are done. Failed ones are kept longer, for whoever looks."""
    done = JobRow.objects.successful().filter(finished_at__lt=finished_before)
    failed = JobRow.objects.failed().filter(finished_at__lt=failed_before)
    return done.delete()[0] + failed.delete()[0]


def pause_before(attempt: int) -> timedelta:
    """How long to wait before the given attempt: 10 s, 20 s, 40 s … at most an hour."""
    doublings = min(attempt - 2, 20)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def _refuse_content(value: object) -> None:
    """Arguments are codes and numbers. What people wrote has no place in the queue."""
    if value is not None and not isinstance(value, str | int):
        raise TypeError(f"A job's argument cannot be a {type(value).__name__}")
    if isinstance(value, str) and len(value) > LONGEST_ARGUMENT:
        raise ValueError("A job's argument is a code, not a text")


def _put_back(row: JobRow) -> bool:
    attempts = len(row.worker_ids)
    if attempts >= max(_retries(row) + 1, DEATHS):
        logger.error("Job %s lost its worker %d times and is given up", row.task_path, attempts)
        return _close(row, TaskResultStatus.FAILED)
    logger.warning("Job %s lost its worker and is put back", row.task_path)
    return _close(row, TaskResultStatus.READY, finished_at=None, run_after=timezone.now())


def _fail(row: JobRow, error: Exception) -> None:
    """Puts the job off, or gives it up. Of the error only its kind and place are kept: its words
    may hold what somebody wrote."""
    place = "".join(format_tb(error.__traceback__))
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    facts: dict[str, Any] = {"exception_class_path": kind, "traceback": place}
    attempts = len(row.worker_ids)
    if attempts <= max(_retries(row), _retries_after(error)):
        again = timezone.now() + pause_before(attempts + 1)
        logger.warning("Job %s is tried again at %s: %s", row.task_path, again, kind)
        _close(row, TaskResultStatus.READY, finished_at=None, run_after=again, **facts)
        return
    logger.error("Job %s failed: %s\n%s", row.task_path, kind, place)
    _close(row, TaskResultStatus.FAILED, **facts)


def _retries_after(error: Exception) -> int:
    """A database that was restarted meanwhile costs no job, any more than a worker that died."""
    return DEATHS - 1 if isinstance(error, OperationalError | InterfaceError) else 0


def _close(row: JobRow, status: str, **fields: Any) -> bool:
    mine = JobRow.objects.filter(
        pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at
    )
    return bool(mine.update(**{"status": status, "finished_at": timezone.now(), **fields}))


def _retries(row: JobRow) -> int:
    """A job whose code is gone after an upgrade has none."""
    try:
        found = row.task
    except (ImportError, SuspiciousOperation):
        return 0
    return found.retries if isinstance(found, Job) else 0

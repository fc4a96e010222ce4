"""Whether this installation can do its work."""

from datetime import timedelta

from django.db import DatabaseError
from django.db.models import Max
from django.utils import timezone

from viceversa.jobs.models import WorkerBeat
from viceversa.operations.preparing import tables_are_behind

SILENT = timedelta(seconds=60)


def readiness() -> dict[str, bool]:
    """Database, tables and worker, each fit or not."""
    try:
        worker, migrated = worker_is_alive(), not tables_are_behind()
    except DatabaseError:
        return {"database": False, "migrations": False, "worker": False}
    return {"database": True, "migrations": migrated, "worker": worker}


def worker_is_alive(*, using: str = "default") -> bool:
    last = WorkerBeat.objects.using(using).aggregate(last=Max("seen_at"))["last"]
    return last is not None and timezone.now() - last < SILENT

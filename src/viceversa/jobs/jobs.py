"""Housekeeping of the queue itself."""

from datetime import timedelta

from django.utils import timezone

from viceversa.jobs import tasks
from viceversa.jobs.models import Tick
from viceversa.jobs.schedules import schedule

KEEP_FINISHED = timedelta(days=2)
KEEP_FAILED = timedelta(days=30)


@schedule("sweep finished jobs", cron="40 3 * * *")
def sweep() -> None:
    """Deletes rows that nobody will ask for again."""
    now = timezone.now()
    tasks.prune(finished_before=now - KEEP_FINISHED, failed_before=now - KEEP_FAILED)
    Tick.objects.filter(due_at__lt=now - KEEP_FINISHED).delete()

"""Who is at work, and which due times of a schedule have been taken."""

from django.db import models

from viceversa.lib.models import Coded


class WorkerBeat(models.Model):
    """One row per running worker; a beat that is too old means that its worker died."""

    worker_id = models.CharField(primary_key=True, max_length=64)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)


class Tick(Coded):
    """A due time of a schedule. The unique row is what makes it fire once among many workers."""

    schedule = models.CharField(max_length=60)
    due_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("schedule", "due_at"), name="one_tick_per_due_time"),
        )

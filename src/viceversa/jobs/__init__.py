"""Work for later, done by `viceversa work`. A job is done at least once: after a crash it is done
again, so a job whose effect must not happen twice guards that itself, by a conditional UPDATE."""

from viceversa.jobs.schedules import schedule
from viceversa.jobs.tasks import Job, job, run_waiting

__all__ = ["Job", "job", "run_waiting", "schedule"]

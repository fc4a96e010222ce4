"""What the room does by the clock."""

from viceversa.half_time.actions import open_all
from viceversa.jobs import schedule


@schedule("half-time is told", cron="10 7 * * *")
def tell_half_time() -> None:
    """In the morning of the first day of half-time."""
    open_all()

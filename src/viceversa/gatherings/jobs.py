"""What the room does by the clock."""

from viceversa.gatherings.actions import write_ahead
from viceversa.jobs import schedule


@schedule("gatherings ahead", cron="20 8 * * *")
def call_to_gatherings() -> None:
    """In the morning two weeks before, and once more two days before the kick-off."""
    write_ahead()

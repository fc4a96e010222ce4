"""What the room does by the clock."""

from viceversa.ideas.actions import arrive_due, erase_old, remind_owners
from viceversa.jobs import schedule


@schedule("ideas that have left their pairs", cron="5 7 * * *")
def let_ideas_arrive() -> None:
    """In the morning, all of the day before at once."""
    arrive_due()


@schedule("owners of ideas", cron="20 8 * * *")
def remind_owners_of_ideas() -> None:
    """Answers that are owed, reviews that are due; and old ideas go."""
    remind_owners()
    erase_old()

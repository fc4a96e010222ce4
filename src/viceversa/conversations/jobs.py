"""What the room does by the clock."""

from viceversa.conversations.actions.reminders import send_due_reminders
from viceversa.conversations.actions.retention import erase_what_is_over
from viceversa.jobs import schedule


@schedule("reminders of meetings", cron="*/5 * * * *")
def send_reminders() -> None:
    """Posts the reminders that are due; none for cancelled meetings or pairs that have ended."""
    send_due_reminders()


@schedule("retention of what pairs write", cron="40 6 * * *")
def keep_no_longer() -> None:
    """Warns pairs whose time is over, and erases what they have written when it is time."""
    erase_what_is_over()

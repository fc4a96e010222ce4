"""What the room does by the clock."""

from viceversa.conversations.actions.reminders import send_due_reminders
from viceversa.jobs import schedule


@schedule("reminders of meetings", cron="*/5 * * * *")
def send_reminders() -> None:
    """Posts the reminders that are due; none for cancelled meetings or pairs that have ended."""
    send_due_reminders()

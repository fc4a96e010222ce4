"""What the room does by the clock."""

from viceversa.conversations.actions.follow_up import follow_up
from viceversa.conversations.actions.reminders import send_due_reminders
from viceversa.conversations.actions.retention import erase_what_is_over
from viceversa.conversations.actions.try_outs import remind_of_try_outs
from viceversa.jobs import schedule


@schedule("reminders of meetings", cron="*/5 * * * *")
def send_reminders() -> None:
    """Posts the reminders that are due; none for cancelled meetings or pairs that have ended."""
    send_due_reminders()


@schedule("retention of what pairs write", cron="40 6 * * *")
def keep_no_longer() -> None:
    """Warns pairs whose time is over, and erases what they have written when it is time."""
    erase_what_is_over()


@schedule("things to try", cron="15 6 * * *")
def ask_about_try_outs() -> None:
    """Asks in the morning of the day by which something was to be tried."""
    remind_of_try_outs()


@schedule("the course of pairs", cron="10 9 * * *")
def follow_up_pairs() -> None:
    """Ends pauses, closes what is over, asks for dates, and notices silence."""
    follow_up()

"""What the room does by the clock."""

import logging

from django.conf import settings

from viceversa.conversations.actions import receive
from viceversa.conversations.actions.announcing import announce_breaks, remind_assistants
from viceversa.conversations.actions.follow_up import follow_up
from viceversa.conversations.actions.reminders import send_due_reminders
from viceversa.conversations.actions.retention import erase_what_is_over
from viceversa.conversations.actions.try_outs import remind_of_try_outs
from viceversa.conversations.replies import LARGEST_MAIL
from viceversa.jobs import schedule
from viceversa.lib.imap import MailboxError, read_new

logger = logging.getLogger(__name__)


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


@schedule("breaks and times that wait", cron="10 8 * * *")
def announce() -> None:
    """Posts what is said before a break, and to assistants whose times wait to be chosen."""
    announce_breaks()
    remind_assistants()


@schedule("answers of calendars", cron="*/5 * * * *")
def read_mailbox() -> None:
    """Reads what calendars have answered. A mailbox that is away is read the next time."""
    if settings.INBOUND_ACCOUNT is None:
        return
    try:
        read_new(settings.INBOUND_ACCOUNT, receive, largest=LARGEST_MAIL)
    except MailboxError as error:
        logger.warning("The mailbox for answers cannot be read: %s", error)

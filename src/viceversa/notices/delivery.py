"""Delivery: what is due leaves, at least once, always under the same Message-ID.

Who moves a letter's `send_after` ahead has it for a while; a crash means that it is due again
when that while is over. A mail server that does not answer makes everybody wait; a letter that is
refused waits alone, longer each time, and is given up after some days.
"""

import logging
import smtplib
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import escape

from viceversa.jobs import job
from viceversa.lib.links import sign_link
from viceversa.lib.mail import Mailbox, Message, build_message
from viceversa.notices.chat import has_news
from viceversa.notices.marks import address_of, fill_marks
from viceversa.notices.models import Letter

logger = logging.getLogger(__name__)

Kind = Letter.Kind
CLAIM = timedelta(minutes=5)
SERVER_PAUSE = timedelta(minutes=1)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MOST_ATTEMPTS = 20  # about three days
OF_LATE = timedelta(days=30)
WORTHLESS = timedelta(hours=12)  # what goes by the clock of a booked meeting, of use on one day


@job()
def deliver_waiting() -> None:
    """Sends what is due, over one connection, as many as may leave in this minute."""
    due = _without_late_ones(list(due_letters(timezone.now())[: _quota()]))
    if due:
        deliver(due, get_connection())


def deliver(letters: list[Letter], connection: BaseEmailBackend) -> None:
    """Sends these letters in turn. A server that is lost on the way ends it; the rest waits."""
    try:
        connection.open()
    except OSError as error:
        _wait(letters, error)
        return
    try:
        for letter in letters:
            if _claim(letter) and not _send(letter, connection):
                return
    finally:
        _hang_up(connection)


def given_up() -> QuerySet[Letter]:
    """Letters that were refused for days, and are not tried again."""
    return Letter.objects.filter(sent_at=None, attempts__gte=MOST_ATTEMPTS)


def refusals_of_late() -> Counter[str]:
    """Why letters of the last thirty days were given up, each kind with how many."""
    late = given_up().filter(send_after__gte=timezone.now() - OF_LATE)
    return Counter(late.values_list("last_error", flat=True))


def due_letters(now: datetime) -> QuerySet[Letter]:
    """Those that should leave, the most overdue first."""
    waiting = Letter.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS, send_after__lte=now)
    return waiting.select_related("recipient__chat_address").order_by("send_after", "created_at")


def _quota() -> int:
    """Counted by the minutes of the clock, since the schedule that empties the rest goes by it."""
    minute = timezone.now().replace(second=0, microsecond=0)
    return max(0, settings.MAILS_A_MINUTE - Letter.objects.filter(sent_at__gte=minute).count())


def _without_late_ones(letters: list[Letter]) -> list[Letter]:
    """Takes back what is of no use any more. Its schedule writes it anew for as long as it is."""
    before = timezone.now() - WORTHLESS
    late = {one.pk for one in letters if one.kind == Kind.MEETING and one.created_at < before}
    if late:
        Letter.objects.filter(pk__in=late, sent_at=None).delete()
    return [letter for letter in letters if letter.pk not in late]


def _claim(letter: Letter) -> bool:
    """Takes the letter by moving it ahead; whoever else wanted it finds it moved."""
    mine = Letter.objects.filter(pk=letter.pk, sent_at=None, send_after=letter.send_after)
    return bool(mine.update(send_after=timezone.now() + CLAIM))


def _send(letter: Letter, connection: BaseEmailBackend) -> bool:
    """Sends one claimed letter. False when the server is gone."""
    try:
        connection.send_messages([message_of(letter)])
    except Exception as error:  # whatever is wrong with one letter, the others shall leave
        _put_off(letter, error)
        return not _is_gone(error)
    Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now(), last_error="")
    has_news(letter.recipient)
    return True


def message_of(letter: Letter) -> Message:
    """The letter as mail. Here, and nowhere before, its personal links are signed."""
    to = letter.recipient

    def link(purpose: str, object_id: str) -> str:
        token = sign_link(purpose, person_id=to.pk, object_id=object_id, version=to.access_version)
        return str(settings.BASE_URL + address_of(purpose, token))

    return build_message(
        to=Mailbox(to.full_name, to.email),
        sender=Mailbox(letter.sender_name or "Viceversa", settings.DEFAULT_FROM_EMAIL),
        reply_to=Mailbox(letter.sender_name, letter.reply_to) if letter.reply_to else None,
        subject=letter.subject,
        text=fill_marks(letter.text, link),
        html=fill_marks(letter.html, lambda *which: escape(link(*which))),
        message_id=letter.message_id,
        calendar=(letter.calendar.encode(), letter.calendar_method) if letter.calendar else None,
        headers={**_thread(letter), **_way_out(letter, link)},
    )


def _thread(letter: Letter) -> dict[str, str]:
    """Every letter of a thread answers the same one, which need never have been sent."""
    if not letter.thread_id:
        return {}
    return {"In-Reply-To": letter.thread_id, "References": letter.thread_id}


def _way_out(letter: Letter, link: Callable[[str, str], str]) -> dict[str, str]:
    """What the mail program needs to offer an end to reminders in one click (RFC 8058)."""
    if letter.kind == Letter.Kind.NEWS:
        return {}
    address = link("reminders", letter.programme_code)
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _is_gone(error: Exception) -> bool:
    """Whether the connection was lost, rather than one letter refused."""
    if isinstance(error, smtplib.SMTPException):
        return isinstance(error, smtplib.SMTPServerDisconnected)
    return isinstance(error, OSError)


def _put_off(letter: Letter, error: Exception) -> None:
    pause = min(FIRST_PAUSE * (1 << letter.attempts), LONGEST_PAUSE)
    logger.warning("Letter %s is tried again later: %s", letter.pk, kind_of(error))
    Letter.objects.filter(pk=letter.pk).update(
        attempts=letter.attempts + 1,
        send_after=timezone.now() + pause,
        last_error=kind_of(error),
    )


def _wait(letters: list[Letter], error: Exception) -> None:
    """Only those that would have left now: to move ten thousand each minute would be a day of
    writing. Whoever is not moved is at hand in the next minute."""
    logger.warning("The mail server does not answer: %s", kind_of(error))
    waiting = Letter.objects.filter(pk__in=[letter.pk for letter in letters], sent_at=None)
    waiting.update(send_after=timezone.now() + SERVER_PAUSE, last_error=kind_of(error))


def _hang_up(connection: BaseEmailBackend) -> None:
    """Letters that the server took stay taken, however badly it says goodbye."""
    try:
        connection.close()
    except OSError as error:
        logger.info("The mail server hung up: %s", kind_of(error))


def kind_of(error: Exception) -> str:
    """Kind and code of an error, never its words: they may hold addresses and passwords."""
    code = getattr(error, "smtp_code", None)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next((refusal[0] for refusal in error.recipients.values()), None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__

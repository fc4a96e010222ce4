"""Posting a letter: it is in the outbox from the moment of the change that causes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from viceversa.notices.delivery import deliver_waiting
from viceversa.notices.models import Letter
from viceversa.notices.rendering import render
from viceversa.people.models import Person


@dataclass(frozen=True)
class Calendar:
    """A calendar file that goes with a letter."""

    content: str
    method: Literal["REQUEST", "CANCEL"]


def post(
    name: str,
    *,
    to: Person,
    event: str,
    version: int = 0,
    context: Mapping[str, object],
    contact: Person | None = None,
    calendar: Calendar | None = None,
    send_after: datetime | None = None,
) -> Letter:
    """Puts the letter `room/letter` into the outbox, within the transaction of its cause.

    The same event and version never writes to the same person twice: the letter that is there
    already is given back. `contact` signs the letter and receives the answers to it.
    """
    _require_transaction()
    letter = written(
        name,
        to=to,
        event=event,
        version=version,
        context=context,
        contact=contact,
        calendar=calendar,
        send_after=send_after,
    )
    return _insert(letter)


def written(
    name: str,
    *,
    to: Person,
    event: str,
    version: int = 0,
    context: Mapping[str, object],
    contact: Person | None = None,
    calendar: Calendar | None = None,
    send_after: datetime | None = None,
) -> Letter:
    """A letter that is not in the outbox yet: many are written first, and then posted at once."""
    words = render(name, to=to, context=context, contact=contact)
    letter = Letter(
        name=name,
        event=event,
        version=version,
        recipient=to,
        language=to.language,
        subject=words.subject,
        text=words.text,
        html=words.html,
        sender_name=contact.full_name if contact else "",
        reply_to=contact.email if contact else "",
        calendar=calendar.content if calendar else "",
        calendar_method=calendar.method if calendar else "",
        send_after=send_after or timezone.now(),
    )
    letter.message_id = f"<{letter.pk}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>"
    return letter


def post_all(letters: Iterable[Letter]) -> None:
    """Puts many letters into the outbox in one go, so that the lock of the database is short."""
    _require_transaction()
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    deliver_waiting.soon()


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A letter is posted with what caused it")


def _insert(letter: Letter) -> Letter:
    Letter.objects.bulk_create([letter], ignore_conflicts=True)
    posted = Letter.objects.get(
        event=letter.event, recipient=letter.recipient, version=letter.version
    )
    if posted.pk == letter.pk and letter.send_after <= timezone.now():
        deliver_waiting.soon()
    return posted

"""Posting a letter: it is in the outbox from the moment of the change that causes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from viceversa.lib.bulk import prepare_inserts, write_many
from viceversa.notices.delivery import deliver_waiting, message_of
from viceversa.notices.letterhead import Letterhead
from viceversa.notices.models import Letter
from viceversa.notices.reminders import may_go
from viceversa.notices.rendering import render
from viceversa.notices.samples import sample_of
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
    head: Letterhead,
    thread: str = "",
    calendar: Calendar | None = None,
    send_after: datetime | None = None,
) -> Letter | None:
    """Puts the letter `room/letter` into the outbox, within the transaction of its cause.

    The same event and version never writes to the same person twice: the letter that is there
    already is given back. Letters of one `thread`, such as a pair's code, stand together in the
    reader's mailbox. None when it is no news and may not go now (see `reminders`): what goes by the
    clock simply asks again, for as long as it is of use. Whoever was erased or is shut out is not
    written to.
    """
    _require_transaction()
    if to.is_gone:
        return None
    at = send_after or timezone.now()
    if not may_go(sample_of(name).kind, to=to, head=head, at=at):
        return Letter.objects.filter(event=event, recipient=to, version=version).first()
    return _insert(
        written(
            name,
            to=to,
            event=event,
            version=version,
            context=context,
            head=head,
            thread=thread,
            calendar=calendar,
            send_after=at,
        )
    )


def written(
    name: str,
    *,
    to: Person,
    event: str,
    version: int = 0,
    context: Mapping[str, object],
    head: Letterhead,
    thread: str = "",
    calendar: Calendar | None = None,
    send_after: datetime | None = None,
) -> Letter:
    """A letter that is not in the outbox yet: many are written first, and then posted at once."""
    kind, signer = sample_of(name).kind, head.signer(to)
    words = render(name, to=to, context=context, head=head, kind=kind)
    letter = Letter(
        name=name,
        kind=kind,
        programme_code=head.code,
        event=event,
        version=version,
        recipient=to,
        language=to.language,
        subject=words.subject,
        text=words.text,
        html=words.html,
        sender_name=signer.full_name if signer else head.name,
        reply_to=signer.email if signer else "",
        calendar=calendar.content if calendar else "",
        calendar_method=calendar.method if calendar else "",
        send_after=send_after or timezone.now(),
        thread_id=_message_id(f"{thread}.{to.pk}") if thread else "",
    )
    letter.message_id = _message_id(letter.pk)
    return letter


def send_at_once(
    name: str,
    *,
    to: Person,
    key: str,
    context: Mapping[str, object],
    head: Letterhead,
) -> None:
    """Sends a letter to somebody whom we do not know, and who therefore has no outbox. A mail
    server that does not answer raises; under the same `key` it is known as the same letter."""
    letter = written(name, to=to, event="", context=context, head=head)
    letter.message_id = _message_id(key)
    get_connection().send_messages([message_of(letter)])


def post_all(letters: Iterable[Letter]) -> None:
    """Puts many letters into the outbox in one go, so that the lock of the database is short.
    Only news: whether a reminder may go is asked for each person, by `post`."""
    _require_transaction()
    news = [letter for letter in letters if not letter.recipient.is_gone]
    if any(letter.kind != Letter.Kind.NEWS for letter in news):
        raise ValueError("Reminders are posted one by one")
    write_many(prepare_inserts(Letter, news, may_be_known=True))
    deliver_waiting.soon()


def withdraw_waiting(person: Person) -> None:
    """What waits for the person does not leave any more."""
    Letter.objects.filter(recipient=person, sent_at=None).delete()


def _message_id(key: str) -> str:
    return f"<{key}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>"


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

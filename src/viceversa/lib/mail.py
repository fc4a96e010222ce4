"""Builds the one kind of message that we send: text, HTML and, at times, a calendar file."""

from collections.abc import Mapping
from email.headerregistry import Address
from email.message import Message as MIMEMessage
from email.mime.text import MIMEText
from typing import Any, NamedTuple

from django.core.mail import EmailMultiAlternatives

from viceversa.lib.text import plain_name

AUTOMATIC = {
    "Auto-Submitted": "auto-generated",
    # Exchange asks for this, or else answers every letter by its absence notices.
    "X-Auto-Response-Suppress": "OOF, AutoReply",
}


class Mailbox(NamedTuple):
    """A name, which may be empty, and an address."""

    name: str
    address: str

    def __str__(self) -> str:
        return str(Address(display_name=plain_name(self.name), addr_spec=self.address))


class Message(EmailMultiAlternatives):
    """A message whose calendar file is the last of its alternatives, where Outlook acts on it."""

    calendar: tuple[bytes, str] | None = None

    def message(self, **options: Any) -> Any:
        """The MIME tree; the calendar's method stands in its Content-Type, as iTIP asks."""
        tree: Any = super().message(**options)
        if self.calendar:
            tree.attach(_calendar_part(*self.calendar))
        return tree


def build_message(
    *,
    to: Mailbox,
    sender: Mailbox,
    subject: str,
    text: str,
    html: str,
    message_id: str,
    reply_to: Mailbox | None = None,
    calendar: tuple[bytes, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Message:
    """A message to one recipient, ready to be sent.

    The Message-ID is the caller's, so that a letter delivered twice is known as one. The calendar
    is a file and its method.
    """
    message = Message(
        subject=plain_name(subject),
        body=text,
        from_email=str(sender),
        to=[str(to)],
        reply_to=[str(reply_to)] if reply_to else None,
        headers={**AUTOMATIC, **(headers or {}), "Message-ID": message_id},
    )
    message.attach_alternative(html, "text/html")
    message.calendar = calendar
    return message


def _calendar_part(content: bytes, method: str) -> MIMEMessage:
    part = MIMEText(content.decode(), "calendar", "utf-8")
    part.set_param("method", method)
    return part

"""The demo's mailbox: mail is written to a directory, and read on a page that only the demo has."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMail
from email.parser import BytesHeaderParser
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from viceversa.lib.codes import new_code


class MailboxBackend(BaseEmailBackend):
    """An e-mail backend that writes one `.eml` file per message."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        directory = _directory()
        directory.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            path = directory / f"{time.time_ns():020}-{new_code()}.eml"
            draft = path.with_suffix(".draft")
            draft.write_bytes(message.message().as_bytes())
            draft.rename(path)  # a reader sees a whole mail or none
        return len(email_messages)


@dataclass(frozen=True)
class Event:
    """What the calendar file of a mail says."""

    method: str
    title: str
    starts_at: datetime
    ends_at: datetime
    location: str
    sequence: int
    uid: str


class Mail:
    """One mail of the mailbox. Its headers are read at once, the rest when it is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            headers = BytesHeaderParser(policy=policy.default).parse(file)
        self.name = path.stem
        self.subject = str(headers["Subject"])
        self.to = str(headers["To"])
        self.sender = str(headers["From"])
        self.reply_to = str(headers["Reply-To"] or "")
        self.message_id = str(headers["Message-ID"])

    @property
    def written_at(self) -> datetime:
        return datetime.fromtimestamp(int(self.name.partition("-")[0]) / 1e9, UTC)

    @property
    def text(self) -> str:
        return self._part("text/plain")

    @property
    def html(self) -> str:
        return self._part("text/html")

    @property
    def calendar(self) -> str:
        return self._part("text/calendar")

    @property
    def event(self) -> Event | None:
        if not self.calendar:
            return None
        from icalendar import Calendar  # takes a tenth of the time to start

        calendar = Calendar.from_ical(self.calendar)
        (event,) = calendar.walk("VEVENT")
        return Event(
            method=str(calendar["METHOD"]),
            title=str(event["SUMMARY"]),
            starts_at=event.decoded("DTSTART"),
            ends_at=event.decoded("DTEND"),
            location=str(event.get("LOCATION", "")),
            sequence=int(str(event["SEQUENCE"])),
            uid=str(event["UID"]),
        )

    def _part(self, content_type: str) -> str:
        parsed = message_from_bytes(self.path.read_bytes(), policy=policy.default)
        assert isinstance(parsed, ParsedMail)  # noqa: S101  # what this policy makes
        parts = (part for part in parsed.walk() if part.get_content_type() == content_type)
        found = next(parts, None)
        return str(found.get_content()) if found else ""


def mail_names(recipient: str = "") -> list[str]:
    """Names of all mails, newest first; only those to `recipient`, or part of an address."""
    paths = sorted(_directory().glob("*.eml"), reverse=True)
    if recipient:
        wanted = recipient.casefold()
        paths = [path for path in paths if wanted in Mail(path).to.casefold()]
    return [path.stem for path in paths]


def mail_named(name: str) -> Mail | None:
    path = _directory() / f"{name}.eml"
    return Mail(path) if path.is_file() else None


def _directory() -> Path:
    return Path(settings.MAILBOX_PATH)

"""What calendars answer: the iTIP REPLY and COUNTER in a mail (RFC 5546), and nothing else of it.

The mail comes from outside and may be anything. Of its calendar part the few properties that
matter are read line by line: building the whole calendar would also build the time zones it
describes, and these may be made to run for days. Comments, subject and text are never looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from typing import NamedTuple
from zoneinfo import ZoneInfo

from viceversa.conversations.models import Attendance
from viceversa.lib.text import address_key

LARGEST_MAIL = 512 * 2**10  # a calendar's answer has some ten thousand bytes
LARGEST_CALENDAR = 64 * 2**10
MOST_PARTS = 50
CALENDARS = ("text/calendar", "application/ics")
ANSWERS = {
    "ACCEPTED": Attendance.Answer.ACCEPTED.value,
    "TENTATIVE": Attendance.Answer.TENTATIVE.value,
    "DECLINED": Attendance.Answer.DECLINED.value,
}
OUR_UID = re.compile(r"[!-~]{1,120}")
HIGHEST_SEQUENCE = 2**31 - 1
MOMENT = re.compile(r"(20\d\d)(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)")


@dataclass(frozen=True)
class Reply:
    """One person's answer to one version of an invitation, and the time she proposes instead."""

    uid: str
    sequence: int
    sender: str
    attendee: str
    answer: str
    stamped_at: datetime
    proposed: datetime | None = None  # without a zone when it names none that is known


class Line(NamedTuple):
    name: str
    params: dict[str, str]
    value: str


def read_reply(raw: bytes) -> Reply | None:
    """The reply in a mail, or None when there is none that makes sense."""
    if len(raw) > LARGEST_MAIL:
        return None
    # Parsers of mail and calendars raise whatever comes to their mind when a stranger wants it.
    try:
        mail = message_from_bytes(raw)
        sender = _sender(mail)
        content = _calendar(mail)
        return _reply(sender, content) if sender and content else None
    except Exception:
        return None


def _sender(mail: Message) -> str:
    """The one address that it is from. With two of them it is from nobody."""
    found = getaddresses([str(each) for each in mail.get_all("From", [])])
    return address_key(found[0][1]) if len(found) == 1 else ""


def _calendar(mail: Message) -> str:
    for number, part in enumerate(mail.walk()):
        if number >= MOST_PARTS:
            break
        if part.get_content_type() in CALENDARS:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and len(content) <= LARGEST_CALENDAR:
                return content.decode("utf-8", errors="replace")
    return ""


def _reply(sender: str, content: str) -> Reply | None:
    lines = list(_lines(content))
    method = next((line.value.upper() for line in lines if line.name == "METHOD"), "")
    event = _only_event(lines)
    attendees = [line for line in event if line.name == "ATTENDEE"]
    if method not in ("REPLY", "COUNTER") or len(attendees) != 1:
        return None
    values = {line.name: line for line in event}
    answer = ANSWERS.get(attendees[0].params.get("PARTSTAT", "").upper(), "")
    counters = method == "COUNTER"
    if not answer and not counters:
        return None
    stamped_at = _moment(values["DTSTAMP"])
    if stamped_at is None or "RECURRENCE-ID" in values:
        return None
    return Reply(
        uid=_uid(values["UID"].value),
        sequence=_number(values["SEQUENCE"].value if "SEQUENCE" in values else "0"),
        sender=sender,
        attendee=address_key(re.sub("(?i)^mailto:", "", attendees[0].value)),
        answer=answer or ANSWERS["TENTATIVE"],
        stamped_at=stamped_at if stamped_at.tzinfo else stamped_at.replace(tzinfo=UTC),
        proposed=_moment(values["DTSTART"]) if counters else None,
    )


def _lines(content: str) -> Iterator[Line]:
    """Every property, without those that cannot be read."""
    from icalendar.parser import Contentlines  # takes a tenth of the time to start

    lines = Contentlines.from_ical(content)  # type: ignore[no-untyped-call]
    for raw in filter(None, lines):
        try:
            name, params, value = raw.parts()
        except ValueError:
            continue
        yield Line(name.upper(), {k.upper(): str(v) for k, v in params.items()}, str(value))


def _only_event(lines: list[Line]) -> list[Line]:
    """The properties of the event itself, when there is exactly one."""
    inside, events = [""], list[list[Line]]()
    for line in lines:
        if line.name == "BEGIN":
            inside.append(line.value.upper())
            if inside[-1] == "VEVENT":
                events.append([])
        elif line.name == "END":
            if inside.pop() != line.value.upper():
                return []
        elif inside[-1] == "VEVENT":
            events[-1].append(line)
    is_whole = len(events) == 1 and len(inside) == 1
    return events[0] if is_whole else []


def _moment(line: Line) -> datetime | None:
    """A moment in UTC or by the clocks of a known zone; else as written, without a zone."""
    found = MOMENT.fullmatch(line.value)
    if not found:
        return None
    *numbers, utc = found.groups()
    moment = datetime(*(int(number) for number in numbers))  # type: ignore[arg-type]  # noqa: DTZ001
    zone = ZoneInfo("UTC") if utc else _zone(line.params.get("TZID", ""))
    return moment.replace(tzinfo=zone).astimezone(UTC) if zone else moment


def _zone(name: str) -> ZoneInfo | None:
    """By its common name, or by the one that Windows has for it."""
    # Here, since all of it takes a tenth of the time to start.
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    try:
        return ZoneInfo(WINDOWS_TO_OLSON.get(name, name))
    except (KeyError, ValueError, OSError):
        return None


def _number(text: str) -> int:
    number = int(text)
    if not 0 <= number <= HIGHEST_SEQUENCE:
        raise ValueError("no sequence")
    return number


def _uid(text: str) -> str:
    if not OUR_UID.fullmatch(text):
        raise ValueError("no UID of ours")
    return text

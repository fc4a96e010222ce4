"""Calendar files: messages about one meeting to one recipient (iTIP, RFC 5546), and feeds.

The UID of a meeting never changes and its SEQUENCE only rises: that is the caller's part. Times
are in UTC, since Outlook does not understand every way of describing a zone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from icalendar import Calendar, Event, vCalAddress, vText

from viceversa.lib.text import plain_name

Method = Literal["REQUEST", "CANCEL"]
STATUS = {"REQUEST": "CONFIRMED", "CANCEL": "CANCELLED"}


@dataclass(frozen=True)
class Entry:
    """One meeting as a feed shows it."""

    uid: str
    sequence: int
    stamped_at: datetime
    starts_at: datetime
    minutes: int
    title: str
    location: str


def invitation(
    *,
    method: Method,
    uid: str,
    sequence: int,
    stamped_at: datetime,
    starts_at: datetime,
    minutes: int,
    title: str,
    description: str,
    location: str,
    organiser: tuple[str, str],
    attendee: tuple[str, str],
    url: str | None = None,
    wants_answer: bool = True,
) -> bytes:
    """The calendar file that invites, moves (a higher sequence) or cancels.

    It names no one but its recipient and the organiser: a calendar may be open to others.
    """
    entry = Entry(uid, sequence, stamped_at, starts_at, minutes, title, location)
    event = _event(entry, status=STATUS[method], description=description, url=url)
    event["organizer"] = _address(*organiser)
    event["attendee"] = _attendee(*attendee, wants_answer=wants_answer)
    calendar = _calendar(event)
    calendar.add("method", method)
    content: bytes = calendar.to_ical()
    return content


def feed(name: str, entries: Iterable[Entry]) -> bytes:
    """A calendar to subscribe to. It names nobody at all; the same entries give the same bytes."""
    calendar = _calendar(*(_event(entry, status="CONFIRMED") for entry in entries))
    calendar.add("x-wr-calname", name)
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, *, status: str, description: str = "", url: str | None = None) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", _utc(entry.stamped_at))
    event.add("last-modified", _utc(entry.stamped_at))
    event.add("dtstart", _utc(entry.starts_at))
    event.add("dtend", _utc(entry.starts_at) + timedelta(minutes=entry.minutes))
    event.add("status", status)
    words = {"summary": entry.title, "description": description, "location": entry.location}
    for name, text in words.items():
        if text:
            event.add(name, text)
    if url:
        event.add("url", url)
    return event


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A calendar message needs moments with a zone")
    return moment.astimezone(UTC).replace(microsecond=0)


def _address(name: str, address: str) -> vCalAddress:
    who = vCalAddress(f"mailto:{address}")
    # A parameter cannot hold a quotation mark at all.
    who.params["CN"] = vText(plain_name(name).replace('"', "'"))
    return who


def _attendee(name: str, address: str, *, wants_answer: bool) -> vCalAddress:
    who = _address(name, address)
    who.params["CUTYPE"] = vText("INDIVIDUAL")
    who.params["ROLE"] = vText("REQ-PARTICIPANT")
    who.params["PARTSTAT"] = vText("NEEDS-ACTION")
    who.params["RSVP"] = vText("TRUE" if wants_answer else "FALSE")
    return who


def _calendar(*events: Event) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Viceversa//Viceversa//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for event in events:
        calendar.add_component(event)
    return calendar

"""Calendar messages for one meeting and one recipient (iTIP, RFC 5546).

The UID of a meeting never changes and its SEQUENCE only rises: that is the caller's part. Times
are in UTC, since Outlook does not understand every way of describing a zone.
"""

from datetime import UTC, datetime, timedelta
from typing import Literal

from icalendar import Calendar, Event, vCalAddress, vText

from viceversa.lib.text import plain_name

Method = Literal["REQUEST", "CANCEL"]
STATUS = {"REQUEST": "CONFIRMED", "CANCEL": "CANCELLED"}


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
) -> bytes:
    """The calendar file that invites, moves (a higher sequence) or cancels.

    It names no one but its recipient and the organiser: a calendar may be open to others.
    """
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", _utc(stamped_at))
    event.add("last-modified", _utc(stamped_at))
    event.add("dtstart", _utc(starts_at))
    event.add("dtend", _utc(starts_at) + timedelta(minutes=minutes))
    event.add("status", STATUS[method])
    for name, text in (("summary", title), ("description", description), ("location", location)):
        if text:
            event.add(name, text)
    if url:
        event.add("url", url)
    event["organizer"] = _address(*organiser)
    event["attendee"] = _attendee(*attendee)
    content: bytes = _calendar(method, event).to_ical()
    return content


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A calendar message needs moments with a zone")
    return moment.astimezone(UTC).replace(microsecond=0)


def _address(name: str, address: str) -> vCalAddress:
    who = vCalAddress(f"mailto:{address}")
    # A parameter cannot hold a quotation mark at all.
    who.params["CN"] = vText(plain_name(name).replace('"', "'"))
    return who


def _attendee(name: str, address: str) -> vCalAddress:
    who = _address(name, address)
    who.params["CUTYPE"] = vText("INDIVIDUAL")
    who.params["ROLE"] = vText("REQ-PARTICIPANT")
    who.params["PARTSTAT"] = vText("NEEDS-ACTION")
    who.params["RSVP"] = vText("TRUE")
    return who


def _calendar(method: Method, event: Event) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Viceversa//Viceversa//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(event)
    return calendar

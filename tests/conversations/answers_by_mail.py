"""Mails by which calendars answer, in the shapes of the three that most people have.

Written by hand after what each of them sends: `bold` is a program for the desktop that answers in
one text/calendar part with its own names of time zones, `web` answers in an alternative and
attaches the file once more, `phone` sends the file alone and encodes it.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from viceversa.conversations.models import Attendance

STAMPED = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Answer:
    """What is answered, and in whose name."""

    uid: str
    sender: str
    sequence: int = 1
    partstat: str = "ACCEPTED"
    method: str = "REPLY"
    stamped_at: datetime = STAMPED
    starts: str = ":20261203T130000Z"  # what follows DTSTART
    comment: str = "kanariekommentar"

    def but(self, **changed: object) -> "Answer":
        return replace(self, **changed)  # type: ignore[arg-type]


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def bold(answer: Answer) -> bytes:
    zone = "W. Europe Standard Time"
    calendar = f"""BEGIN:VCALENDAR
METHOD:{answer.method}
PRODID:Bold Calendar Server 2019
VERSION:2.0
BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT={answer.partstat};CN="Carol; Prov, Nummer":mailto:{answer.sender}
COMMENT;LANGUAGE=sv-SE:{answer.comment}\\n
UID:{answer.uid}
SUMMARY;LANGUAGE=sv-SE:Nej tack: Träff
DTSTART{answer.starts}
DTEND{answer.starts}
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:{stamp(answer.stamped_at)}
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:{answer.sequence}
LOCATION;LANGUAGE=sv-SE:Lilla kontoret
X-BOLD-APPT-SEQUENCE:{answer.sequence}
X-BOLD-ORIGINALSTART:20261203T130000Z
END:VEVENT
END:VCALENDAR
"""
    return mail(
        f"""From: =?iso-8859-1?Q?Nummer=2C_Carol?= <{answer.sender.upper()}>
To: "Viceversa" <viceversa@localhost>
Subject: =?utf-8?B?TmVqIHRhY2s6IFRyw6RmZg==?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="_000_bold_"
""",
        f"""--_000_bold_
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

{answer.comment} =E5=E4=F6

--_000_bold_
Content-Type: text/calendar; charset="utf-8"; method={answer.method}
Content-Transfer-Encoding: base64

{wrapped(calendar)}
--_000_bold_--
""",
    )


def web(answer: Answer) -> bytes:
    calendar = f"""BEGIN:VCALENDAR
PRODID:-//Web Inc//Web Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:{answer.method}
BEGIN:VEVENT
DTSTART{answer.starts}
DTEND{answer.starts}
DTSTAMP:{stamp(answer.stamped_at)}
ORGANIZER;CN=Viceversa:mailto:viceversa@localhost
UID:{answer.uid}
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer.partstat};CN={answer.sender};X-NUM-GUESTS=0:mailto:{answer.sender}
CREATED:20261120T080000Z
DESCRIPTION:{answer.comment}
LAST-MODIFIED:{stamp(answer.stamped_at)}
LOCATION:Lilla kontoret
SEQUENCE:{answer.sequence}
STATUS:CONFIRMED
SUMMARY:Träff
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""
    return mail(
        f"""From: Carol Nummer <{answer.sender}>
Sender: Web Calendar <calendar-notification@web.example>
To: viceversa@localhost
Subject: Accepted: Meeting
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="0000web"
""",
        f"""--0000web
Content-Type: multipart/alternative; boundary="0001web"

--0001web
Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes

{answer.comment}

--0001web
Content-Type: text/calendar; charset="UTF-8"; method={answer.method}
Content-Transfer-Encoding: 7bit

{folded(calendar)}
--0001web--
--0000web
Content-Type: application/ics; name="invite.ics"
Content-Disposition: attachment; filename="invite.ics"
Content-Transfer-Encoding: base64

{wrapped(calendar)}
--0000web--
""",
    )


def phone(answer: Answer) -> bytes:
    calendar = f"""BEGIN:VCALENDAR
CALSCALE:GREGORIAN
PRODID:-//Phone Inc.//Phone OS 18.1//EN
VERSION:2.0
METHOD:{answer.method}
BEGIN:VEVENT
ATTENDEE;CUTYPE=INDIVIDUAL;EMAIL={answer.sender};PARTSTAT={answer.partstat}:mailto:{answer.sender}
DTEND{answer.starts}
DTSTAMP:{stamp(answer.stamped_at)}
DTSTART{answer.starts}
LAST-MODIFIED:{stamp(answer.stamped_at)}
ORGANIZER;CN=Viceversa;EMAIL=viceversa@localhost:mailto:viceversa@localhost
SEQUENCE:{answer.sequence}
SUMMARY:Träff
UID:{answer.uid}
END:VEVENT
END:VCALENDAR
"""
    return mail(
        f"""From: {answer.sender}
To: viceversa@localhost
Subject: =?utf-8?Q?Tr=C3=A4ff?=
MIME-Version: 1.0 (Phone Mail)
Content-Type: text/calendar; method={answer.method}; charset=utf-8; name=iCal.ics
Content-Transfer-Encoding: base64
""",
        wrapped(calendar),
    )


SHAPES: tuple[Callable[[Answer], bytes], ...] = (bold, web, phone)


def mail(head: str, body: str) -> bytes:
    return f"{head}\n{body}".replace("\n", "\r\n").encode()


def wrapped(calendar: str) -> str:
    return base64.encodebytes(folded(calendar).replace("\n", "\r\n").encode()).decode()


def folded(calendar: str) -> str:
    """Lines of at most 75 characters, as calendars have to be written."""
    lines = []
    for line in calendar.splitlines():
        while len(line) > 74:
            lines.append(line[:74])
            line = f" {line[74:]}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def answers() -> list[str]:
    """What has been heard."""
    return list(Attendance.objects.values_list("answer", flat=True))

"""What is read of the mails by which calendars answer: four facts, and none of anybody's words."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversations.answers_by_mail import SHAPES, STAMPED, Answer, mail, phone, web
from viceversa.conversations.replies import LARGEST_CALENDAR, LARGEST_MAIL, Reply, read_reply

UID = "q23456789abc@mentor.example"
CAROL = "carol@example.com"
GOOD = Answer(UID, CAROL)
THREE = datetime(2026, 12, 4, 14, 0, tzinfo=UTC)
SOON = 20  # seconds of processor time; what a stranger may make endless would take days
Shape = Callable[[Answer], bytes]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("partstat", "answer"),
    [("ACCEPTED", "accepted"), ("TENTATIVE", "tentative"), ("DECLINED", "declined")],
)
def test_yes_perhaps_and_no_are_read(shape: Shape, partstat: str, answer: str) -> None:
    assert read_reply(shape(GOOD.but(partstat=partstat, sequence=7))) == Reply(
        uid=UID,
        sequence=7,
        sender=CAROL,
        attendee=CAROL,
        answer=answer,
        stamped_at=STAMPED,
    )


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("starts", "proposed"),
    [
        (":20261204T140000Z", THREE),
        (";TZID=Europe/Stockholm:20261204T150000", THREE),
        (";TZID=W. Europe Standard Time:20261204T150000", THREE),
        (";TZID=FLE Standard Time:20261204T160000", THREE),
        (";TZID=Europe/Stockholm:20260604T150000", datetime(2026, 6, 4, 13, 0, tzinfo=UTC)),
        (";TZID=Customized Time Zone:20261204T150000", datetime(2026, 12, 4, 15, 0)),  # noqa: DTZ001
        (":20261204T150000", datetime(2026, 12, 4, 15, 0)),  # noqa: DTZ001  # as written
        (";VALUE=DATE:20261204", None),
        (":99991231T235959Z", None),
        (":20261304T150000Z", "nothing"),
    ],
)
def test_another_time_is_read_by_the_zone_it_names(
    shape: Shape, starts: str, proposed: object
) -> None:
    reply = read_reply(shape(GOOD.but(method="COUNTER", partstat="TENTATIVE", starts=starts)))
    assert (reply.proposed if reply else "nothing") == proposed


def test_a_proposal_without_an_answer_is_a_perhaps() -> None:
    reply = read_reply(web(GOOD.but(method="COUNTER", partstat="NEEDS-ACTION")))
    assert reply
    assert reply.answer == "tentative"


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_that_somebody_wrote_is_in_a_reply(shape: Shape) -> None:
    raw = shape(GOOD.but(method="COUNTER"))
    assert "kanarie" not in repr(read_reply(raw))


@pytest.mark.parametrize(
    "changed",
    [
        {"method": "REQUEST"},
        {"method": "CANCEL"},
        {"method": "PUBLISH"},
        {"partstat": "NEEDS-ACTION"},
        {"partstat": "DELEGATED"},
        {"sequence": -1},
        {"sequence": 2**40},
        {"sequence": "one"},
        {"uid": ""},
        {"uid": "x" * 121},
        {"uid": "x\0y"},  # which PostgreSQL cannot even look for
        {"uid": f"{UID}\nRECURRENCE-ID:20261203T130000Z"},
        {"uid": f"{UID}\nATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.com"},
        {"uid": f"{UID}\nEND:VEVENT\nBEGIN:VEVENT\nUID:other"},
    ],
)
@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_no_reply_to_one_invitation_is_nothing(
    shape: Shape, changed: dict[str, object]
) -> None:
    assert read_reply(shape(GOOD.but(**changed))) is None


def test_a_mail_from_two_people_is_from_nobody() -> None:
    raw = web(GOOD).replace(b"From: Carol", b"From: bob@example.com, Carol")
    assert read_reply(raw) is None
    assert read_reply(b"From: bob@example.com\r\n" + web(GOOD)) is None


def test_who_sent_it_and_who_it_is_for_are_told_apart() -> None:
    reply = read_reply(web(GOOD).replace(b"From: Carol Nummer <carol", b"From: Carol Nummer <zed"))
    assert reply
    assert (reply.sender, reply.attendee) == ("zed@example.com", CAROL)


WITHOUT = (
    b"UID",
    b"DTSTAMP",
    b"20261125T093000Z",
    b"ATTENDEE",
    b"METHOD",
    b"BEGIN:VEVENT",
    b"END:VEVENT",
)


@pytest.mark.parametrize("name", WITHOUT)
def test_a_reply_that_lacks_something_is_nothing(name: bytes) -> None:
    raw = web(GOOD)
    head, _, rest = raw.partition(b"BEGIN:VCALENDAR")
    assert read_reply(head + b"BEGIN:VCALENDAR" + rest.replace(name, b"X-GONE")) is None


class TestHostile:
    """A mail comes from outside: it may be anything, and costs nothing."""

    def read(self, raw: bytes) -> None:
        started = time.process_time()
        assert read_reply(raw) is None
        assert time.process_time() - started < SOON

    def test_too_large_a_mail(self) -> None:
        self.read(web(GOOD) + b"x" * LARGEST_MAIL)

    def test_too_large_a_calendar(self) -> None:
        self.read(phone(GOOD.but(uid=f"{UID}\nX-MUCH:{'x' * LARGEST_CALENDAR}")))

    def test_parts_within_parts(self) -> None:
        head = "".join(
            f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(9999)
        )
        self.read(f"From: {CAROL}\r\n{head}".encode())

    def test_very_many_parts(self) -> None:
        head = f'From: {CAROL}\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        self.read(head.encode() + b"--b\r\n\r\nx\r\n" * 20_000 + web(GOOD))

    def test_a_zone_that_never_ends(self) -> None:
        rule = "\nRRULE:FREQ=SECONDLY\nDTSTART:00010101T000000\n"
        zone = f"BEGIN:VTIMEZONE\nTZID:Endless\nBEGIN:STANDARD{rule}END:STANDARD\nEND:VTIMEZONE"
        starts = ";TZID=Endless:20261204T150000"
        raw = web(GOOD.but(method="COUNTER", starts=starts, uid=UID))
        started = time.process_time()
        reply = read_reply(raw.replace(b"BEGIN:VEVENT", f"{zone}\nBEGIN:VEVENT".encode()))
        assert time.process_time() - started < SOON
        assert reply is None or reply.proposed == datetime(2026, 12, 4, 15, 0)  # noqa: DTZ001

    @pytest.mark.parametrize("zone", ["../../../etc/passwd", "/etc/passwd", "Europe", "\0", "å"])
    def test_a_zone_that_is_a_file(self, zone: str) -> None:
        raw = web(GOOD.but(method="COUNTER", starts=f";TZID={zone}:20261204T150000"))
        reply = read_reply(raw)
        assert reply is None or (reply.proposed and reply.proposed.tzinfo is None)

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"/etc/passwd",
            b"BEGIN:VCALENDAR",
            b"END:VEVENT\r\n" * 10_000,
            b"BEGIN:VEVENT\r\n" * 5_000,
            b'A;B="' + b'";C="' * 10_000,
            b"A" * 60_000,
            b":" * 60_000,
            b";" * 60_000,
            b"\xff\xfe\x00",
            b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
        ],
    )
    def test_a_calendar_that_is_none(self, content: bytes) -> None:
        head = f"From: {CAROL}\nContent-Type: text/calendar; method=REPLY\n"
        self.read(mail(head, "") + content)

    @given(st.binary(max_size=400))
    def test_any_bytes(self, raw: bytes) -> None:
        assert read_reply(raw) is None

    @given(st.integers(0, 2000), st.integers(0, 40), st.binary(max_size=40))
    def test_any_damage_to_a_good_one(self, at: int, length: int, instead: bytes) -> None:
        for shape in SHAPES:
            raw = shape(GOOD)
            reply = read_reply(raw[:at] + instead + raw[at + length :])
            assert reply is None or reply.answer in ("accepted", "tentative", "declined")

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail
from django.core.mail import BadHeaderError
from hypothesis import given
from hypothesis import strategies as st

from viceversa.lib.mail import Mailbox, Message, build_message
from viceversa.lib.text import plain_name

FACTS: dict[str, Any] = {
    "to": Mailbox("Åsa Öst", "asa@example.org"),
    "sender": Mailbox("Mentor, the programme", "mentor@mentor.example"),
    "subject": "Möt din adept",
    "text": "Hej Åsa\n",
    "html": "<p>Hej Åsa</p>",
    "message_id": "<q23456789abc.1@mentor.example>",
}
CALENDAR = b"BEGIN:VCALENDAR\r\nSUMMARY:M\xc3\xb6te\r\nEND:VCALENDAR\r\n"


def parsed(message: Message) -> EmailMessage:
    found = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def build(**changes: Any) -> EmailMessage:
    return parsed(build_message(**{**FACTS, **changes}))


def test_a_letter_is_text_and_html():
    letter = build(reply_to=Mailbox("", "help@mentor.example"))
    assert letter.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert letter.get_body(("plain",)).get_content() == "Hej Åsa\n"
    assert (str(letter["To"]), str(letter["Subject"])) == (
        "Åsa Öst <asa@example.org>",
        "Möt din adept",
    )
    assert str(letter["From"]) == '"Mentor, the programme" <mentor@mentor.example>'
    assert letter["Reply-To"] == "help@mentor.example"
    assert letter["Message-ID"] == "<q23456789abc.1@mentor.example>"
    assert letter["Auto-Submitted"] == "auto-generated"


def test_the_message_id_is_the_same_each_time():
    message = build_message(**FACTS)
    assert parsed(message)["Message-ID"] == parsed(message)["Message-ID"] == FACTS["message_id"]


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_calendar_file_is_the_third_part_with_its_method(method):
    *others, part = build(calendar=(CALENDAR, method)).iter_parts()
    assert [other.get_content_type() for other in others] == ["text/plain", "text/html"]
    assert part.get_content_type() == "text/calendar"
    assert dict(part["Content-Type"].params) == {"charset": "utf-8", "method": method}
    assert part.get_payload(decode=True) == CALENDAR
    assert part.get_content_disposition() is None


def test_a_letter_can_be_sent(mailoutbox):
    assert build_message(**FACTS, calendar=(CALENDAR, "REQUEST")).send() == 1
    assert [message.subject for message in mailoutbox] == ["Möt din adept"]
    assert mail.outbox[0].recipients() == ["Åsa Öst <asa@example.org>"]


@pytest.mark.parametrize("field", ["message_id", "headers"])
def test_a_newline_in_a_header_is_refused(field):
    value = "<x@y>\nBcc: all@example.org"
    with pytest.raises(BadHeaderError):
        build(**{field: {"X-Thing": value} if field == "headers" else value})


@pytest.mark.parametrize("address", ["a@x.example\nBcc: b@x.example", "a@x.example, b@x.example"])
def test_an_address_is_one_address(address):
    with pytest.raises(ValueError):  # the library's own words
        build(to=Mailbox("A", address))


@given(st.text(), st.text())
def test_names_and_subjects_cannot_become_headers(name, subject):
    letter = build(to=Mailbox(name, "a@example.org"), subject=subject)
    (to,) = letter["To"].addresses
    assert to.addr_spec == "a@example.org"
    # Where a header is folded at its very beginning, the parser leaves a space.
    assert letter["Subject"].strip() == plain_name(subject)
    assert sorted(letter.keys()) == sorted(build().keys())


@pytest.mark.parametrize("name", ["Anna " * 60 + "Berg", "Åsa, " * 60 + "Öst"])
def test_long_names_arrive(name):
    (to,) = build(to=Mailbox(name, "a@example.org"))["To"].addresses
    # A comma at a fold gets a second space from the parser.
    assert plain_name(to.display_name) == name


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]).filter(lambda c: c not in "=?")))
def test_names_arrive_as_they_are(name):
    (to,) = build(to=Mailbox(name, "a@example.org"))["To"].addresses
    assert to.display_name == plain_name(name)

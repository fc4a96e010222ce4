from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from viceversa.lib.ics import invitation

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FACTS = {
    "method": "REQUEST",
    "uid": "q23456789abc@mentor.example",
    "sequence": 0,
    "stamped_at": datetime(2026, 11, 20, 8, 0, 7, 123, tzinfo=UTC),
    "starts_at": datetime(2026, 12, 3, 14, 0, tzinfo=STOCKHOLM),
    "minutes": 45,
    "title": "First meeting",
    "description": "The agenda is on your page.",
    "location": "By video",
    "organiser": ("Mentor, the programme", "mentor@mentor.example"),
    "attendee": ("Alice “Al” \"A\" Öst;berg: 'x'", "alice@example.org"),
    "url": "https://mentor.example/meetings/q23456789abc/",
}


def event_of(**changes):
    calendar = Calendar.from_ical(invitation(**{**FACTS, **changes}))
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_an_invitation_says_what_outlook_and_google_need():
    calendar, event = event_of()
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert [part.name for part in calendar.subcomponents] == ["VEVENT"]
    assert {name: event.decoded(name) for name in ("dtstart", "dtend", "dtstamp")} == {
        "dtstart": datetime(2026, 12, 3, 13, 0, tzinfo=UTC),
        "dtend": datetime(2026, 12, 3, 13, 45, tzinfo=UTC),
        "dtstamp": datetime(2026, 11, 20, 8, 0, 7, tzinfo=UTC),
    }
    assert (event["STATUS"], event["SEQUENCE"], event["UID"]) == ("CONFIRMED", 0, FACTS["uid"])
    assert event["ATTENDEE"] == "mailto:alice@example.org"
    assert dict(event["ATTENDEE"].params) == {
        "CN": "Alice “Al” 'A' Öst;berg: 'x'",
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }
    assert event["ORGANIZER"] == "mailto:mentor@mentor.example"
    assert event["ORGANIZER"].params["CN"] == "Mentor, the programme"


def test_times_are_written_in_utc():
    assert b"\r\nDTSTART:20261203T130000Z\r\n" in invitation(**FACTS)


def test_a_cancellation_is_one_in_method_and_status():
    calendar, event = event_of(method="CANCEL", sequence=4)
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 4)


def test_the_same_facts_give_the_same_bytes():
    assert invitation(**FACTS) == invitation(**FACTS)


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="moments with a zone"):
        invitation(**{**FACTS, "starts_at": datetime(2026, 12, 3, 14, 0)})  # noqa: DTZ001


moves = st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=6)


@given(moves, st.booleans())
def test_a_meeting_keeps_its_uid_and_raises_its_sequence(minutes, cancelled):
    start = FACTS["starts_at"].astimezone(UTC)
    versions = [
        event_of(sequence=number, starts_at=start + timedelta(minutes=moved))[1]
        for number, moved in enumerate(minutes)
    ]
    if cancelled:
        versions.append(event_of(method="CANCEL", sequence=len(minutes))[1])
    assert [int(event["SEQUENCE"]) for event in versions] == list(range(len(versions)))
    assert {str(event["UID"]) for event in versions} == {FACTS["uid"]}
    shown = [event.decoded("dtstart") for event in versions[: len(minutes)]]
    assert shown == [start + timedelta(minutes=moved) for moved in minutes]


lines = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)


@given(st.lists(lines, min_size=1, max_size=3).map("\n".join), st.text())
def test_any_words_survive_and_none_become_properties(words, name):
    data = invitation(
        **{**FACTS, "description": words, "title": words, "attendee": (name, "a@example.org")}
    )
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert (event["DESCRIPTION"], event["SUMMARY"]) == (words, words)
    assert len(event.errors) == 0
    assert event["ATTENDEE"] == "mailto:a@example.org"
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")

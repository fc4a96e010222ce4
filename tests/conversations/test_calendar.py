"""Calendars: one UID per meeting, a sequence that only rises, and the last mail tells the truth."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from icalendar import Calendar, Event

from tests.cast import Cast, make_cast
from tests.conversations.world import agree, booked, client_of, in_days, make_pair
from viceversa.conversations.actions import (
    Plan,
    book,
    cancel,
    choose_time,
    move,
    offer_times,
)
from viceversa.conversations.models import Meeting
from viceversa.jobs import run_waiting
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import Person

DAYS = st.integers(1, 30)
MINUTES = st.sampled_from((45, 60, 90, 120))


def events_for(person: Person) -> Iterator[tuple[str, Event]]:
    """Every calendar event that the person has been sent, with its method, in turn."""
    for letter in Letter.objects.filter(recipient=person).exclude(calendar=""):
        calendar = Calendar.from_ical(letter.calendar)
        assert str(calendar["method"]) == letter.calendar_method
        (event,) = calendar.walk("VEVENT")
        yield letter.calendar_method, event


class CalendarMachine(RuleBasedStateMachine):
    """Two people book, move, cancel and book again in any order, sending some things twice."""

    cast: Cast
    pair: Pair

    @initialize()
    def begin(self) -> None:
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.cast = make_cast()
        self.pair = make_pair(self.cast)
        agree(self.cast, self.pair)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def open(self) -> Meeting | None:
        return Meeting.objects.filter(pair=self.pair, state__in=("proposed", "booked")).first()

    def is_booked(self) -> bool:
        meeting = self.open()
        return meeting is not None and meeting.state == "booked"

    def who(self, mentor: bool) -> Person:
        return self.cast.bob if mentor else self.cast.carol

    @precondition(lambda self: not self.is_booked())
    @rule(days=DAYS, minutes=MINUTES, mentor=st.booleans(), twice=st.booleans())
    def book(self, days: int, minutes: int, mentor: bool, twice: bool) -> None:
        for _ in range(1 + twice):
            book(self.pair, Plan(minutes=minutes), in_days(days), by=self.who(mentor))

    @precondition(lambda self: not self.is_booked())
    @rule(days=st.lists(DAYS, min_size=1, max_size=5, unique=True), mentor=st.booleans())
    def offer(self, days: list[int], mentor: bool) -> None:
        offer_times(self.pair, Plan(), [in_days(d) for d in days], by=self.who(mentor))

    @precondition(lambda self: not self.is_booked() and self.open())
    @rule(which=st.integers(0, 4), mentor=st.booleans(), twice=st.booleans())
    def choose(self, which: int, mentor: bool, twice: bool) -> None:
        meeting = self.open()
        options = list(meeting.options.all()) if meeting else []
        for _ in range(1 + twice):
            choose_time(options[which % len(options)], by=self.who(mentor))

    @precondition(lambda self: self.is_booked())
    @rule(days=DAYS, minutes=MINUTES, place=st.sampled_from(("", "here")), twice=st.booleans())
    def move(self, days: int, minutes: int, place: str, twice: bool) -> None:
        meeting = Meeting.objects.get(pair=self.pair, state="booked")
        plan = Plan(minutes=minutes, place=place)
        for _ in range(1 + twice):
            move(meeting, plan, in_days(days), by=self.cast.bob, seen=meeting.sequence)

    @precondition(lambda self: self.is_booked())
    @rule(days=st.lists(DAYS, max_size=3, unique=True), mentor=st.booleans(), twice=st.booleans())
    def cancel(self, days: list[int], mentor: bool, twice: bool) -> None:
        meeting = Meeting.objects.get(pair=self.pair, state="booked")
        times = [in_days(d) for d in days]
        for _ in range(1 + twice):
            cancel(meeting, by=self.who(mentor), seen=meeting.sequence, new_times=times)

    @invariant()
    def sequences_only_rise_and_the_last_mail_tells_the_truth(self) -> None:
        for person in (self.cast.bob, self.cast.carol):
            sent: dict[str, list[tuple[str, Event]]] = {}
            ordered = sorted(events_for(person), key=lambda each: int(each[1]["sequence"]))
            for method, event in ordered:
                sent.setdefault(str(event["uid"]), []).append((method, event))
            for mails in sent.values():
                numbers = [int(event["sequence"]) for _, event in mails]
                assert len(set(numbers)) == len(numbers)
                assert all(method == "REQUEST" for method, _ in mails[:-1])
            told = {uid: last_state(mails[-1]) for uid, mails in sent.items()}
            assert told == expected(self.pair)


def last_state(mail_: tuple[str, Event]) -> tuple[str, object, int]:
    method, event = mail_
    length = event.decoded("dtend") - event.decoded("dtstart")
    return method, event.decoded("dtstart"), int(length.total_seconds() // 60)


def expected(pair: Pair) -> dict[str, tuple[str, object, int]]:
    """What the two calendars must show, from the database."""
    return {
        meeting.uid: (
            "CANCEL" if meeting.state == "cancelled" else "REQUEST",
            meeting.starts_at,
            meeting.minutes,
        )
        for meeting in Meeting.objects.filter(pair=pair, starts_at__isnull=False)
    }


@pytest.mark.django_db
def test_whatever_the_two_do_in_any_order_calendars_follow() -> None:
    run_state_machine_as_test(
        CalendarMachine,
        settings=settings(max_examples=15, stateful_step_count=10, deadline=None),
    )


def test_an_invitation_is_neutral_and_names_nobody_else(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair, plan=Plan(place="Lilla kontoret"))
    ((method, event),) = events_for(cast.bob)
    text = event.to_ical().decode().replace("\r\n ", "")
    assert method == "REQUEST"
    assert (str(event["summary"]), str(event["location"])) == ("Meeting", "Lilla kontoret")
    assert str(event["attendee"]) == f"mailto:{cast.bob.email}"
    assert str(event["uid"]) == meeting.uid
    assert "Carol" not in text
    assert cast.carol.email not in text
    assert "mentor" not in text.casefold()


def test_the_calendar_speaks_the_language_of_its_owner(cast: Cast, pair: Pair) -> None:
    Person.objects.filter(pk=cast.bob.pk).update(language="sv")
    booked(cast, pair)
    titles = [str(event["summary"]) for p in (cast.bob, cast.carol) for _, event in events_for(p)]
    assert titles == ["Träff", "Meeting"]


def test_the_calendar_goes_by_mail_as_itip_asks(cast: Cast, pair: Pair) -> None:
    booked(cast, pair)
    run_waiting()
    for message in mail.outbox:
        (part,) = [p for p in message.message().walk() if p.get_content_type() == "text/calendar"]
        assert part.get_param("method") == "REQUEST"
        event = Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")[0]
        assert str(event["organizer"]).removeprefix("mailto:") in message.from_email
        assert str(event["attendee"]).removeprefix("mailto:") in message.to[0]


def test_the_file_on_the_page_is_the_one_in_the_mail(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair)
    url = reverse("meeting_calendar", args=[pair.pk, meeting.number])
    event = Calendar.from_ical(client_of(cast.carol).get(url).content).walk("VEVENT")[0]
    ((_, sent),) = events_for(cast.carol)
    for name in ("uid", "sequence", "dtstart", "dtend", "summary", "attendee"):
        assert event[name].to_ical() == sent[name].to_ical()


@pytest.mark.parametrize("way", ["video", "walk"])
def test_without_a_place_the_calendar_says_how(cast: Cast, pair: Pair, way: str) -> None:
    booked(cast, pair, plan=Plan(way=way))
    ((_, event),) = events_for(cast.bob)
    assert str(event["location"]) == {"video": "by video", "walk": "on a walk"}[way]

"""Whatever the two and their calendars do, and whatever the post does to their mails: in the end
both calendars show what the database says.

Each history is random and can be repeated by its number. It lies round a night in which clocks are
changed, in some zone of the world.
"""

from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from icalendar import Calendar

from tests.cast import Cast, make_cast
from tests.conversations.answers_by_mail import SHAPES, Answer, stamp
from tests.conversations.calendar_client import BadPost, CalendarClient, Message, Shown
from tests.conversations.world import agree, make_pair
from viceversa.conversations.actions import (
    Plan,
    StateError,
    book,
    cancel,
    choose_time,
    keep_time,
    move,
    offer_times,
    receive,
    say_held,
    say_missed,
    suggest_times,
)
from viceversa.conversations.calendars import feed_for
from viceversa.conversations.models import Attendance, Meeting
from viceversa.conversations.queries import meetings_in_calendar
from viceversa.notices.models import Letter
from viceversa.notices.rendering import Words
from viceversa.pairing.models import Pair
from viceversa.people.models import Person

FEW, MANY = 40, 2000
DAY, HOUR, QUARTER = timedelta(days=1), timedelta(hours=1), timedelta(minutes=15)
NIGHTS = (datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC))
ZONES = (
    "Europe/Stockholm",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)
State = Meeting.State
Known = tuple[int, datetime, str]


class History:
    """One pair, two calendars, a bad post between, and some days of to and fro."""

    def __init__(self, cast: Cast, pair: Pair, number: int) -> None:
        self.rng = Random(number)
        self.cast, self.pair = cast, pair
        self.night = self.rng.choice(NIGHTS)
        self.zone = ZoneInfo(self.rng.choice(ZONES))
        self.post = BadPost(self.rng)
        self.clients = {
            cast.bob.pk: CalendarClient(is_forgetful=False),
            cast.carol.pk: CalendarClient(is_forgetful=True),
        }
        self.sent: list[Letter] = []
        self.heard: dict[tuple[str, str], Known] = {}
        self.done = Counter[str]()

    def run(self) -> None:
        deeds = (
            self.offer, self.book, self.choose, self.move, self.move, self.cancel, self.suggest,
            self.keep, self.hold, self.wait, self.wait,
        )  # fmt: skip
        with time_machine.travel(self.night - self.rng.randint(1, 5) * DAY, tick=False) as clock:
            self.clock = clock
            for _ in range(self.rng.randint(4, 10)):
                deed = self.rng.choice(deeds)
                with suppress(StateError):
                    deed()
                    self.done[deed.__name__] += 1
                self.collect()
                self.post.bring_some()
                clock.shift(self.rng.randint(0, 5) * HOUR + timedelta(seconds=7))
            self.post.bring_the_rest()
            self.collect()

    # --- what the two do

    def offer(self) -> None:
        offer_times(self.pair, self.plan(), [self.moment() for _ in "abc"], by=self.somebody())

    def book(self) -> None:
        book(self.pair, self.plan(), self.moment(), by=self.somebody())

    def choose(self) -> None:
        options = list(self.open().options.all())
        if options:
            for _ in range(self.rng.randint(1, 2)):
                choose_time(self.rng.choice(options), by=self.somebody())

    def move(self) -> None:
        meeting = self.open()
        plan, moment = self.plan(), self.moment()
        for _ in range(self.rng.randint(1, 2)):
            move(meeting, plan, moment, by=self.somebody(), seen=meeting.sequence)

    def cancel(self) -> None:
        meeting = self.open()
        times = [self.moment() for _ in range(self.rng.randint(0, 3))]
        cancel(meeting, by=self.somebody(), seen=meeting.sequence, new_times=times)

    def suggest(self) -> None:
        meeting = self.open()
        suggest_times(meeting, [self.moment()], by=self.somebody(), seen=meeting.sequence)

    def keep(self) -> None:
        meeting, by = self.open(), self.somebody()
        seen = meeting.sequence - (self.rng.random() < 0.1)  # a page that is out of date
        stand = meeting.options.filter(sequence=meeting.sequence, starts_at__gt=timezone.now())
        had = stand.exists()
        keep_time(meeting, by=by, seen=seen)
        if had:
            self.remember(meeting, by, (seen, timezone.now(), "accepted"))

    def hold(self) -> None:
        meeting = self.open()
        if meeting.state == State.BOOKED and meeting.starts_at:
            self.clock.move_to(max(timezone.now(), meeting.starts_at + 2 * HOUR))
            self.rng.choice((say_held, say_missed))(meeting, by=self.somebody())

    def wait(self) -> None:
        self.clock.shift(self.rng.randint(1, 20) * HOUR)

    # --- what the post brings

    def collect(self) -> None:
        """Puts the letters that are new into the post."""
        new = Letter.objects.exclude(calendar="").exclude(pk__in=[each.pk for each in self.sent])
        for letter in new.order_by("created_at", "version"):
            self.sent.append(letter)
            self.post.send(lambda letter=letter: self.deliver(letter))

    def deliver(self, letter: Letter) -> None:
        message = self.clients[letter.recipient_id].receive(letter.calendar)
        if message and message.method == "REQUEST":
            for ago in self.rng.choice(((), (0,), (60, 0))):  # some think better of it
                self.answer(letter.recipient, message, ago=timedelta(seconds=ago))

    def answer(self, person: Person, message: Message, *, ago: timedelta) -> None:
        """A calendar answers by mail, or proposes another time."""
        counters = self.rng.random() < 0.4
        moment = self.moment() if counters else message.starts_at
        said = self.rng.choice(("ACCEPTED", "TENTATIVE", "DECLINED"))
        answer = Answer(
            uid=message.uid,
            sender=person.email,
            sequence=message.sequence,
            partstat=said,
            method="COUNTER" if counters else "REPLY",
            stamped_at=timezone.now().replace(microsecond=0) - ago,
            starts=self.written(moment),
        )
        raw = self.rng.choice(SHAPES)(answer)
        self.post.send(lambda: self.hear(raw, person, answer))

    def written(self, moment: datetime) -> str:
        if self.rng.random() < 0.5:
            return f":{stamp(moment)}"
        return f";TZID={self.zone.key}:{moment.astimezone(self.zone):%Y%m%dT%H%M%S}"

    def hear(self, raw: bytes, person: Person, answer: Answer) -> None:
        meeting = Meeting.objects.get(uid=answer.uid)
        if meeting.state == State.BOOKED and answer.sequence <= meeting.sequence:
            said = (answer.sequence, answer.stamped_at, answer.partstat.lower())
            self.remember(meeting, person, said)
        receive(raw)

    def remember(self, meeting: Meeting, person: Person, said: Known) -> None:
        """What a reader of RFC 5546 would keep: the later version, then the later word."""
        before = self.heard.get((meeting.pk, person.pk))
        if before is None or said[:2] > before[:2]:
            self.heard[meeting.pk, person.pk] = said

    # --- what must be true

    def check(self) -> None:
        self.check_sequences()
        self.check_answers()
        expected = self.in_database(State.BOOKED, State.HELD, State.MISSED)
        if not self.post.lost:
            assert self.clients[self.cast.bob.pk].shows == expected
        for person in (self.cast.bob, self.cast.carol):
            client = self.clients[person.pk]
            for letter in self.latest(person):
                client.receive(letter.calendar)
            assert client.shows == expected
            assert in_feed(person) == self.in_database(State.BOOKED, State.HELD)

    def check_sequences(self) -> None:
        """One UID a meeting, and a number that rises with each letter to a person."""
        for person in (self.cast.bob, self.cast.carol):
            for meeting in Meeting.objects.filter(pair=self.pair):
                versions = [letter.version for letter in self.letters(person, meeting)]
                assert versions == sorted(set(versions))
                assert versions[-1:] == ([meeting.sequence] if meeting.starts_at else [])

    def check_answers(self) -> None:
        kept = {
            (each.meeting_id, each.person_id): (each.sequence, each.answered_at, each.answer)
            for each in Attendance.objects.filter(meeting__pair=self.pair)
        }
        assert kept == self.heard

    def latest(self, person: Person) -> list[Letter]:
        meetings = Meeting.objects.filter(pair=self.pair)
        return [letters[-1] for m in meetings if (letters := self.letters(person, m))]

    def letters(self, person: Person, meeting: Meeting) -> list[Letter]:
        event = f"meeting:{meeting.pk}:calendar"
        return [e for e in self.sent if e.event == event and e.recipient_id == person.pk]

    def in_database(self, *states: Meeting.State) -> Shown:
        meetings = Meeting.objects.filter(pair=self.pair, state__in=states)
        return {m.uid: (m.starts_at, m.minutes) for m in meetings if m.starts_at}

    # --- chance

    def open(self) -> Meeting:
        meeting = Meeting.objects.filter(pair=self.pair, state__in=("proposed", "booked")).first()
        if meeting is None:
            raise StateError
        meeting.pair = self.pair
        return meeting

    def moment(self) -> datetime:
        """A time about the night in which the clocks are changed."""
        near = self.night + self.rng.randint(-12, 12) * QUARTER
        return near + self.rng.choice((-1, 0, 0, 1, 2, 7)) * DAY

    def plan(self) -> Plan:
        return Plan(minutes=self.rng.choice((60, 90)), place=self.rng.choice(("", "here")))

    def somebody(self) -> Person:
        return self.rng.choice((self.cast.bob, self.cast.carol))


def in_feed(person: Person) -> Shown:
    feed = feed_for(person, meetings_in_calendar(person), gatherings=())
    events = Calendar.from_ical(feed).walk("VEVENT")
    return {
        str(event["uid"]): (
            event.decoded("dtstart"),
            int((event.decoded("dtend") - event.decoded("dtstart")).total_seconds() // 60),
        )
        for event in events
    }


def converge(numbers: range, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Runs these histories, each undone after it; what was done in them, by how often."""
    words = Words(
        subject="s", text="t", body="b", html="h", actions=0
    )  # what letters say is not the matter
    monkeypatch.setattr("viceversa.notices.actions.render", lambda *_, **__: words)
    cast = make_cast()
    pair = make_pair(cast)
    agree(cast, pair)
    done = Counter[str]()
    for number in numbers:
        with transaction.atomic():
            history = History(cast, pair, number)
            Person.objects.filter(pk=cast.carol.pk).update(time_zone=history.zone.key)
            history.run()
            history.check()
            done += history.done + Counter(lost=history.post.lost, histories=1)
            transaction.set_rollback(True)
    return done


EVERYTHING = {
    "offer", "book", "choose", "move", "cancel", "suggest", "keep", "hold", "wait", "lost",
    "histories",
}  # fmt: skip


@pytest.mark.django_db
def test_calendars_end_up_with_what_the_database_says(monkeypatch: pytest.MonkeyPatch) -> None:
    done = converge(range(FEW), monkeypatch)
    assert done["histories"] == FEW
    assert {name for name, count in done.items() if count} == EVERYTHING


@pytest.mark.slow
@pytest.mark.django_db
def test_two_thousand_histories_end_up_with_what_the_database_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: Any = converge(range(FEW, FEW + MANY), monkeypatch)
    assert done["histories"] == MANY
    assert {name for name, count in done.items() if count > MANY / 20} == EVERYTHING

"""Delivery over real SMTP: what is due leaves at least once, under one Message-ID."""

import datetime
import email
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core import mail

from tests.factories import make_person
from tests.notices.conftest import HEAD
from tests.processes import free_port
from viceversa import jobs
from viceversa.jobs import schedules
from viceversa.notices import delivery
from viceversa.notices.actions import post
from viceversa.notices.jobs import KEEP_WORDS, forget_words, letters_leave
from viceversa.notices.models import Letter
from viceversa.people.models import Person

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


class Postbox:
    """A mail server that keeps what it takes. `drops`: hangs up after DATA; `refuses`: says no."""

    def __init__(self) -> None:
        self.taken: list[email.message.Message] = []
        self.drops = 0
        self.refuses: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802  # the name that aiosmtpd asks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  # the name that aiosmtpd asks for
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.taken.append(email.message_from_bytes(envelope.content or b""))
        if self.drops:
            self.drops -= 1
            assert server.transport
            server.transport.close()
        return "250 OK"

    def ids(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.taken]


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def postbox(settings: Any, letters: Path, clock: Any) -> Iterator[Postbox]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "", ""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    yield box
    controller.stop()


def post_to(address: str, event: str = "e", letter: str = "room/test") -> Letter:
    known = Person.objects.filter(email=address).first()
    to = known or make_person("Carol", email=address)
    posted = post(letter, to=to, event=event, context={"name": "Bob"}, head=HEAD)
    assert posted
    return posted


def test_a_letter_arrives_with_its_three_headers(postbox: Postbox) -> None:
    letter = post_to("carol@example.com")
    jobs.run_waiting()
    (message,) = postbox.taken
    assert message["Message-ID"] == letter.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"


def test_many_letters_go_over_one_connection(postbox: Postbox, monkeypatch: Any) -> None:
    for number in range(5):
        post_to(f"c{number}@example.com")
    opened = []
    monkeypatch.setattr(
        delivery, "get_connection", lambda: opened.append(1) or mail.get_connection()
    )
    jobs.run_waiting()
    assert (len(postbox.taken), len(opened)) == (5, 1)


def test_a_server_that_is_down_is_waited_for(postbox: Postbox, settings: Any, clock: Any) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    first, second = post_to("carol@example.com"), post_to("dora@example.com")
    jobs.run_waiting()
    for letter in (first, second):
        letter.refresh_from_db()
        assert (letter.sent_at, letter.attempts) == (None, 0)
        assert letter.last_error == "ConnectionRefusedError"
        assert letter.send_after == NOON + MINUTE
    settings.EMAIL_PORT = there
    letters_leave.call()
    assert postbox.taken == []
    clock.shift(MINUTE)
    letters_leave.call()
    assert sorted(postbox.ids()) == sorted([first.message_id, second.message_id])


def test_a_server_that_is_down_moves_only_what_would_have_left(
    postbox: Postbox, settings: Any
) -> None:
    settings.EMAIL_PORT, settings.MAILS_A_MINUTE = free_port(), 2
    for number in range(5):
        post_to(f"c{number}@example.com")
    jobs.run_waiting()
    assert Letter.objects.exclude(last_error="").count() == 2
    assert Letter.objects.filter(send_after=NOON).count() == 3


def test_a_day_without_a_server_gives_nothing_up(
    postbox: Postbox, settings: Any, clock: Any
) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    letter = post_to("carol@example.com")
    for _ in range(24 * 6):
        letters_leave.call()
        clock.shift(10 * MINUTE)
    settings.EMAIL_PORT = there
    letters_leave.call()
    assert postbox.ids() == [letter.message_id]


def test_what_goes_by_the_clock_of_a_meeting_is_taken_back_when_late(
    postbox: Postbox, clock: Any
) -> None:
    news = post_to("carol@example.com", "news")
    post_to("carol@example.com", "old", letter="room/soon")
    clock.shift(delivery.WORTHLESS)
    fresh = post_to("carol@example.com", "fresh", letter="room/soon")
    clock.shift(MINUTE)
    letters_leave.call()
    assert sorted(postbox.ids()) == sorted([news.message_id, fresh.message_id])
    assert not Letter.objects.filter(event="old").exists()


def test_a_letter_dropped_after_data_comes_again_as_the_same(postbox: Postbox, clock: Any) -> None:
    postbox.drops = 1
    letter = post_to("carol@example.com")
    other = post_to("dora@example.com")
    jobs.run_waiting()
    letter.refresh_from_db()
    assert (letter.sent_at, letter.attempts) == (None, 1)
    clock.shift(MINUTE)
    letters_leave.call()
    ids = postbox.ids()
    assert ids.count(letter.message_id) == 2
    assert ids.count(other.message_id) == 1
    assert not Letter.objects.filter(sent_at=None).exists()


def test_a_refused_letter_waits_alone_and_longer_each_time(postbox: Postbox, clock: Any) -> None:
    postbox.refuses["carol@example.com"] = "450 carol@example.com is greylisted"
    refused, other = post_to("carol@example.com"), post_to("dora@example.com")
    jobs.run_waiting()
    assert postbox.ids() == [other.message_id]
    pauses = []
    for _ in range(3):
        refused.refresh_from_db()
        pauses.append(refused.send_after - datetime.datetime.now(datetime.UTC))
        clock.move_to(refused.send_after)
        letters_leave.call()
    assert pauses == [MINUTE, 2 * MINUTE, 4 * MINUTE]
    postbox.refuses.clear()
    refused.refresh_from_db()
    clock.move_to(refused.send_after)
    letters_leave.call()
    assert postbox.ids() == [other.message_id, refused.message_id]


def test_an_error_is_kept_without_its_words(postbox: Postbox) -> None:
    postbox.refuses["carol@example.com"] = "550 carol@example.com unknown, login was secret"
    letter = post_to("carol@example.com")
    jobs.run_waiting()
    letter.refresh_from_db()
    assert letter.last_error == "SMTPRecipientsRefused 550"


def test_a_letter_is_given_up_after_some_days(postbox: Postbox, clock: Any) -> None:
    postbox.refuses["carol@example.com"] = "550 no"
    letter = post_to("carol@example.com")
    jobs.run_waiting()
    for _ in range(delivery.MOST_ATTEMPTS):
        letter.refresh_from_db()
        clock.move_to(letter.send_after)
        letters_leave.call()
    letter.refresh_from_db()
    assert letter.attempts == delivery.MOST_ATTEMPTS
    days = (letter.send_after - NOON).days
    assert 2 <= days <= 5
    assert delivery.refusals_of_late() == {"SMTPRecipientsRefused 550": 1}
    clock.move_to(letter.send_after + datetime.timedelta(days=31))
    assert delivery.refusals_of_late() == {}
    forget_words.call()
    letter.refresh_from_db()
    assert (letter.text, letter.html, letter.attempts) == ("", "", delivery.MOST_ATTEMPTS)


def test_one_broken_letter_does_not_hold_the_others(postbox: Postbox) -> None:
    broken, whole = post_to("carol@example.com"), post_to("dora@example.com")
    Letter.objects.filter(pk=broken.pk).update(message_id="<a@b>\nBcc: all@example.com")
    jobs.run_waiting()
    assert postbox.ids() == [whole.message_id]
    broken.refresh_from_db()
    assert broken.last_error == "BadHeaderError"


@pytest.mark.requirement("004-01")
def test_no_more_leave_in_a_minute_than_may(postbox: Postbox, settings: Any, clock: Any) -> None:
    settings.MAILS_A_MINUTE = 2
    for number in range(5):
        post_to(f"c{number}@example.com")
    counts = []
    for _ in range(3):
        letters_leave.call()
        letters_leave.call()
        counts.append(len(postbox.taken))
        clock.shift(MINUTE)
    assert counts == [2, 4, 5]


def test_a_letter_that_another_has_claimed_is_left(postbox: Postbox) -> None:
    letter = post_to("carol@example.com")
    Letter.objects.update(send_after=NOON + MINUTE)
    delivery.deliver([letter], mail.get_connection())
    assert postbox.taken == []


def test_a_crash_between_claim_and_note_delivers_again(postbox: Postbox, clock: Any) -> None:
    letter = post_to("carol@example.com")
    delivery._claim(letter)
    letters_leave.call()
    assert postbox.taken == []
    clock.shift(delivery.CLAIM)
    letters_leave.call()
    assert postbox.ids() == [letter.message_id]


def test_words_of_old_letters_are_forgotten(postbox: Postbox, clock: Any) -> None:
    old = post_to("carol@example.com")
    jobs.run_waiting()
    clock.shift(KEEP_WORDS)
    young = post_to("dora@example.com")
    jobs.run_waiting()
    waiting = post_to("eva@example.com")
    clock.shift(MINUTE)
    forget_words.call()
    for letter in (old, young, waiting):
        letter.refresh_from_db()
    assert (old.subject, old.text, old.html, old.calendar) == ("", "", "", "")
    assert old.sent_at == NOON
    assert young.text != "" != waiting.text


def test_letters_leave_each_minute_without_anybody_asking() -> None:
    schedules.discover()
    assert schedules.registry["letters leave"].cron == "* * * * *"

"""Reminders: once a week at most, with a way out, and silent when they should be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail

from tests.factories import make_person
from tests.notices.conftest import HEAD
from viceversa import jobs
from viceversa.lib.links import read_link
from viceversa.notices.actions import post, post_all, written
from viceversa.notices.letterhead import Letterhead
from viceversa.notices.models import Letter, RemindersOff
from viceversa.notices.reminders import has_reminders, turn_reminders
from viceversa.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters")]
NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
DAY = timedelta(days=1)
OTHER = Letterhead("another23456", "Round two", ())


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def carol() -> Person:
    return make_person("Carol")


def sent(to: Person, letter: str, event: str = "e1", **fields: Any) -> bool:
    given = {"context": {"name": "Bob"}, "head": HEAD, **fields}
    return post(f"room/{letter}", to=to, event=event, **given) is not None


def mails() -> list[EmailMessage]:
    """What left, as its reader's program parses it."""
    jobs.run_waiting()
    return [
        message_from_bytes(each.message().as_bytes(), policy=policy.default)  # type: ignore[misc]
        for each in mail.outbox
    ]


class TestHowOften:
    def test_a_second_reminder_waits_for_a_week(self, carol: Person, clock: Any) -> None:
        assert sent(carol, "again", "first")
        for day, goes in ((0, False), (1, False), (6, False), (7, True), (8, False)):
            clock.move_to(NOON + day * DAY)
            assert sent(carol, "again", f"day {day}") == goes
        assert Letter.objects.count() == 2

    def test_what_waits_leaves_nothing_behind_and_is_simply_asked_again(
        self, carol: Person, clock: Any
    ) -> None:
        sent(carol, "again", "first")
        assert not sent(carol, "again", "second")
        clock.shift(7 * DAY)
        assert sent(carol, "again", "second")

    def test_a_reminder_that_was_posted_already_is_given_back(self, carol: Person) -> None:
        assert sent(carol, "again")
        assert sent(carol, "again")
        assert Letter.objects.count() == 1

    def test_the_week_is_the_persons_whatever_programme_reminds(self, carol: Person) -> None:
        assert sent(carol, "again", "first")
        assert not sent(carol, "again", "second", head=OTHER)
        assert sent(make_person("Dora"), "again", "second", head=OTHER)

    def test_news_and_a_booked_meeting_neither_wait_nor_count(self, carol: Person) -> None:
        for event in ("one", "two"):
            assert sent(carol, "soon", f"soon {event}")
            assert sent(carol, "test", f"test {event}")
        assert sent(carol, "again", "first")
        assert sent(carol, "soon", "soon three")
        assert sent(carol, "test", "test three")

    def test_a_reminder_for_later_counts_on_its_day(self, carol: Person) -> None:
        assert sent(carol, "again", "later", send_after=NOON + 9 * DAY)
        assert not sent(carol, "again", "near it", send_after=NOON + 3 * DAY)
        assert sent(carol, "again", "now")

    def test_reminders_are_not_posted_in_bulk(self, carol: Person) -> None:
        letter = written("room/again", to=carol, event="e", context={"name": "x"}, head=HEAD)
        with pytest.raises(ValueError, match="one by one"):
            post_all([letter])
        assert not Letter.objects.exists()


class TestSilence:
    silent = replace(HEAD, is_silent=True)

    @pytest.mark.parametrize("letter", ["again", "soon"])
    def test_in_a_break_nobody_is_reminded(self, carol: Person, letter: str) -> None:
        assert not sent(carol, letter, head=self.silent)
        assert sent(carol, letter)

    def test_news_comes_all_the_same(self, carol: Person) -> None:
        assert sent(carol, "test", head=self.silent)


class TestTurnedOff:
    @pytest.mark.parametrize("letter", ["again", "soon"])
    def test_no_reminder_of_that_programme_goes_till_they_are_on(
        self, carol: Person, letter: str
    ) -> None:
        turn_reminders(carol, HEAD.code, on=False)
        assert not has_reminders(carol, HEAD.code)
        assert not sent(carol, letter)
        assert sent(carol, letter, "of another", head=OTHER)
        assert sent(make_person("Dora"), letter)
        turn_reminders(carol, HEAD.code, on=True)
        assert has_reminders(carol, HEAD.code)
        assert sent(carol, "soon")

    def test_news_comes_all_the_same(self, carol: Person) -> None:
        turn_reminders(carol, HEAD.code, on=False)
        assert sent(carol, "test")

    def test_twice_is_as_good_as_once(self, carol: Person) -> None:
        for _ in range(2):
            turn_reminders(carol, HEAD.code, on=False)
        assert RemindersOff.objects.count() == 1
        for _ in range(2):
            turn_reminders(carol, HEAD.code, on=True)
        assert has_reminders(carol, HEAD.code)

    def test_what_waits_is_withdrawn_and_what_has_left_stays_known(self, carol: Person) -> None:
        sent(carol, "soon", "left")
        jobs.run_waiting()
        sent(carol, "again", "waits")
        sent(carol, "test", "news")
        sent(carol, "soon", "of another", head=OTHER)
        turn_reminders(carol, HEAD.code, on=False)
        left = set(Letter.objects.values_list("event", flat=True))
        assert left == {"left", "news", "of another"}


class TestHeaders:
    @pytest.mark.parametrize("letter", ["again", "soon"])
    def test_a_reminder_can_be_ended_by_one_click_in_the_mail_program(
        self, carol: Person, letter: str
    ) -> None:
        sent(carol, letter)
        (message,) = mails()
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        address = str(message["List-Unsubscribe"]).strip()
        assert address.startswith("<http://127.0.0.1:8000/programmes/reminders/")
        token = address.rstrip("/>").rpartition("/")[2]
        claim = read_link(token, purpose="reminders", max_age=DAY)
        assert (claim.person_id, claim.object_id) == (carol.pk, HEAD.code)

    def test_the_same_link_stands_in_the_foot(self, carol: Person) -> None:
        sent(carol, "again")
        (message,) = mails()
        address = str(message["List-Unsubscribe"]).strip(" <>")
        for part in message.walk():
            if not part.is_multipart():
                assert part.get_content().count(address) == 1

    def test_news_offers_no_end(self, carol: Person) -> None:
        sent(carol, "test")
        (message,) = mails()
        assert (message["List-Unsubscribe"], message["List-Unsubscribe-Post"]) == (None, None)

    def test_letters_of_one_thread_answer_the_same_one_for_each_reader(
        self, carol: Person, letters: Path
    ) -> None:
        dora = make_person("Dora")
        for to, event in ((carol, "one"), (carol, "two"), (dora, "one")):
            sent(to, "test", event, thread="pair23456789")
        first, second, other = mails()
        root = f"<pair23456789.{carol.pk}@localhost>"
        for message in (first, second):
            assert (message["In-Reply-To"], message["References"]) == (root, root)
        assert other["References"] == f"<pair23456789.{dora.pk}@localhost>"
        assert first["Message-ID"] != second["Message-ID"]

    def test_a_letter_of_no_thread_answers_none(self, carol: Person) -> None:
        sent(carol, "test")
        (message,) = mails()
        assert (message["In-Reply-To"], message["References"]) == (None, None)

"""Posting: one row per event, recipient and version, in the transaction of its cause."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.factories import make_person
from tests.notices.conftest import HEAD
from viceversa import jobs
from viceversa.lib.links import read_link
from viceversa.notices.actions import Calendar, post
from viceversa.notices.letterhead import Letterhead
from viceversa.notices.models import Letter
from viceversa.people.models import Person

pytestmark = pytest.mark.django_db


def post_test(to: Person, **fields: Any) -> Letter:
    given = {"event": "e1", "context": {"name": "Bob"}, "head": HEAD, **fields}
    letter = post("room/test", to=to, **given)
    assert letter
    return letter


def test_a_posted_letter_leaves(letters: Path) -> None:
    carol = make_person("Carol")
    alice = make_person("Alice", family_name="Berg")
    letter = post_test(carol, head=Letterhead("programme234", "Round one", (alice,)))
    assert jobs.run_waiting() == 1
    letter.refresh_from_db()
    assert letter.sent_at
    (message,) = mail.outbox
    assert message.subject == "Your partner: Bob"
    assert message.to == [f"{carol.full_name} <{carol.email}>"]
    assert message.from_email == "Alice Berg <viceversa@localhost>"
    assert message.reply_to == [f"Alice Berg <{alice.email}>"]
    assert message.extra_headers["Message-ID"] == letter.message_id


def test_the_same_happening_never_writes_twice(letters: Path) -> None:
    carol = make_person("Carol")
    first, again = post_test(carol), post_test(carol)
    assert first == again
    post_test(carol, version=1)
    post_test(make_person("Dora"))
    assert Letter.objects.count() == 3
    assert DBTaskResult.objects.count() == 1


def test_the_outbox_holds_no_link_that_works(letters: Path) -> None:
    carol = make_person("Carol", access_version=7)
    letter = post_test(carol)
    assert "/test/" not in letter.text + letter.html
    jobs.run_waiting()
    body = str(mail.outbox[0].body)
    token = body.split("http://127.0.0.1:8000/test/")[1].split("/")[0]
    claim = read_link(token, purpose="test", max_age=datetime.timedelta(minutes=1))
    assert (claim.person_id, claim.object_id, claim.version) == (carol.pk, "abc123", 7)
    assert f"/test/{token}/" in str(mail.outbox[0].alternatives[0].content)
    letter.refresh_from_db()
    assert token not in letter.text + letter.html


def test_a_calendar_goes_along(letters: Path) -> None:
    post_test(make_person(), calendar=Calendar("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "REQUEST"))
    jobs.run_waiting()
    parts = mail.outbox[0].message().get_payload()
    assert [part.get_content_type() for part in parts] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert parts[2].get_param("method") == "REQUEST"


def test_a_letter_for_later_waits(letters: Path) -> None:
    post_test(make_person(), send_after=timezone.now() + datetime.timedelta(hours=1))
    assert jobs.run_waiting() == 0


def test_a_letter_goes_with_its_cause_or_not_at_all(letters: Path) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        post_test(make_person())
        raise RuntimeError
    assert not Letter.objects.exists()
    assert jobs.run_waiting() == 0


@pytest.mark.django_db(transaction=True)
def test_a_letter_without_a_transaction_is_refused(letters: Path) -> None:
    with pytest.raises(TransactionManagementError):
        post_test(make_person())

"""Whoever says no to an invitation looks like whoever has not answered: to those who lead, to the
contact who invited her, in every page, letter, job and entry of the trail."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.cast import Cast
from tests.enrolment.guests import Guest, written_to
from tests.factories import make_call, make_invitation
from tests.house.leaks import pages
from tests.house.test_leaks import steady
from viceversa.enrolment.jobs import invitations_leave, remind_before_last_day
from viceversa.enrolment.models import Application, Call, Invitation
from viceversa.jobs import run_waiting
from viceversa.people.models import TrailEntry


@pytest.fixture
def call(cast: Cast) -> Call:
    return make_call(cast.programme)


@pytest.fixture
def guests(cast: Cast, call: Call) -> tuple[Guest, Guest]:
    """Two whom Erik has invited for his company."""
    asked = timezone.now() - timedelta(days=10)
    no, silent = (
        make_invitation(
            call, name, partner=cast.partner, invited_by=cast.erik, written_at=asked, source=""
        )
        for name in ("Noa", "Sia")
    )
    return Guest(no), Guest(silent)


def known(cast: Cast, call: Call, *guests: Guest) -> dict[str, list[object]]:
    return {
        "programmes/code": [cast.programme.pk],
        "role": ["mentor"],
        "int": [1],
        "str": [*(guest.invitation.pk for guest in guests)],
    }


def test_no_page_of_anybody_changes(cast: Cast, call: Call, guests: tuple[Guest, Guest]) -> None:
    codes, watchers = known(cast, call, *guests), (cast.alice, cast.erik, cast.dora, cast.fia)
    with time_machine.travel(timezone.now(), tick=False):  # some pages tell the minute
        before = [steady(pages(person, codes)) for person in watchers]
        assert guests[0].say_no().status_code == 200
        assert [steady(pages(person, codes)) for person in watchers] == before
    assert Invitation.objects.get(has_declined=True) == guests[0].invitation


def test_the_pages_that_are_watched_are_the_right_ones(
    cast: Cast, call: Call, guests: tuple[Guest, Guest]
) -> None:
    """Both names stand on both pages, and the one who applies shows."""
    codes = known(cast, call, *guests)
    for person, name in ((cast.alice, "call_invitations"), (cast.erik, "own_invitations")):
        role = ["mentor"] if person is cast.alice else []
        where = reverse(name, args=[cast.programme.pk, *role])
        before = steady(pages(person, codes))
        page = b"".join(before[f"{where} for {person.given_name}"]).decode()
        assert "Noa" in page
        assert "Sia" in page
        Invitation.objects.filter(given_name="Sia").update(applied_at=timezone.now())
        assert steady(pages(person, codes)) != before
        Invitation.objects.update(applied_at=None)


def test_neither_trail_nor_queue_knows_it(call: Call, guests: tuple[Guest, Guest]) -> None:
    invitations_leave.call()
    run_waiting()
    before = TrailEntry.objects.count(), DBTaskResult.objects.count()
    guests[0].say_no()
    assert (TrailEntry.objects.count(), DBTaskResult.objects.count()) == before


def test_she_has_no_reminder_and_no_mark_tells_it(call: Call, guests: tuple[Guest, Guest]) -> None:
    guests[0].say_no()
    written_to()
    remind_before_last_day.call()
    assert DBTaskResult.objects.filter(task_path__endswith="write_to_invited").count() == 2
    silent = guests[1].invitation
    assert written_to() == [f"{silent.full_name} <{silent.email}>"]
    assert Invitation.objects.filter(reminded_at=None).count() == 0


def test_saying_no_needs_a_button_and_no_reason(guests: tuple[Guest, Guest]) -> None:
    guest = guests[0]
    refusal = reverse("personal_invitation_refusal", args=[guest.token])
    assert guest.client.get(refusal).status_code == 405
    text = guest.look().content.decode()
    assert "No thank you" in text
    assert "<textarea" not in text
    thanks = guest.say_no().content.decode()
    assert "Thank you for looking" in thanks
    assert "nobody hears that you said no" in thanks


def test_what_she_had_begun_is_erased(guests: tuple[Guest, Guest]) -> None:
    guests[0].take_up()
    guests[1].take_up()
    guests[0].say_no()
    assert [each.email for each in Application.objects.all()] == [guests[1].invitation.email]


def test_she_may_change_her_mind_by_the_same_link(guests: tuple[Guest, Guest]) -> None:
    guest = guests[0]
    guest.say_no()
    assert "Go to the questions after all" in guest.look().content.decode()
    guest.take_up()
    assert guest.application.email == guest.invitation.email
    assert not Invitation.objects.filter(has_declined=True).exists()


def test_what_was_sent_is_not_lost_by_a_no(guests: tuple[Guest, Guest]) -> None:
    guest = guests[0]
    guest.take_up()
    Application.objects.update(state="sent", sent_at=timezone.now())
    assert "You have applied" in guest.say_no().content.decode()
    assert guest.application.state == "sent"
    assert not Invitation.objects.filter(has_declined=True).exists()


def test_a_no_of_one_touches_no_other(guests: tuple[Guest, Guest]) -> None:
    guests[0].say_no()
    assert "No thank you" in guests[1].look().content.decode()

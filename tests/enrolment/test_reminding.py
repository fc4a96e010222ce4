"""Seven and two days before the last day: who has begun is reminded, who was invited once; and an
end to it by the letter's own link."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.enrolment.guests import Guest, links_in, written_to
from tests.factories import make_application, make_call, make_invitation
from viceversa.enrolment.access import link_of
from viceversa.enrolment.jobs import remind_before_last_day
from viceversa.enrolment.models import Application, Call, Invitation
from viceversa.programmes.actions import add_break

LAST = date(2026, 12, 10)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def morning(days_before: int) -> datetime:
    day = LAST - timedelta(days=days_before)
    return datetime(day.year, day.month, day.day, 9, 25, tzinfo=STOCKHOLM)


@pytest.fixture
def call(cast: Cast) -> Iterator[Call]:
    with time_machine.travel(morning(20), tick=False):
        cast.programme.roles.filter(kind="partner_contact").delete()
        yield make_call(
            cast.programme, opens_on="2026-11-01", closes_on=LAST, answer_on="2026-12-20"
        )


@pytest.fixture
def begun(call: Call) -> Application:
    return make_application(
        call, state="begun", sent_at=None, promised_on=None, email="sam@example.com", steps=["time"]
    )


def reminded(days_before: int) -> list[str]:
    with time_machine.travel(morning(days_before), tick=False):
        remind_before_last_day.call()
        return [address.partition("<")[2].rstrip(">") for address in written_to()]


def over_days(*days: int) -> list[int]:
    """The days on which somebody was written to, of these."""
    return [day for day in days if reminded(day)]


class TestWhoHasBegun:
    def test_is_reminded_seven_and_two_days_before_and_once_each(self, begun: Application) -> None:
        assert over_days(*range(15, -5, -1)) == [7, 2]
        assert reminded(7) == []

    def test_the_letter_leads_back_and_to_an_end(self, begun: Application) -> None:
        assert reminded(7) == ["sam@example.com"]
        message = mail.outbox[0]
        assert message.subject == "Your application is half done"
        first, second = links_in()[:2]
        assert first.startswith("/applications/")
        assert second.startswith("/unfinished/")
        assert Client().get(second).status_code == 200
        ids = [message.message()["Message-ID"]]
        reminded(2)
        assert mail.outbox[0].message()["Message-ID"] not in ids

    @pytest.mark.parametrize(
        "other",
        [
            {"state": "sent", "sent_at": morning(10)},
            {"email": ""},
            {"touched_at": morning(7) - timedelta(hours=3)},
            {"wants_reminders": False},
        ],
    )
    def test_nobody_else_is(self, begun: Application, other: dict[str, object]) -> None:
        Application.objects.update(**other)
        assert reminded(7) == []

    @pytest.mark.parametrize(
        "other", [{"closed_at": morning(9)}, {"closes_on": None}, {"opened_at": None}]
    )
    def test_nor_when_the_call_is_closed_or_has_no_end(
        self, begun: Application, other: dict[str, object]
    ) -> None:
        Call.objects.update(**other)
        assert over_days(7, 2) == []

    def test_a_letter_that_is_late_does_not_go_once_it_is_sent(self, begun: Application) -> None:
        with time_machine.travel(morning(7), tick=False):
            remind_before_last_day.call()
            Application.objects.update(state="sent", sent_at=morning(7))
            assert written_to() == []

    def test_in_a_break_it_waits_and_is_dropped_when_too_little_is_left(
        self, cast: Cast, begun: Application
    ) -> None:
        add_break(
            cast.programme,
            name="x",
            starts_on=LAST - timedelta(days=8),
            ends_on=LAST - timedelta(days=7),
            by=cast.alice,
        )
        assert over_days(8, 7, 6, 5) == [6]
        add_break(
            cast.programme,
            name="y",
            starts_on=LAST - timedelta(days=2),
            ends_on=LAST,
            by=cast.alice,
        )
        assert over_days(4, 3, 2, 1, 0) == []


class TestAnEnd:
    @pytest.fixture
    def page(self, begun: Application) -> str:
        reminded(7)
        return links_in()[1]

    def test_looking_changes_nothing(self, begun: Application, page: str) -> None:
        text = Client().get(page).content.decode()
        assert "Turn reminders off" in text
        assert "Erase what I have begun" in text
        assert reminded(2) == ["sam@example.com"]

    def test_reminders_end_and_the_answers_stay(self, begun: Application, page: str) -> None:
        assert (
            "Reminders are off."
            in Client().post(page, {"end": "reminders"}, follow=True).content.decode()
        )
        assert reminded(2) == []
        begun.refresh_from_db()
        assert begun.email == "sam@example.com"

    def test_all_of_it_is_erased(self, begun: Application, page: str) -> None:
        text = Client().post(page, {"end": "all"}, follow=True).content.decode()
        assert "It is erased" in text
        begun.refresh_from_db()
        assert (begun.email, begun.given_name, begun.steps) == ("", "", [])
        assert reminded(2) == []

    def test_what_was_sent_is_not_erased_by_it(self, begun: Application, page: str) -> None:
        Application.objects.update(state="sent", sent_at=morning(6))
        with time_machine.travel(morning(6), tick=False):
            answer = Client().post(page, {"end": "all"})
        assert answer["Location"].startswith("/applications/")
        begun.refresh_from_db()
        assert begun.email == "sam@example.com"

    def test_the_link_of_the_pages_is_no_link_to_it(self, begun: Application) -> None:
        place = reverse("personal_unfinished", args=[link_of(begun)])
        assert Client().post(place, {"end": "all"}).status_code == 404
        begun.refresh_from_db()
        assert begun.email


class TestWhoWasInvited:
    @pytest.fixture
    def noa(self, call: Call) -> Invitation:
        return make_invitation(call, email="noa@example.com", written_at=morning(19))

    def test_is_reminded_once_a_week_before(self, noa: Invitation) -> None:
        assert over_days(*range(15, -5, -1)) == [7]
        assert reminded(7) == []
        assert Invitation.objects.get().reminded_at == morning(7)

    def test_the_letter_is_the_same_invitation(self, noa: Invitation) -> None:
        reminded(7)
        assert mail.outbox[0].subject == "Your invitation is still open"
        assert links_in()[0].startswith("/invitations/")

    def test_not_who_has_begun_said_no_applied_or_was_just_invited(
        self, call: Call, noa: Invitation
    ) -> None:
        no = make_invitation(call, written_at=morning(19))
        Guest(no).say_no()
        applied = make_invitation(call, written_at=morning(19))
        make_application(call, email=applied.email)
        make_invitation(call, written_at=morning(8))
        Guest(noa).take_up()
        assert reminded(7) == ["noa@example.com"]  # of what she has begun
        assert mail.outbox[0].subject == "Your application is half done"

    def test_whoever_erased_what_she_began_is_left_alone(self, noa: Invitation) -> None:
        Guest(noa).take_up()
        assert reminded(7) == ["noa@example.com"]
        page = links_in()[1]
        Client().post(page, {"end": "all"})
        assert over_days(6, 5, 2, 1) == []

"""Decisions tell themselves on the promised day: all of them or none, and once."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.enrolment.applicants import letters
from tests.factories import give_role, make_application, make_call, make_person
from tests.processes import installation
from viceversa.enrolment.actions.telling import due_tellings
from viceversa.enrolment.jobs import tell_by_the_clock, tell_planned
from viceversa.enrolment.models import Application, Call
from viceversa.enrolment.selection import PlannedTelling
from viceversa.jobs import run_waiting
from viceversa.people.models import TrailEntry

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def call(cast: Cast) -> Call:
    return make_call(cast.programme)


def plan(client: Client, call: Call, name: str = "decisions_plan") -> str:
    place = reverse(name, args=[call.programme_id])
    return client.post(place, follow=True).content.decode()


def at_nine(day: date | None, minutes: int = 0) -> datetime:
    assert day
    return datetime.combine(day, time(9), STOCKHOLM).astimezone(UTC) + timedelta(minutes=minutes)


def look(moment: datetime) -> None:
    """As the worker does every five minutes."""
    with time_machine.travel(moment, tick=False):
        tell_by_the_clock.call()
        run_waiting()


def answers(*applications: Application) -> list[str]:
    for each in applications:
        each.refresh_from_db()
    return [each.answer for each in applications]


def to_alice(cast: Cast) -> list[str]:
    return [m.subject for m in mail.outbox if cast.alice.email in m.to[0]]


class TestByTheClock:
    @pytest.mark.requirement("001-09")
    def test_all_are_told_at_nine_and_not_before(self, alice: Client, call: Call) -> None:
        made = [make_application(call, verdict=v) for v in ("place", "wait", "no")]
        assert "told by themselves" in plan(alice, call)
        look(at_nine(call.answer_on, -1))
        assert answers(*made) == ["", "", ""]
        look(at_nine(call.answer_on))
        assert answers(*made) == ["place", "wait", "no"]
        assert sorted(m.subject for m in letters()) == [
            "The answer to your application",
            "The answer to your application",
            "You have a place",
        ]

    def test_nine_is_by_the_clocks_of_the_programme(
        self, alice: Client, cast: Cast, call: Call
    ) -> None:
        cast.programme.time_zone = "America/New_York"
        cast.programme.save()
        make_application(call, verdict="no")
        plan(alice, call)
        moment = PlannedTelling.objects.get().at.astimezone(ZoneInfo("America/New_York"))
        assert (moment.date(), moment.time()) == (call.answer_on, time(9))

    def test_however_often_it_is_looked_it_is_told_once(self, alice: Client, call: Call) -> None:
        make_application(call, verdict="no")
        plan(alice, call)
        for minutes in (0, 5, 10):
            look(at_nine(call.answer_on, minutes))
        assert len(letters()) == 1
        assert TrailEntry.objects.filter(verb="told the decisions").count() == 1

    def test_a_worker_that_was_away_tells_when_it_is_back(self, alice: Client, call: Call) -> None:
        sam = make_application(call, verdict="no")
        plan(alice, call)
        look(at_nine(call.answer_on, 700))
        assert answers(sam) == ["no"]

    def test_what_is_decided_after_the_plan_is_told_too(self, alice: Client, call: Call) -> None:
        sam = make_application(call)
        plan(alice, call)
        Application.objects.update(verdict="no")
        look(at_nine(call.answer_on))
        assert answers(sam) == ["no"]

    def test_only_those_who_were_promised_by_that_day(
        self, alice: Client, cast: Cast, call: Call
    ) -> None:
        assert call.answer_on
        later = call.answer_on + timedelta(days=7)
        sam = make_application(call, verdict="no")
        ida, eva = (make_application(call, promised_on=later, verdict=v) for v in ("no", ""))
        plan(alice, call)
        look(at_nine(call.answer_on))
        assert answers(sam, ida, eva) == ["no", "", ""]
        assert to_alice(cast) == []


class TestTakenBack:
    def test_nobody_is_told(self, alice: Client, cast: Cast, call: Call) -> None:
        sam = make_application(call, verdict="no")
        plan(alice, call)
        plan(alice, call, "decisions_plan_removal")
        look(at_nine(call.answer_on))
        assert (answers(sam), mail.outbox) == ([""], [])

    def test_telling_by_hand_leaves_nothing_for_the_clock(
        self, alice: Client, cast: Cast, call: Call
    ) -> None:
        make_application(call, verdict="no")
        plan(alice, call)
        alice.post(reverse("programme_decisions", args=[call.programme_id]))
        run_waiting()
        look(at_nine(call.answer_on))
        assert (len(letters()), to_alice(cast)) == (1, [])

    def test_planning_twice_is_once(self, alice: Client, call: Call) -> None:
        make_application(call, verdict="no")
        plan(alice, call)
        plan(alice, call)
        assert PlannedTelling.objects.count() == 1

    def test_a_promise_that_has_passed_cannot_be_planned(self, alice: Client, call: Call) -> None:
        make_application(call, verdict="no", promised_on=timezone.localdate() - timedelta(days=1))
        assert "tell them now" in plan(alice, call)
        assert not PlannedTelling.objects.exists()

    def test_looking_plans_nothing(self, alice: Client, call: Call) -> None:
        make_application(call, verdict="no")
        page = alice.get(reverse("programme_decisions", args=[call.programme_id]))
        assert "Tell them by themselves on" in page.content.decode()
        assert not PlannedTelling.objects.exists()

    def test_others_plan_nothing(self, cast: Cast, call: Call) -> None:
        make_application(call, verdict="no")
        for person in (cast.dora, cast.yrsa, cast.erik):
            client = Client()
            client.force_login(person)
            place = reverse("decisions_plan", args=[call.programme_id])
            assert client.post(place).status_code == 404
        assert not PlannedTelling.objects.exists()


class TestWhatStandsInTheWay:
    @pytest.mark.parametrize("more", [{}, {"verdict": "place", "family_name": ""}])
    def test_nobody_is_told_and_those_who_lead_are_written_to_once(
        self, alice: Client, cast: Cast, call: Call, more: dict[str, Any]
    ) -> None:
        give_role(make_person("Asta"), cast.programme, "coordinator")
        sam, ida = make_application(call, verdict="no"), make_application(call, "Idaqvx", **more)
        plan(alice, call)
        for minutes in (0, 5):
            look(at_nine(call.answer_on, minutes))
        assert answers(sam, ida) == ["", ""]
        subject = "Nobody was told: something is to be mended"
        assert [message.subject for message in mail.outbox] == [subject, subject]
        assert to_alice(cast) == [subject]
        assert all("Idaqvx" not in str(message.message()) for message in mail.outbox)
        assert TrailEntry.objects.filter(verb="could not tell the decisions").count() == 1

    def test_mended_and_planned_again_or_told_by_hand(self, alice: Client, call: Call) -> None:
        sam = make_application(call)
        plan(alice, call)
        look(at_nine(call.answer_on))
        Application.objects.update(verdict="no")
        alice.post(reverse("programme_decisions", args=[call.programme_id]))
        assert answers(sam) == ["no"]

    def test_nobody_left_to_tell_is_nothing_to_write_about(
        self, alice: Client, cast: Cast, call: Call
    ) -> None:
        make_application(call, verdict="no")
        plan(alice, call)
        Application.objects.update(state="withdrawn", verdict="")
        look(at_nine(call.answer_on))
        assert (mail.outbox, PlannedTelling.objects.count()) == ([], 0)

    def test_a_change_at_the_same_moment_is_tried_again(
        self, alice: Client, cast: Cast, call: Call, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sam = make_application(call, verdict="no")
        plan(alice, call)
        with monkeypatch.context() as changing:
            changing.setattr("viceversa.enrolment.actions.release._claim", lambda _pending: False)
            look(at_nine(call.answer_on))
        assert (answers(sam), mail.outbox) == ([""], [])
        look(at_nine(call.answer_on, 5))
        assert answers(sam) == ["no"]


def test_of_two_who_have_read_the_plan_one_tells(alice: Client, cast: Cast, call: Call) -> None:
    make_application(call, verdict="place")
    plan(alice, call)
    with time_machine.travel(at_nine(call.answer_on), tick=False):
        (mine,), (theirs,) = due_tellings(timezone.now()), due_tellings(timezone.now())
        tell_planned(mine)
        tell_planned(theirs)
        run_waiting()
    assert (len(letters()), to_alice(cast)) == (1, [])


SCENE = """
from django.utils import timezone
from tests.factories import give_role, make_application, make_call, make_person, make_programme
from viceversa.enrolment.selection import PlannedTelling
alice = make_person("Alice")
for verdicts in (("no", "wait"), ("no", "")):
    programme = make_programme()
    give_role(alice, programme, "coordinator")
    call = make_call(programme, answer_on=timezone.localdate(), closes_on=timezone.localdate())
    for verdict in verdicts:
        make_application(call, verdict=verdict)
    PlannedTelling.objects.create(programme=programme, at=timezone.now(), ordered_by=alice)
"""
WORKER = """
from viceversa.enrolment.jobs import tell_by_the_clock
at_once()
tell_by_the_clock.call()
"""
COUNTED = """
from collections import Counter
from viceversa.notices.models import Letter
from viceversa.people.models import TrailEntry
from viceversa.jobs.tasks import JobRow
letters = JobRow.objects.filter(task_path__endswith="write_to_applicant").count()
verbs = Counter(TrailEntry.objects.values_list("verb", flat=True))
print(letters, Letter.objects.count(), sorted(verbs.items()))
"""


@pytest.mark.slow
def test_two_workers_at_the_same_moment_tell_once(tmp_path: Path) -> None:
    """One programme may be told, in the other something stands in the way."""
    with installation(tmp_path) as house:
        house.python(SCENE)
        house.at_once(*[WORKER] * 3)
        counted = house.python(COUNTED)
    assert counted == "2 1 [('could not tell the decisions', 1), ('told the decisions', 1)]"

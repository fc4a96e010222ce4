"""Whoever is given a place says whether she takes it; silence costs nobody anything."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.enrolment.applicants import letters
from tests.enrolment.test_decisions import tell
from tests.factories import make_application, make_call
from viceversa.enrolment.models import Application, Call, Participation
from viceversa.jobs import run_waiting
from viceversa.lib.links import sign_link
from viceversa.pairing.actions import answer_pair
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import Person, TrailEntry

State = Participation.State


@pytest.fixture
def call(cast: Cast) -> Call:
    return make_call(cast.programme)


@pytest.fixture
def seat(alice: Client, call: Call) -> Participation:
    """Sam's, who was told of it by mail."""
    sam = make_application(call, verdict="place")
    tell(alice, call)
    return Participation.objects.get(applications=sam)


def link(seat: Participation) -> str:
    version = seat.person.access_version
    token = sign_link("place", person_id=seat.person_id, object_id=seat.pk, version=version)
    return reverse("personal_place", args=[token])


def answer(seat: Participation, said: str) -> str:
    page = Client().post(link(seat), {"answer": said}, follow=True).content.decode()
    seat.refresh_from_db()
    run_waiting()
    return page


def waiting_for_a_yes(client: Client, call: Call) -> list[str]:
    page = client.get(reverse("programme", args=[call.programme_id]))
    return [
        row.title
        for part in page.context["overview"].monday
        if part.title == "Places without a yes"
        for row in part.rows
    ]


class TestTheLink:
    def test_it_stands_in_the_letter_that_gives_the_place(self, seat: Participation) -> None:
        (letter,) = letters()
        assert letter.to == [str(seat.person.email)] or seat.person.email in letter.to[0]
        assert link(seat).split(".")[0] in str(letter.body)

    @pytest.mark.parametrize("method", ["get", "head"])
    def test_looking_changes_nothing(self, seat: Participation, method: str) -> None:
        assert getattr(Client(), method)(link(seat)).status_code == 200
        seat.refresh_from_db()
        assert (seat.confirmed_at, seat.state) == (None, State.ENROLLED)

    def test_a_yes_is_kept_once(self, seat: Participation) -> None:
        assert "The place is yours" in answer(seat, "yes")
        said_at = seat.confirmed_at
        answer(seat, "yes")
        assert said_at is not None
        assert seat.confirmed_at == said_at
        assert TrailEntry.objects.filter(verb="confirmed a place").count() == 1

    def test_a_no_frees_the_place_and_those_who_lead_are_told(
        self, seat: Participation, cast: Cast
    ) -> None:
        mail.outbox.clear()
        assert "Thank you for saying so" in answer(seat, "no")
        assert (seat.state, seat.confirmed_at) == (State.WITHDRAWN, None)
        assert [(message.to[0], message.subject) for message in mail.outbox] == [
            (mail.outbox[0].to[0], "A place is free")
        ]
        assert cast.alice.email in mail.outbox[0].to[0]

    def test_nothing_is_said_by_nonsense(self, seat: Participation) -> None:
        answer(seat, "maybe")
        assert (seat.state, seat.confirmed_at) == (State.ENROLLED, None)

    def test_after_a_yes_the_link_takes_nothing_back(self, seat: Participation) -> None:
        answer(seat, "yes")
        assert "The place is yours" in answer(seat, "no")
        assert seat.state == State.ENROLLED

    def test_after_a_no_only_those_who_lead_let_her_back_in(
        self, seat: Participation, alice: Client
    ) -> None:
        answer(seat, "no")
        assert "Thank you for saying so" in answer(seat, "yes")
        assert seat.confirmed_at is None
        alice.post(reverse("readmission", args=[seat.programme_id, seat.pk]))
        assert "The place is yours" in answer(seat, "yes")

    def test_one_link_says_nothing_for_another(self, seat: Participation, cast: Cast) -> None:
        version = seat.person.access_version
        crossed = sign_link(
            "place", person_id=seat.person_id, object_id=cast.mentor.pk, version=version
        )
        place = reverse("personal_place", args=[crossed])
        assert Client().post(place, {"answer": "no"}).status_code == 404
        cast.mentor.refresh_from_db()
        assert cast.mentor.state == State.ENROLLED


class TestFirstLine:
    def test_pairs_are_found_when_those_with_a_place_have_had_time(
        self, seat: Participation, alice: Client, call: Call
    ) -> None:
        people = reverse("programme_people", args=[call.programme_id])
        waits = "1 person has a place, and time to say yes to it."
        goes_on = "The people are here. Now find the best pairs."
        assert now(alice, call) == (waits, f"{people}?missing=place")
        Application.objects.update(answered_at=timezone.now() - timedelta(days=5, minutes=1))
        assert now(alice, call)[0] == goes_on
        Application.objects.update(answered_at=timezone.now())
        assert now(alice, call)[0] == waits
        answer(seat, "yes")
        assert now(alice, call)[0] == goes_on


def now(client: Client, call: Call) -> tuple[str, str]:
    """The first line of the coordinator's page, and where its button leads."""
    page = client.get(reverse("programme", args=[call.programme_id]))
    first = page.context["overview"].now
    return first.text, first.href


class TestMonday:
    def test_who_is_silent_for_five_days_is_asked_for_and_loses_nothing(
        self, seat: Participation, alice: Client, call: Call
    ) -> None:
        assert waiting_for_a_yes(alice, call) == []
        long_ago = timezone.now() - timedelta(days=5, minutes=1)
        Application.objects.update(answered_at=long_ago)
        assert waiting_for_a_yes(alice, call) == ["1 has not said whether to take the place"]
        seat.refresh_from_db()
        assert seat.state == State.ENROLLED
        people = alice.get(reverse("programme_people", args=[call.programme_id]), MISSING)
        assert [each.pk for each in people.context["page"]] == [seat.pk]

    @pytest.mark.parametrize("said", ["yes", "no"])
    def test_whoever_has_answered_is_not(
        self, seat: Participation, alice: Client, call: Call, said: str
    ) -> None:
        Application.objects.update(answered_at=timezone.now() - timedelta(days=6))
        answer(seat, said)
        assert waiting_for_a_yes(alice, call) == []

    def test_whoever_came_by_a_list_is_never_asked(self, alice: Client, call: Call) -> None:
        Participation.objects.update(enrolled_at=timezone.now() - timedelta(days=60))
        assert waiting_for_a_yes(alice, call) == []
        people = alice.get(reverse("programme_people", args=[call.programme_id]), MISSING)
        assert list(people.context["page"]) == []

    def test_a_matcher_cannot_ask_who_is_silent(self, seat: Participation, cast: Cast) -> None:
        dora = Client()
        dora.force_login(cast.dora)
        people = dora.get(reverse("programme_people", args=[cast.programme.pk]), MISSING)
        assert "missing" not in people.context["form"].fields
        assert people.context["page"].paginator.count == 3


MISSING = {"missing": "place"}


def test_a_yes_to_the_partner_is_a_yes_to_the_place(cast: Cast) -> None:
    proposal = Proposal.objects.create(programme=cast.programme, number=1, state="published")
    pair = Pair.objects.create(
        programme=cast.programme,
        proposal=proposal,
        number=1,
        mentor=cast.mentor,
        mentee=cast.mentee,
        score=60,
    )
    answer_pair(pair, by=cast.bob, answer="yes")
    answer_pair(pair, by=cast.carol, answer="ask")
    found = Participation.objects.order_by("role").values_list("role", "confirmed_at")
    assert [(role, at is not None) for role, at in found] == [("mentee", False), ("mentor", True)]


def test_whoever_has_ended_her_links_opens_none(seat: Participation) -> None:
    old = link(seat)
    Person.objects.filter(pk=seat.person_id).update(access_version=9)
    assert Client().get(old).status_code == 404

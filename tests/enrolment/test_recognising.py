"""An applicant who takes part already by another address: shown to whoever leads, and to nobody
else; said to be the same by nobody else either."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.enrolment.lists import state_of_the_house
from tests.enrolment.test_decisions import decide, standing, tell
from tests.factories import employ, enrol, give_role, make_application, make_call, make_person
from viceversa.enrolment import pools, twins
from viceversa.enrolment.actions.applications import withdraw_application
from viceversa.enrolment.actions.release import draft_of
from viceversa.enrolment.models import Application, Call, Participation
from viceversa.enrolment.prospects import prospects
from viceversa.enrolment.queries import Filters, participants, unanswered
from viceversa.enrolment.reviewing import reviewable
from viceversa.people.models import Person, TrailEntry

SAM = {"given_name": "Sam", "family_name": "Ny"}
SEEN = "May be the same as"


@pytest.fixture
def call(cast: Cast) -> Call:
    cast.partner.contacts.all().delete()
    return make_call(cast.programme)


@pytest.fixture
def seat(cast: Cast) -> Participation:
    """Brought in by a list."""
    person = make_person("Sam", family_name="Ny", email="sam@work.example")
    employ(person, cast.house, level=2)
    return enrol(person, cast.programme, "mentor", not_with=["a@b.example"], wants={"A1": 2})


@pytest.fixture
def sam(call: Call, seat: Participation) -> Application:
    more = {"not_with": ["c@d.example"], "wants": {"E1": 3}, "email": "sam@home.example"}
    return make_application(call, **SAM, **more)


def both(application: Application, seat: Participation) -> str:
    args = [seat.programme_id, application.pk, seat.pk]
    return reverse("application_recognition", args=args)


def recognise(client: Client, application: Application, seat: Participation) -> HttpResponse:
    return client.post(both(application, seat), follow=True)


def take_back(client: Client, application: Application) -> HttpResponse:
    args = [application.call.programme_id, application.pk]
    return client.post(reverse("application_recognition_removal", args=args), follow=True)


def known(cast: Cast) -> list[tuple[str, str]]:
    waiting = twins.undecided_applications(cast.programme)
    found = twins.known_among(cast.programme, waiting)
    return [(each.seat.email, str(each.why)) for each in found.values()]


def read(client: Client, name: str, *args: str) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def main_of(page: str) -> str:
    """What the page is about, without what is another each time."""
    return re.sub(r'(name="csrfmiddlewaretoken") value="\w+"', r"\1", page.partition("<main")[2])


class TestOffers:
    @pytest.mark.parametrize(
        ("applicant", "why"),
        [
            ({**SAM, "email": "x@y.example"}, "the same name"),
            ({"given_name": "Bo", "email": "sam@work.example"}, "the same address"),
            ({"given_name": "Erik", "family_name": "Ny", "email": "x@y.example"}, None),
        ],
    )
    def test_whom_an_applicant_looks_like(
        self, cast: Cast, call: Call, seat: Participation, applicant: Any, why: str | None
    ) -> None:
        make_application(call, **applicant)
        assert known(cast) == ([("sam@work.example", why)] if why else [])

    def test_nearly_the_same_name_counts_at_the_same_place_of_work(
        self, cast: Cast, call: Call
    ) -> None:
        person = make_person("Petter", family_name="Lindholm", email="petter@work.example")
        employ(person, cast.house, level=2)
        enrol(person, cast.programme, "mentor")
        names = {"given_name": "Peter", "family_name": "Lindholm"}
        make_application(call, **names, organisation="Elsewhere AB")
        assert known(cast) == []
        make_application(call, **names, organisation=cast.house.name)
        why = "nearly the same name, at the same place of work"
        assert known(cast) == [("petter@work.example", why)]

    def test_nobody_who_has_withdrawn_or_takes_part_elsewhere(
        self, cast: Cast, sam: Application, seat: Participation
    ) -> None:
        Participation.objects.filter(pk=seat.pk).update(state="withdrawn")
        enrol(make_person("Sam", family_name="Ny"), cast.other_programme, "mentor")
        assert known(cast) == []

    def test_nobody_is_asked_about_whoever_has_her_answer(
        self, cast: Cast, alice: Client, sam: Application
    ) -> None:
        decide(alice, sam, "wait")
        tell(alice, sam.call)
        assert len(known(cast)) == 1
        decide(alice, sam, "no")
        tell(alice, sam.call)
        assert known(cast) == []

    def test_it_stands_where_applications_are_read_and_decided(
        self, cast: Cast, alice: Client, sam: Application, seat: Participation
    ) -> None:
        code = cast.programme.pk
        listed = read(alice, "programme_applications", code)
        assert (SEEN in listed, "One applicant may take part already" in listed) == (True, True)
        assert both(sam, seat) in read(alice, "application", code, sam.pk)
        assert both(sam, seat) in read(alice, "programme_twins", code)
        assert both(sam, seat) not in read(alice, "programme_decisions", code)
        decide(alice, sam, "place")
        assert both(sam, seat) in read(alice, "programme_decisions", code)

    def test_among_very_many_they_are_looked_for_on_the_page_that_is_for_it_alone(
        self, cast: Cast, alice: Client, sam: Application, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(twins, "MOST_IN_PASSING", 1)
        code = cast.programme.pk
        assert SEEN not in read(alice, "programme_applications", code)
        assert SEEN in read(alice, "programme_twins", code)


class TestWhoSeesIt:
    def test_neither_whoever_reads_blind_nor_a_partners_contact(
        self, cast: Cast, sam: Application, seat: Participation
    ) -> None:
        Application.objects.update(organisation=cast.house.name)
        rut = make_person("Rut")
        give_role(rut, cast.programme, "reviewer")
        client, code = Client(), cast.programme.pk
        client.force_login(rut)
        for page in (
            read(client, "programme_reviews", code),
            read(client, "review", code, sam.pk),
        ):
            assert (SEEN in page, "takes part already" in page, seat.pk in page) == (False,) * 3
        for who in (rut, cast.dora):
            client.force_login(who)
            assert client.get(both(sam, seat)).status_code == 404
            assert client.post(both(sam, seat)).status_code == 404

    def test_a_contact_sees_the_same_of_an_applicant_who_is_recognised(
        self, cast: Cast, alice: Client, seat: Participation
    ) -> None:
        call = make_call(cast.programme)
        mine = make_application(call, **SAM, organisation=cast.partner.organisation.name)
        contact = Client()
        contact.force_login(cast.partner.contacts.get().person)
        before = main_of(read(contact, "programme_own_applicants", cast.programme.pk))
        assert mine.full_name in before
        recognise(alice, mine, seat)
        assert main_of(read(contact, "programme_own_applicants", cast.programme.pk)) == before

    def test_nobody_judges_her_own_by_another_address(
        self, cast: Cast, alice: Client, sam: Application, seat: Participation
    ) -> None:
        assert list(reviewable(cast.programme, seat.person)) == [sam]
        recognise(alice, sam, seat)
        assert list(reviewable(cast.programme, seat.person)) == []


class TestRecognised:
    def test_looking_changes_nothing(
        self, alice: Client, sam: Application, seat: Participation
    ) -> None:
        before = state_of_the_house()
        page = alice.get(both(sam, seat)).content.decode()
        assert ("sam@work.example" in page, "sam@home.example" in page) == (True, True)
        assert state_of_the_house() == before

    def test_a_place_is_the_seat_that_she_has(
        self, cast: Cast, alice: Client, sam: Application, seat: Participation
    ) -> None:
        recognise(alice, sam, seat)
        assert known(cast) == []
        decide(alice, sam, "place")
        before = Person.objects.count()
        tell(alice, sam.call)
        sam.refresh_from_db()
        seat.refresh_from_db()
        assert (sam.answer, sam.participation) == ("place", seat)
        assert Person.objects.count() == before
        assert seat.not_with == ["a@b.example", "c@d.example"]
        assert (seat.wants, seat.person.email) == ({"A1": 2}, "sam@work.example")
        assert [message.to for message in mail.outbox] == [["Sam Ny <sam@work.example>"]]
        entry = TrailEntry.objects.get(verb="recognised an applicant who takes part")
        assert (entry.actor, entry.facts) == (cast.alice, {"seat": seat.pk})

    def test_she_fills_no_second_seat_and_is_looked_at_once(
        self, cast: Cast, alice: Client, sam: Application, seat: Participation
    ) -> None:
        Application.objects.update(organisation=cast.partner.organisation.name)
        decide(alice, sam, "place")

        def counted() -> tuple[int, int, list[int]]:
            placed = [
                sum(each.placed for each in seats)
                for _partner, seats in pools.seats_shown(cast.programme)
            ]
            draft = draft_of(cast.programme)
            return len(draft.newcomers), len(prospects(cast.programme)), placed

        assert counted() == (1, 1, [1])
        recognise(alice, sam, seat)
        assert counted() == (0, 0, [0])

    def test_whoever_has_two_places_told_is_asked_and_counted_as_one(
        self, cast: Cast, alice: Client, sam: Application, seat: Participation
    ) -> None:
        again = make_application(sam.call, **SAM, email="sam@third.example")
        for each in (sam, again):
            recognise(alice, each, seat)
        for verdicts in (("place", "wait"), ("place", "place")):
            for each, verdict in zip((sam, again), verdicts, strict=True):
                decide(alice, each, verdict)
            tell(alice, sam.call)
        assert standing(sam, again) == [("place", "place")] * 2
        assert list(participants(cast.programme, Filters(missing="place"))) == [seat]
        later = timezone.now() + timedelta(days=30)
        assert unanswered(cast.programme, now=later).places == 1

    def test_in_the_other_role_she_gets_no_place(
        self, cast: Cast, alice: Client, seat: Participation
    ) -> None:
        call = make_call(cast.programme, "mentee")
        other = make_application(call, **SAM)
        assert "Nobody has both roles" in alice.get(both(other, seat)).content.decode()
        recognise(alice, other, seat)
        decide(alice, other, "place")
        assert "has one role only" in tell(alice, call)
        assert standing(other) == [("place", "")]

    def test_it_is_taken_back_until_a_place_is_told(
        self, cast: Cast, alice: Client, sam: Application, seat: Participation
    ) -> None:
        recognise(alice, sam, seat)
        assert "Somebody else after all" in read(alice, "application", cast.programme.pk, sam.pk)
        take_back(alice, sam)
        sam.refresh_from_db()
        assert (sam.participation, len(known(cast))) == (None, 1)
        assert "It cannot be undone" in take_back(alice, sam).content.decode()
        recognise(alice, sam, seat)
        decide(alice, sam, "place")
        tell(alice, sam.call)
        assert "It cannot be undone" in take_back(alice, sam).content.decode()
        sam.refresh_from_db()
        assert sam.participation == seat

    def test_of_two_who_look_alike_the_first_that_was_said_stands(
        self, cast: Cast, alice: Client, sam: Application, seat: Participation
    ) -> None:
        third = enrol(make_person("Sam", family_name="Ny"), cast.programme, "mentor")
        recognise(alice, sam, seat)
        page = recognise(alice, sam, third).content.decode()
        assert "Nothing was changed" in page
        sam.refresh_from_db()
        assert sam.participation == seat

    def test_what_is_taken_back_by_the_applicant_belongs_to_nobody(
        self, alice: Client, sam: Application, seat: Participation
    ) -> None:
        recognise(alice, sam, seat)
        withdraw_application(sam)
        sam.refresh_from_db()
        assert (sam.state, sam.participation) == ("withdrawn", None)
        assert alice.get(both(sam, seat)).status_code == 404

    def test_neither_somebody_elsewhere_nor_nobody(
        self, cast: Cast, alice: Client, sam: Application
    ) -> None:
        elsewhere = enrol(make_person(), cast.other_programme, "mentor")
        args = [cast.programme.pk, sam.pk]
        for pk in (elsewhere.pk, "nosuchcode12"):
            place = reverse("application_recognition", args=[*args, pk])
            assert (alice.get(place).status_code, alice.post(place).status_code) == (404, 404)

"""Seats are promised, filled, confirmed and open; who declined or left is nobody's name."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories import (
    employ,
    enrol,
    give_role,
    make_application,
    make_call,
    make_organisation,
    make_partner,
    make_person,
)
from viceversa.conversations.actions import accept_ground_rules
from viceversa.enrolment.actions import readmit, withdraw
from viceversa.enrolment.actions.places import confirm_place
from viceversa.enrolment.models import Application, Participation
from viceversa.enrolment.seats import seats_of, taken
from viceversa.notices.models import Letter
from viceversa.pairing.actions import answer_pair
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import Person
from viceversa.programmes.models import Partner, Programme


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def own_page(cast: Cast) -> str:
    page = reverse("programme_own_people", args=[cast.programme.pk])
    return signed_in(cast.erik).get(page).content.decode()


def mentors(cast: Cast) -> tuple[int | None, int, int, int]:
    seats = seats_of(cast.partner, taken(cast.programme))[0]
    return seats.promised, seats.filled, seats.confirmed, seats.open


@pytest.fixture(autouse=True)
def three_mentors_two_mentees(cast: Cast) -> None:
    cast.partner.mentors_most, cast.partner.mentees_most = 3, 2
    cast.partner.save()


def pair_of(cast: Cast, **fields: Any) -> Pair:
    proposal = Proposal.objects.create(programme=cast.programme, number=1, state="published")
    defaults: dict[str, Any] = {"state": "proposed", "proposed_at": timezone.now(), "score": 60}
    return Pair.objects.create(
        programme=cast.programme,
        proposal=proposal,
        number=1,
        mentor=cast.mentor,
        mentee=cast.mentee,
        **defaults | fields,
    )


def test_both_see_promised_filled_confirmed_and_open(cast: Cast) -> None:
    confirm_place(cast.mentor, by=cast.bob)
    words = "1 of 3 filled · 1 confirmed · 2 open"
    leaders = reverse("programme_partners", args=[cast.programme.pk])
    assert f"Mentors: {words}" in signed_in(cast.alice).get(leaders).content.decode()
    assert f"<dt>Mentors</dt><dd>{words}</dd>" in own_page(cast)
    assert "<dt>Mentees</dt><dd>1 of 2 filled · 0 confirmed · 1 open</dd>" in own_page(cast)


def test_any_number_is_never_open(cast: Cast) -> None:
    Partner.objects.update(mentors_most=None)
    cast.partner.refresh_from_db()
    assert mentors(cast) == (None, 1, 0, 0)
    assert "<dd>1 filled · 0 confirmed</dd>" in own_page(cast)


def test_more_than_were_promised_is_said(cast: Cast) -> None:
    Partner.objects.update(mentors_most=0)
    said = "1 of 0 filled · 0 confirmed · 1 more than promised"
    assert f"<dt>Mentors</dt><dd>{said}</dd>" in own_page(cast)


class TestConfirmed:
    def test_by_a_yes_to_a_pair_and_not_by_a_question_or_a_no(self, cast: Cast) -> None:
        pair = pair_of(cast)
        seen = []
        for answer in ("ask", "yes", "no"):
            answer_pair(pair, by=cast.bob, answer=answer)
            seen.append(mentors(cast)[2])
        assert seen == [0, 1, 1]

    def test_by_the_ground_rules_where_the_organiser_decides(self, cast: Cast) -> None:
        pair = pair_of(cast, state="active", active_since=timezone.now())
        accept_ground_rules(pair, by=cast.bob)
        assert mentors(cast)[2] == 1

    def test_by_an_application_that_has_a_place(self, cast: Cast) -> None:
        call = make_call(cast.programme)
        make_application(call, unit="Lab", organisation=cast.house.name, verdict="place")
        signed_in(cast.alice).post(reverse("programme_decisions", args=[cast.programme.pk]))
        assert mentors(cast) == (3, 2, 0, 1)
        seat = Participation.objects.get(applications__isnull=False)
        confirm_place(seat, by=seat.person)
        assert mentors(cast) == (3, 2, 1, 1)

    def test_the_first_time_is_kept(self, cast: Cast) -> None:
        confirm_place(cast.mentor, by=cast.bob)
        first = Participation.objects.get(pk=cast.mentor.pk).confirmed_at
        confirm_place(cast.mentor, by=cast.bob)
        assert Participation.objects.get(pk=cast.mentor.pk).confirmed_at == first

    def test_whoever_comes_back_is_asked_anew(self, cast: Cast) -> None:
        confirm_place(cast.mentor, by=cast.bob)
        withdraw(cast.mentor, by=cast.alice)
        readmit(cast.mentor, by=cast.alice)
        assert mentors(cast)[1:3] == (1, 0)


@pytest.mark.requirement("004-10")
def test_whoever_leaves_is_an_open_seat_without_a_name(cast: Cast) -> None:
    assert cast.bob.full_name in own_page(cast)
    withdraw(cast.mentor, by=cast.alice)
    assert cast.bob.full_name not in own_page(cast)
    assert mentors(cast) == (3, 0, 0, 3)


@pytest.mark.requirement("004-10")
def test_a_no_to_a_pair_reads_as_no_answer_does(cast: Cast) -> None:
    pair = pair_of(cast)
    before = without_token(own_page(cast))
    answer_pair(pair, by=cast.bob, answer="no")
    assert without_token(own_page(cast)) == before


def test_seats_of_another_partner_are_its_own(cast: Cast) -> None:
    other = make_organisation("Tallmo Test AB Syd")
    partner = make_partner(cast.programme, other, mentors_most=7)
    person = make_person("Lova")
    employ(person, other)
    confirm_place(enrol(person, cast.programme, "mentor"), by=person)
    assert mentors(cast) == (3, 1, 0, 2)
    seats = seats_of(partner, taken(cast.programme))[0]
    assert (seats.promised, seats.filled, seats.confirmed) == (7, 1, 1)


def without_token(html: str) -> list[str]:
    return [line for line in html.splitlines() if "csrf" not in line]


class TestLetters:
    """After the decisions each partner's contact has the numbers, and nobody's answer."""

    def tell(self, cast: Cast, *verdicts: str) -> list[str]:
        Programme.objects.filter(pk=cast.programme.pk).update(scope="cross_company")
        call = cast.programme.calls.first() or make_call(cast.programme)
        told = [
            make_application(call, f"Kanarie{verdict}", organisation=cast.house.name)
            for verdict in verdicts
        ]
        for each, verdict in zip(told, verdicts, strict=True):
            Application.objects.filter(pk=each.pk).update(verdict=verdict)
        signed_in(cast.alice).post(reverse("programme_decisions", args=[cast.programme.pk]))
        return [each.family_name for each in told]

    def letters(self, person: Person) -> list[str]:
        found = Letter.objects.filter(name="enrolment/seats_told", recipient=person)
        return [f"{each.subject}\n{each.text}\n{each.html}" for each in found]

    def test_the_contact_has_her_own_numbers_and_no_name(self, cast: Cast) -> None:
        other = make_partner(cast.programme, make_organisation("Annat Prov AB"), mentees_most=9)
        pia = make_person("Pia")
        give_role(pia, cast.programme, "partner_contact", partner=other)
        names = self.tell(cast, "place", "wait", "no")
        (ours,), (theirs,) = self.letters(cast.erik), self.letters(pia)
        assert "Mentors: 2 of 3 filled · 0 confirmed · 1 open" in ours
        assert "Mentees: 0 of 9 filled · 9 open" in theirs
        for letter in (ours, theirs):
            assert [name for name in names if name in letter] == []
            assert "Kanarie" not in letter
        assert cast.house.name not in theirs

    def test_it_comes_whatever_the_answers_of_hers_were(self, cast: Cast) -> None:
        """Or getting none would tell."""
        self.tell(cast, "no")
        assert "Mentors: 1 of 3 filled" in self.letters(cast.erik)[0]

    def test_once_a_day(self, cast: Cast) -> None:
        self.tell(cast, "no")
        self.tell(cast, "no")
        assert len(self.letters(cast.erik)) == 1

    def test_nothing_told_writes_to_nobody(self, cast: Cast) -> None:
        self.tell(cast)
        assert self.letters(cast.erik) == []

    def test_in_her_language(self, cast: Cast) -> None:
        Person.objects.filter(pk=cast.erik.pk).update(language="sv")
        self.tell(cast, "no")
        assert "Mentorer: 1 av 3 fyllda" in self.letters(cast.erik)[0]

"""Rules between organisations, employers outside the circle of partners, and fixed bodies."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.enrolment import lists
from tests.enrolment.applicants import applied
from tests.factories import (
    employ,
    enrol,
    make_application,
    make_call,
    make_organisation,
    make_partner,
    make_person,
)
from viceversa.enrolment.forms.applications import StepForm
from viceversa.enrolment.models import Participation
from viceversa.enrolment.seats import seats_of, taken
from viceversa.jobs import run_waiting
from viceversa.notices.models import Letter
from viceversa.pairing.actions import open_solution, publish_proposal, solve_proposal
from viceversa.pairing.models import Suggestion
from viceversa.pairing.queries import fingerprint
from viceversa.people.models import Employment, Organisation, OrganisationTie
from viceversa.programmes.models import Partner, Programme

OUTSIDE = "Statens Provverk"  # an authority, and no partner


@pytest.fixture(autouse=True)
def between_companies(cast: Cast) -> Iterator[None]:
    """Nobody takes part yet."""
    Participation.objects.all().delete()
    rules = {"different_organisation": True, "no_competitor_or_supplier": True}
    programme = cast.programme
    programme.scope, programme.rules = "cross_company", rules
    programme.save()
    yield


def seat(cast: Cast, name: str, house: Organisation, role: str) -> Participation:
    person = make_person(name)
    employ(person, house, level=2 if role == "mentor" else 5)
    mine, other = ("A1", "E1") if role == "mentor" else ("E1", "A1")
    return enrol(person, cast.programme, role, wants={mine: 3}, offers={other: 3})


def suggested(cast: Cast) -> set[tuple[str, str]]:
    """Who is proposed to whom, by name, from the engine."""
    proposal, _ = open_solution(cast.programme, by=cast.alice)
    solve_proposal(proposal.pk)
    pairs = Suggestion.objects.filter(proposal=proposal)
    names = ("mentor__person__given_name", "mentee__person__given_name")
    return set(pairs.values_list(*names))


class TestTies:
    def test_without_a_tie_the_two_are_paired(self, cast: Cast) -> None:
        self.two(cast)
        assert suggested(cast) == {("Mia", "Ante")}

    @pytest.mark.parametrize("kind", ["competitor", "supplier"])
    def test_employers_that_are_no_partners_are_kept_apart_too(
        self, cast: Cast, alice: Client, kind: str
    ) -> None:
        one, other = self.two(cast)
        url = reverse("programme_ties", args=[cast.programme.pk])
        alice.post(url, {"one": one.pk, "other": other.pk, "kind": kind})
        assert OrganisationTie.objects.get().kind == kind
        assert suggested(cast) == set()

    def test_whoever_may_meet_others_does(self, cast: Cast) -> None:
        one, other = self.two(cast)
        seat(cast, "Moa", one, "mentor")
        seat(cast, "Bea", make_organisation("Tredje Prov AB"), "mentee")
        OrganisationTie.objects.create(one=other, other=one, kind="competitor")
        found = suggested(cast)
        assert len(found) == 1
        assert {mentee for _mentor, mentee in found} == {"Bea"}

    def test_the_form_offers_employers_here_and_no_others(self, cast: Cast, alice: Client) -> None:
        self.two(cast)
        make_organisation("Okänd Prov AB")
        url = reverse("programme_partners", args=[cast.programme.pk])
        html = alice.get(url).content.decode()
        assert OUTSIDE in html
        assert "Okänd" not in html

    def test_a_tie_among_strangers_is_not_there(self, cast: Cast, alice: Client) -> None:
        one, other = make_organisation("Okänd Ett AB"), make_organisation("Okänd Två AB")
        tie = OrganisationTie.objects.create(one=one, other=other, kind="competitor")
        url = reverse("tie_removal", args=[cast.programme.pk, tie.pk])
        assert alice.post(url).status_code == 404
        assert OrganisationTie.objects.exists()

    def two(self, cast: Cast) -> tuple[Organisation, Organisation]:
        one, other = make_organisation(OUTSIDE), make_organisation("Utanför Prov AB")
        seat(cast, "Mia", one, "mentor")
        seat(cast, "Ante", other, "mentee")
        return one, other


@pytest.mark.parametrize(("role", "is_told"), [("mentor", True), ("mentee", False)])
def test_who_studies_is_told_what_to_write_for_an_employer(
    cast: Cast, role: str, is_told: bool
) -> None:
    application = make_application(make_call(cast.programme, role))
    asked = StepForm(application=application, step="work").fields["organisation"]
    assert ("your school or university" in asked.help_text) is is_told


class TestOutsideTheCircle:
    """A mentor of an authority that is no partner: from the application to the pair."""

    def test_she_applies_has_a_place_is_paired_and_written_to(
        self, cast: Cast, alice: Client
    ) -> None:
        call = make_call(cast.programme)
        work = {"organisation": OUTSIDE, "unit": "Lab", "title": "planner", "level": "2"}
        sent = applied(call, work=work)
        programme = [cast.programme.pk]
        pools = alice.get(reverse("programme_applications", args=programme))
        assert OUTSIDE in pools.content.decode()
        alice.post(reverse("application_verdict", args=[*programme, sent.pk]), {"verdict": "place"})
        alice.post(reverse("programme_decisions", args=programme))
        run_waiting()
        sent.refresh_from_db()
        assert sent.participation
        assert Employment.objects.get(person=sent.participation.person).organisation.name == OUTSIDE
        Participation.objects.update(wants={"A1": 3}, offers={"E1": 3})
        mentee = seat(cast, "Ante", cast.house, "mentee")
        proposal, _ = open_solution(cast.programme, by=cast.alice)
        solve_proposal(proposal.pk)
        proposal.refresh_from_db()
        publish_proposal(proposal, by=cast.alice, seen=fingerprint(proposal))
        written = {sent.participation.person_id, mentee.person_id}
        proposed = Letter.objects.filter(name="pairing/pair_proposed")
        assert set(proposed.values_list("recipient", flat=True)) == written
        for name in ("programme", "programme_people", "programme_pairs", "programme_partners"):
            assert alice.get(reverse(name, args=programme)).status_code == 200
        page = alice.get(reverse("participation", args=[*programme, sent.participation_id]))
        assert OUTSIDE in page.content.decode()

    def test_she_comes_by_a_list_as_well(self, cast: Cast, alice: Client) -> None:
        headers = ("Role", "Given name", "Family name", "Email", "Level", "Organisation")
        rows = [(*lists.person(1), OUTSIDE), (*lists.person(2, "mentee"), cast.house.name.upper())]
        lists.bring_in(alice, lists.send(alice, cast, lists.as_csv(headers, *rows)))
        houses = "person__employment__organisation__name"
        found = dict(cast.programme.participations.values_list("role", houses))
        assert found == {"mentor": OUTSIDE, "mentee": cast.house.name}
        filled = [seats.filled for seats in seats_of(cast.partner, taken(cast.programme))]
        assert filled == [0, 1]

    def test_no_contact_sees_her_and_no_seat_is_taken(self, cast: Cast) -> None:
        mia = seat(cast, "Mia", make_organisation(OUTSIDE), "mentor")
        sam = make_application(make_call(cast.programme), organisation=OUTSIDE)
        client = Client()
        client.force_login(cast.erik)
        for name in ("programme_own_people", "programme_own_applicants"):
            html = client.get(reverse(name, args=[cast.programme.pk])).content.decode()
            assert mia.person.full_name not in html
            assert sam.full_name not in html
        found = taken(cast.programme)
        assert [seats.filled for seats in seats_of(cast.partner, found)] == [0, 0]

    def test_a_municipality_is_a_partner_as_any(self, cast: Cast) -> None:
        town = make_organisation("Provinge kommun", sector="municipality")
        partner = make_partner(cast.programme, town, mentees_most=2)
        seat(cast, "Ante", town, "mentee")
        assert [s.filled for s in seats_of(partner, taken(cast.programme))] == [0, 1]


class TestBodies:
    @pytest.mark.requirement("002-02")
    def test_a_team_of_ten_is_ten_mentee_seats(self, cast: Cast, alice: Client) -> None:
        self.make(cast, alice, "10")
        cast.partner.refresh_from_db()
        assert (cast.partner.mentees_least, cast.partner.mentees_most) == (10, 10)
        mentees = seats_of(cast.partner, taken(cast.programme))[1]
        assert (mentees.promised, mentees.open) == (10, 10)

    @pytest.mark.requirement("002-02")
    def test_its_people_fill_them(self, cast: Cast, alice: Client) -> None:
        self.make(cast, alice, "10")
        seat(cast, "Ante", cast.house, "mentee")
        cast.partner.refresh_from_db()
        assert seats_of(cast.partner, taken(cast.programme))[1].words == (
            "1 of 10 filled · 0 confirmed · 9 open"
        )

    @pytest.mark.parametrize("typed", ["0", "-3", "ten", "", "99999999999"])
    def test_what_is_no_number_changes_nothing(self, cast: Cast, alice: Client, typed: str) -> None:
        assert self.make(cast, alice, typed) == 200
        assert Partner.objects.get(pk=cast.partner.pk).mentees_most is None

    def test_within_one_organisation_its_own_name_stands_ready(
        self, cast: Cast, alice: Client
    ) -> None:
        Programme.objects.filter(pk=cast.programme.pk).update(scope="internal")
        page = alice.get(reverse("programme_partners", args=[cast.programme.pk]))
        assert f'value="{cast.house.name}"' in page.content.decode()

    def make(self, cast: Cast, client: Client, members: str) -> int:
        url = reverse("partner_body", args=[cast.programme.pk, cast.partner.pk])
        return client.post(url, {"members": members}).status_code

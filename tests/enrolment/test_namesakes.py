"""One human who takes part by two addresses: shown to whoever leads, made one by nobody else."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.enrolment.lists import state_of_the_house
from tests.factories import employ, enrol, make_organisation, make_person
from viceversa.enrolment import twins
from viceversa.enrolment.actions import readmit
from viceversa.enrolment.actions.once import StaysError, keep_one
from viceversa.enrolment.models import Participation
from viceversa.enrolment.twins import namesakes_of
from viceversa.enrolment.views import people
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import Dependency, TrailEntry

Both = tuple[Participation, Participation]


def seat(cast: Cast, name: str, email: str, *, house: str = "", **fields: Any) -> Participation:
    given_name, family_name = name.rsplit(" ", 1)
    person = make_person(given_name, family_name=family_name, email=email)
    employ(person, make_organisation(house) if house else cast.house, level=2)
    return enrol(person, cast.programme, "mentor", **fields)


@pytest.fixture
def both(cast: Cast) -> Both:
    """Brought in by a list, and by hand from her own address."""
    return (
        seat(cast, "Sam Ny", "sam@work.example", knows=["a@b.example"], wants={"A1": 2}),
        seat(cast, "Sam Ny", "sam@home.example", not_with=["c@d.example"], wants={"E1": 3}),
    )


def offered(cast: Cast) -> list[tuple[str, str, str]]:
    found = namesakes_of(cast.programme)
    return [(each.one.email, each.other.email, str(each.why)) for each in found]


def place(both: Both, name: str = "namesakes") -> str:
    return reverse(name, args=[both[0].programme_id, *(each.pk for each in both)])


def let_stay(client: Client, both: Both, keep: Participation) -> HttpResponse:
    return client.post(place(both), {"keep": keep.pk}, follow=True)


def stored(*seats: Participation) -> list[dict[str, Any]]:
    rows = {row["id"]: row for row in Participation.objects.values()}
    return [rows[each.pk] for each in seats]


def pair_up(cast: Cast, mentor: Participation) -> None:
    proposal = Proposal.objects.create(programme=cast.programme, number=1, state="published")
    Pair.objects.create(
        programme=cast.programme,
        proposal=proposal,
        number=1,
        mentor=mentor,
        mentee=cast.mentee,
        state="proposed",
        proposed_at=timezone.now(),
        score=60,
    )


class TestOffers:
    @pytest.mark.parametrize(
        ("first", "second", "why"),
        [
            ("Åsa Ek", "asa EK", "the same name"),
            ("Ny Sam", "Sam Ny", "the same name"),
            ("Petter Lindholm", "Peter Lindhom", "nearly the same name, at the same place of work"),
            ("Erik Lund", "Anders Lund", None),
        ],
    )
    def test_what_looks_alike(self, cast: Cast, first: str, second: str, why: str | None) -> None:
        seat(cast, first, "one@work.example")
        seat(cast, second, "two@work.example")
        assert offered(cast) == ([("one@work.example", "two@work.example", why)] if why else [])

    def test_a_like_name_elsewhere_is_somebody_else(self, cast: Cast) -> None:
        seat(cast, "Petter Lindholm", "one@work.example", house="Alfa AB")
        seat(cast, "Peter Lindholm", "two@work.example", house="Beta AB")
        assert offered(cast) == []

    def test_neither_who_has_withdrawn_nor_who_takes_part_elsewhere(
        self, cast: Cast, both: Both
    ) -> None:
        Participation.objects.filter(pk=both[1].pk).update(state="withdrawn")
        person = make_person("Sam", family_name="Ny")
        enrol(person, cast.other_programme, "mentor")
        assert offered(cast) == []

    def test_they_stand_on_the_pages_of_whoever_leads(
        self, cast: Cast, alice: Client, both: Both
    ) -> None:
        people = reverse("programme_people", args=[cast.programme.pk])
        assert "Two of these may be one human" in alice.get(people).content.decode()
        listed = reverse("programme_namesakes", args=[cast.programme.pk])
        assert place(both) in alice.get(listed).content.decode()
        page = alice.get(place(both)).content.decode()
        assert ("sam@work.example" in page, "sam@home.example" in page) == (True, True)
        dora = Client()
        dora.force_login(cast.dora)
        assert "may be one human" not in dora.get(people).content.decode()

    def test_among_very_many_they_are_looked_for_on_the_page_that_is_for_it_alone(
        self, cast: Cast, alice: Client, both: Both, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in (people, twins):
            monkeypatch.setattr(module, "MOST_IN_PASSING", 1)
        page = alice.get(reverse("programme_people", args=[cast.programme.pk])).content.decode()
        listed = reverse("programme_namesakes", args=[cast.programme.pk])
        assert ("may be one human" in page, listed in page) == (False, True)
        assert place(both) in alice.get(listed).content.decode()
        assert twins.like(both[1]) == []

    def test_two_people_are_never_offered_again(
        self, cast: Cast, alice: Client, both: Both
    ) -> None:
        before = stored(*both)
        for _ in range(2):
            alice.post(place(both, "namesakes_distinction"))
        assert (offered(cast), stored(*both)) == ([], before)
        verb = "said that two who take part are two people"
        assert TrailEntry.objects.filter(verb=verb).count() == 1
        seat(cast, "Sam Ny", "third@work.example")
        assert len(offered(cast)) == 1

    def test_whoever_is_added_by_hand_is_pointed_out_at_once(
        self, cast: Cast, alice: Client, both: Both
    ) -> None:
        new = {
            "role": "mentor",
            "given_name": "Sam",
            "family_name": "Ny",
            "organisation": cast.house.name,
        }
        place = reverse("participation_new", args=[cast.programme.pk])
        page = alice.post(place, new | {"email": "third@work.example"}, follow=True)
        assert "sam@home.example, takes part already." in page.content.decode()
        other = new | {"given_name": "Nobody", "email": "fourth@work.example"}
        assert "takes part already" not in alice.post(place, other, follow=True).content.decode()


class TestOneStays:
    def test_looking_changes_nothing(self, alice: Client, both: Both) -> None:
        before = state_of_the_house()
        alice.get(place(both))
        assert state_of_the_house() == before

    def test_the_other_takes_part_no_more(self, cast: Cast, alice: Client, both: Both) -> None:
        keep, other = both
        let_stay(alice, both, keep)
        stays, gone = stored(keep, other)
        assert (stays["state"], gone["state"]) == ("enrolled", "withdrawn")
        assert (stays["wants"], stays["person_id"]) == ({"A1": 2}, keep.person_id)
        assert (offered(cast), keep.person.email) == ([], "sam@work.example")
        entry = TrailEntry.objects.get(verb="found that one human took part twice")
        assert (entry.actor, entry.facts) == (cast.alice, {"other": other.pk})

    def test_whom_she_would_not_meet_is_kept_of_both(self, alice: Client, both: Both) -> None:
        let_stay(alice, both, both[0])
        (stays,) = stored(both[0])
        assert (stays["knows"], stays["not_with"]) == (["a@b.example"], ["c@d.example"])

    def test_whoever_would_not_meet_her_need_not_under_either_address(
        self, cast: Cast, alice: Client, both: Both
    ) -> None:
        named = {"not_with": ["sam@home.example"], "prefers": ["x@y.example"]}
        Participation.objects.filter(pk=cast.mentee.pk).update(**named)
        elsewhere = enrol(make_person(), cast.other_programme, "mentee", **named)
        let_stay(alice, both, both[0])
        here, there = stored(cast.mentee, elsewhere)
        assert here["not_with"] == ["sam@home.example", "sam@work.example"]
        assert (here["prefers"], there["not_with"]) == (["x@y.example"], ["sam@home.example"])

    def test_it_is_undone_by_letting_her_back_in(
        self, cast: Cast, alice: Client, both: Both
    ) -> None:
        before = stored(both[1])
        let_stay(alice, both, both[0])
        readmit(both[1], by=cast.alice)
        assert stored(both[1]) == before
        assert len(offered(cast)) == 1

    @pytest.mark.parametrize("keep", ["", "nosuchcode12"])
    def test_nonsense_changes_nothing(self, alice: Client, both: Both, keep: str) -> None:
        before = state_of_the_house()
        assert alice.post(place(both), {"keep": keep}).status_code == 200
        assert state_of_the_house() == before

    def test_a_second_press_finds_nobody_to_take_out(self, alice: Client, both: Both) -> None:
        let_stay(alice, both, both[0])
        before = stored(*both)
        assert let_stay(alice, both, both[1]).status_code == 404
        assert stored(*both) == before


class TestWhatHasHappened:
    """Whoever is in a pair, or leads others, is not taken out by this."""

    def test_whoever_is_in_a_pair_stays(self, cast: Cast, alice: Client, both: Both) -> None:
        pair_up(cast, both[1])
        before = stored(*both)
        page = let_stay(alice, both, both[0])
        assert "One of the two must stay" in page.content.decode()
        assert stored(*both) == before
        with pytest.raises(StaysError):
            keep_one(*both, by=cast.alice)
        let_stay(alice, both, both[1])
        assert [row["state"] for row in stored(*both)] == ["withdrawn", "enrolled"]

    def test_so_does_her_to_whom_others_report_or_who_sets_their_pay(
        self, cast: Cast, alice: Client, both: Both
    ) -> None:
        cast.carol.employment.manager = both[0].person
        cast.carol.employment.save()
        Dependency.objects.create(person=cast.bob, superior=both[1].person, kind="pay")
        before = stored(*both)
        page = alice.get(place(both)).content.decode()
        assert "Both must stay as they are" in page
        for keep in both:
            let_stay(alice, both, keep)
        assert stored(*both) == before

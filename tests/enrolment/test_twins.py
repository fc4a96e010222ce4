"""One human who has applied twice: offered to whoever leads, never merged by itself, undone."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.enrolment.applicants import letters
from tests.enrolment.test_decisions import tell
from tests.factories import make_application, make_call
from viceversa.enrolment.access import link_of
from viceversa.enrolment.actions.applications import withdraw_application
from viceversa.enrolment.actions.forgetting import forget_what_is_due
from viceversa.enrolment.models import Application, Call
from viceversa.enrolment.queries import unanswered
from viceversa.enrolment.twins import twins_of
from viceversa.people.models import TrailEntry

SAME = {"given_name": "Sam", "family_name": "Ny"}


@pytest.fixture
def call(cast: Cast) -> Call:
    return make_call(cast.programme)


@pytest.fixture
def both(call: Call) -> tuple[Application, Application]:
    """The same name from two addresses; the later says other things."""
    return (
        make_application(call, **SAME, why="First.", knows=["Bo Ek"], wants={"A1": 2}),
        make_application(call, **SAME, why="Second.", not_with=["Eva Al"], wants={"E1": 3}),
    )


def place(one: Application, other: Application, name: str = "application_merging") -> str:
    return reverse(name, args=[one.call.programme_id, one.pk, other.pk])


def merge(client: Client, keep: Application, other: Application, /, **steps: str) -> HttpResponse:
    """Everything from the one that is kept, unless a step says otherwise."""
    of = dict.fromkeys(("name", "address", "work", "wants", "offers", "why"), keep.pk)
    return client.post(place(keep, other), {**of, "keep": keep.pk, **steps}, follow=True)


def part(client: Client, other: Application) -> None:
    client.post(reverse("application_parting", args=[other.call.programme_id, other.pk]))


def stored(*applications: Application) -> list[dict[str, Any]]:
    codes = [each.pk for each in applications]
    rows = {row["id"]: row for row in Application.objects.filter(pk__in=codes).values()}
    return [rows[code] for code in codes]


def offered(call: Call) -> list[tuple[str, str, str]]:
    found = twins_of(call.programme)
    return [(each.one.given_name, each.other.given_name, str(each.why)) for each in found]


class TestOffers:
    @pytest.mark.parametrize(
        ("first", "second", "why"),
        [
            (["Ann", "Ek", "a@b.se"], ["Bo", "Al", "a@b.se"], "the same address"),
            (["Åsa", "Ek", "a@b.se"], ["asa", "EK", "c@d.se"], "the same name"),
            (["Ny", "Sam", "a@b.se"], ["Sam", "Ny", "c@d.se"], "the same name"),
            (["Kristina", "Eriksson", "a@b.se"], ["Christina", "Ericson", "c@d.se"], "nearly"),
            (["Anna Karin", "Berglund", "a@b.se"], ["Anna", "Berglund", "c@d.se"], "nearly"),
            (["Petter", "Lindholm", "a@b.se"], ["Peter", "Lindhom", "c@d.se"], "nearly"),
            (["Erik", "Lund", "a@b.se"], ["Anders", "Lund", "c@d.se"], None),
            (["Bo", "Ek", "a@b.se"], ["Bo", "Al", "c@d.se"], None),
        ],
    )
    def test_what_looks_alike(
        self, call: Call, first: list[str], second: list[str], why: str | None
    ) -> None:
        for given, family, email in (first, second):
            make_application(call, given, family_name=family, email=email)
        found = offered(call)
        assert [text.startswith(str(why)) for *_, text in found] == ([True] if why else [])

    def test_a_like_name_elsewhere_is_somebody_else(self, call: Call) -> None:
        for name, house in (("Petter", "Alfa AB"), ("Peter", "Beta AB")):
            make_application(call, name, family_name="Lindholm", organisation=house)
        assert offered(call) == []

    def test_one_call_each_is_no_hindrance(self, cast: Cast, call: Call) -> None:
        mentees = make_call(cast.programme, "mentee")
        make_application(call, **SAME)
        make_application(mentees, **SAME)
        assert offered(call) == [("Sam", "Sam", "the same name")]

    def test_neither_what_is_begun_nor_taken_back_nor_elsewhere(
        self, cast: Cast, call: Call
    ) -> None:
        make_application(call, **SAME)
        make_application(call, **SAME, state="begun", sent_at=None)
        make_application(call, **SAME, state="withdrawn")
        make_application(make_call(cast.other_programme), **SAME)
        assert offered(call) == []

    def test_two_people_are_never_offered_again(
        self, alice: Client, call: Call, both: tuple[Application, Application]
    ) -> None:
        before = stored(*both)
        alice.post(place(*both, "application_distinction"))
        assert (offered(call), stored(*both)) == ([], before)
        third = make_application(call, **SAME)
        assert len(twins_of(call.programme)) == 1
        assert twins_of(call.programme)[0].other == third

    def test_they_stand_on_the_pages(
        self, alice: Client, call: Call, both: tuple[Application, Application]
    ) -> None:
        pool = alice.get(reverse("programme_applications", args=[call.programme_id]))
        assert "Two applications may be one human" in pool.content.decode()
        page = alice.get(reverse("programme_twins", args=[call.programme_id])).content.decode()
        assert place(*both) in page


class TestMerging:
    def test_looking_merges_nothing(
        self, alice: Client, both: tuple[Application, Application]
    ) -> None:
        before = stored(*both)
        page = alice.get(place(*both)).content.decode()
        assert ("First." in page, "Second." in page) == (True, True)
        assert stored(*both) == before

    def test_the_later_is_proposed(
        self, alice: Client, both: tuple[Application, Application]
    ) -> None:
        form = alice.get(place(*both)).context["form"]
        assert {field.initial for field in form.fields.values()} == {both[1].pk}
        assert "work" not in form.fields

    def test_what_is_taken_from_which(
        self, alice: Client, both: tuple[Application, Application]
    ) -> None:
        one, other = both
        merge(alice, other, one, why=one.pk, address=one.pk)
        keep, gone = stored(other, one)
        assert (keep["why"], keep["email"], keep["wants"]) == ("First.", one.email, {"E1": 3})
        assert (keep["knows"], keep["not_with"]) == (["Bo Ek"], ["Eva Al"])
        assert (gone["state"], gone["merged_into_id"], gone["why"]) == (
            "merged",
            other.pk,
            "First.",
        )
        assert TrailEntry.objects.filter(verb="merged two applications").count() == 1

    def test_the_earlier_promise_holds(self, alice: Client, call: Call) -> None:
        assert call.answer_on
        later = call.answer_on + timedelta(days=9)
        one = make_application(call, **SAME)
        other = make_application(call, **SAME, promised_on=later, is_late=True)
        merge(alice, other, one)
        (keep,) = stored(other)
        assert (keep["promised_on"], keep["is_late"]) == (call.answer_on, False)

    def test_it_is_counted_and_told_once(
        self, alice: Client, call: Call, both: tuple[Application, Application]
    ) -> None:
        one, other = both
        call.doubts = {"boss": 2}
        call.save()
        merge(alice, other, one)
        Application.objects.filter(pk=other.pk).update(verdict="no")
        assert unanswered(call.programme, now=timezone.now()).applications == 1
        pools = alice.get(reverse("programme_applications", args=[call.programme_id]))
        assert [line.application for line in pools.context["pools"][0].lines] == [other]
        mail.outbox.clear()
        tell(alice, call)
        (letter,) = letters()
        assert other.email in letter.to[0]
        call.refresh_from_db()
        assert call.doubts == {"boss": 2}

    def test_each_of_the_two_is_named(self, alice: Client, call: Call) -> None:
        one, other = (make_application(call, name, family_name="Ek") for name in ("Bo", "Eva"))
        keep = alice.get(place(one, other)).context["form"].fields["keep"]
        told = [label.split(", ")[0] for _code, label in keep.choices]
        assert told == ["Bo Ek", "Eva Ek"]

    def test_a_second_press_merges_nothing_more(
        self, alice: Client, both: tuple[Application, Application]
    ) -> None:
        one, other = both
        merge(alice, other, one)
        before = stored(*both)
        assert merge(alice, other, one).status_code == 404
        assert stored(*both) == before

    @pytest.mark.parametrize("wrong", [{"keep": "nosuchcode12"}, {"why": "x"}, {"keep": ""}])
    def test_nonsense_merges_nothing(
        self, alice: Client, both: tuple[Application, Application], wrong: dict[str, str]
    ) -> None:
        before = stored(*both)
        merge(alice, both[1], both[0], **wrong)
        assert stored(*both) == before

    def test_one_whose_answer_is_told_is_left_alone(
        self, alice: Client, call: Call, both: tuple[Application, Application]
    ) -> None:
        Application.objects.filter(pk=both[0].pk).update(
            verdict="wait", answer="wait", answered_at=timezone.now()
        )
        assert merge(alice, both[1], both[0]).status_code == 404
        assert offered(call) == []


class TestUndoing:
    def test_both_are_as_they_were(
        self, alice: Client, both: tuple[Application, Application]
    ) -> None:
        one, other = both
        before = stored(*both)
        merge(alice, other, one, why=one.pk, address=one.pk, wants=one.pk)
        part(alice, one)
        assert stored(*both) == before

    def test_the_latest_first(
        self, alice: Client, call: Call, both: tuple[Application, Application]
    ) -> None:
        one, keep = both
        third = make_application(call, **SAME, why="Third.")
        before = stored(one, keep, third)
        merge(alice, keep, one, why=one.pk)
        merge(alice, keep, third, why=third.pk)
        part(alice, one)
        assert [row["state"] for row in stored(one, third)] == ["merged", "merged"]
        part(alice, third)
        part(alice, one)
        assert stored(one, keep, third) == before

    def test_what_others_were_merged_into_is_merged_into_nothing(
        self, alice: Client, call: Call, both: tuple[Application, Application]
    ) -> None:
        one, other = both
        third = make_application(call, **SAME)
        merge(alice, other, one)
        assert "Nothing was merged" in merge(alice, third, other).content.decode()

    def test_not_after_the_answer_was_told(
        self, alice: Client, call: Call, both: tuple[Application, Application]
    ) -> None:
        one, other = both
        merge(alice, other, one)
        Application.objects.filter(pk=other.pk).update(verdict="no")
        tell(alice, call)
        part(alice, one)
        assert stored(one)[0]["state"] == "merged"


class TestWhoTypedAnothersAddress:
    """Merging is the act of whoever leads; by applying and taking back nobody reaches another's."""

    def test_applying_with_anothers_address_changes_nothing_of_hers(self, call: Call) -> None:
        hers = make_application(call, "Ada")
        before = stored(hers)
        make_application(call, "Elak", email=hers.email)
        assert stored(hers) == before

    def test_taking_back_the_one_that_is_kept_brings_back_the_other(
        self, alice: Client, both: tuple[Application, Application]
    ) -> None:
        hers, evil = both
        before = stored(hers)
        merge(alice, evil, hers)
        withdraw_application(Application.objects.get(pk=evil.pk))
        assert stored(hers) == before

    def test_taking_back_the_merged_one_takes_only_its_own_words(
        self, alice: Client, both: tuple[Application, Application]
    ) -> None:
        one, other = both
        before = stored(other)
        merge(alice, other, one, why=one.pk)
        link = reverse("personal_application_withdrawal", args=[link_of(one)])
        assert "read together" in Client().get(link.removesuffix("withdrawal/")).content.decode()
        Client().post(link)
        (gone,) = stored(one)
        assert (gone["state"], gone["why"], gone["replaced"]) == ("withdrawn", "", {})
        assert stored(other) == before


def test_what_is_merged_is_erased_with_the_other(
    alice: Client, call: Call, both: tuple[Application, Application]
) -> None:
    one, other = both
    merge(alice, other, one, why=one.pk)
    Application.objects.filter(pk=other.pk).update(verdict="no")
    tell(alice, call)
    forget_what_is_due(timezone.now() + timedelta(days=31))
    assert [(row["why"], row["email"], row["replaced"]) for row in stored(*both)] == [
        ("", "", {}),
        ("", "", {}),
    ]

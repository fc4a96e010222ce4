"""A job changes: people are asked, once, and nothing breaks by itself."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import client_of, make_pair
from tests.factories import employ, make_organisation, make_person, make_unit
from viceversa.conversations.actions import end_pair
from viceversa.notices.models import Letter
from viceversa.pairing import jobs
from viceversa.pairing.actions import confirm_independence, look_again, waive_rules
from viceversa.pairing.errors import RecheckClosed
from viceversa.pairing.models import Pair, Recheck
from viceversa.people.models import Dependency, Employment, TrailEntry
from viceversa.programmes.models import Programme

Change = Callable[[Cast], object]


@pytest.fixture
def pair(cast: Cast) -> Pair:
    return make_pair(cast)


def reports_to(cast: Cast) -> None:
    """Bob's new manager is Carol."""
    Employment.objects.filter(person=cast.bob).update(manager=cast.carol)


def letters() -> list[tuple[str, str]]:
    found = Letter.objects.filter(name__startswith="pairing/independence")
    rows = found.order_by("name", "recipient__given_name")
    return [(row.name.split("/")[1], row.recipient.given_name) for row in rows]


def through_somebody(cast: Cast) -> None:
    between = make_person("Mellan")
    employ(between, cast.house, level=3, manager=cast.carol)
    Employment.objects.filter(person=cast.bob).update(manager=between)


def by_address_only(cast: Cast) -> None:
    Employment.objects.filter(person=cast.bob).update(manager_address=cast.carol.email)


def depends(kind: str) -> Change:
    return lambda cast: Dependency.objects.create(person=cast.bob, superior=cast.carol, kind=kind)


def same_unit(cast: Cast) -> None:
    Programme.objects.update(rules={"different_unit": True})
    Employment.objects.update(unit=make_unit(cast.house, "Finance"))


def same_house(cast: Cast) -> None:
    Programme.objects.update(rules={"different_organisation": True})


CHANGES: dict[str, tuple[Change, str]] = {
    "line": (reports_to, "no_dependency"),
    "line through somebody": (through_somebody, "no_dependency"),
    "manager by address": (by_address_only, "no_dependency"),
    "dotted line": (depends("dotted_line"), "no_dotted_line"),
    "pay": (depends("pay"), "no_pay_setting"),
    "appraisal": (depends("appraisal"), "no_appraisal"),
    "unit": (same_unit, "different_unit"),
    "employer": (same_house, "different_organisation"),
}


@pytest.mark.requirement("003-01")
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_creates_dependence_is_asked_about(
    cast: Cast, pair: Pair, change: str
) -> None:
    assert look_again(cast.programme) == 0
    make_it, rule = CHANGES[change]
    make_it(cast)
    assert look_again(Programme.objects.get(pk=cast.programme.pk)) == 1
    assert Recheck.objects.get().rules == [rule]
    pair.refresh_from_db()
    assert pair.state == "active"
    assert letters() == [
        ("independence_asked", "Bob"),
        ("independence_asked", "Carol"),
        ("independence_doubted", "Alice"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Head of everything"},
        {"level": 5},  # a rise is no dependence
        {"organisation": "elsewhere"},
    ],
)
def test_other_changes_are_nobodys_business(
    cast: Cast, pair: Pair, change: dict[str, object]
) -> None:
    if "organisation" in change:
        change = {"organisation": make_organisation()}
    Employment.objects.filter(person=cast.bob).update(**change)
    assert look_again(cast.programme) == 0
    assert letters() == []


def test_it_is_asked_once_however_often_one_looks(cast: Cast, pair: Pair) -> None:
    reports_to(cast)
    assert [look_again(cast.programme) for _ in range(3)] == [1, 0, 0]
    assert len(letters()) == 3


def test_neither_letter_nor_page_says_which_rule_or_whose_job(cast: Cast, pair: Pair) -> None:
    depends("pay")(cast)
    look_again(cast.programme)
    texts = [letter.text for letter in Letter.objects.filter(name="pairing/independence_asked")]
    place = reverse("pair_independence", args=[pair.pk])
    texts += [client_of(person).get(place).content.decode() for person in (cast.bob, cast.carol)]
    for text in texts:
        assert "sets the other's pay." not in text
        assert "no_pay_setting" not in text
    bobs, carols = (text.replace("Bob", "X").replace("Carol", "X") for text in texts[:2])
    assert bobs.split("\n\n")[4:] == carols.split("\n\n")[4:]


def test_when_the_cause_goes_the_question_goes(cast: Cast, pair: Pair) -> None:
    reports_to(cast)
    look_again(cast.programme)
    Employment.objects.filter(person=cast.bob).update(manager=None)
    look_again(cast.programme)
    assert Recheck.objects.get().outcome == "passed"
    assert letters()[-2:] == [("independence_settled", "Bob"), ("independence_settled", "Carol")]


def test_another_rule_joins_the_question_without_another_letter(cast: Cast, pair: Pair) -> None:
    reports_to(cast)
    look_again(cast.programme)
    depends("pay")(cast)
    look_again(cast.programme)
    assert Recheck.objects.get().rules == ["no_pay_setting", "no_dependency"]
    assert len(letters()) == 3


def test_what_was_knowingly_set_aside_before_is_not_asked_about(cast: Cast, pair: Pair) -> None:
    Pair.objects.update(overridden_rules=["no_dependency"], override_reason="They asked for it")
    reports_to(cast)
    assert look_again(cast.programme) == 0


@pytest.mark.parametrize("state", ["proposed", "ended", "completed", "declined"])
def test_only_pairs_that_meet_are_asked(cast: Cast, pair: Pair, state: str) -> None:
    Pair.objects.update(state=state)
    reports_to(cast)
    assert look_again(cast.programme) == 0


class TestTheTwo:
    @pytest.fixture(autouse=True)
    def asked(self, cast: Cast, pair: Pair) -> None:
        reports_to(cast)
        look_again(cast.programme)

    def place(self, pair: Pair) -> str:
        return reverse("pair_independence", args=[pair.pk])

    def test_one_tap_says_as_before(self, cast: Cast, pair: Pair) -> None:
        page = client_of(cast.bob).get(self.place(pair)).content.decode()
        assert page.count("button-primary") == 1
        client_of(cast.bob).post(self.place(pair))
        recheck = Recheck.objects.get()
        assert recheck.mentor_confirmed_at is not None
        assert recheck.mentee_confirmed_at is None
        assert recheck.outcome == ""

    def test_their_page_leads_there(self, cast: Cast, pair: Pair) -> None:
        for person in (cast.bob, cast.carol):
            client = client_of(person)
            client.post(reverse("ground_rules", args=[pair.pk]), {"edition": "2026-1"})
            page = client.get(reverse("pair", args=[pair.pk])).content.decode()
            assert self.place(pair) in page

    def test_another_partner_or_the_end_goes_the_usual_way(self, cast: Cast, pair: Pair) -> None:
        page = client_of(cast.bob).get(self.place(pair)).content.decode()
        ending = reverse("pair_ending", args=[pair.pk])
        assert f'href="{ending}?onward=new"' in page
        assert f'href="{ending}"' in page

    def test_a_late_answer_is_told_so(self, cast: Cast, pair: Pair) -> None:
        recheck = Recheck.objects.select_related("pair").get()
        waive_rules(recheck, by=cast.alice, reason="Other sites")
        with pytest.raises(RecheckClosed):
            confirm_independence(recheck, by=cast.bob)
        assert client_of(cast.bob).post(self.place(pair)).status_code == 302
        assert "This is settled" in client_of(cast.bob).get(self.place(pair)).content.decode()

    def test_nobody_else_answers(self, cast: Cast, pair: Pair) -> None:
        for person in (cast.alice, cast.dora, cast.erik, cast.gun, cast.zed):
            assert client_of(person).post(self.place(pair)).status_code == 404
        assert Client().post(self.place(pair)).status_code == 302
        assert Recheck.objects.get().mentor_confirmed_at is None


class TestTheCoordinator:
    @pytest.fixture(autouse=True)
    def asked(self, cast: Cast, pair: Pair) -> None:
        reports_to(cast)
        look_again(cast.programme)

    def place(self, pair: Pair) -> str:
        return reverse("programme_independence", args=[pair.programme_id, pair.pk])

    def test_she_sees_what_is_broken_and_what_the_two_say(self, cast: Cast, pair: Pair) -> None:
        confirm_independence(Recheck.objects.get(), by=cast.bob)
        page = client_of(cast.alice).get(self.place(pair)).content.decode()
        assert "One of them reports to the other, directly or through somebody." in page
        assert f"{cast.bob.full_name}: as independent as before" in page
        assert f"{cast.carol.full_name}: no answer yet" in page

    def test_she_lets_them_go_on_with_a_reason_on_record(self, cast: Cast, pair: Pair) -> None:
        client_of(cast.alice).post(self.place(pair), {"reason": "Carol is on leave this year"})
        recheck = Recheck.objects.get()
        assert (recheck.outcome, recheck.decided_by) == ("waived", cast.alice)
        assert recheck.reason == "Carol is on leave this year"
        pair.refresh_from_db()
        assert (pair.state, pair.overridden_rules) == ("active", ["no_dependency"])
        assert TrailEntry.objects.get(verb="let a pair go on").actor == cast.alice
        assert letters()[-1] == ("independence_settled", "Carol")
        assert look_again(cast.programme) == 0

    def test_not_without_a_reason(self, cast: Cast, pair: Pair) -> None:
        page = client_of(cast.alice).post(self.place(pair), {"reason": " "}).content.decode()
        assert "Say in a few words why they may go on." in page
        assert Recheck.objects.get().outcome == ""

    def test_twice_is_once(self, cast: Cast, pair: Pair) -> None:
        recheck = Recheck.objects.select_related("pair").get()
        waive_rules(recheck, by=cast.alice, reason="first")
        with pytest.raises(RecheckClosed):
            waive_rules(recheck, by=cast.alice, reason="second")
        assert Recheck.objects.get().reason == "first"

    def test_she_may_end_the_pair_instead(self, cast: Cast, pair: Pair) -> None:
        page = client_of(cast.alice).get(self.place(pair)).content.decode()
        ending = reverse("programme_ending", args=[pair.programme_id, pair.pk])
        assert ending in page
        end_pair(pair, by=cast.alice)
        assert Recheck.objects.get().outcome == "ended"
        assert "This is settled" in client_of(cast.alice).get(self.place(pair)).content.decode()

    def test_it_stands_in_her_monday_list(self, cast: Cast, pair: Pair) -> None:
        answer = client_of(cast.alice).get(reverse("programme", args=[cast.programme.pk]))
        first = answer.context["overview"].monday[0]
        assert (first.title, first.rows[0].href) == ("Still independent?", self.place(pair))

    def test_nobody_else_decides(self, cast: Cast, pair: Pair) -> None:
        for person in (cast.bob, cast.dora, cast.erik, cast.yrsa):
            answer = client_of(person).post(self.place(pair), {"reason": "x"})
            assert answer.status_code == 404
        assert Recheck.objects.get().outcome == ""


class TestWhenItIsLooked:
    def test_every_morning_in_every_programme(self, cast: Cast, pair: Pair) -> None:
        reports_to(cast)
        jobs.recheck_all.call()
        assert Recheck.objects.count() == 1

    @pytest.mark.parametrize(("minutes", "asked"), [(1, 1), (14, 1), (16, 0), (600, 0)])
    def test_soon_after_a_list(self, cast: Cast, pair: Pair, minutes: int, asked: int) -> None:
        reports_to(cast)
        cast.programme.imports.create(
            filename="x.csv",
            content=b"",
            state="applied",
            applied_at=timezone.now() - timedelta(minutes=minutes),
        )
        jobs.recheck_after_lists.call()
        assert Recheck.objects.count() == asked

    def test_it_costs_the_same_for_many_pairs(
        self, cast: Cast, pair: Pair, django_assert_max_num_queries: Callable[[int], object]
    ) -> None:
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
            look_again(cast.programme)

"""A partner's contact recommends applicants of her own before it is decided, and learns no more."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.factories import (
    enrol,
    give_role,
    make_application,
    make_call,
    make_organisation,
    make_partner,
    make_person,
)
from viceversa.enrolment.access import link_of
from viceversa.enrolment.actions.applications import withdraw_application
from viceversa.enrolment.actions.endorsing import endorse
from viceversa.enrolment.models import Application, Call
from viceversa.people.models import Person, TrailEntry
from viceversa.programmes.models import Programme

SECRETS = {
    "why": "kanariemotiv",
    "unit": "kanarieenhet",
    "title": "kanarietitel",
    "phone": "070-555 99 99",
    "email": "kanarie@example.com",
    "knows": ["Kanarie Bekant"],
    "not_with": ["Kanarie Ovilja"],
    "prefers": ["Kanarie Önskad"],
    "wants": {"A1": 3},
    "offers": {"G2": 1},
    "level": 3,
}


@pytest.fixture
def call(cast: Cast) -> Call:
    Programme.objects.filter(pk=cast.programme.pk).update(scope="cross_company")
    return make_call(cast.programme)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def seen(cast: Cast, who: Person | None = None) -> str:
    place = reverse("programme_own_applicants", args=[cast.programme.pk])
    return signed_in(who or cast.erik).get(place).content.decode()


def say(cast: Cast, application: Application, word: str = "yes", who: Person | None = None) -> int:
    place = reverse("application_endorsement", args=[cast.programme.pk, application.pk])
    return signed_in(who or cast.erik).post(place, {"endorsement": word}).status_code


def is_endorsed(application: Application) -> bool:
    return Application.objects.get(pk=application.pk).endorsed_at is not None


def same(html: str) -> list[str]:
    return [line for line in html.splitlines() if "csrf" not in line]


def test_who_has_recommended_is_where_she_was_in_the_list(cast: Cast, call: Call) -> None:
    sam = make_application(call, organisation=cast.house.name)
    place = reverse("application_endorsement", args=[cast.programme.pk, sam.pk])
    answer = signed_in(cast.erik).post(place, {"endorsement": "yes"})
    assert answer["Location"].endswith(f"#{sam.pk}")
    assert f'id="{sam.pk}"' in seen(cast)


class TestWhoIsSeen:
    @pytest.mark.parametrize(
        "typed", ["Tallmo Test AB", "TALLMO test ab", " Tallmo  Test\u00a0AB", "Ｔallmo Test AB"]
    )
    def test_own_by_the_employers_name_folded(self, cast: Cast, call: Call, typed: str) -> None:
        sam = make_application(call, organisation=typed)
        assert sam.full_name in seen(cast)

    @pytest.mark.parametrize(
        "typed", ["Tallmo Test AB Syd", "Tallmo Test", "Tallmo-Test AB", "Тallmo Test AB", "", "%"]
    )
    def test_a_name_that_only_looks_alike_is_another(
        self, cast: Cast, call: Call, typed: str
    ) -> None:
        sam = make_application(call, organisation=typed)
        assert sam.full_name not in seen(cast)
        assert (say(cast, sam), is_endorsed(sam)) == (404, False)

    def test_within_one_organisation_all_are_its_own(self, cast: Cast, call: Call) -> None:
        Programme.objects.filter(pk=cast.programme.pk).update(scope="internal")
        sam = make_application(call)
        assert sam.full_name in seen(cast)

    def test_in_this_programme_only(self, cast: Cast, call: Call) -> None:
        elsewhere = make_call(cast.other_programme)
        sam = make_application(elsewhere, organisation=cast.house.name)
        assert sam.full_name not in seen(cast)
        assert say(cast, sam) == 404

    def test_what_is_begun_or_taken_back_is_not_there(self, cast: Cast, call: Call) -> None:
        ours = {"organisation": cast.house.name}
        begun = make_application(call, state="begun", sent_at=None, promised_on=None, **ours)
        taken = make_application(call, "Tage", **ours)
        withdraw_application(taken)
        assert all(each.full_name not in seen(cast) for each in (begun, taken))
        assert [say(cast, each) for each in (begun, taken)] == [404, 404]

    def test_own_page_says_how_many(self, cast: Cast, call: Call) -> None:
        page = reverse("programme_own_people", args=[cast.programme.pk])
        assert "have applied" not in signed_in(cast.erik).get(page).content.decode()
        for _ in "ab":
            make_application(call, organisation=cast.house.name)
        make_application(call, organisation="Annat AB")
        assert "2 of yours have applied" in signed_in(cast.erik).get(page).content.decode()


class TestWhatIsSeen:
    def test_name_and_role_and_not_a_word_more(self, cast: Cast, call: Call) -> None:
        sam = make_application(call, organisation=cast.house.name, **SECRETS)
        html = seen(cast)
        assert sam.full_name in html
        assert "Mentor" in html
        assert "kanarie" not in html.casefold()
        assert SECRETS["phone"] not in html

    @pytest.mark.parametrize(
        "inside",
        [
            {"verdict": "place"},
            {"verdict": "wait", "rank": 1},
            {"verdict": "no"},
            {"is_late": True, "verdict": "wait", "rank": 7},
        ],
    )
    def test_what_is_drafted_or_late_changes_nothing(
        self, cast: Cast, call: Call, inside: dict[str, object]
    ) -> None:
        sam = make_application(call, organisation=cast.house.name)
        before = same(seen(cast))
        Application.objects.filter(pk=sam.pk).update(**inside)
        assert same(seen(cast)) == before

    def test_once_told_nobody_is_named(self, cast: Cast, call: Call) -> None:
        told = [
            make_application(call, name, organisation=cast.house.name, verdict=verdict)
            for name, verdict in (("Ada", "place"), ("Bea", "wait"), ("Cia", "no"))
        ]
        signed_in(cast.alice).post(reverse("programme_decisions", args=[cast.programme.pk]))
        page = reverse("programme_own_people", args=[cast.programme.pk])
        own = signed_in(cast.erik).get(page).content.decode()
        assert [each.full_name in seen(cast) for each in told] == [False] * 3
        assert [each.full_name in own for each in told] == [True, False, False]
        assert [say(cast, each) for each in told] == [404] * 3

    def test_whoever_plants_a_name_plants_text_and_no_more(self, cast: Cast, call: Call) -> None:
        evil = {"given_name": "<b>Ring</b>", "family_name": "https://x.example/"}
        make_application(call, organisation=cast.house.name, **evil)
        html = seen(cast)
        assert "&lt;b&gt;Ring&lt;/b&gt; https://x.example/" in html
        assert 'href="https://x.example' not in html
        assert "nobody has checked it" in html

    def test_many_planted_names_are_turned_over(self, cast: Cast, call: Call) -> None:
        for _ in range(60):
            make_application(call, organisation=cast.house.name)
        assert seen(cast).count('class="verdicts"') == 50


class TestTheGoodWord:
    def test_yes_and_back(self, cast: Cast, call: Call) -> None:
        sam = make_application(call, organisation=cast.house.name)
        assert (say(cast, sam), is_endorsed(sam)) == (302, True)
        assert 'aria-pressed="true"' in seen(cast)
        assert (say(cast, sam, ""), is_endorsed(sam)) == (302, False)

    @pytest.mark.parametrize("word", ["no", "place", "<b>"])
    def test_there_is_no_other_word(self, cast: Cast, call: Call, word: str) -> None:
        sam = make_application(call, organisation=cast.house.name)
        say(cast, sam, word)
        found = Application.objects.get(pk=sam.pk)
        assert (found.endorsed_at, found.verdict) == (None, "")

    def test_those_who_decide_see_it_in_the_pools(self, cast: Cast, call: Call) -> None:
        sam = make_application(call, organisation=cast.house.name)
        pools = reverse("programme_applications", args=[cast.programme.pk])
        one = reverse("application", args=[cast.programme.pk, sam.pk])
        alice, words = signed_in(cast.alice), "Recommended by the employer"
        assert words not in alice.get(pools).content.decode()
        say(cast, sam)
        assert words in alice.get(pools).content.decode()
        assert words in alice.get(one).content.decode()

    def test_the_applicant_does_not_see_it(self, cast: Cast, call: Call) -> None:
        sam = make_application(call, organisation=cast.house.name)
        place = reverse("personal_application", args=[link_of(sam)])
        before = same(Client().get(place).content.decode())
        say(cast, sam)
        assert same(Client().get(place).content.decode()) == before

    def test_twice_is_once_and_too_late_is_never(self, cast: Cast, call: Call) -> None:
        sam = make_application(call, organisation=cast.house.name)
        say(cast, sam)
        say(cast, sam)
        assert TrailEntry.objects.filter(verb="endorsed an applicant").count() == 1
        ada = make_application(call, "Ada", organisation=cast.house.name, verdict="no")
        Application.objects.filter(pk=ada.pk).update(answer="no", answered_at=ada.sent_at)
        endorse(ada, by=cast.erik)
        assert not is_endorsed(ada)

    def test_it_is_forgotten_with_the_application(self, cast: Cast, call: Call) -> None:
        sam = make_application(call, organisation=cast.house.name)
        say(cast, sam)
        withdraw_application(sam)
        sam.refresh_from_db()
        assert (sam.endorsed_at, sam.endorsed_by) == (None, None)


def test_contact_of_another_partner_neither_sees_nor_speaks(cast: Cast, call: Call) -> None:
    sam = make_application(call, organisation=cast.house.name)
    pia = make_person("Pia")
    rival = make_partner(cast.programme, make_organisation("Tallmo Test"))
    give_role(pia, cast.programme, "partner_contact", partner=rival)
    assert sam.full_name not in seen(cast, pia)
    assert (say(cast, sam, who=pia), is_endorsed(sam)) == (404, False)


def test_applicants_do_not_cost_a_question_each(cast: Cast, call: Call) -> None:
    enrol(make_person(), cast.programme, "mentee")
    counts = []
    for _ in range(2):
        make_application(call, organisation=cast.house.name)
        with CaptureQueriesContext(connection) as asked:
            seen(cast)
        counts.append(len(asked))
    assert counts[0] == counts[1]

"""Reviewers read applications without knowing whose they are, and reach nothing else."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories import give_role, make_application, make_call, make_person
from tests.house.leaks import addresses, found_in, pages
from viceversa.enrolment.actions.applications import withdraw_application
from viceversa.enrolment.actions.merging import merge
from viceversa.enrolment.models import Application, Call
from viceversa.enrolment.scrubbing import MARK, scrub
from viceversa.enrolment.selection import Review
from viceversa.people.models import Person

MARKS = {"learns": 4, "keeps": 2, "brings": 3}
TELLING = {
    "given_name": "Kanariesa",
    "family_name": "Lindqvxström",
    "email": "hemlig.qvx@brevqvx.example",
    "phone": "070-555 98 76",
    "organisation": "Qvxbolaget Armatur AB",
    "unit": "Lackqvx / Montering",
    "title": "Överqvxplanerare",
    "knows": ["Vännqvx Berg"],
    "not_with": ["Ovänqvx Ek"],
    "prefers": ["Gärnaqvx Al"],
}
CANARIES = [
    "Kanariesa", "kanariesa", "qvx", "Qvx", "070-555", "98 76", "Armatur", "armatur", "Montering",
]  # fmt: skip
WHY = (
    "Jag, Kanariesa Lindqvxström på Qvxbolaget, ser saker från golvet i Lackqvx. Skriv till "
    "hemlig.qvx@brevqvx.example eller ring 070-555 98 76."
)


@pytest.fixture
def call(cast: Cast) -> Call:
    return make_call(cast.programme)


@pytest.fixture
def rut(cast: Cast) -> Person:
    """She reviews, and does nothing else here."""
    person = make_person("Rut")
    give_role(person, cast.programme, "reviewer")
    return person


@pytest.fixture
def hers(call: Call) -> Application:
    return make_application(call, **TELLING, why=WHY, wants={"A1": 3}, offers={"G2": 2})


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def place(application: Application, name: str = "review") -> str:
    return reverse(name, args=[application.call.programme_id, application.pk])


def listed(person: Person, call: Call) -> list[str]:
    page = client_of(person).get(reverse("programme_reviews", args=[call.programme_id]))
    return [blind.code for blind, _is_read in page.context["rows"]]


def review(person: Person, application: Application, **marks: Any) -> HttpResponse:
    return client_of(person).post(place(application), {**MARKS, **marks})


class TestBlind:
    def test_she_reads_what_is_wanted_and_why(self, rut: Person, hers: Application) -> None:
        page = client_of(rut).get(place(hers)).content.decode()
        assert "ser saker från golvet" in page
        assert "Would like to be a mentor" in page
        assert MARK in page

    @pytest.mark.parametrize("marks", [MARKS, {"learns": "9"}, {}])
    def test_nothing_tells_whose_it_is(
        self, rut: Person, hers: Application, marks: dict[str, Any]
    ) -> None:
        """Neither list, page, refused form nor what follows; address, headers and all."""
        client = client_of(rut)
        answers = [
            client.get(reverse("programme_reviews", args=[hers.call.programme_id])),
            client.get(place(hers)),
            client.post(place(hers), marks, follow=True),
            client.get(place(hers)),
        ]
        for answer in answers:
            whole = f"{answer.headers} {answer.request['PATH_INFO']} {answer.content.decode()}"
            assert [word for word in CANARIES if word in whole] == []

    def test_the_words_are_there_for_whoever_leads(self, cast: Cast, hers: Application) -> None:
        page = client_of(cast.alice).get(place(hers, "application")).content.decode()
        shown = [word for word in CANARIES if word in page]
        assert {"Kanariesa", "qvx", "070-555", "Montering"} <= set(shown)

    def test_no_address_of_the_house_tells_a_reviewer(
        self, cast: Cast, rut: Person, hers: Application
    ) -> None:
        review(rut, hers)
        codes = {
            "programmes/code": [cast.programme.pk],
            "int": [1],
            "str": [hers.pk, hers.call_id, "mentor"],
        }
        assert place(hers) in addresses(codes)
        assert (
            found_in(pages(rut, codes), ["Kanariesa", "Lindqvx", "hemlig.qvx", "Qvxbolaget"]) == []
        )

    @pytest.mark.parametrize(
        "name", ["programme_applications", "programme_people", "programme_decisions", "programme"]
    )
    def test_she_opens_nothing_else(self, cast: Cast, rut: Person, hers: Application, name: str):
        answer = client_of(rut).get(reverse(name, args=[cast.programme.pk]))
        nowhere = client_of(rut).get(reverse(name, args=["nosuchcode12"]))
        assert (answer.status_code, nowhere.status_code) == (404, 404)

    def test_the_order_says_nothing_and_stays(self, cast: Cast, rut: Person, call: Call) -> None:
        came = [make_application(call).pk for _ in range(12)]
        other = make_person("Ulf")
        give_role(other, cast.programme, "reviewer")
        first = listed(rut, call)
        assert sorted(first) == sorted(came)
        assert first == listed(rut, call)
        assert len({tuple(came), tuple(first), tuple(listed(other, call))}) == 3


class TestWhatIsRead:
    def test_only_what_is_sent_and_has_no_answer(self, rut: Person, call: Call) -> None:
        sent = make_application(call)
        make_application(call, state="begun", sent_at=None)
        make_application(call, state="withdrawn")
        told = make_application(call, verdict="no", answer="no", answered_at=sent.sent_at)
        assert listed(rut, call) == [sent.pk]
        assert client_of(rut).get(place(told)).status_code == 404
        assert review(rut, told).status_code == 404
        assert not Review.objects.exists()

    def test_never_her_own(self, rut: Person, call: Call) -> None:
        own = make_application(call, email=rut.email)
        assert listed(rut, call) == []
        assert client_of(rut).get(place(own)).status_code == 404
        assert review(rut, own).status_code == 404
        assert not Review.objects.exists()

    @pytest.mark.parametrize("taken", [(), ("address",)])
    def test_never_her_own_that_is_read_as_one_with_another(
        self, cast: Cast, rut: Person, call: Call, taken: tuple[str, ...]
    ) -> None:
        own, other = make_application(call, email=rut.email), make_application(call)
        merge(own if taken else other, other if taken else own, taken=taken, by=cast.alice)
        assert listed(rut, call) == []
        assert len(listed(cast.alice, call)) == 1

    def test_none_of_another_programme(self, cast: Cast, rut: Person) -> None:
        theirs = make_application(make_call(cast.other_programme))
        crossed = reverse("review", args=[cast.programme.pk, theirs.pk])
        assert client_of(rut).get(crossed).status_code == 404
        assert client_of(rut).get(place(theirs)).status_code == 404


class TestMarks:
    def test_the_latest_counts(self, rut: Person, hers: Application) -> None:
        review(rut, hers)
        review(rut, hers, keeps=4)
        assert list(Review.objects.values_list("learns", "keeps", "brings")) == [(4, 4, 3)]

    @pytest.mark.parametrize("wrong", [{"learns": "5"}, {"learns": "0"}, {"learns": ""}])
    def test_each_scale_wants_a_word(
        self, rut: Person, hers: Application, wrong: dict[str, str]
    ) -> None:
        assert review(rut, hers, **wrong).status_code == 200
        assert not Review.objects.exists()

    def test_after_one_comes_the_next(self, rut: Person, call: Call) -> None:
        one, other = make_application(call), make_application(call)
        first, second = sorted((one, other), key=lambda each: listed(rut, call).index(each.pk))
        assert review(rut, first)["Location"] == place(second)
        done = review(rut, second)["Location"]
        assert done == reverse("programme_reviews", args=[call.programme_id])

    def test_those_who_lead_read_them_together_in_words(
        self, cast: Cast, rut: Person, call: Call, hers: Application
    ) -> None:
        review(rut, hers)
        review(cast.alice, hers, learns=2)
        alice = client_of(cast.alice)
        page = alice.get(place(hers, "application")).content.decode()
        pool = alice.get(reverse("programme_applications", args=[cast.programme.pk]))
        said = "Read by 2 · curiosity: clearly · time: a little · something to bring: clearly"
        for text in (page, pool.content.decode()):
            assert said in " ".join(text.split())

    def test_sorting_by_them_shows_no_number(self, cast: Cast, rut: Person, call: Call) -> None:
        unread, weak, strong = (make_application(call) for _ in "abc")
        review(rut, weak, learns=1)
        review(rut, strong)
        url = reverse("programme_applications", args=[cast.programme.pk])
        page = client_of(cast.alice).get(url, {"order": "reviews"})
        lines = page.context["pools"][0].lines
        assert [line.application for line in lines] == [strong, weak, unread]
        main = page.content.decode().split("<main")[1]
        assert re.findall(r"\d[.,]\d", re.sub(r"<[^>]+>", "", main)) == []

    def test_they_are_erased_with_the_application(self, rut: Person, hers: Application) -> None:
        review(rut, hers)
        withdraw_application(hers)
        assert not Review.objects.exists()


class TestConflict:
    def test_it_is_neither_asked_for_nor_counted(
        self, cast: Cast, rut: Person, hers: Application
    ) -> None:
        review(rut, hers)
        client_of(rut).post(place(hers, "review_conflict"))
        assert listed(rut, hers.call) == []
        assert client_of(rut).get(place(hers)).status_code == 404
        assert review(rut, hers).status_code == 404
        assert list(Review.objects.values_list("has_conflict", "learns")) == [(True, None)]
        page = client_of(cast.alice).get(place(hers, "application")).content.decode()
        assert "Read by" not in page

    def test_it_says_nothing_for_others(self, cast: Cast, rut: Person, hers: Application) -> None:
        client_of(rut).post(place(hers, "review_conflict"))
        assert listed(cast.alice, hers.call) == [hers.pk]

    def test_looking_declares_nothing(self, rut: Person, hers: Application) -> None:
        assert client_of(rut).get(place(hers, "review_conflict")).status_code == 405
        assert not Review.objects.exists()

    def test_a_slip_is_taken_back_and_asked_about_anew(
        self, rut: Person, hers: Application
    ) -> None:
        review(rut, hers)
        client = client_of(rut)
        client.post(place(hers, "review_conflict"))
        told = client.post(place(hers, "review_conflict_removal"))
        assert told["Location"] == place(hers)
        assert client.get(place(hers)).context["form"].initial == {}
        assert (listed(rut, hers.call), Review.objects.count()) == ([hers.pk], 0)
        review(rut, hers)
        assert list(Review.objects.values_list("has_conflict", "learns")) == [(False, 4)]

    def test_what_she_does_not_judge_stands_beneath_without_telling_whose_it_is(
        self, rut: Person, hers: Application
    ) -> None:
        client = client_of(rut)
        client.post(place(hers, "review_conflict"))
        page = client.get(reverse("programme_reviews", args=[hers.call.programme_id]))
        assert place(hers, "review_conflict_removal") in page.content.decode()
        assert [word for word in CANARIES if word in page.content.decode()] == []

    @pytest.mark.parametrize(
        "changed",
        [
            {"verdict": "no", "answer": "no", "answered_at": timezone.now()},
            {"state": "withdrawn"},
            {"email": "rut@example.com"},
        ],
    )
    def test_it_stays_once_the_answer_is_told_or_it_is_her_own(
        self, rut: Person, hers: Application, changed: dict[str, Any]
    ) -> None:
        Person.objects.filter(pk=rut.pk).update(email="rut@example.com")
        client = client_of(rut)
        client.post(place(hers, "review_conflict"))
        Application.objects.filter(pk=hers.pk).update(**changed)
        assert client.post(place(hers, "review_conflict_removal")).status_code == 404
        assert Review.objects.get().has_conflict

    def test_nobody_takes_back_anothers(self, cast: Cast, rut: Person, hers: Application) -> None:
        client_of(rut).post(place(hers, "review_conflict"))
        answer = client_of(cast.alice).post(place(hers, "review_conflict_removal"))
        assert answer.status_code == 404
        assert Review.objects.get().has_conflict


KNOWN = ["Åsa", "Berg-Lindström", "asa.berg@norrvidde.se", "Siffervik AB", "Bo", "Lack / Hall 3"]


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("Jag heter Åsa.", "Jag heter […]."),
        ("ÅSA BERG-LINDSTRÖM här", "[…] här"),
        ("Asa, Asas vän; berg lindstrom", "[…], […] vän; […]"),
        ("På Siffervik AB, Sifferviks AB och siffervikare", "På […], […] AB och […]"),
        ("_Siffervik_ «Siffervik»", "_[…]_ «[…]»"),
        ("Siffer\u00advik", "[…]"),
        ("Bo bor bo i BO:s hus", "[…] bor bo i […]:s hus"),
        ("lack, lackering, Lacks", "[…], lackering, […]"),
        ("nås på någon.annan@brev.se", "nås på […]"),
        ("se www.siffervik.se/asa eller @asab", "se […] eller […]"),
        ("ring +46 70-555 12 34 nu", "ring […] nu"),
        ("12 år, 3 av 4, sedan 2019", "12 år, 3 av 4, sedan 2019"),
        ("ett av de bästa (och [a-z]+)", "ett av de bästa (och [a-z]+)"),
        ("", ""),
    ],
)
def test_a_text_loses_what_names_its_writer(text: str, scrubbed: str) -> None:
    assert scrub(text, KNOWN) == scrubbed


def test_names_may_hold_anything() -> None:
    assert scrub("a (b. c", ["(b.", "***", "", "\\"]) == "a (b. c"

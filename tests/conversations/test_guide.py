"""The guide tells each of the two her own part first, and neither gets lost in it."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.conversations.world import client_of
from viceversa.pairing.models import Pair
from viceversa.people.models import Person

MENTORS_PART = ["Nerves are normal", "Before", "The opening", "Questions for the deep dive"]
MENTEES_PART = ["Listen", "Answer first", "Nothing imagined", "Your power is in the room"]


def read(person: Person, pair: Pair, language: str = "en") -> BeautifulSoup:
    type(person).objects.filter(pk=person.pk).update(language=language)
    person.refresh_from_db()
    page = client_of(person).get(reverse("guide", args=[pair.pk]))
    assert page.status_code == 200
    return BeautifulSoup(page.content, "html.parser")


def headings(part: Tag) -> list[str]:
    return [each.text for each in part.select("h2")]


@pytest.mark.requirement("002-12")
def test_each_reads_her_own_part_first_and_may_read_the_others(cast: Cast, pair: Pair) -> None:
    mentor, mentee = read(cast.bob, pair), read(cast.carol, pair)
    for page, own, others in (
        (mentor, MENTORS_PART, MENTEES_PART),
        (mentee, MENTEES_PART, MENTORS_PART),
    ):
        parts = page.select("main .guide")
        assert headings(parts[0])[:4] == own
        assert headings(parts[1])[:4] == others
        assert parts[2].select_one("summary").text == "If you turn the roles half-way"  # type: ignore[union-attr]
        assert len(page.select(".button-primary")) == 1


OWN_WORDS = {
    ("bob", "sv"): ("nervös", "tänk om"),
    ("bob", "en"): ("Nerves", "what if"),
    ("carol", "sv"): ("Lyssna", "Inget påhittat"),
    ("carol", "en"): ("Listen", "Nothing imagined"),
}


@pytest.mark.requirement("000-22", "003-08")
@pytest.mark.parametrize(("who", "language"), OWN_WORDS)
def test_the_guide_is_whole_in_both_languages(
    cast: Cast, pair: Pair, who: str, language: str
) -> None:
    page = read(getattr(cast, who), pair, language)
    own, whole = page.select("main .guide")[0].text, page.select("main")[0].text
    assert [word for word in OWN_WORDS[who, language] if word not in own] == []
    assert ("adept" in whole) is (language == "sv")
    assert ("mentee" in whole) is (language == "en")


def test_the_pairs_page_leads_to_it(cast: Cast, pair: Pair) -> None:
    page = client_of(cast.bob).get(reverse("pair", args=[pair.pk]))
    links = BeautifulSoup(page.content, "html.parser").select(".fold a")
    assert reverse("guide", args=[pair.pk]) in [link["href"] for link in links]


def test_nobody_else_reads_it_in_the_pairs_room(cast: Cast, pair: Pair) -> None:
    address = reverse("guide", args=[pair.pk])
    assert client_of(cast.alice).get(address).status_code == 404
    assert client_of(cast.dora).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert client_of(cast.bob).post(address).status_code == 405

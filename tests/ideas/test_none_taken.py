"""A programme that takes no ideas has no page, no link and no letter of any."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.conversations.world import booked, client_of, turn_back
from tests.factories import give_role, make_person
from tests.programmes.test_settings import POLICIES
from viceversa.conversations.actions import add_agenda, change_agenda
from viceversa.conversations.models import Meeting
from viceversa.half_time.actions import open_half_time
from viceversa.ideas.actions import publish_page
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.programmes.blueprints import blueprints
from viceversa.programmes.models import Programme

pytestmark = pytest.mark.django_db
OF_THE_PAIR = ("pair_ideas", "pair_ideas_download", "idea_new")
OF_THE_PROGRAMME = (
    "programme_ideas", "idea_board", "ideas_alike", "ideas_download", "idea_page_preview",
)  # fmt: skip


def set_ideas(cast: Cast, *, taken: bool) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(takes_ideas=taken)
    cast.programme.refresh_from_db()


@pytest.fixture
def sponsor(cast: Cast) -> Person:
    person = make_person("Sonja")
    give_role(person, cast.programme, "sponsor")
    return person


@pytest.mark.parametrize(("taken", "status"), [(True, 200), (False, 404)])
def test_pages_are_there_where_ideas_are_taken(
    cast: Cast, pair: Pair, sponsor: Person, taken: bool, status: int
) -> None:
    publish_page(cast.programme, by=cast.alice)
    set_ideas(cast, taken=taken)
    bob, alice = client_of(cast.bob), client_of(cast.alice)
    told = [bob.get(reverse(name, args=[pair.pk])).status_code for name in OF_THE_PAIR]
    told += [
        alice.get(reverse(name, args=[cast.programme.pk])).status_code for name in OF_THE_PROGRAMME
    ]
    told.append(client_of(sponsor).get(reverse("idea_board", args=[cast.programme.pk])).status_code)
    told.append(Client().get(reverse("idea_page", args=[cast.programme.pk])).status_code)
    assert set(told) == {status}


@pytest.mark.parametrize("taken", [True, False])
def test_no_page_leads_to_ideas_where_none_are_taken(
    cast: Cast, pair: Pair, sponsor: Person, taken: bool
) -> None:
    set_ideas(cast, taken=taken)
    pages = (
        (cast.bob, "pair", pair.pk),
        (cast.alice, "programme", cast.programme.pk),
        (cast.alice, "programme_report", cast.programme.pk),
        (cast.alice, "programme_letters", cast.programme.pk),
        (sponsor, "programme_figures", cast.programme.pk),
    )
    for person, name, code in pages:
        page = BeautifulSoup(
            client_of(person).get(reverse(name, args=[code])).content, "html.parser"
        )
        links = [link["href"] for link in page.select("a[href]")]
        leads = any("/ideas/" in href or "/letters/ideas" in href for href in links)
        says = any("dea" in heading.get_text() for heading in page.select("h2"))
        assert (leads or says) is taken, name


def test_ideas_are_not_nothing_to_report_where_none_are_taken(cast: Cast, pair: Pair) -> None:
    set_ideas(cast, taken=False)
    page = client_of(cast.alice).get(reverse("programme_report", args=[cast.programme.pk]))
    assert "No idea has left its pair yet." not in page.content.decode()


@pytest.mark.parametrize("taken", [True, False])
def test_an_agenda_speaks_of_ideas_where_they_are_taken(
    cast: Cast, pair: Pair, taken: bool
) -> None:
    set_ideas(cast, taken=taken)
    first = turn_back(booked(cast, pair))
    Meeting.objects.filter(pk=first.pk).update(state=Meeting.State.HELD)
    second = booked(cast, pair)
    add_agenda(second, by=cast.bob)
    agenda = dict(Meeting.objects.get(pk=second.pk).agenda)
    assert ("b-idea" in agenda) is taken
    assert sum(agenda.values()) == second.minutes
    change_agenda(second, "out", "b-idea" if taken else "b-feedback", by=cast.bob)
    page = client_of(cast.bob).get(reverse("meeting_agenda", args=[pair.pk, second.number]))
    assert ("b-idea" in page.content.decode()) is taken


def test_half_time_has_no_figures_of_ideas_where_none_are_taken(
    cast: Cast, sponsor: Person
) -> None:
    set_ideas(cast, taken=False)
    open_half_time(cast.programme)
    page = client_of(sponsor).get(reverse("half_time", args=[cast.programme.pk]))
    letter = Letter.objects.get(recipient=sponsor, name="half_time/figures_told")
    assert "deas" not in page.content.decode().partition("<main")[2]
    assert "ideas" not in letter.text


def section(cast: Cast) -> str:
    return reverse("programme_section", args=[cast.programme.pk, "policies"])


def test_ideas_are_turned_off_and_on_in_the_settings(cast: Cast) -> None:
    alice = client_of(cast.alice)
    for sent, taken in ((POLICIES, False), ({**POLICIES, "takes_ideas": "on"}, True)):
        assert alice.post(section(cast), sent).status_code == 302
        assert Programme.objects.get(pk=cast.programme.pk).takes_ideas is taken


def test_ideas_stay_once_there_are_pairs_who_may_share_some(cast: Cast, pair: Pair) -> None:
    alice = client_of(cast.alice)
    alice.post(section(cast), POLICIES)
    assert Programme.objects.get(pk=cast.programme.pk).takes_ideas
    set_ideas(cast, taken=False)
    alice.post(section(cast), {**POLICIES, "takes_ideas": "on"})
    assert Programme.objects.get(pk=cast.programme.pk).takes_ideas


def test_an_exchange_without_an_end_takes_no_ideas_unless_asked_to() -> None:
    off = [kind.id for kind in blueprints().values() if not kind.programme().takes_ideas]
    assert off == ["open-ended"]

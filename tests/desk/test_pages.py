"""What the pages of the desk show, to whom, and at what price."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, make_cast
from tests.desk.world import book, end, make_pair, page, signed_in
from tests.factories import (
    employ,
    enrol,
    give_role,
    make_person,
)
from tests.undone import undone
from viceversa.desk.roster import STATES
from viceversa.enrolment.models import Participation
from viceversa.pairing.models import Pair
from viceversa.people.models import Person


def test_a_programme_without_an_end_says_from_when_it_is(cast: Cast) -> None:
    type(cast.programme).objects.update(starts_on=date(2026, 9, 1), ends_on=date(2027, 3, 1))
    line = f"{cast.programme.organisation.name} · "
    assert f"{line}1 September 2026 – 1 March 2027" in words(page(cast.alice, "desk"))
    type(cast.programme).objects.update(ends_on=None)
    assert f"{line}from 1 September 2026 on" in words(page(cast.alice, "desk"))


def words(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split())


@pytest.mark.usefixtures("autumn")
def test_the_list_of_pairs_says_how_each_is_doing(cast: Cast) -> None:
    since = timezone.now() - timedelta(days=60)
    pair = make_pair(cast.programme, cast.mentor, cast.mentee, active_since=since)
    html = page(cast.alice, "programme_pairs", cast.programme.pk)
    assert 'class="chip chip-call"' in html
    assert f"/pairs/{pair.pk}/call/" in html
    book(pair, days=3)
    assert 'class="chip chip-fine"' in page(cast.alice, "programme_pairs", cast.programme.pk)


def test_the_choices_above_the_list_speak_of_several_pairs(cast: Cast) -> None:
    """Of one pair Swedish says “avslutat”, of several “avslutade”."""
    make_pair(cast.programme, cast.mentor, cast.mentee, state="ended")
    Person.objects.filter(pk=cast.alice.pk).update(language="sv")
    cast.alice.refresh_from_db()
    html = page(cast.alice, "programme_pairs", cast.programme.pk)
    choices, _, table = html.partition('class="picks"')[2].partition("</ul>")
    assert ("avslutade <span" in choices, "avslutat</span>" in table) == (True, True)
    assert list(STATES) == Pair.State.values


def test_the_list_leads_from_each_pair_that_meets_to_ringing_both_and_to_ending_it(
    cast: Cast,
) -> None:
    pair = make_pair(cast.programme, cast.mentor, cast.mentee)
    book(pair, days=3)
    call = reverse("programme_call", args=[cast.programme.pk, pair.pk])
    assert f'<a href="{call}">' in page(cast.alice, "programme_pairs", cast.programme.pk)
    ending = reverse("programme_ending", args=[cast.programme.pk, pair.pk])
    assert ending in page(cast.alice, "programme_call", cast.programme.pk, pair.pk)
    Pair.objects.update(state="ended")
    assert call not in page(cast.alice, "programme_pairs", cast.programme.pk)


def test_a_long_list_of_pairs_is_searched_by_the_names_of_either(cast: Cast) -> None:
    make_pair(cast.programme, cast.mentor, cast.mentee)
    assert 'role="search"' not in page(cast.alice, "programme_pairs", cast.programme.pk)
    for _number in range(20):
        sides = [enrol(make_person(), cast.programme, role) for role in ("mentor", "mentee")]
        make_pair(cast.programme, *sides, state="ended")
    place = reverse("programme_pairs", args=[cast.programme.pk])
    assert 'role="search"' in page(cast.alice, "programme_pairs", cast.programme.pk)

    def shown(**query: str) -> list[int]:
        rows = signed_in(cast.alice).get(place, query).context["rows"]
        return [listed.pair.number for listed in rows]

    assert len(shown()) == 21
    assert shown(q=cast.bob.full_name) == shown(q=cast.carol.full_name) == [1]
    assert shown(q=cast.bob.full_name, state="ended") == []


def test_the_list_of_pairs_seeks_nobody_a_partner_once_the_round_is_over(cast: Cast) -> None:
    make_pair(cast.programme, cast.mentor, cast.mentee, state="completed")
    assert page(cast.alice, "programme_pairs", cast.programme.pk).count("Next best for") == 2
    end(cast.programme)
    assert page(cast.alice, "programme_pairs", cast.programme.pk).count("Next best for") == 0


@pytest.mark.parametrize(
    ("ahead", "pairs", "said"),
    [
        (4, 4, "fewer than 5"),
        (0, 6, "fewer than 5 of 6"),
        (5, 6, "at least 5 of 6"),
        (6, 6, "at least 5 of 6"),
        (7, 7, "7 of 7"),
        (5, 10, "5 of 10"),
    ],
)
def test_partners_and_sponsor_see_how_many_have_a_date_and_never_few(
    cast: Cast, ahead: int, pairs: int, said: str
) -> None:
    for number in range(pairs):
        sides = [enrol(make_person(), cast.programme, role) for role in ("mentor", "mentee")]
        pair = make_pair(cast.programme, *sides)
        if number < ahead:
            book(pair, days=3)
    term = f"<dt>Pairs with a next date</dt><dd>{said}</dd>"
    assert term in page(cast.erik, "programme_own_people", cast.programme.pk)
    assert term in page(cast.fia, "programme_figures", cast.programme.pk)


def test_partner_contact_does_not_see_that_a_pair_has_ended(cast: Cast) -> None:
    before = page(cast.erik, "programme_own_people", cast.programme.pk)
    Participation.objects.update(state="resting")
    make_pair(cast.programme, cast.mentor, cast.mentee, state="ended")
    after = page(cast.erik, "programme_own_people", cast.programme.pk)
    assert [line for line in after.splitlines() if "csrf" not in line] == [
        line for line in before.splitlines() if "csrf" not in line
    ]


@pytest.mark.requirement("000-03")
def test_partner_contact_sees_own_people_and_never_with_whom(cast: Cast) -> None:
    other = make_person("Oscar")
    employ(other, cast.other_programme.organisation)
    strange = enrol(other, cast.programme, "mentor")
    make_pair(cast.programme, strange, cast.mentee)
    html = page(cast.erik, "programme_own_people", cast.programme.pk)
    assert cast.carol.full_name in html
    assert cast.bob.full_name in html
    for secret in (other.full_name, other.email, cast.carol.email, "/pairs/", "Hemliga"):
        assert secret not in html


@pytest.mark.requirement("001-06")
def test_sponsor_sees_totals_and_nobody(cast: Cast) -> None:
    pair = make_pair(cast.programme, cast.mentor, cast.mentee)
    book(pair, days=-3, state="held")
    answer = signed_in(cast.fia).get(reverse("programme_figures", args=[cast.programme.pk]))
    assert {value for _, value in answer.context["rows"]} == {"fewer than 5"}
    html = answer.content.decode()
    for person in (cast.bob, cast.carol):
        assert person.full_name not in html


@pytest.mark.requirement("001-06")
def test_sponsor_who_takes_part_sees_no_more_than_another_sponsor(cast: Cast) -> None:
    make_pair(cast.programme, cast.mentor, cast.mentee)
    give_role(cast.carol, cast.programme, "sponsor")
    place = reverse("programme_figures", args=[cast.programme.pk])
    own, others = (signed_in(person).get(place) for person in (cast.carol, cast.fia))
    assert own.context["rows"] == others.context["rows"]
    assert cast.bob.full_name not in own.content.decode()
    list_of_pairs = reverse("programme_pairs", args=[cast.programme.pk])
    assert signed_in(cast.carol).get(list_of_pairs).status_code == 404


@pytest.mark.requirement("001-02")
def test_purpose_stands_on_the_programmes_page_with_the_figures_and_in_the_report(
    cast: Cast,
) -> None:
    cast.programme.purpose = "To learn from those who came last."
    cast.programme.save()
    pages = (("programme", cast.alice), ("programme_figures", cast.fia))
    for name, person in (*pages, ("programme_report", cast.fia)):
        assert cast.programme.purpose in page(person, name, cast.programme.pk)


def test_assistant_sees_times_and_places_and_never_with_whom(cast: Cast) -> None:
    pair = make_pair(cast.programme, cast.mentor, cast.mentee)
    book(pair, days=3)
    html = page(cast.gun, "programme_times", cast.programme.pk)
    assert "Hemliga rummet" in html
    assert cast.carol.full_name in html
    assert cast.bob.full_name not in html


def test_desk_shows_own_pairs_and_roles_only(cast: Cast) -> None:
    pair = make_pair(cast.programme, cast.mentor, cast.mentee)
    shown = {}
    for who in ("alice", "bob", "carol", "dora", "erik", "fia", "gun", "zed"):
        answer = signed_in(getattr(cast, who)).get("/desk/")
        roles = [role.href for each in answer.context["programmes"] for role in each.roles]
        shown[who] = [line.href for line in answer.context["pairs"]] + roles
    code = cast.programme.pk
    assert shown == {
        "alice": [f"/programmes/{code}/"],
        "bob": [f"/pairs/{pair.pk}/"],
        "carol": [f"/pairs/{pair.pk}/"],
        "dora": [f"/programmes/{code}/board/"],
        "erik": [f"/programmes/{code}/own-people/"],
        "fia": [f"/programmes/{code}/figures/"],
        "gun": [f"/programmes/{code}/times/"],
        "zed": [],
    }


def test_the_name_of_a_programme_leads_into_it_and_the_lead_says_what_is_there(cast: Cast) -> None:
    html = page(cast.alice, "desk")
    assert "Your programmes, and what you do in each." in html
    assert f'<h3><a href="/programmes/{cast.programme.pk}/">{cast.programme.name}</a></h3>' in html


def test_proposal_asks_for_an_answer_on_the_desk(cast: Cast) -> None:
    pair = make_pair(cast.programme, cast.mentor, cast.mentee, state="proposed")
    answer = signed_in(cast.carol).get("/desk/")
    (line,) = answer.context["pairs"]
    assert (line.href, line.waits_for_answer) == (f"/pairs/{pair.pk}/answer/", True)
    Pair.objects.update(mentee_answer="yes")
    (line,) = signed_in(cast.carol).get("/desk/").context["pairs"]
    assert not line.waits_for_answer


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_organiser", "title"), [(False, "Nothing waits for you"), (True, "No programme yet")]
)
def test_empty_desk_teaches(is_organiser: bool, title: str) -> None:
    assert f"<h2>{title}</h2>" in page(make_person("Alice", is_organiser=is_organiser), "desk")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "title"), [("sv", "Den yngre är mentorn"), ("en", "The younger one is the mentor")]
)
def test_front_page_speaks_both_languages(client: Client, language: str, title: str) -> None:
    html = client.get("/", headers={"accept-language": language}).content.decode()
    assert f"<h1>{title}</h1>" in html


@pytest.mark.requirement("001-12")
def test_both_contacts_stand_at_the_foot_of_every_programme_page(cast: Cast) -> None:
    cast.programme.second_contact = make_person("Sven")
    cast.programme.save()
    pages = {"programme": cast.alice, "programme_settings": cast.alice}
    pages |= {"programme_own_people": cast.erik, "programme_figures": cast.fia}
    for name, person in {**pages, "programme_times": cast.gun}.items():
        foot = page(person, name, cast.programme.pk).partition("<footer")[2]
        assert cast.alice.email in foot
        assert cast.programme.second_contact.email in foot


PAGES = {
    "desk": ("carol", 12),
    "programme": ("alice", 13),
    "programme_settings": ("alice", 4),
    "programme_partners": ("alice", 9),
    "programme_roles": ("alice", 6),
    "programme_topics": ("alice", 7),
    "programme_phases": ("alice", 5),
    "programme_gatherings": ("alice", 4),
    "programme_breaks": ("alice", 4),
    "programme_goals": ("alice", 4),
    "programme_own_people": ("erik", 10),
    "programme_figures": ("fia", 12),
    "programme_rounds": ("alice", 9),
    "programme_times": ("gun", 10),
}


def crowd(cast: Cast, size: int) -> None:
    """So many people and half as many pairs, every second with a meeting."""
    make_pair(cast.programme, cast.mentor, cast.mentee)
    people = Person.objects.bulk_create(
        Person(given_name="P", family_name=str(n), email=f"p{n}@example.com") for n in range(size)
    )
    for person in people:
        employ(person, cast.house)
    seats = Participation.objects.bulk_create(
        Participation(programme=cast.programme, person=person, role="mentor" if n % 2 else "mentee")
        for n, person in enumerate(people)
    )
    for n, (mentee, mentor) in enumerate(zip(seats[::2], seats[1::2], strict=True)):
        state = "active" if n % 2 else "proposed"
        pair = make_pair(cast.programme, mentor, mentee, state=state)
        if state == "active":
            book(pair, days=-3, state="held")


@pytest.fixture(scope="module")
def costs(django_db_setup: None, django_db_blocker: Any) -> dict[int, dict[str, int]]:
    """Queries of each page with 10 people and with 1,000, in a database that is thrown away."""
    measured: dict[int, dict[str, int]] = {}
    for size in (10, 1000):
        with undone(django_db_blocker):
            cast = make_cast()
            crowd(cast, size)
            measured[size] = {name: cost(cast, name, who) for name, (who, _) in PAGES.items()}
    return measured


def cost(cast: Cast, name: str, who: str) -> int:
    client = signed_in(getattr(cast, who))
    address = reverse(name, args=[] if name == "desk" else [cast.programme.pk])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.django_db
@pytest.mark.requirement("004-01")
@pytest.mark.parametrize("name", PAGES)
def test_page_asks_as_often_for_ten_people_as_for_a_thousand(
    costs: dict[int, dict[str, int]], name: str
) -> None:
    assert (costs[10][name], costs[1000][name]) == (PAGES[name][1], PAGES[name][1])
    assert PAGES[name][1] <= 15

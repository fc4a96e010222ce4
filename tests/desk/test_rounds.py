"""Rounds over the years, beside each other and added up."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.desk.world import book, make_pair, page, signed_in
from tests.factories import enrol, give_role, make_person, make_programme
from viceversa.people.models import Person
from viceversa.programmes.actions import add_earlier_round, copy_programme
from viceversa.programmes.models import EarlierRound, Programme

FIGURES = "Pairs over all your rounds"


def next_round(programme: Programme, *, by: Person, year: int = 2027, name: str = "") -> Programme:
    return copy_programme(programme, by=by, name=name or f"Rond {year}", starts_on=date(year, 9, 1))


def pairs(programme: Programme, *states: str) -> list[Any]:
    return [
        make_pair(
            programme,
            *(enrol(make_person(), programme, role) for role in ("mentor", "mentee")),
            state=state,
        )
        for state in states
    ]


def table(person: Person, programme: Programme) -> dict[str, list[str]]:
    """What stands in each row, by its first cell."""
    soup = BeautifulSoup(page(person, "programme_rounds", programme.pk), "html.parser")
    found = {}
    for row in soup.select("tbody tr, tfoot tr"):
        head, *cells = [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        found[head] = [cell for cell in cells if not cell.startswith("Remove")]
    return found


def total(person: Person, programme: Programme) -> str | None:
    rows = signed_in(person).get(reverse("programme_figures", args=[programme.pk])).context["rows"]
    return dict(rows).get(FIGURES)


def add(person: Person, programme: Programme, **changed: Any) -> Any:
    told = {"name": "Pilot", "year": "2019", "pairs": "60", "mentors": "", "mentees": "58"}
    place = reverse("programme_rounds", args=[programme.pk])
    return signed_in(person).post(place, {**told, **changed})


@pytest.mark.requirement("001-05", "002-01")
def test_rounds_stand_beside_each_other_and_are_added_up(cast: Cast) -> None:
    first, *_ = pairs(cast.programme, "active", "ended", "completed", "proposed", "declined")
    book(first, days=-9, state="held")
    book(first, days=3, number=2)
    second = next_round(cast.programme, by=cast.alice)
    pairs(second, "active", "ended")
    add_earlier_round(cast.programme, name="Pilot", year=2019, pairs=60, mentees=58, by=cast.alice)
    assert table(cast.alice, cast.programme) == {
        "Pilot": ["2019", "–", "58", "60", "–", "–"],
        cast.programme.name: ["September 2026", "6", "6", "3", "1", "1", ""],
        "Rond 2027": ["September 2027", "2", "2", "2", "0", "1", ""],
        "All rounds so far": ["8", "66", "65", "1", "2", ""],
    }


def test_rounds_are_found_from_every_one_of_them(cast: Cast) -> None:
    second = next_round(cast.programme, by=cast.alice)
    third = next_round(second, by=cast.alice, year=2028)
    beside = next_round(cast.programme, by=cast.alice, name="Rond Norr")
    give_role(cast.alice, cast.other_programme, "coordinator")  # no round of this programme
    names = [each.name for each in (cast.programme, second, beside, third)]
    for each in (cast.programme, second, beside, third):
        assert sorted(table(cast.alice, each)) == sorted([*names, "All rounds so far"])
    assert list(table(cast.alice, cast.other_programme)) == [
        cast.other_programme.name,
        "All rounds so far",
    ]


@pytest.mark.parametrize("kind", [None, "sponsor", "matcher"])
def test_round_that_she_does_not_lead_is_neither_shown_nor_added(
    cast: Cast, kind: str | None
) -> None:
    """Not even when it lies between two that she leads."""
    second = next_round(cast.programme, by=cast.dora, name="Geheim")
    third = next_round(second, by=cast.dora, year=2028)
    give_role(cast.alice, third, "coordinator")
    if kind:
        give_role(cast.alice, second, kind)
    before = table(cast.alice, third)
    assert list(before) == [cast.programme.name, "Rond 2028", "All rounds so far"]
    pairs(second, *["active"] * 7)
    add_earlier_round(second, name="Dold", year=2018, pairs=31, by=cast.dora)
    for each in (cast.programme, third):
        assert table(cast.alice, each) == before
        html = page(cast.alice, "programme_rounds", each.pk)
        assert [word for word in ("Geheim", "Dold", second.pk) if word in html] == []


@pytest.mark.requirement("002-01")
def test_history_counts_on_in_the_next_round_and_is_its_own_there(cast: Cast) -> None:
    add_earlier_round(cast.programme, name="Pilot", year=2019, pairs=60, by=cast.alice)
    second = next_round(cast.programme, by=cast.alice)
    third = next_round(second, by=cast.alice, year=2028)
    assert table(cast.alice, third)["Pilot"] == ["2019", "–", "–", "60", "–", "–"]
    assert table(cast.alice, third)["All rounds so far"][2] == "60"  # once, not thrice
    cast.programme.earlier_rounds.all().delete()
    assert table(cast.alice, third)["All rounds so far"][2] == "60"


def test_earlier_round_is_added_once_and_removed(cast: Cast) -> None:
    place = reverse("programme_rounds", args=[cast.programme.pk])
    assert add(cast.alice, cast.programme).url == place
    assert add(cast.alice, cast.programme).status_code == 200
    earlier = EarlierRound.objects.get()
    assert (earlier.mentors, earlier.mentees, earlier.pairs) == (None, 58, 60)
    removal = reverse("earlier_round_removal", args=[cast.programme.pk, earlier.pk])
    assert signed_in(cast.alice).get(removal).status_code == 405
    assert EarlierRound.objects.exists()
    assert signed_in(cast.alice).post(removal).url == place
    assert not EarlierRound.objects.exists()


def test_the_same_deed_twice_at_once_adds_one(cast: Cast) -> None:
    for _ in range(2):
        add_earlier_round(cast.programme, name="Pilot", year=2019, pairs=60, by=cast.alice)
    assert EarlierRound.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "This field is required."),
        ("year", "", "This field is required."),
        ("year", "19", "Write the year with four digits, as in 2019."),
        ("year", "2999", "That year has not come yet."),
        ("pairs", "", "This field is required."),
        ("pairs", "-1", "Ensure this value is greater than or equal to 0."),
        ("mentors", "10000", "Ensure this value is less than or equal to 9999."),
        ("mentees", "many", "Enter a whole number."),
    ],
)
def test_what_was_typed_is_kept_and_the_error_stands_by_it(
    cast: Cast, field: str, typed: str, said: str
) -> None:
    answer = add(cast.alice, cast.programme, **{field: typed})
    form = answer.context["form"]
    assert (answer.status_code, form.errors) == (200, {field: [said]})
    assert form[field].value() == typed
    assert form["mentees" if field != "mentees" else "pairs"].value() in ("58", "60")
    assert not EarlierRound.objects.exists()


def test_round_that_is_there_is_said_to_be(cast: Cast) -> None:
    add(cast.alice, cast.programme)
    form = add(cast.alice, cast.programme, pairs="61").context["form"]
    assert form.errors == {"name": ["This round stands in the table already."]}
    assert form["pairs"].value() == "61"


def test_only_who_leads_adds_and_removes(cast: Cast) -> None:
    theirs = add_earlier_round(cast.programme, name="Pilot", year=2019, pairs=60, by=cast.alice)
    yrsas = add_earlier_round(cast.other_programme, name="A", year=2020, pairs=7, by=cast.yrsa)
    removal = reverse("earlier_round_removal", args=[cast.programme.pk, theirs.pk])
    for person in (*cast.insiders()[1:], *cast.outsiders()):
        assert add(person, cast.programme, name="New").status_code == 404
        assert signed_in(person).post(removal).status_code == 404
    crossed = reverse("earlier_round_removal", args=[cast.programme.pk, yrsas.pk])
    assert signed_in(cast.alice).post(crossed).status_code == 404
    assert list(EarlierRound.objects.order_by("year")) == [theirs, yrsas]


def test_sponsor_sees_the_pairs_of_all_her_rounds(cast: Cast) -> None:
    assert total(cast.fia, cast.programme) is None
    pairs(cast.programme, *["active"] * 3, "ended", "completed", "declined")
    add_earlier_round(cast.programme, name="Pilot", year=2019, pairs=60, by=cast.alice)
    assert total(cast.fia, cast.programme) == "65"
    second = next_round(cast.programme, by=cast.alice)
    pairs(second, *["active"] * 7)
    assert total(cast.fia, cast.programme) == "65"  # she has no part in the second
    give_role(cast.fia, second, "sponsor")
    assert total(cast.fia, cast.programme) == "72"
    assert total(cast.alice, cast.programme) == "72"


@pytest.mark.parametrize("few", [0, 1, 4])
def test_sponsor_cannot_have_the_few_of_a_round_by_subtraction(cast: Cast, few: int) -> None:
    add_earlier_round(cast.programme, name="Pilot", year=2019, pairs=60, by=cast.alice)
    pairs(cast.programme, *["active"] * few)
    assert total(cast.fia, cast.programme) == "at least 60"


def test_rounds_are_asked_for_at_once_however_many(cast: Cast) -> None:
    counted = []
    for year in range(2027, 2031):
        pairs(next_round(cast.programme, by=cast.alice, year=year), "active")
        name = f"Pilot {year}"
        add_earlier_round(cast.programme, name=name, year=2019, pairs=3, by=cast.alice)
        with CaptureQueriesContext(connection) as queries:
            assert len(table(cast.alice, cast.programme)) == 2 * (year - 2026) + 2
        counted.append(len(queries))
    assert len(set(counted)) == 1


def test_another_programme_is_no_round_of_this_one(cast: Cast) -> None:
    alike = make_programme(organisation=cast.house, name=cast.programme.name)
    give_role(cast.alice, alike, "coordinator")
    assert len(table(cast.alice, cast.programme)) == 2

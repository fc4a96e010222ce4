"""A list through all pages: whatever it was written with, the same people take part."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.enrolment import lists
from viceversa.enrolment.models import Participation
from viceversa.enrolment.sent_lists import PeopleImport

ENGLISH = ("Role", "Given name", "Family name", "E-mail", "Organisation", "Level", "Offers")
SWEDISH = ("E-post", "Nivå", "Kan bidra med", "Efternamn", "Förnamn", "Roll", "Företag")
PEOPLE_IN_ENGLISH = (
    ("mentor", "Åsa", "Öberg", "asa@example.com", "Tallmo Test AB", "2", "E1:3"),
    ("mentee", "Björn", "Ängström", "bjorn@example.com", "Tallmo Test AB", "5", "Unwritten rules"),
)
PEOPLE_IN_SWEDISH = (
    ("asa@example.com", "2", "E1:3", "Öberg", "Åsa", "mentor", "Tallmo Test AB"),
    ("bjorn@example.com", "5", "Oskrivna regler", "Ängström", "Björn", "adept", "Tallmo Test AB"),
)
LANGUAGES = {
    "english": (ENGLISH, *PEOPLE_IN_ENGLISH),
    "swedish": (SWEDISH, *PEOPLE_IN_SWEDISH),
}


@pytest.fixture
def alice(cast: Cast, client: Client) -> Client:
    client.force_login(cast.alice)
    return client


def found(cast: Cast) -> set[tuple[object, ...]]:
    seats = Participation.objects.filter(programme=cast.programme).exclude(
        pk__in=[cast.mentor.pk, cast.mentee.pk]
    )
    return {
        (
            seat.role,
            seat.person.given_name,
            seat.person.family_name,
            seat.person.email,
            seat.person.employment.organisation.pk,
            seat.person.employment.level,
            tuple(seat.offers.items()),
            seat.person.is_active,
        )
        for seat in seats.select_related("person__employment__organisation")
    }


def expected(cast: Cast) -> set[tuple[object, ...]]:
    house = cast.house.pk
    return {
        ("mentor", "Åsa", "Öberg", "asa@example.com", house, 2, (("E1", 3),), False),
        ("mentee", "Björn", "Ängström", "bjorn@example.com", house, 5, (("D4", 2),), False),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"], ids=["semicolon", "comma", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_kind_of_csv_brings_in_the_same_people(
    alice: Client, cast: Cast, *, language: str, delimiter: str, encoding: str
) -> None:
    content = lists.as_csv(*LANGUAGES[language], delimiter=delimiter, encoding=encoding)
    checked = lists.send(alice, cast, content)
    assert checked.counts == {"new": 2, "changed": 0, "unchanged": 0, "wrong": 0}
    assert found(cast) == set()
    applied = lists.bring_in(alice, checked)
    assert applied.state == PeopleImport.State.APPLIED
    assert found(cast) == expected(cast)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_brings_in_the_same_people(alice: Client, cast: Cast, language: str) -> None:
    checked = lists.send(alice, cast, lists.as_xlsx(*LANGUAGES[language]), name="list.xlsx")
    lists.bring_in(alice, checked)
    assert found(cast) == expected(cast)


def test_the_second_time_nothing_changes(alice: Client, cast: Cast) -> None:
    content = lists.as_csv(*LANGUAGES["swedish"])
    lists.bring_in(alice, lists.send(alice, cast, content))
    before = lists.state_of_the_house()
    again = lists.send(alice, cast, content)
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 2, "wrong": 0}
    lists.bring_in(alice, again)
    assert lists.state_of_the_house() == before

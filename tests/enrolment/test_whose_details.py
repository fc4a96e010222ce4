"""A list changes only whom it may, and shows nothing of people who are known elsewhere.

Yrsa coordinates another organiser's programme; her people are not Alice's to change.
"""

import pytest

from tests.cast import Cast
from tests.enrolment.lists import state_of_the_house
from tests.enrolment.planned import applied, cells, notes, plan, problems
from tests.factories import employ, enrol, give_role, make_organisation, make_person
from viceversa.enrolment.importing import planning
from viceversa.enrolment.models import Participation
from viceversa.enrolment.sent_lists import ImportRow
from viceversa.people.models import Employment, Person

Outcome = ImportRow.Outcome
EVERYTHING = {
    "organisation": "Ny AB",
    "unit": "Lack",
    "title": "chief",
    "level": "6",
    "manager": "boss@example.com",
    "languages": "finska",
    "place": "Elsewhere",
    "phone": "070-1",
    "hours": "morning",
    "ways_to_meet": "video",
}


@pytest.fixture
def stranger(cast: Cast) -> Person:
    """Takes part in Yrsa's programme only."""
    there = cast.other_programme
    person = make_person("Hemlig", is_active=False, phone="08-1", languages=["sv"], place="Luleå")
    employ(person, there.organisation, level=4, title="Secret title")
    enrol(person, there, "mentee", wants={"A1": 3})
    return person


def details_of(person: Person) -> list[object]:
    return [
        Person.objects.filter(pk=person.pk).values().get(),
        Employment.objects.filter(person=person).values().get(),
        Participation.objects.filter(person=person).order_by("enrolled_at").values().first(),
    ]


def test_somebody_elses_person_is_linked_and_left_as_she_is(cast: Cast, stranger: Person) -> None:
    before = details_of(stranger)
    applied(cast.programme, cells(1, email=stranger.email, offers="E1:3", **EVERYTHING))
    assert details_of(stranger) == before
    seat = Participation.objects.get(person=stranger, programme=cast.programme)
    assert (seat.role, seat.offers) == ("mentor", {"E1": 3})


def test_nothing_that_is_known_of_her_shows(cast: Cast, stranger: Person) -> None:
    """The row reads exactly as that of somebody nobody has heard of."""
    known = plan(cast.programme, cells(1, email=stranger.email, **EVERYTHING)).rows[0]
    unknown = plan(cast.programme, cells(1, **EVERYTHING)).rows[0]
    assert known.known is not None
    assert unknown.known is None
    for each in (known, unknown):
        assert each.outcome == Outcome.NEW
        assert (problems(each), each.changes) == ([], [])
        assert notes(each) == [("manager", planning.UNKNOWN_MANAGER)]


def test_nothing_shows_where_the_organisation_is_missing(cast: Cast, stranger: Person) -> None:
    cast.programme.scope = "cross_company"
    rows = cells(1, email=stranger.email), cells(2)
    made = plan(cast.programme, *rows)
    assert [problems(row) for row in made.rows] == [
        [("organisation", planning.NO_ORGANISATION)],
        [("organisation", planning.NO_ORGANISATION)],
    ]


def test_she_is_as_unknown_a_manager_as_anybody(cast: Cast, stranger: Person) -> None:
    rows = cells(1, manager=stranger.email), cells(2, manager="nobody@example.com")
    made = applied(cast.programme, *rows)
    assert notes(made.rows[0]) == notes(made.rows[1]) == [("manager", planning.UNKNOWN_MANAGER)]
    employment = Employment.objects.get(person__email="person.1@example.com")
    assert (employment.manager, employment.manager_address) == (None, stranger.email)


def test_her_reporting_line_shows_in_no_circle(cast: Cast, stranger: Person) -> None:
    Employment.objects.filter(person=stranger).update(manager_address="person.1@example.com")
    made = plan(cast.programme, cells(1, manager=stranger.email))
    assert problems(made.rows[0]) == []


def test_a_second_list_still_leaves_her_alone(cast: Cast, stranger: Person) -> None:
    row = cells(1, email=stranger.email, **EVERYTHING)
    applied(cast.programme, row)
    before = state_of_the_house()
    again = applied(cast.programme, row | {"title": "president"})
    assert again.rows[0].outcome == Outcome.UNCHANGED
    assert state_of_the_house() == before


def test_somebody_in_both_houses_belongs_to_neither(cast: Cast) -> None:
    enrol(cast.bob, cast.other_programme, "mentor")
    made = applied(cast.programme, cells(1, email=cast.bob.email, level="4", wants="B1"))
    assert made.rows[0].changes == [("wants", {"A1": 2}, {"B1": 2})]
    assert Employment.objects.get(person=cast.bob).level == 2


def test_an_account_without_any_programme_belongs_to_nobody(cast: Cast) -> None:
    employ(cast.zed, make_organisation(), level=3)
    before = state_of_the_house()["Employment"]
    applied(cast.programme, cells(1, email=cast.zed.email, **EVERYTHING))
    assert state_of_the_house()["Employment"] == before


def test_naming_her_employer_a_partner_gives_no_right(cast: Cast, stranger: Person) -> None:
    """Anybody may write any name in a list, so an organisation's name proves nothing."""
    house = Employment.objects.get(person=stranger).organisation.name
    row = cells(1, email=stranger.email, organisation=house, title="chief")
    applied(cast.programme, row)
    assert Employment.objects.get(person=stranger).title == "Secret title"


def test_whoever_has_an_account_keeps_what_she_wrote(cast: Cast) -> None:
    Person.objects.filter(pk=cast.bob.pk).update(place="", phone="070-12")
    made = applied(
        cast.programme,
        cells(1, email=cast.bob.email, place="Luleå", phone="070-99", languages="finska"),
    )
    kept = [key for key, sentence in notes(made.rows[0]) if sentence == planning.KEPT]
    assert kept == ["given_name", "family_name", "languages", "phone"]
    assert made.rows[0].changes == [("place", "", "Luleå")]  # a gap is filled
    before = cast.bob
    after = Person.objects.get(pk=before.pk)
    assert (after.full_name, after.phone, after.languages, after.place) == (
        before.full_name,
        "070-12",
        ["sv"],
        "Luleå",
    )


def test_before_the_account_the_organiser_may_correct_the_name(cast: Cast) -> None:
    Person.objects.filter(pk=cast.bob.pk).update(is_active=False)
    applied(cast.programme, cells(1, email=cast.bob.email))
    assert Person.objects.get(pk=cast.bob.pk).full_name == "Given1 Family1"


def test_a_list_opens_no_account_and_changes_no_address(cast: Cast, stranger: Person) -> None:
    before = dict(Person.objects.values_list("pk", "email"))
    applied(
        cast.programme,
        cells(1),
        cells(2, email=cast.bob.email.upper()),
        cells(3, email=stranger.email),
    )
    after = dict(Person.objects.values_list("pk", "email"))
    assert before.items() <= after.items()
    assert Person.objects.get(email="person.1@example.com").is_active is False
    assert Person.objects.get(pk=stranger.pk).is_active is False


def test_another_coordinator_of_the_same_organiser_may_correct(cast: Cast) -> None:
    give_role(cast.bob, cast.programme, "matcher")
    made = plan(cast.programme, cells(1, email=cast.bob.email, level="3"))
    assert made.rows[0].changes == [("level", 2, 3)]

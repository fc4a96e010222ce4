"""What a list would do: every wrong row with its reason at the cell, and nothing else wrong."""

import pytest

from tests.cast import Cast
from tests.enrolment.planned import applied, cells, notes, plan, problems
from tests.factories import enrol, make_person
from viceversa.enrolment.importing import lines, planning, reading
from viceversa.enrolment.models import Participation
from viceversa.enrolment.sent_lists import ImportRow
from viceversa.people.models import Employment, Organisation, Unit
from viceversa.programmes.models import Programme

Outcome = ImportRow.Outcome

MISSING = (
    ("role", "role", reading.MISSING_ROLE),
    ("email", "email", reading.MISSING_ADDRESS),
    ("given_name", "given_name", reading.MISSING_NAME),
    ("family_name", "family_name", reading.MISSING_NAME),
)


@pytest.mark.parametrize(("left_out", "column", "sentence"), MISSING)
def test_what_is_missing_is_said_at_its_column(
    cast: Cast, left_out: str, column: str, sentence: str
) -> None:
    made = plan(cast.programme, cells(**{left_out: ""}))
    assert problems(made.rows[0]) == [(column, sentence)]
    assert made.counts["wrong"] == 1


@pytest.mark.parametrize(
    ("whole", "given", "family"),
    [("Anna Berg", "Anna", "Berg"), ("Berg, Anna-Lisa", "Anna-Lisa", "Berg"),
     ("Anna von Berg", "Anna", "von Berg")],
)  # fmt: skip  # three cases, three lines
def test_a_whole_name_is_parted(cast: Cast, whole: str, given: str, family: str) -> None:
    made = plan(cast.programme, cells(given_name="", family_name="", name=whole))
    said = made.rows[0].row.said
    assert (said["given_name"], said["family_name"]) == (given, family)


def test_a_single_word_is_no_whole_name(cast: Cast) -> None:
    made = plan(cast.programme, cells(given_name="", family_name="", name="Anna"))
    assert problems(made.rows[0]) == [("name", reading.MISSING_NAME)]


@pytest.mark.parametrize("other", ["PERSON.1@example.com", "ｐerson.1@example.com"])
def test_one_address_twice_is_wrong_in_both_rows(cast: Cast, other: str) -> None:
    made = plan(cast.programme, cells(1), cells(2, email=other))
    address = "person.1@example.com"
    assert [problems(row) for row in made.rows] == [
        [("email", f"Row 3 has the same address: {address}.")],
        [("email", f"Row 2 has the same address: {address}.")],
    ]


def test_two_roles_for_one_address_are_said_so(cast: Cast) -> None:
    made = plan(cast.programme, cells(1), cells(1, role="adept"))
    assert [key for key, _ in problems(made.rows[0])] == ["email", "role"]
    assert problems(made.rows[1])[1] == ("role", lines.TWO_ROLES % {"line": 2})


def test_the_other_role_than_the_one_in_the_programme(cast: Cast) -> None:
    made = plan(cast.programme, cells(1, email=cast.bob.email, role="mentee"))
    assert problems(made.rows[0]) == [("role", planning.OTHER_ROLE["mentor"])]


def test_whoever_has_withdrawn_is_not_brought_back_by_a_list(cast: Cast) -> None:
    Participation.objects.filter(pk=cast.mentor.pk).update(state="withdrawn")
    made = plan(cast.programme, cells(1, email=cast.bob.email))
    assert problems(made.rows[0]) == [("email", planning.WITHDRAWN)]


def test_a_circle_of_reporting_lines_names_the_people(cast: Cast) -> None:
    made = plan(
        cast.programme,
        cells(1, manager="person.2@example.com"),
        cells(2, manager="person.3@example.com"),
        cells(3, manager="person.1@example.com"),
        cells(4, manager="person.1@example.com"),
    )
    one, two, three = "Given1 Family1", "Given2 Family2", "Given3 Family3"
    assert [problems(row) for row in made.rows] == [
        [("manager", f"The reporting line is a circle: {one} → {two} → {three} → {one}.")],
        [("manager", f"The reporting line is a circle: {two} → {three} → {one} → {two}.")],
        [("manager", f"The reporting line is a circle: {three} → {one} → {two} → {three}.")],
        [],
    ]


def test_a_long_circle_names_the_first_few(cast: Cast) -> None:
    people = [cells(n, manager=f"person.{n % 9 + 1}@example.com") for n in range(1, 10)]
    sentence = problems(plan(cast.programme, *people).rows[0])[0][1]
    assert sentence.count("→") == lines.MOST_NAMED - 1
    assert sentence.endswith("… → Given1 Family1.")


def test_a_circle_through_people_who_are_here_already(cast: Cast) -> None:
    Employment.objects.filter(person=cast.carol).update(manager=cast.bob)
    made = plan(cast.programme, cells(1, email=cast.bob.email, manager=cast.carol.email))
    names = f"Given1 Family1 → {cast.carol.full_name} → Given1 Family1"
    assert problems(made.rows[0]) == [("manager", lines.CIRCLE % {"names": names})]


def test_being_ones_own_manager(cast: Cast) -> None:
    made = plan(cast.programme, cells(1, manager="Person.1@example.com"))
    name = "Given1 Family1"
    assert problems(made.rows[0]) == [("manager", lines.OWN_MANAGER % {"name": name})]


def test_an_unknown_manager_is_told_and_kept(cast: Cast) -> None:
    made = applied(cast.programme, cells(1, manager="boss@example.com"))
    assert made.rows[0].outcome == Outcome.NEW
    assert notes(made.rows[0]) == [("manager", planning.UNKNOWN_MANAGER)]
    employment = Employment.objects.get(person__email="person.1@example.com")
    assert (employment.manager, employment.manager_address) == (None, "boss@example.com")


def test_a_manager_in_the_list_is_found_by_address_or_number(cast: Cast) -> None:
    made = applied(
        cast.programme,
        cells(1, role="mentee", id="A17"),
        cells(2, manager="a17"),
        cells(3, manager="PERSON.1@example.com"),
        cells(4, manager=cast.carol.email),
    )
    assert [notes(row) for row in made.rows] == [[], [], [], []]
    managers = Employment.objects.filter(person__email__startswith="person.")
    found = dict(managers.values_list("person__given_name", "manager__given_name"))
    assert found == {"Given1": None, "Given2": "Given1", "Given3": "Given1", "Given4": "Carol"}


def test_a_name_is_no_manager(cast: Cast) -> None:
    made = plan(cast.programme, cells(1, manager="Eva Berg"))
    assert [key for key, _ in problems(made.rows[0])] == ["manager"]
    assert problems(made.rows[0])[0][1].startswith("“Eva Berg” looks like a name.")


def test_the_same_employee_number_twice(cast: Cast) -> None:
    made = plan(cast.programme, cells(1, id="7"), cells(2, id="7"))
    assert [problems(row) for row in made.rows] == [
        [],
        [("id", "Row 2 has the same employee number.")],
    ]


def test_acquaintances_become_addresses(cast: Cast) -> None:
    made = plan(
        cast.programme,
        cells(1, id="7"),
        cells(2, knows="7; B@example.com", not_with="not an address, 7"),
    )
    assert made.rows[1].row.said["knows"] == ["b@example.com", "person.1@example.com"]
    assert [key for key, _ in problems(made.rows[1])] == ["not_with"]


def test_one_organisation_has_one_sector(cast: Cast) -> None:
    made = plan(
        cast.programme,
        cells(1, organisation="Ny AB", sector="care"),
        cells(2, organisation="NY  ab", sector="banking"),
        cells(3, organisation="Ny AB", sector="care"),
    )
    assert [row.outcome for row in made.rows] == [Outcome.NEW, Outcome.WRONG, Outcome.NEW]
    assert problems(made.rows[1]) == [
        ("sector", planning.OTHER_SECTOR % {"line": 2, "sector": "care"})
    ]


def test_a_sector_fills_a_gap_and_never_replaces_one(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.house.pk).update(sector="care")
    rows = (cells(1, sector="banking"), cells(2, organisation="Ny AB", sector="banking"))
    made = applied(cast.programme, *rows)
    assert notes(made.rows[0]) == [("sector", planning.SECTOR_KEPT)]
    sectors = dict(Organisation.objects.values_list("name", "sector"))
    assert (sectors["Tallmo Test AB"], sectors["Ny AB"]) == ("care", "banking")


def test_within_one_organisation_it_need_not_be_said(cast: Cast) -> None:
    applied(cast.programme, cells(1))
    employment = Employment.objects.get(person__email="person.1@example.com")
    assert employment.organisation == cast.house


def test_between_organisations_it_must_be_said(cast: Cast) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(scope="cross_company")
    cast.programme.refresh_from_db()
    made = plan(cast.programme, cells(1), cells(2, organisation="Ny AB"))
    assert [problems(row) for row in made.rows] == [
        [("organisation", planning.NO_ORGANISATION)],
        [],
    ]


def test_units_are_made_as_a_tree_once(cast: Cast) -> None:
    applied(
        cast.programme,
        cells(1, unit="Produktion / Montering"),
        cells(2, unit="PRODUKTION > Lack"),
        cells(3, unit="Produktion"),
    )
    tree = dict(Unit.objects.values_list("path", "parent__path"))
    assert tree == {
        "Produktion": None,
        "Produktion / Montering": "Produktion",
        "PRODUKTION / Lack": "Produktion",
    }


def test_a_change_says_from_what_to_what(cast: Cast) -> None:
    made = plan(
        cast.programme,
        cells(1, email=cast.bob.email, level="3", wants="A1:2; B1:1", offers="E1:3"),
    )
    assert made.rows[0].outcome == Outcome.CHANGED
    assert made.rows[0].changes == [
        ("level", 2, 3),
        ("wants", {"A1": 2}, {"A1": 2, "B1": 1}),
    ]


def test_a_blank_cell_takes_nothing_away(cast: Cast) -> None:
    made = applied(cast.programme, cells(1, email=cast.bob.email))
    assert made.rows[0].outcome == Outcome.UNCHANGED
    cast.mentor.refresh_from_db()
    assert (cast.mentor.wants, cast.mentor.offers) == ({"A1": 2}, {"E1": 3})


def test_a_new_employer_takes_the_unit_along(cast: Cast) -> None:
    applied(cast.programme, cells(1, unit="Lack"))
    made = applied(cast.programme, cells(1, organisation="Ny AB"))
    assert made.rows[0].changes == [
        ("organisation", "Tallmo Test AB", "Ny AB"),
        ("unit", "Lack", ""),
    ]
    employment = Employment.objects.get(person__email="person.1@example.com")
    assert (employment.organisation.name, employment.unit) == ("Ny AB", None)


def test_a_unit_is_found_where_only_the_house_knows_the_employer(cast: Cast) -> None:
    applied(cast.programme, cells(1, organisation="Ny AB", unit="Lack"))
    made = applied(cast.programme, cells(1, unit="Montering"))
    assert made.rows[0].changes == [("unit", "Lack", "Montering")]
    assert list(Organisation.objects.filter(name="Ny AB").values_list("units__path")) == [
        ("Lack",),
        ("Montering",),
    ]


def test_two_plans_for_the_same_say_the_same(cast: Cast) -> None:
    rows = cells(1), cells(2, email="nonsense"), cells(3, level="4")
    assert plan(cast.programme, *rows).digest == plan(cast.programme, *rows).digest
    other = cells(1), cells(2, email="nonsense"), cells(3, level="9")
    assert plan(cast.programme, *rows).digest != plan(cast.programme, *other).digest


def test_a_second_programme_of_the_same_organiser(cast: Cast) -> None:
    """Somebody from an earlier round is new here, and her details are this organiser's to mend."""
    robin = make_person(is_active=False)
    enrol(robin, cast.programme, "mentor")
    later = Programme.objects.get(pk=cast.programme.pk)
    later.pk = later.id = "laterround22"
    later.save(force_insert=True)
    made = plan(later, cells(1, email=robin.email))
    assert made.rows[0].outcome == Outcome.NEW
    assert made.rows[0].changes == [
        ("given_name", "Robin", "Given1"),
        ("family_name", robin.family_name, "Family1"),
        ("organisation", "", "Tallmo Test AB"),
    ]

"""Organisations, units and accounts."""

import pytest

from tests.factories import make_organisation, make_person
from viceversa.lib.text import AddressError
from viceversa.people.actions import open_account, organisation_named, person_at, unit_at
from viceversa.people.models import Person, Unit
from viceversa.people.naming import unit_names

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["Tallmo Prov AB", "tallmo prov ab", "  TALLMO  Prov AB\n"])
def test_organisation_is_one_however_it_is_written(name: str) -> None:
    first = organisation_named("Tallmo Prov AB")
    assert organisation_named(name) == first


def test_sector_fills_a_gap_and_changes_nothing() -> None:
    organisation_named("Tallmo Prov AB")
    assert organisation_named("Tallmo Prov AB", sector="engineering").sector == "engineering"
    assert organisation_named("Tallmo Prov AB", sector="trade").sector == "engineering"


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("Produktion / Montering", ("Produktion", "Montering")),
        ("Produktion>Montering", ("Produktion", "Montering")),
        (" Produktion ", ("Produktion",)),
        ("/ ", ()),
        ("", ()),
    ],
)
def test_unit_names(path: str, names: tuple[str, ...]) -> None:
    assert unit_names(path) == names


def test_unit_is_made_with_its_whole_branch_once() -> None:
    organisation = make_organisation()
    unit = unit_at(organisation, "Produktion / Montering")
    assert unit_at(organisation, "PRODUKTION > montering") == unit
    assert unit is not None
    assert unit.parent is not None
    assert [u.path for u in Unit.objects.all()] == ["Produktion", "Produktion / Montering"]
    assert unit.parent.path == "Produktion"


def test_no_unit_for_an_empty_path() -> None:
    assert unit_at(make_organisation(), " / ") is None


def test_person_at_an_address_is_one_and_keeps_her_name() -> None:
    person = make_person("Alice", email="alice@example.com")
    assert person_at("ALICE@example.com", given_name="Other") == person
    assert Person.objects.get().given_name == "Alice"


def test_person_at_a_new_address_has_no_account_until_it_is_opened() -> None:
    person = person_at("new@example.com", given_name="New", family_name="Person", language="en")
    assert (person.is_active, person.language) == (False, "en")
    open_account(person)
    assert Person.objects.get().is_active


def test_nonsense_is_no_address() -> None:
    with pytest.raises(AddressError):
        person_at("nonsense")

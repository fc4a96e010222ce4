"""The first organiser of an empty installation."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories import make_person
from viceversa.lib.text import AddressError
from viceversa.operations.organiser import make_organiser
from viceversa.people.models import Person, TrailEntry

pytestmark = pytest.mark.django_db


def test_a_new_organiser_may_sign_in_and_create_programmes() -> None:
    person = make_organiser(" Anna@Example.COM ", name="Anna Maria Berg")
    person = Person.objects.get(pk=person.pk)
    assert (person.email, person.given_name, person.family_name) == (
        "anna@example.com",
        "Anna",
        "Maria Berg",
    )
    assert (person.is_active, person.is_organiser) == (True, True)
    assert TrailEntry.objects.get().verb == "organiser appointed"


def test_somebody_known_keeps_her_name() -> None:
    known = make_person("Carol", family_name="Ek", is_active=False)
    make_organiser(known.email, name="Other Name")
    known.refresh_from_db()
    assert (known.full_name, known.is_active, known.is_organiser) == ("Carol Ek", True, True)


@pytest.mark.parametrize("name", ["", "Anna"])
def test_a_new_organiser_needs_both_names(name: str) -> None:
    with pytest.raises(ValueError, match="--name"):
        make_organiser("anna@example.com", name=name)
    assert not Person.objects.exists()


def test_nonsense_is_no_address() -> None:
    with pytest.raises(AddressError):
        make_organiser("anna at example", name="Anna Berg")


def test_the_command_says_how_to_sign_in() -> None:
    output = io.StringIO()
    call_command("organiser", "anna@example.com", name="Anna Berg", stdout=output)
    assert "http://127.0.0.1:8000/accounts/login/ with anna@example.com" in output.getvalue()
    with pytest.raises(CommandError):
        call_command("organiser", "nobody")


def test_nobody_who_is_shut_out_is_made_one() -> None:
    make_person(email="anna@example.com", is_active=False, closed_at=timezone.now())
    with pytest.raises(ValueError, match="shut this person out"):
        make_organiser("anna@example.com")
    assert not Person.objects.filter(is_organiser=True).exists()

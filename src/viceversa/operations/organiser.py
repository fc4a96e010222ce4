"""The first person of an empty installation."""

from django.conf import settings
from django.db import transaction

from viceversa.lib.text import normalise_address, plain_name
from viceversa.people.models import Person
from viceversa.people.trail import record


def make_organiser(address: str, *, name: str = "") -> Person:
    """Lets this person sign in and create programmes. Raises AddressError or ValueError.

    Somebody who is known already keeps her name, and gains the right.
    """
    email = normalise_address(address)
    person = Person.objects.filter(email=email).first() or _new_person(email, name)
    if person.closed_at:
        raise ValueError("The directory of her employer has shut this person out")
    person.is_active = person.is_organiser = True
    with transaction.atomic():
        person.save()
        record("organiser appointed", person, by=None)
    return person


def _new_person(email: str, name: str) -> Person:
    given, _, family = plain_name(name).partition(" ")
    if not family:
        raise ValueError("A new person needs a name: --name 'Given Family'")
    return Person(
        email=email, given_name=given, family_name=family, language=settings.LANGUAGE_CODE
    )

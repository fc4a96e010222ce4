"""What is done with people, their organisations and their way in."""

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from viceversa.lib.text import normalise_address, plain_name
from viceversa.people.models import Organisation, Person, Unit
from viceversa.people.naming import organisation_key, unit_key, unit_names, unit_path
from viceversa.people.trail import record


def organisation_named(name: str, *, sector: str = "") -> Organisation:
    """The organisation of that name, made if there is none. A sector fills a gap only."""
    organisation, _ = Organisation.objects.get_or_create(
        name_key=organisation_key(name), defaults={"name": plain_name(name), "sector": sector}
    )
    if sector and not organisation.sector:
        organisation.sector = sector
        organisation.save(update_fields=["sector"])
    return organisation


def unit_at(organisation: Organisation, path: str) -> Unit | None:
    """The unit at the end of a path, made with its whole branch; None for an empty path."""
    unit, names = None, unit_names(path)
    for depth in range(1, len(names) + 1):
        branch = names[:depth]
        unit, _ = Unit.objects.get_or_create(
            organisation=organisation,
            path_key=unit_key(branch),
            defaults={"name": branch[-1], "path": unit_path(branch), "parent": unit},
        )
    return unit


def person_at(
    address: str, *, given_name: str = "", family_name: str = "", language: str = "sv"
) -> Person:
    """Who has that address, known from now on if she was not. She keeps the names she has.

    No account is opened by this. Raises AddressError.
    """
    person, _ = Person.objects.get_or_create(
        email=normalise_address(address),
        defaults={
            "given_name": plain_name(given_name),
            "family_name": plain_name(family_name),
            "language": language,
        },
    )
    return person


def open_account(person: Person) -> None:
    """From now on the person may sign in, unless her employer has shut her out."""
    if not person.is_active:
        mine = Person.objects.filter(pk=person.pk, closed_at=None)
        person.is_active = bool(mine.update(is_active=True))


def open_accounts(people: QuerySet[Person]) -> None:
    """The same for many, by one statement."""
    people.filter(is_active=False, closed_at=None).update(is_active=True)


def shut_out(person: Person, *, by: Person) -> None:
    """From the next request on she cannot sign in, and no session or mailed link of hers works."""
    person.closed_at, person.is_active = timezone.now(), False
    person.access_version += 1
    person.save(update_fields=["closed_at", "is_active", "access_version"])
    record("shut somebody out", person, by=by)


def let_back_in(person: Person, *, with_account: bool, by: Person) -> None:
    """She may take part again, and sign in if she could before. Old links stay dead."""
    person.closed_at, person.is_active = None, with_account
    person.save(update_fields=["closed_at", "is_active"])
    record("let somebody back in", person, by=by)


def sign_out_everywhere(person: Person) -> None:
    """Ends every session and every mailed link of the person, on all her devices."""
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(access_version=F("access_version") + 1)
        record("signed out everywhere", person, by=person)


def set_language(person: Person, language: str) -> None:
    """Pages and letters speak this language to the person, wherever she signs in."""
    person.language = language
    person.save(update_fields=["language"])

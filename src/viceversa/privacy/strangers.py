"""Those who are no people here: who applied, were invited or wrote, and are known by an address."""

from collections.abc import Iterator

from viceversa.enrolment.models import Application, Invitation
from viceversa.people.models import Person
from viceversa.programmes.models import Enquiry

KNOWN_BY = ((Application, "email"), (Invitation, "email"), (Enquiry, "address"))


def stranger_at(address: str) -> Person | None:
    """Who is known by the address alone, as a person who stands in no table."""
    stranger = Person(email=address)
    if not address or not any(codes_of(stranger)):
        return None
    for kind in (Application, Invitation):
        named = kind._default_manager.filter(email__iexact=address).first()
        if named:
            stranger.given_name, stranger.family_name = named.given_name, named.family_name
            stranger.language = named.language
            break
    return stranger


def codes_of(stranger: Person) -> Iterator[str]:
    """The rows that know the address."""
    for kind, field in KNOWN_BY:
        found = kind._default_manager.filter(**{f"{field}__iexact": stranger.email})
        yield from found.values_list("pk", flat=True)


def back_again(codes: set[str]) -> list[Person]:
    """Who stands again in rows that should not know her any more."""
    addresses = set()
    for kind, field in KNOWN_BY:
        rows = kind._default_manager.filter(pk__in=codes).exclude(**{field: ""})
        addresses |= set(rows.values_list(field, flat=True))
    return [stranger for address in sorted(addresses) if (stranger := stranger_at(address))]

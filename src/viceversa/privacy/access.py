"""The door of the pack: it names nobody but the contacts, and a partner's union wants it too."""

from viceversa.people.models import Person
from viceversa.programmes.access import programme_for_role_or_404
from viceversa.programmes.models import Programme, Role


def programme_for_party_or_404(person: Person, code: str) -> Programme:
    """The programme, for those who lead or sponsor it and for its partners' contacts."""
    kinds = Role.Kind.COORDINATOR, Role.Kind.SPONSOR, Role.Kind.PARTNER_CONTACT
    return programme_for_role_or_404(person, code, *kinds)

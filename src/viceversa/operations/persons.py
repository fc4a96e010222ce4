"""A person's rights from the command line: what is stored about her, and that it goes."""

from viceversa.lib.text import address_key
from viceversa.people.models import Person
from viceversa.privacy.strangers import stranger_at


class UnknownPersonError(LookupError):
    """There is nobody of that key or address, or nobody any more."""


def person_named(key: str) -> Person:
    """Who has that key or address, or has only applied by it. UnknownPersonError for nobody, or
    somebody who was erased."""
    address, known = address_key(key), Person.objects.filter(erased_at=None)
    found = known.filter(pk=key).first() or known.filter(email=address).first()
    found = found or stranger_at(address)
    if found is None:
        raise UnknownPersonError(f"Nobody here has the key or address {key}.")
    return found

"""The doors of the pack, which names nobody but the contacts and which a partner's union wants
too; and of requests to be erased, which organisers answer."""

from django.shortcuts import get_object_or_404

from viceversa.people.models import Person
from viceversa.privacy.models import ErasureRequest
from viceversa.programmes.access import organiser_or_404, programme_for_role_or_404
from viceversa.programmes.models import Programme, Role


def programme_for_party_or_404(person: Person, code: str) -> Programme:
    """The programme, for those who lead or sponsor it and for its partners' contacts."""
    kinds = Role.Kind.COORDINATOR, Role.Kind.SPONSOR, Role.Kind.PARTNER_CONTACT
    return programme_for_role_or_404(person, code, *kinds)


def request_for_organiser_or_404(person: Person, code: str) -> ErasureRequest:
    """A request to be erased, for those who answer them."""
    organiser_or_404(person)
    known = ErasureRequest.objects.select_related("person", "answered_by")
    return get_object_or_404(known, pk=code)

"""Doors of certificates: one's own, when the time is over or near its end; to check one, all."""

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.http import Http404

from viceversa.certificates import queries
from viceversa.certificates.queries import Part
from viceversa.conversations.access import readable_pair_for_member_or_404
from viceversa.pairing.queries import seat_of
from viceversa.people.models import Organisation, Person
from viceversa.programmes.queries import today_in
from viceversa.vault.signing_keys import public_half


def part_of_member_or_404(person: Person, code: str) -> Part:
    """What the person has done in the role that she had in this pair. Nobody else opens it, the
    other of the two neither: she has a part of her own."""
    pair = readable_pair_for_member_or_404(person, code)
    today = today_in(pair.programme)
    if not queries.is_near_its_end(pair, today):
        raise Http404
    return queries.part_of(seat_of(pair, person), today)


def organiser_or_404(code: str) -> Organisation:
    """Who issues certificates, for whoever checks one."""
    found = queries.organiser(code)
    if found is None:
        raise Http404
    return found


def key_or_404(name: str) -> RSAPublicKey:
    """The public half of a key that signs, or has signed what still holds."""
    found = public_half(name)
    if found is None:
        raise Http404
    return found

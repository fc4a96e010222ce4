"""Signed personal links: who may do one thing with one object, for a while, without signing in.

A link is only as wide as its purpose. To take links back, raise the object's version: the caller
compares it with the claim's, since only the caller knows the object.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer, b62_decode, b62_encode
from django.http import Http404
from django.utils import timezone

IDENTIFIER = re.compile(r"[0-9A-Za-z_-]+")
SEPARATOR = "."


@dataclass(frozen=True)
class LinkClaim:
    """What a link says, and nobody else could have said."""

    person_id: str
    object_id: str
    version: int
    signed_at: datetime


class LinkBroken(ValueError):  # noqa: N818  # what the person is told, not a kind of error
    """The link was not made by us, or not for this purpose."""


class LinkExpired(ValueError):  # noqa: N818  # as above
    """The link was right once. Whose it was is told, so that a fresh letter can be offered."""

    def __init__(self, claim: LinkClaim) -> None:
        super().__init__("The link has expired")
        self.claim = claim


def sign_link(purpose: str, *, person_id: str, object_id: str, version: int) -> str:
    """A token that lets this person do this one thing; it fits into an address as it is. ValueError
    for a key with signs of its own."""
    for identifier in (person_id, object_id):
        if not IDENTIFIER.fullmatch(identifier):
            raise ValueError(f"{identifier!r} cannot stand in a link")
    moment = b62_encode(int(timezone.now().timestamp()))
    parts = (person_id, object_id, b62_encode(version), moment)
    return _signer(purpose).sign(SEPARATOR.join(parts))


def read_link(token: str, *, purpose: str, max_age: timedelta) -> LinkClaim:
    """What the token says. Raises LinkBroken or LinkExpired."""
    try:
        signed = _signer(purpose).unsign(token)
    except BadSignature:
        raise LinkBroken("The link is broken") from None
    person_id, object_id, version, moment = signed.split(SEPARATOR)
    signed_at = datetime.fromtimestamp(b62_decode(moment), UTC)
    claim = LinkClaim(person_id, object_id, b62_decode(version), signed_at)
    if timezone.now() - signed_at > max_age:
        raise LinkExpired(claim)
    return claim


def claim_or_404(token: str, *, purpose: str, max_age: timedelta) -> LinkClaim:
    """The same for a door: Http404 for a broken link, LinkExpired when it was right once."""
    try:
        return read_link(token, purpose=purpose, max_age=max_age)
    except LinkBroken:
        raise Http404 from None


def _signer(purpose: str) -> Signer:
    return Signer(sep=SEPARATOR, salt=f"viceversa.link.{purpose}")

"""An organisation's own sign-in by SAML, as whoever runs the server sets it up and looks at it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import requests
from django.conf import settings
from django.utils import timezone

from viceversa.lib.asking import LARGEST, Outward, reason
from viceversa.operations.findings import Finding
from viceversa.sign_in.actions import Set, SetSaml
from viceversa.sign_in.discovery import is_safe
from viceversa.sign_in.id_token import NotBelievedError
from viceversa.sign_in.models import SignIn

LONGEST_ENTITY, LONGEST_SSO_ADDRESS, LONGEST_ATTRIBUTE = 255, 500, 255
SOON = timedelta(days=30)
NEW_METADATA = "Say its metadata again: viceversa sign-in-by ORGANISATION --saml-metadata FILE"


def by_saml(leads: Set, now: SignIn | None, *, metadata: str | None, attribute: str | None) -> Set:
    """A SAML provider for whom `leads` names; what is not said stays. ValueError says what is
    wrong."""
    saml = now.saml if now and now.speaks_saml else None
    if attribute is None:
        attribute = saml.name_attribute if saml else ""
    if metadata:
        issuer, said = _described(metadata, inside=leads.is_inside)
    elif now and saml:
        issuer = now.issuer
        said = SetSaml(saml.sso_address, tuple(saml.listed_certificates))
    if not leads.domains:
        raise ValueError("Needed: --saml-metadata and at least one --domain.")
    if len(attribute) > LONGEST_ATTRIBUTE:
        raise ValueError("The name of the attribute is too long.")
    return replace(leads, issuer=issuer, saml=replace(said, name_attribute=attribute))


def _described(place: str, *, inside: bool) -> tuple[str, SetSaml]:
    from viceversa.sign_in.saml.metadata import described

    try:
        found = described(_read(place, inside=inside))
    except NotBelievedError as error:
        raise ValueError(f"The metadata cannot be used: {error}.") from error
    if not found.entity or len(found.entity) > LONGEST_ENTITY:
        raise ValueError("The metadata give the provider no entity id, or a very long one.")
    if not is_safe(found.sso_address, inside=inside):
        raise ValueError("The metadata lead to an address for sign-in that is not https.")
    if len(found.sso_address) > LONGEST_SSO_ADDRESS:
        raise ValueError("The address for sign-in is too long.")
    return found.entity, SetSaml(found.sso_address, found.certificates)


def _read(place: str, *, inside: bool) -> bytes:
    """From a file, or by HTTPS: metadata that came another way would bring anybody's keys."""
    if "://" not in place:
        with Path(place).open("rb") as file:
            return file.read(LARGEST + 1)
    if not is_safe(place, inside=inside):
        raise ValueError("Metadata come from a file, or from an address that begins with https://")
    try:
        with Outward(inside=inside, plain=settings.IS_DEMO) as session:
            answer = session.get(place)
        answer.raise_for_status()
    except requests.RequestException as error:
        raise ValueError(f"The metadata cannot be fetched: {reason(error)}.") from error
    return answer.content


def saml_fits(sign_in: SignIn) -> Finding:
    """Nobody is asked: only a browser can. But certificates end, and then nobody gets in."""
    from viceversa.sign_in.saml.metadata import last_day
    from viceversa.sign_in.saml.question import question

    name = f"The sign-in of {sign_in.organisation.name} ({sign_in.issuer})"
    try:
        question(sign_in)
    except ValueError as error:
        return Finding(f"{name} cannot be used: {error}.", NEW_METADATA)
    last = last_day(sign_in.saml.listed_certificates)
    words = f"{name} signs by a certificate that ends on {last.date():%Y-%m-%d}."
    return Finding(words, NEW_METADATA if last < timezone.now() + SOON else "")

"""An organisation's own sign-in, as whoever runs the server sets it up and looks at it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.urls import reverse

from viceversa.lib.asking import reason
from viceversa.lib.text import DOMAIN
from viceversa.operations.findings import Finding
from viceversa.operations.saml_by import by_saml, saml_fits
from viceversa.people.models import Organisation
from viceversa.people.naming import organisation_key
from viceversa.sign_in.actions import DomainTakenError, Set, set_up
from viceversa.sign_in.discovery import discovered, is_safe, keys
from viceversa.sign_in.id_token import usable_keys
from viceversa.sign_in.models import SignIn
from viceversa.sign_in.saml.addresses import entity_of, reply_address

LONGEST_ISSUER, LONGEST_CLIENT_ID = 255, 191
AS_WRITTEN = "Take the issuer just as the provider writes it, with or without the last slash."
SAY_AGAIN = "Say its secret again: viceversa sign-in-by ORGANISATION --secret-file FILE"
ALGORITHMS = "Let it sign by RS256, PS256, ES256 or EdDSA."
INSIDE = "Look at the address. If the provider stands on your own network, say --inside."


@dataclass(frozen=True)
class Asked:
    """What stands on the command line; None where nothing does."""

    issuer: str | None
    client_id: str | None
    secret_file: Path | None
    saml_metadata: str | None
    name_attribute: str | None
    domains: tuple[str, ...]
    is_only_way: bool | None
    is_inside: bool | None


def organisation_of(name: str) -> Organisation:
    """By its name. ValueError where no programme knows it: a misspelt one must not be made."""
    organisation = Organisation.objects.filter(name_key=organisation_key(name)).first()
    if organisation is None:
        raise ValueError(f"No organisation here is called {name}.{_perhaps(name)}")
    return organisation


def _perhaps(name: str) -> str:
    near = get_close_matches(name, Organisation.objects.values_list("name", flat=True))
    return f" Perhaps: {', '.join(near)}." if near else ""


def set_up_sign_in(organisation: Organisation, asked: Asked) -> SignIn:
    """What is not said stays as it was. Raises ValueError, which says what is missing or wrong."""
    wanted = _wanted(SignIn.objects.filter(organisation=organisation).first(), asked)
    try:
        return set_up(organisation, wanted)
    except DomainTakenError as error:
        raise ValueError("That domain leads to another organisation's sign-in.") from error


def _wanted(now: SignIn | None, asked: Asked) -> Set:
    leads, is_openid = _who_is_led(now, asked), asked.issuer or asked.client_id or asked.secret_file
    if asked.saml_metadata and is_openid:
        raise ValueError("Say --saml-metadata, or what OpenID Connect needs; not both.")
    if asked.saml_metadata or (now and now.speaks_saml and not is_openid):
        return by_saml(leads, now, metadata=asked.saml_metadata, attribute=asked.name_attribute)
    if asked.name_attribute is not None:
        raise ValueError("--name-attribute is for SAML: say --saml-metadata with it.")
    return _by_openid(leads, now, asked)


def _who_is_led(now: SignIn | None, asked: Asked) -> Set:
    """All but the provider."""
    before = now or SignIn()
    return Set(
        issuer="",
        client_id="",
        secret="",
        domains=asked.domains or _domains(now),
        is_only_way=before.is_only_way if asked.is_only_way is None else asked.is_only_way,
        is_inside=before.is_inside if asked.is_inside is None else asked.is_inside,
    )


def _by_openid(leads: Set, now: SignIn | None, asked: Asked) -> Set:
    before = now if now and not now.speaks_saml else SignIn()
    wanted = replace(
        leads,
        issuer=asked.issuer or before.issuer,
        client_id=asked.client_id or before.client_id,
        secret=_secret(now, asked),
    )
    if not (wanted.issuer and wanted.client_id and wanted.domains and wanted.secret):
        raise ValueError(
            "Needed: --issuer, --client-id, --secret-file and at least one --domain; "
            "for SAML --saml-metadata and --domain."
        )
    if not is_safe(wanted.issuer, inside=wanted.is_inside) or len(wanted.issuer) > LONGEST_ISSUER:
        raise ValueError("The issuer is an address that begins with https://")
    if len(wanted.client_id) > LONGEST_CLIENT_ID:
        raise ValueError("The client id is too long.")
    return wanted


def _domains(now: SignIn | None) -> tuple[str, ...]:
    return tuple(now.domains.values_list("domain", flat=True)) if now else ()


def _secret(now: SignIn | None, asked: Asked) -> str:
    if asked.secret_file is None:
        return now.secret if now else ""
    return asked.secret_file.read_text(encoding="utf-8").strip()


def domain_of(text: str) -> str:
    """As addresses are kept. ValueError for what is none."""
    domain = text.strip().casefold().removeprefix("@")
    if not DOMAIN.fullmatch(domain):
        raise ValueError(f"{text} is not a domain.")
    return domain


def what_to_enter(sign_in: SignIn) -> str:
    """What the organisation's IT enters at its provider, a line each."""
    if sign_in.speaks_saml:
        return (
            f"Our metadata, and our entity id: {entity_of(sign_in)}\n"
            f"Reply URL (assertion consumer service): {return_address(sign_in)}"
        )
    return f"Redirect URI: {return_address(sign_in)}"


def return_address(sign_in: SignIn) -> str:
    """Where the provider sends people back to."""
    if sign_in.speaks_saml:
        return reply_address(sign_in)
    return f"{settings.BASE_URL}{reverse('sign_in_back', args=[sign_in.pk])}"


def sign_ins_answer() -> Iterator[Finding]:
    """Every organisation's provider is really asked, but those that only a browser can ask."""
    for sign_in in SignIn.objects.select_related("organisation"):
        yield sign_in_answers(sign_in)


def sign_in_answers(sign_in: SignIn) -> Finding:
    """Whether it could be used now: its secret, its discovery and its keys."""
    if sign_in.speaks_saml:
        return saml_fits(sign_in)
    name = f"The sign-in of {sign_in.organisation.name} ({sign_in.issuer})"
    try:
        _ = sign_in.secret
        listed = keys(sign_in, discovered(sign_in))
    except requests.RequestException as error:
        return Finding(f"{name} cannot be asked: {reason(error)}.", INSIDE)
    except OAuth2Error as error:
        return Finding(f"{name} does not fit: {error}.", AS_WRITTEN)
    except ValueError as error:
        return Finding(f"{name} cannot be used: {error}.", SAY_AGAIN)
    if not usable_keys(listed):
        return Finding(f"{name} lists no key that we may use.", ALGORITHMS)
    return Finding(f"{name} answers.")

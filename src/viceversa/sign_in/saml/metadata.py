"""What a provider's own metadata say of it."""

import base64
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from lxml import etree

from viceversa.sign_in.saml.guard import DS, read

MD = "urn:oasis:names:tc:SAML:2.0:metadata"
REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
SIGNING = "md:KeyDescriptor[not(@use) or @use='signing']/ds:KeyInfo/ds:X509Data/ds:X509Certificate"
SHORTEST_RSA, SHORTEST_CURVE = 2048, 256


@dataclass(frozen=True)
class Described:
    """Who it is, where it is asked, and by whose keys it signs: certificates in base64."""

    entity: str
    sso_address: str
    certificates: tuple[str, ...]


def described(document: bytes) -> Described:
    """One provider's. ValueError says what is missing, NotBelievedError what is too much."""
    found = _found(read(document), "descendant-or-self::md:EntityDescriptor[md:IDPSSODescriptor]")
    if len(found) != 1:
        raise ValueError("The metadata do not describe exactly one identity provider.")
    provider = _found(found[0], "md:IDPSSODescriptor")[0]
    places = _found(provider, f"md:SingleSignOnService[@Binding='{REDIRECT}']/@Location")
    if not places:
        raise ValueError("The metadata name no address for sign-in by HTTP-Redirect.")
    certificates = tuple("".join((each.text or "").split()) for each in _found(provider, SIGNING))
    if not certificates:
        raise ValueError("The metadata hold no certificate for signing.")
    for each in certificates:
        _refuse_weak(each)
    return Described(str(found[0].get("entityID", "")), str(places[0]), certificates)


def last_day(certificates: list[str]) -> datetime:
    """When the last of them ends: a provider that keeps its own dates has a new one by then."""
    return max(_certificate(each).not_valid_after_utc for each in certificates)


def _found(element: etree._Element, path: str) -> list[etree._Element]:
    found: list[etree._Element] = element.xpath(path, namespaces={"md": MD, "ds": DS})
    return found


def _certificate(text: str) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(base64.b64decode(text))
    except ValueError as error:
        raise ValueError("A certificate in the metadata cannot be read.") from error


def _refuse_weak(text: str) -> None:
    key = _certificate(text).public_key()
    if not (
        (isinstance(key, RSAPublicKey) and key.key_size >= SHORTEST_RSA)
        or (isinstance(key, EllipticCurvePublicKey) and key.key_size >= SHORTEST_CURVE)
    ):
        raise ValueError(f"A certificate needs RSA of {SHORTEST_RSA} bits, or an elliptic curve.")

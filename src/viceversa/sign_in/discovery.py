"""What an organisation's provider says of itself: where it is asked, and by what keys it signs."""

from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings

from viceversa.lib.asking import Outward
from viceversa.sign_in.models import SignIn

WELL_KNOWN = "/.well-known/openid-configuration"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class DiscoveryError(OAuth2Error):
    """The provider does not say of itself what it should. Says what, in a sentence."""


def outward(sign_in: SignIn) -> Outward:
    """How that provider is asked. Only an operator says that it stands on our own network."""
    return Outward(inside=sign_in.is_inside, plain=settings.IS_DEMO)


def discovered(sign_in: SignIn) -> dict[str, Any]:
    """Its endpoints. Raises DiscoveryError, or requests.RequestException."""
    with outward(sign_in) as session:
        answer = session.get(sign_in.issuer.rstrip("/") + WELL_KNOWN)
    answer.raise_for_status()
    said = answer.json()
    if not isinstance(said, dict) or said.get("issuer") != sign_in.issuer:
        raise DiscoveryError("it gives another issuer than the one that was set up")
    for endpoint in ENDPOINTS:
        if not is_safe(said.get(endpoint), inside=sign_in.is_inside):
            raise DiscoveryError(f"its {endpoint} is missing or not https")
    return said


def keys(sign_in: SignIn, said: dict[str, Any]) -> object:
    """The public keys by which it signs, fetched anew: it may have changed them."""
    with outward(sign_in) as session:
        answer = session.get(said["jwks_uri"])
    answer.raise_for_status()
    return answer.json()


def is_safe(url: object, *, inside: bool) -> bool:
    """HTTPS to a named host; HTTP only where the demo tries a provider on its own network."""
    if not isinstance(url, str) or not url.isprintable():
        return False
    parts = urlsplit(url)
    schemes = ("https", "http") if inside and settings.IS_DEMO else ("https",)
    return parts.scheme in schemes and bool(parts.hostname) and "@" not in parts.netloc

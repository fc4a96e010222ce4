"""What an organisation's provider says about who signed in, believed only when all of it fits."""

import time
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.utils.crypto import constant_time_compare

ALGORITHMS = {
    "RSA": ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    "EC": ("ES256", "ES384", "ES512"),
    "OKP": ("EdDSA",),
}
SIGNED_BY_KEYS = [name for names in ALGORITHMS.values() for name in names]
CLOCKS_APART = 60
OLDEST = 10 * 60
LONGEST_SUBJECT = 191


class NotBelievedError(OAuth2Error):
    """Something in what a provider said does not fit. The words are for the log and name nobody."""


def believed_claims(
    token: object, *, keys: object, issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """The claims of an ID token: signed by one of the issuer's own public keys, for us, now, and
    in answer to what we asked. NotBelievedError else."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,  # type: ignore[arg-type]  # PyJWT refuses what is no text
            _key_of(token, keys),
            algorithms=SIGNED_BY_KEYS,
            audience=client_id,
            issuer=issuer,
            leeway=CLOCKS_APART,
            options={
                "require": ["iss", "sub", "aud", "exp", "iat"],
                "enforce_minimum_key_length": True,
            },
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise NotBelievedError(type(error).__name__) from error
    doubts = _doubts(claims, client_id, nonce) | doubts_about(claims["sub"])
    for doubt, is_true in doubts.items():
        if is_true:
            raise NotBelievedError(doubt)
    return claims


def _doubts(claims: Mapping[str, Any], client_id: str, nonce: str) -> dict[str, bool]:
    """What PyJWT does not look at."""
    said = claims.get("nonce")
    return {
        "it is for others as well": claims["aud"] not in (client_id, [client_id]),
        "it was asked for by others": claims.get("azp", client_id) != client_id,
        "it answers another question": not (
            isinstance(said, str) and constant_time_compare(said, nonce)
        ),
        "it is old": int(claims["iat"]) < time.time() - OLDEST,
    }


def doubts_about(subject: str) -> dict[str, bool]:
    """A provider's name for somebody, by whatever protocol."""
    return {
        "it names nobody": not subject.strip() or not subject.isprintable(),
        "the name is too long": len(subject) > LONGEST_SUBJECT,
    }


def usable_keys(keys: object) -> list[dict[str, Any]]:
    """Those of a key set that could sign for us."""
    return [
        key for key in _listed(keys) if any(_fits(key, {"alg": name}) for name in SIGNED_BY_KEYS)
    ]


def _key_of(token: object, keys: object) -> jwt.PyJWK:
    """The one public key that the token says it is signed by, tied to that algorithm."""
    header = jwt.get_unverified_header(token)  # type: ignore[arg-type]  # as above
    fitting = [key for key in _listed(keys) if _fits(key, header)]
    if len(fitting) != 1:
        raise NotBelievedError("no key, or more than one, fits")
    return jwt.PyJWK.from_dict(fitting[0], algorithm=header["alg"])


def _listed(keys: object) -> list[dict[str, Any]]:
    listed = keys.get("keys") if isinstance(keys, dict) else None
    return [key for key in listed if isinstance(key, dict)] if isinstance(listed, list) else []


def _fits(key: Mapping[str, Any], header: Mapping[str, Any]) -> bool:
    """A secret listed among public keys ("oct") never fits: anybody could sign by it."""
    algorithm = header.get("alg")
    return (
        algorithm in ALGORITHMS.get(str(key.get("kty")), ())
        and key.get("alg", algorithm) == algorithm
        and key.get("use", "sig") == "sig"
        and ("kid" not in header or key.get("kid") == header["kid"])
    )

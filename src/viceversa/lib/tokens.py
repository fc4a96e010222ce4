"""Secrets that we hand out once and keep as hashes only."""

import base64
import hashlib
import hmac
import secrets


def new_token() -> str:
    """256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of it. The token is random and long, so that a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def opens(credentials: str, expected: str) -> bool:
    """Whether an Authorization header gives the token of this hash: as a bearer token, or as the
    password of a user of whatever name. Nothing opens what has no hash."""
    scheme, _, given = credentials.partition(" ")
    if scheme.lower() == "basic":
        given = _password(given)
    return bool(expected) and hmac.compare_digest(token_hash(given), expected)


def _password(encoded: str) -> str:
    try:
        return base64.b64decode(encoded, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""

"""Secrets that we hand out once and keep as hashes only."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of it. The token is random and long, so that a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()

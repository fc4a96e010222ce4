"""Random public codes: short, unguessable, easy to read aloud."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12


def new_code() -> str:
    """Twelve characters of about 59 random bits, without the look-alikes 0/o and 1/i/l."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))

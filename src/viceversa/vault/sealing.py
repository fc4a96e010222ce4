"""The one place that encrypts and decrypts what pairs write.

A sealed text is bound to its place: the pair, the field, the row and the author go in as
associated data, so that a text moved to another row, or under another name, does not open.
AES-256-GCM; layout: name of the key (4 bytes), nonce (12), ciphertext with tag.
"""

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from viceversa.vault import keyring

NAME_BYTES, NONCE_BYTES = 4, 12


class CannotOpenError(Exception):
    """The text does not belong in this place, was altered, or its key is gone."""


@dataclass(frozen=True)
class Place:
    """Where a sealed text lives; all of it must be the same when the text is opened."""

    pair: str
    field: str
    row: str
    author: str

    def as_bytes(self) -> bytes:
        return "\x1f".join((self.pair, self.field, self.row, self.author)).encode()


def seal(text: str, place: Place) -> bytes:
    """Encrypts `text` for `place`. The empty text stays empty: there is nothing to hide."""
    if not text:
        return b""
    name, key = keyring.current_key()
    nonce = secrets.token_bytes(NONCE_BYTES)
    return name.encode() + nonce + AESGCM(key).encrypt(nonce, text.encode(), place.as_bytes())


def open_sealed(sealed: bytes | memoryview, place: Place) -> str:
    """Decrypts what `seal` made for the same place. CannotOpenError for anything else."""
    blob = bytes(sealed)
    if not blob:
        return ""
    name, nonce = blob[:NAME_BYTES].decode(errors="replace"), blob[NAME_BYTES:][:NONCE_BYTES]
    try:
        key = keyring.key_named(name)
        return (
            AESGCM(key).decrypt(nonce, blob[NAME_BYTES + NONCE_BYTES :], place.as_bytes()).decode()
        )
    except (InvalidTag, KeyError, ValueError) as error:
        raise CannotOpenError from error

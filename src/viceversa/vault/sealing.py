"""The one place that encrypts and decrypts: texts with a pair's key, a pair's key with a master.

AES-256-GCM. A text is bound to its place (pair, field, row, author) and to its revision, which only
rises; a pair's key to the pair and its two members. Whatever is moved, swapped or altered does not
open. A text is padded first, so that its length tells little.

A sealed text is: layout (1 byte), revision (4), nonce (12), ciphertext with tag.
"""

import json
import secrets
import struct
from dataclasses import astuple, dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LAYOUT = 1
HEAD = struct.Struct(">BI")
LENGTH = struct.Struct(">I")
NONCE_BYTES = 12
BUCKETS = (256, 1024, 4096)
LARGE = 16384  # longer texts fill whole ones of these


class CannotOpenError(Exception):
    """It does not belong here, was altered or rolled back, or its key is gone."""


@dataclass(frozen=True)
class Place:
    """Where a sealed text lives; all of it must be the same when the text is opened."""

    pair: str
    field: str
    row: str
    author: str

    @property
    def name(self) -> str:
        """Its name among all the pair's texts."""
        return f"{self.field}:{self.row}"


def seal(text: str, place: Place, *, revision: int, key: bytes) -> bytes:
    """Encrypts the text for its place."""
    head = HEAD.pack(LAYOUT, revision)
    return head + encrypt(_padded(text.encode()), key, bound_to=(*astuple(place), revision))


def open_sealed(sealed: bytes, place: Place, *, key: bytes) -> str:
    """Decrypts what `seal` made for the same place. CannotOpenError for anything else."""
    bound_to = (*astuple(place), revision_of(sealed))
    padded = decrypt(sealed[HEAD.size :], key, bound_to=bound_to)
    (length,) = LENGTH.unpack_from(padded)
    return padded[LENGTH.size :][:length].decode()


def revision_of(sealed: bytes) -> int:
    """How often the place has been written; 0 when nothing stands there. CannotOpenError for what
    is no sealed text."""
    if not sealed:
        return 0
    if len(sealed) < HEAD.size or sealed[0] != LAYOUT:
        raise CannotOpenError("not a sealed text")
    return int(HEAD.unpack_from(sealed)[1])


def encrypt(plain: bytes, key: bytes, *, bound_to: tuple[str | int, ...]) -> bytes:
    """Nonce and ciphertext, for exactly these associated facts."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, _associated(bound_to))


def decrypt(blob: bytes, key: bytes, *, bound_to: tuple[str | int, ...]) -> bytes:
    """The reverse. CannotOpenError when key or facts are others, or a bit is."""
    nonce, ciphertext = blob[:NONCE_BYTES], blob[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, _associated(bound_to))
    except (InvalidTag, ValueError) as error:
        raise CannotOpenError("another key, another place, or altered") from error


def _associated(facts: tuple[str | int, ...]) -> bytes:
    """As JSON, which no two different lists of facts share."""
    return json.dumps(facts).encode()


def _padded(plain: bytes) -> bytes:
    size = LENGTH.size + len(plain)
    bucket = next((b for b in BUCKETS if size <= b), -(-size // LARGE) * LARGE)
    return (LENGTH.pack(len(plain)) + plain).ljust(bucket, b"\0")

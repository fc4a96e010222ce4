"""The keyring: a file outside the database, so that a copy of the database opens nothing."""

import base64
import json
import os
import secrets
from functools import cache
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32


def current_key() -> tuple[str, bytes]:
    """The name and the bytes of the key that seals from now on."""
    ring = keys(settings.KEYRING_PATH)
    name = max(ring)
    return name, ring[name]


def key_named(name: str) -> bytes:
    """The key that something was sealed with. KeyError when the ring has lost it."""
    return keys(settings.KEYRING_PATH)[name]


@cache
def keys(path: Path) -> dict[str, bytes]:
    """Every key of the ring by name; the ring is made, readable by its owner only, when missing."""
    if not path.exists():
        make_ring(path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {name: base64.b64decode(key) for name, key in stored.items()}


def make_ring(path: Path) -> None:
    """Writes a new ring, whole or not at all; the first of two processes at once wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    key = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    draft.write_text(json.dumps({"0001": key}), encoding="utf-8")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

"""The master keys: a file outside both databases, so that a copy of them opens nothing.

The file is read whenever a key is needed: after a rotation, programs that run already know it.
"""

import base64
import json
import os
import secrets
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32


def newest() -> tuple[str, bytes]:
    """The name and the bytes of the key that wraps from now on. The first of them is made here."""
    path = settings.MASTER_KEYS_PATH
    if not path.exists():
        _make(path)
    keys = read(path)
    name = max(keys)
    return name, keys[name]


def named(name: str) -> bytes:
    """The key that something was wrapped with. LookupError or OSError when it is lost."""
    return read(settings.MASTER_KEYS_PATH)[name]


def read(path: Path) -> dict[str, bytes]:
    """Every key of the file by name."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {name: base64.b64decode(key, validate=True) for name, key in stored.items()}


def _make(path: Path) -> None:
    """Writes the file, whole or not at all; the first of two processes at once wins."""
    draft = _draft(path, {"0001": secrets.token_bytes(KEY_BYTES)})
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _draft(path: Path, keys: dict[str, bytes]) -> Path:
    """The file beside its place, readable by its owner only and safely on the disk."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    stored = {name: base64.b64encode(key).decode() for name, key in keys.items()}
    with draft.open("w", encoding="utf-8") as file:
        json.dump(stored, file)
        file.flush()
        os.fsync(file.fileno())
    return draft

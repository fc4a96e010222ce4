"""The master keys: a file outside both databases, so that a copy of them opens nothing.

The file is read whenever a key is needed: after a rotation, programs that run already know it.
"""

import base64
import json
import os
import re
import secrets
from pathlib import Path

from django.conf import settings

from viceversa.lib.files import sync_directory

KEY_BYTES = 32
NAME = re.compile(r"\d{4}")


def newest() -> tuple[str, bytes]:
    """The name and the bytes of the key that wraps from now on."""
    keys = read(settings.MASTER_KEYS_PATH)
    name = max(keys)
    return name, keys[name]


def named(name: str) -> bytes:
    """The key that something was wrapped with. LookupError when the file has it no more."""
    return read(settings.MASTER_KEYS_PATH)[name]


def read(path: Path) -> dict[str, bytes]:
    """Every key of the file by name. ValueError when that is not what the file holds."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(stored, dict) or not stored:
        raise ValueError("these are no master keys")
    return {_name(name): _key(key) for name, key in stored.items()}


def make() -> None:
    """Writes the first key, unless there is a file: the first of two programs at once wins."""
    path = settings.MASTER_KEYS_PATH
    draft = _draft(path, {"0001": secrets.token_bytes(KEY_BYTES)})
    try:
        os.link(draft, path)
        sync_directory(path.parent)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError("this is no name of a master key")
    return name


def _key(stored: object) -> bytes:
    key = base64.b64decode(str(stored), validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError("this is no master key")
    return key


def add() -> str:
    """Adds a key, which is the newest from now on, and gives its name."""
    path = settings.MASTER_KEYS_PATH
    keys = read(path)
    name = f"{int(max(keys)) + 1:04}"
    _put_in_place(path, {**keys, name: secrets.token_bytes(KEY_BYTES)})
    return name


def drop_all_but(name: str) -> int:
    """Forgets every other key; says how many."""
    path = settings.MASTER_KEYS_PATH
    keys = read(path)
    if len(keys) > 1:
        _put_in_place(path, {name: keys[name]})
    return len(keys) - 1


def _put_in_place(path: Path, keys: dict[str, bytes]) -> None:
    """In the place of the old file, whole or not at all."""
    _draft(path, keys).replace(path)
    sync_directory(path.parent)


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

"""What the doctor looks at of the vault: master keys, keyring, and whether they fit together."""

import stat
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections

from viceversa.conversations.actions.restores import rolled_back
from viceversa.conversations.queries import pairs_that_have_written
from viceversa.operations.findings import Finding
from viceversa.vault import keyring, masters

SHARED = "VICEVERSA_KEYRING_URL should name a database of its own, with a user of its own."


def master_keys_are_safe() -> Finding:
    path = settings.MASTER_KEYS_PATH
    if not path.exists():
        return _without_master_keys()
    if _others_read(path):
        return Finding("Others can read the master keys.", f"Run: chmod 600 {path}")
    try:
        masters.newest()
    except (OSError, ValueError):
        return Finding("The master keys cannot be read.", f"Bring back {path} from its backup.")
    return Finding(f"The master keys can be read: {len(masters.read(path))}.")


def _without_master_keys() -> Finding:
    try:
        lost = keyring.has_keys()
    except DatabaseError:
        lost = False
    if not lost:
        return Finding("There is no master key yet; it is made when first needed.")
    return Finding(
        "The master keys are gone, and with them what pairs have written.",
        f"Bring back {settings.MASTER_KEYS_PATH} from its backup.",
    )


def keyring_stands_apart() -> Finding:
    """Whoever gets at the database should not get at the keyring by the same way."""
    main, keys = (connections[alias].settings_dict for alias in ("default", "keyring"))
    if connections["keyring"].vendor == "sqlite":
        path = Path(keys["NAME"])
        if path.exists() and _others_read(path):
            return Finding("Others can read the keyring.", f"Run: chmod 600 {path}")
    elif connections["default"].vendor == "postgresql" and main["USER"] == keys["USER"]:
        return Finding("One user opens both the database and the keyring.", SHARED)
    return Finding("The keyring stands apart from the database.")


def every_key_opens() -> Finding:
    if shut := keyring.keys_that_do_not_open():
        return Finding(
            f"The keys of {shut} pair(s) do not open.",
            f"Bring back {settings.MASTER_KEYS_PATH} from the backup that has their master key.",
        )
    return Finding("Every pair's key opens.")


def who_has_written_has_a_key() -> Finding:
    if without := pairs_that_have_written() - keyring.pairs_known():
        return Finding(
            f"{len(without)} pair(s) have written, and their keys are not in the keyring.",
            "Bring back the keyring from a later backup.",
        )
    return Finding("Every pair that has written is in the keyring.")


def no_text_was_rolled_back() -> Finding:
    if older := sum(1 for _ in rolled_back()):
        return Finding(
            f"{older} text(s) are older than the keyring knows, and stay shut.",
            "If the database was restored from a backup, run: viceversa keyring accept-restore",
        )
    return Finding("No text was rolled back.")


def _others_read(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)

"""Which tables live in the keyring, and that nothing else does."""

from typing import Any

from django.db.models import Model

KEYRING = "keyring"
TABLES = frozenset({"pairkey", "answerkey", "signingkey", "mark"})


class KeyringRouter:
    """Keeps the keyring's tables and all others apart, in use and in migrations."""

    def db_for_read(self, model: type[Model], **_: Any) -> str | None:
        return KEYRING if _is_kept(model._meta.app_label, model._meta.model_name) else None

    db_for_write = db_for_read

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **_: Any
    ) -> bool:
        return _is_kept(app_label, model_name) == (db == KEYRING)


def _is_kept(app_label: str, model_name: str | None) -> bool:
    return app_label == "viceversa" and model_name in TABLES

"""Sessions whose keys stand in the database only as hashes.

Django keeps them in clear, so a copy of the database would hand over every open session. Here the
cookie carries the key and the table its SHA-256: the one cannot be told from the other.
"""

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as ClearSessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone


def stored_key(session_key: str) -> str:
    """What the table holds in the place of a key: 40 hex digits, all that its column takes."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]


class SessionStore(ClearSessionStore):
    def _get_session_from_db(self) -> Session | None:
        row = Session.objects.filter(
            session_key=stored_key(self.session_key or ""), expire_date__gt=timezone.now()
        ).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=stored_key(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.session_key = stored_key(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(session_key=stored_key(key)).delete()

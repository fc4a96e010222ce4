"""Sessions of which a copy of the database tells neither the keys nor what they hold.

Django keeps both in clear, so a copy would hand over every open session. Here the cookie carries
the key and the table its SHA-256: the one cannot be told from the other. What a session holds is
encrypted: while somebody sets up an authenticator app, that is the secret of the app.
"""

import hashlib
from typing import Any

from cryptography.fernet import InvalidToken
from django.contrib.sessions.backends.db import SessionStore as ClearSessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from viceversa.people.locks import lock


def stored_key(session_key: str) -> str:
    """What the table holds in the place of a key: 40 hex digits, all that its column takes."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]


class SessionStore(ClearSessionStore):
    def encode(self, session_dict: dict[str, Any]) -> str:
        return lock("session").encrypt(super().encode(session_dict).encode()).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Empty for what is not ours, as Django has it."""
        try:
            clear = lock("session").decrypt(session_data).decode()
        except InvalidToken:
            return {}
        return super().decode(clear)

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

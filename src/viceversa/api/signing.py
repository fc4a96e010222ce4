"""Signatures as Standard Webhooks has them: the receiver recomputes what only we two can."""

import base64
import hashlib
import hmac

from django.utils.crypto import salted_hmac

SALT = "viceversa.api.webhook"


def secret_of(code: str, *, edition: int) -> str:
    """What this webhook is signed with. It is stored nowhere: the key of the installation and the
    code make it, and the next edition another one."""
    return "whsec_" + base64.b64encode(_key(code, edition)).decode()


def headers_of(
    message_id: str, timestamp: int, body: bytes, *, code: str, edition: int
) -> dict[str, str]:
    """The three headers by which a receiver knows who has written, and when."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(_key(code, edition), signed, hashlib.sha256).digest()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": "v1," + base64.b64encode(digest).decode(),
    }


def _key(code: str, edition: int) -> bytes:
    return salted_hmac(SALT, f"{code}:{edition}", algorithm="sha256").digest()

"""What lies in the database and is a secret is encrypted by a key that does not lie there."""

import base64

from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def lock(purpose: str) -> Fernet:
    """Encrypts and decrypts for one purpose, by a key made of the secret key."""
    digest = salted_hmac(
        f"viceversa.people.{purpose}", "key", secret=settings.SECRET_KEY, algorithm="sha256"
    ).digest()
    return Fernet(base64.urlsafe_b64encode(digest))

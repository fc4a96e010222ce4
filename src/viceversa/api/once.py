"""A POST under a key of the caller's own is done once, however often it is sent."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest

from viceversa.api.models import PostKey, Token
from viceversa.api.problems import Problem


def once(token: Token, key: str | None, request: HttpRequest, do: Callable[[], str]) -> str:
    """The code of what `do` has made, now or the first time. A refusal uses no key up.

    The key and the deed come into being together: of two at once the second waits for the first.
    """
    if key is None:
        return do()
    mine = PostKey(token=token, key_hash=_hash(key.encode()), request_hash=_said(request))
    with transaction.atomic():
        PostKey.objects.bulk_create([mine], ignore_conflicts=True)
        found = PostKey.objects.get(token=token, key_hash=mine.key_hash)
        if found.pk == mine.pk:
            found.made = do()
            found.save(update_fields=["made"])
    if found.request_hash != mine.request_hash:
        detail = "This Idempotency-Key was used for something else."
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail)
    return found.made


def _said(request: HttpRequest) -> str:
    return _hash(request.path.encode() + b"\n" + request.body)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

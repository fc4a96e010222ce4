"""Somebody whom a provider knows and we do not yet, kept in her session for half an hour.

That a provider says who she is links her to nobody. She proves it in our own way, by a mailed
code, and says herself that both are she.
"""

import time
from dataclasses import asdict, dataclass

from django.http import HttpRequest

from viceversa.sign_in.models import SignIn

KEPT_AS = "sign_in.pending"
SECONDS = 30 * 60


@dataclass(frozen=True)
class Pending:
    """`shown` is for her eyes only and decides nothing; `then` is where she was on her way to."""

    sign_in: str
    subject: str
    shown: str
    then: str
    since: float


def remember(request: HttpRequest, sign_in: SignIn, *, subject: str, shown: str, then: str) -> None:
    request.session[KEPT_AS] = asdict(Pending(sign_in.pk, subject, shown, then, time.time()))


def pending_by(request: HttpRequest, sign_in: SignIn) -> Pending | None:
    """Whom that provider has just told of, in this session."""
    kept = request.session.get(KEPT_AS)
    pending = Pending(**kept) if kept else None
    if pending is None or pending.sign_in != sign_in.pk:
        return None
    return pending if time.time() - pending.since < SECONDS else None


def forget(request: HttpRequest) -> None:
    request.session.pop(KEPT_AS, None)

"""From the answer to the browser that asked.

A provider lets the browser post its answer from its own site, and then our session cookie does not
come along. So what it says is handed to the next page in the address: locked, for two minutes, and
worth something only in the session in which that question was asked.
"""

import json
from dataclasses import asdict, dataclass

from cryptography.fernet import InvalidToken
from django.core.exceptions import PermissionDenied

from viceversa.people.locks import lock
from viceversa.sign_in.models import SignIn

LOCK = "sign-in.saml"
SECONDS = 120


@dataclass(frozen=True)
class Answer:
    """`shown` is for her eyes only and decides nothing; `question` is what it answers."""

    sign_in: str
    subject: str
    shown: str
    question: str


def handed_over(answer: Answer) -> str:
    """For the address of the next page."""
    return lock(LOCK).encrypt(json.dumps(asdict(answer)).encode()).decode()


def taken(text: str, sign_in: SignIn) -> Answer:
    """PermissionDenied when it is late, another organisation's or not ours."""
    try:
        answer = Answer(**json.loads(lock(LOCK).decrypt(text.encode(), ttl=SECONDS)))
    except InvalidToken as error:
        raise PermissionDenied from error
    if answer.sign_in != sign_in.pk:
        raise PermissionDenied
    return answer

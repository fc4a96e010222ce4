"""The code that is mailed at sign-in.

Sessions lie in the database, and django-allauth keeps the code it waits for in the session. So
what it keeps is only a seed: the code is made of the seed and the secret key, which lies outside,
and whoever reads the table cannot sign in with what stands there.
"""

import logging
import secrets
from smtplib import SMTPException

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.crypto import salted_hmac

from viceversa.lib.codes import new_code
from viceversa.lib.mail import Mailbox, build_message
from viceversa.people.models import Person

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels: no words; nothing that looks like a figure
LENGTH = 8

log = logging.getLogger(__name__)


def new_seed() -> str:
    return secrets.token_urlsafe(24)


def code_of(seed: str) -> str:
    """The code to be typed, like BDFG-KLMN. No seed, no code."""
    if not seed:
        return ""
    number = int.from_bytes(salted_hmac("viceversa.people.code", seed, algorithm="sha256").digest())
    letters = ""
    for _ in range(LENGTH):
        number, letter = divmod(number, len(LETTERS))
        letters += LETTERS[letter]
    return f"{letters[:4]}-{letters[4:]}"


def mail_code(person: Person, seed: str) -> None:
    """Sends the code at once."""
    mail_at_once(person, "people/mail/sign_in_code", code=code_of(seed))


def mail_at_once(person: Person, letter: str, **about: str) -> None:
    """Sends what may be neither muted nor delayed. A letter that cannot be sent is logged and not
    told: who has an account must not show by it."""
    with translation.override(person.language):
        context = {"person": person, "language": person.language, **about}
        subject, _, text = render_to_string(f"{letter}.txt", context).partition("\n")
        message = build_message(
            to=Mailbox(person.full_name, person.email),
            sender=Mailbox("Viceversa", settings.DEFAULT_FROM_EMAIL),
            subject=subject,
            text=text.strip() + "\n",
            html=render_to_string(f"{letter}.html", {**context, "subject": subject}),
            message_id=f"<{new_code()}@viceversa.invalid>",
        )
    try:
        message.send()
    except (OSError, SMTPException):
        log.exception("A letter about signing in could not be sent")

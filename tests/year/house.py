"""The house in production, seen from a browser and a mailbox: people sign in by the mailed code."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache

from aiosmtpd.smtp import SMTP, Envelope, Session
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from tests.program import code_in, text_of
from tests.year.forms import first_form
from viceversa.people.models import Person

HOST = "viceversa.example"
BY_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
LOGIN, CODE, APP = "/accounts/login/", "/accounts/login/code/", "/accounts/2fa/authenticate/"
LINK = re.compile(rf"https://{HOST}(/[^\s]*?/([^\s/]+\.[^\s/]+)/)")


class Postbox:
    """A mail server that keeps what it takes."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802
        letter = message_from_bytes(_lines(envelope.content), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.taken.append(letter)
        return "250 OK"

    def newest(self, address: str) -> EmailMessage:
        return next(each for each in reversed(self.taken) if address in str(each["To"]))

    def links(self) -> dict[str, str]:
        """Every personal link that was ever mailed: its path, and the token in it."""
        return {
            path: token for letter in self.taken for path, token in LINK.findall(text_of(letter))
        }


def _lines(content: str | bytes | None) -> bytes:
    assert isinstance(content, bytes)
    return content.replace(b"\r\n", b"\n")


@cache
def _door(*, enforce_csrf_checks: bool) -> ClientHandler:
    """One for all browsers: to set it up, every static file is looked at."""
    return ClientHandler(enforce_csrf_checks)


def browser(
    session_key: str = "", *, checked: bool = False, raise_request_exception: bool = True
) -> Client:
    client = Client(headers=BY_PROXY, raise_request_exception=raise_request_exception)
    client.handler = _door(enforce_csrf_checks=checked)
    if session_key:
        client.cookies["sessionid"] = session_key
    return client


class Visitor:
    """Somebody with a browser, who signs in again when she has been signed out."""

    known_keys: set[str] = set()  # of every session there was

    def __init__(self, person: Person, postbox: Postbox) -> None:
        self.person, self.postbox, self.client = person, postbox, browser()
        self.app_secret = ""

    def get(self, name: str, /, *args: object) -> str:
        return self._ask("get", reverse(name, args=args)).content.decode()

    def post(self, name: str, /, *args: object, **data: object) -> HttpResponse:
        return self._ask("post", reverse(name, args=args), data)

    def do(self, name: str, /, *args: object, **data: object) -> None:
        """A post that leads on, as one that was understood does."""
        answer = self.post(name, *args, **data)
        assert answer.status_code == 302, (name, data, answer.content.decode())

    def press(self, name: str, /, *args: object, **data: object) -> None:
        """Opens a page and sends its first form as it stands, but for what is said here."""
        self.do(name, *args, **{**first_form(self.get(name, *args)), **data})

    def sign_in(self) -> None:
        self.client = browser()
        self.ask_for_a_code()
        code = code_in(self.postbox.newest(self.person.email))
        answer = self.client.post(CODE, {"code": code})
        if self.app_secret:
            answer = self.client.post(APP, {"code": app_code(self.app_secret)})
        assert answer.status_code == 302, self.person
        self.note_key()

    def ask_for_a_code(self) -> None:
        """By a session of her own, which waits for it."""
        assert self.client.post(LOGIN, {"email": self.person.email}).status_code == 302

    def note_key(self) -> str:
        key = self.client.cookies["sessionid"].value
        self.known_keys.add(key)
        return key

    def _ask(self, method: str, path: str, data: object = None) -> HttpResponse:
        answer: HttpResponse = getattr(self.client, method)(path, data)
        if answer.status_code == 302 and answer["Location"].startswith(LOGIN):
            self.sign_in()
            answer = getattr(self.client, method)(path, data)
        return answer


def app_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))

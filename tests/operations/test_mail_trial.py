"""`viceversa send-test-mail`: the letter arrives, or is told what to do."""

import email
import io
import smtplib
import socket
import ssl
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.management import CommandError, call_command

from tests.processes import free_port
from viceversa.operations import mail_trial


class Server:
    """Takes every letter but those to dora."""

    def __init__(self) -> None:
        self.taken: list[email.message.Message] = []

    async def handle_RCPT(  # noqa: N802  # the name that aiosmtpd asks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return "554 relay denied for dora" if address.startswith("dora") else "250 OK"

    async def handle_DATA(  # noqa: N802  # the name that aiosmtpd asks for
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.taken.append(email.message_from_bytes(envelope.content or b""))
        return "250 OK"


@pytest.fixture
def production(settings: Any) -> None:
    settings.IS_DEMO = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.DEFAULT_FROM_EMAIL = "mentors@example.com"
    settings.LANGUAGE_CODE = "sv"


@pytest.fixture
def server(production: None, settings: Any) -> Iterator[Server]:
    kept = Server()
    controller = Controller(kept, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    yield kept
    controller.stop()


def tried(address: str) -> str:
    output = io.StringIO()
    call_command("send_test_mail", address, stdout=output)
    return output.getvalue()


def test_it_leaves_as_every_letter_does(server: Server) -> None:
    told = tried(" Anna@Example.com ")
    (letter,) = server.taken
    assert (letter["To"], letter["Auto-Submitted"]) == ("anna@example.com", "auto-generated")
    assert [part.get_content_type() for part in letter.walk()] == [
        "multipart/alternative", "text/plain", "text/html"
    ]  # fmt: skip
    assert letter["Subject"] == "Ett provbrev"
    assert "has taken the letter to anna@example.com, from mentors@example.com" in told
    assert letter["Message-ID"] in told


def test_an_address_that_is_refused_is_named_without_the_servers_words(server: Server) -> None:
    with pytest.raises(CommandError) as told:
        tried("dora@example.com")
    what, remedy = str(told.value).splitlines()
    assert what.endswith("did not take the letter: SMTPRecipientsRefused 554.")
    assert remedy.startswith("It takes no letters to dora@example.com.")
    assert "relay denied" not in str(told.value)


def test_a_server_that_is_not_there_is_one_remedy(production: None) -> None:
    with pytest.raises(CommandError, match="ConnectionRefusedError") as told:
        tried("anna@example.com")
    assert "VICEVERSA_SMTP_HOST and VICEVERSA_SMTP_PORT" in str(told.value)


@pytest.mark.parametrize(
    ("error", "named"),
    [
        (smtplib.SMTPAuthenticationError(535, b"secret words"), "VICEVERSA_SMTP_PASSWORD"),
        (smtplib.SMTPSenderRefused(550, b"secret words", "a@b.c"), "from mentors@example.com"),
        (smtplib.SMTPNotSupportedError("secret words"), "VICEVERSA_SMTP_SECURITY"),
        (ssl.SSLError("secret words"), "VICEVERSA_SMTP_SECURITY"),
        (smtplib.SMTPServerDisconnected("secret words"), "VICEVERSA_SMTP_SECURITY"),
        (smtplib.SMTPDataError(554, b"secret words"), "for <test-mail."),
        (socket.gaierror("secret words"), "VICEVERSA_SMTP_HOST."),
        (TimeoutError("secret words"), "firewall"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_each_failure_has_its_remedy(
    production: None, monkeypatch: pytest.MonkeyPatch, error: Exception, named: str
) -> None:
    class Broken:
        def send_messages(self, _: object) -> int:
            raise error

    monkeypatch.setattr(mail_trial, "get_connection", Broken)
    found = mail_trial.send_test_mail("anna@example.com")
    assert named in found.remedy
    assert "secret words" not in found.words + found.remedy


def test_without_a_server_there_is_none_to_blame(production: None, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    found = mail_trial.send_test_mail("anna@example.com")
    assert (found.words, found.remedy) == (
        "No mail server is named, so no letter leaves.", "Set VICEVERSA_SMTP_HOST."
    )  # fmt: skip


def test_the_demo_says_where_its_mail_lies(settings: Any) -> None:
    with pytest.raises(CommandError) as told:
        tried("anna@example.com")
    assert "lands on http://127.0.0.1:8000/mailbox/" in str(told.value)
    assert str(settings.MAILBOX_PATH) in str(told.value)


def test_nonsense_is_no_address() -> None:
    with pytest.raises(CommandError, match="anna at example"):
        tried("anna at example")

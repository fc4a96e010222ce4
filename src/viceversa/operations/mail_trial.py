"""`viceversa send-test-mail`: a letter that leaves as all letters do, and what became of it."""

import smtplib
import socket
import ssl
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from viceversa.lib.codes import new_code
from viceversa.lib.text import normalise_address
from viceversa.notices.delivery import kind_of, message_of
from viceversa.notices.models import Letter
from viceversa.notices.rendering import document
from viceversa.operations.findings import Finding
from viceversa.people.models import Person

Failure = type[Exception]
REMEDIES: tuple[tuple[tuple[Failure, ...], str], ...] = (
    ((smtplib.SMTPAuthenticationError,),
     "It does not know us. Look at VICEVERSA_SMTP_USER and VICEVERSA_SMTP_PASSWORD."),
    ((smtplib.SMTPSenderRefused,),
     "It takes no letters from {sender}. Look at VICEVERSA_MAIL_FROM, or let the server allow it."),
    ((smtplib.SMTPRecipientsRefused,),
     "It takes no letters to {address}. Look at the address; if that is right, let the server "
     "pass on letters of this machine."),
    ((smtplib.SMTPNotSupportedError, ssl.SSLError, smtplib.SMTPServerDisconnected),
     "The two do not agree on how to protect the connection. Look at VICEVERSA_SMTP_SECURITY and "
     "VICEVERSA_SMTP_PORT: starttls goes with 587, tls with 465."),
    ((smtplib.SMTPException,),
     "Look into the log of the mail server for {message_id}."),
    ((socket.gaierror,),
     "No machine has that name. Look at VICEVERSA_SMTP_HOST."),
    ((OSError,),
     "Nobody answers there. Look at VICEVERSA_SMTP_HOST and VICEVERSA_SMTP_PORT, and whether a "
     "firewall lets this machine out."),
)  # fmt: skip


def send_test_mail(address: str) -> Finding:
    """Sends it through the mail server of the settings. AddressError for what is no address."""
    to = normalise_address(address)
    if settings.IS_DEMO:
        return _lands_here()
    if not settings.EMAIL_HOST:
        return no_server()
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    letter = _letter(to)
    try:
        get_connection().send_messages([message_of(letter)])
    except (OSError, smtplib.SMTPException) as error:
        return Finding(
            f"{server} did not take the letter: {kind_of(error)}.",
            _remedy(error).format(
                sender=settings.DEFAULT_FROM_EMAIL, address=to, message_id=letter.message_id
            ),
        )
    return Finding(
        f"{server} has taken the letter to {to}, from {settings.DEFAULT_FROM_EMAIL}. If it does "
        f"not arrive, look among unwanted mail, and into the server's log for {letter.message_id}."
    )


def no_server() -> Finding:
    return Finding("No mail server is named, so no letter leaves.", "Set VICEVERSA_SMTP_HOST.")


def _lands_here() -> Finding:
    page = f"{settings.BASE_URL}{reverse('mailbox')}"
    return Finding(
        f"The demo sends nothing: its mail lands on {page}, as files in "
        f"{Path(settings.MAILBOX_PATH)}.",
        "Set VICEVERSA_MODE=production and VICEVERSA_SMTP_… to try a mail server.",
    )


def _letter(address: str) -> Letter:
    """Written to somebody who need not be known here, and therefore in no outbox."""
    language = settings.LANGUAGE_CODE
    to = Person(email=address, language=language)
    with translation.override(language):
        subject = _("A letter to try the way")
        text = _(
            "You are the one to whom this installation of Viceversa was to send a letter, and it "
            "has arrived. There is nothing to do."
        )
    body = str(format_html("<p>{}</p>", text))
    return Letter(
        recipient=to,
        language=language,
        subject=subject,
        text=f"{text}\n\n{settings.BASE_URL}\n",
        html=document(subject, body, language),
        message_id=f"<test-mail.{new_code()}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>",
    )


def _remedy(error: Exception) -> str:
    return next(words for kinds, words in REMEDIES if isinstance(error, kinds))

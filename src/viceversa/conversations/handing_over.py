"""How a mail provider hands over a mail: as it came, or packed in a way of the provider's own.

Who is known to pack, and how, the library django-anymail knows. Taken in are only those that send
the whole of one mail with each call: nobody has to be asked for the rest of it.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

FIELDS = ("email", "message")
FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


@dataclass(frozen=True)
class Provider:
    """The part of the library that reads it, and what the key is called there by which the
    provider signs; without one it does not sign, and gives our secret like everybody else."""

    reader: str
    key: str = ""


PROVIDERS = {
    "mailersend": Provider("mailersend.MailerSendInboundWebhookView", "inbound_secret"),
    "mailgun": Provider("mailgun.MailgunInboundWebhookView", "webhook_signing_key"),
    "mailjet": Provider("mailjet.MailjetInboundWebhookView"),
    "postal": Provider("postal.PostalInboundWebhookView", "webhook_key"),
    "postmark": Provider("postmark.PostmarkInboundWebhookView"),
}


def signs() -> bool:
    """Whether the provider that was chosen proves by a signature who it is."""
    chosen = PROVIDERS.get(settings.INBOUND_PROVIDER)
    return chosen is not None and bool(chosen.key)


def is_signed(request: HttpRequest) -> bool:
    """Whether the signature is that of the provider. Whatever else may be wrong, it is not."""
    try:
        _reader().run_validators(request)
    except Exception:
        return False
    return True


def mail_in(request: HttpRequest) -> bytes:
    """The mail, just as a mailbox would have it. Raises whatever a reader of what comes from
    outside may raise, when the request is not of the form of the provider."""
    if not settings.INBOUND_PROVIDER:
        return _as_it_came(request)
    (event,) = _reader().parse_events(request)
    # What came folded stays so: folding it anew can fail.
    mail: bytes = event.message.as_bytes(policy=event.message.policy.clone(refold_source="none"))
    return mail


def _reader() -> Any:
    """Read when it is needed: it takes half a second to start."""
    chosen = PROVIDERS[settings.INBOUND_PROVIDER]
    reader = import_string(f"anymail.webhooks.{chosen.reader}")
    if chosen.key:
        return reader(**{chosen.key: settings.INBOUND_KEY})
    return reader(webhook_secret="our own door has asked for it")  # noqa: S106  # else it warns


def _as_it_came(request: HttpRequest) -> bytes:
    if request.content_type not in FORMS:
        return request.body
    for name in FIELDS:
        if name in request.FILES:
            content: bytes = request.FILES[name].read()  # type: ignore[union-attr]
            return content
        if name in request.POST:
            return request.POST[name].encode("utf-8", "surrogateescape")
    return b""

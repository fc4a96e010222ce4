"""One mail in the forms in which providers hand it over, signed where they sign.

Written after what each of them documents. Most pack it whole; `taken_apart` is what
some send instead: headers by name, and what is no text as an attachment.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

TOKEN = "a-token-of-more-than-thirty-two-characters"
KEY = rsa.generate_private_key(65537, 2048)
BASIC = {"Authorization": "Basic " + base64.b64encode(f"mail:{TOKEN}".encode()).decode()}


@dataclass
class Call:
    """What a provider posts."""

    body: bytes
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


def public_key() -> str:
    """What an operator copies from between the first and the last line."""
    pem = KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return "".join(pem.decode().splitlines()[1:-1])


def mailersend(mail: bytes, key: str = TOKEN) -> Call:
    said = {"type": "inbound.message", "data": {"id": "1", "raw": mail.decode()}}
    body = json.dumps(said).encode()
    return Call(body, headers={"Signature": hmac.new(key.encode(), body, "sha256").hexdigest()})


def mailgun(mail: bytes, key: str = TOKEN) -> Call:
    return mailgun_form({"body-mime": mail.decode()}, key)


def mailgun_form(fields: dict[str, str], key: str = TOKEN) -> Call:
    signature = hmac.new(key.encode(), b"1764250000abc", hashlib.sha256).hexdigest()
    signed = {"timestamp": "1764250000", "token": "abc", "signature": signature}
    return Call(urlencode({**fields, **signed}).encode(), "application/x-www-form-urlencoded")


def mailjet_taken_apart(mail: bytes) -> Call:
    sender, calendar = _apart(mail)
    part = {"Headers": {"Content-Type": "text/calendar"}, "ContentRef": "Attachment1"}
    said = {
        "Headers": {"From": sender, "Received": ["kanarie", "kanarie"]},
        "Parts": [part],
        "Attachment1": calendar,
    }
    return Call(json.dumps(said).encode(), headers=BASIC)


def postal(mail: bytes) -> Call:
    said = {"message": base64.b64encode(mail).decode(), "base64": True, "id": 1}
    body = json.dumps(said).encode()
    signature = KEY.sign(body, padding.PKCS1v15(), hashes.SHA1())  # noqa: S303  # what it uses
    return Call(body, headers={"X-Postal-Signature": base64.b64encode(signature).decode()})


def postmark(mail: bytes) -> Call:
    said = {"MessageID": "1", "Headers": [], "RawEmail": mail.decode()}
    return Call(json.dumps(said).encode(), headers=BASIC)


def postmark_taken_apart(mail: bytes) -> Call:
    sender, calendar = _apart(mail)
    attached = {"Name": "a.ics", "ContentType": "text/calendar", "Content": calendar}
    said = {"FromFull": {"Email": sender}, "TextBody": "kanarie", "Attachments": [attached]}
    return Call(json.dumps(said).encode(), headers=BASIC)


def _apart(mail: bytes) -> tuple[str, str]:
    """The address that it is from, and its calendar."""
    parsed: Any = message_from_bytes(mail, policy=policy.default)
    calendar = next(part for part in parsed.walk() if part.get_content_type() == "text/calendar")
    content = calendar.get_payload(decode=True)
    return parsed["From"].addresses[0].addr_spec, base64.b64encode(content).decode()


FORMS: dict[str, tuple[str, Callable[[bytes], Call]]] = {
    "mailersend": ("mailersend", mailersend),
    "mailgun": ("mailgun", mailgun),
    "mailjet, taken apart": ("mailjet", mailjet_taken_apart),
    "postal": ("postal", postal),
    "postmark": ("postmark", postmark),
    "postmark, taken apart": ("postmark", postmark_taken_apart),
}

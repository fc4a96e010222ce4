"""What a provider answers about who signed in, believed only when all of it fits."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Names
from onelogin.saml2.response import OneLogin_Saml2_Response

from viceversa.sign_in.id_token import CLOCKS_APART, OLDEST, NotBelievedError, doubts_about
from viceversa.sign_in.models import SignIn
from viceversa.sign_in.provider import LONGEST_SHOWN
from viceversa.sign_in.saml.addresses import entity_of, reply_address
from viceversa.sign_in.saml.guard import DS, SAML, SAMLP, guarded
from viceversa.sign_in.saml.handover import Answer
from viceversa.sign_in.saml.settings import asked_at, settings_of

PREFIXES = {"p": SAMLP, "a": SAML, "ds": DS}
CONFIRMATION = "a:Subject/a:SubjectConfirmation"
SHOWN = (
    "urn:oid:0.9.2342.19200300.100.1.3",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    "mail",
    "email",
)


@dataclass(frozen=True)
class Believed:
    """What was answered. The assertion is known again until it ends, so that it serves once."""

    answer: Answer
    assertion: str
    until: datetime


def believed_answer(encoded: str, sign_in: SignIn) -> Believed:
    """Who it is and what was asked: signed by one of the provider's own certificates, for us, now.
    NotBelievedError else. Whether this browser asked is not known yet."""
    document = guarded(encoded)
    try:
        said = OneLogin_Saml2_Response(settings_of(sign_in), base64.b64encode(document))
        said.is_valid(asked_at(sign_in), raise_exceptions=True)
        attributes = said.get_attributes()
        name = said.get_nameid_data()
    except Exception as error:  # it raises bare ones, too; whatever it is, it is a refusal
        raise NotBelievedError(f"{type(error).__name__} {getattr(error, 'code', '')}") from error
    subject = _subject(sign_in, name, attributes)
    for doubt, is_true in (_doubts(said.document, sign_in) | doubts_about(subject)).items():
        if is_true:
            raise NotBelievedError(doubt)
    question = said.document.get("InResponseTo")
    return Believed(
        Answer(sign_in.pk, subject, _shown(attributes), question),
        assertion=hashlib.sha256(said.get_assertion_id().encode()).hexdigest(),
        until=_time(_one(said.document, "a:Assertion/a:Conditions").get("NotOnOrAfter"))
        + timedelta(seconds=CLOCKS_APART),
    )


def _subject(sign_in: SignIn, name: dict[str, str], attributes: dict[str, list[Any]]) -> str:
    """By a name that lasts, or by the attribute that the organisation has chosen to be it."""
    if sign_in.saml.name_attribute:
        values = attributes.get(sign_in.saml.name_attribute, [])
        if len(values) != 1 or not isinstance(values[0], str):
            raise NotBelievedError("the attribute that names people is not there once")
        return values[0]
    if name.get("Format") != Names.NAMEID_PERSISTENT:
        raise NotBelievedError("its name for people is not a persistent one")
    if name.get("NameQualifier", sign_in.issuer) != sign_in.issuer:
        raise NotBelievedError("the name is another provider's")
    return str(name.get("Value") or "")


def _doubts(response: etree._Element, sign_in: SignIn) -> dict[str, bool]:
    """What the library does not look at, or not closely."""
    assertion = _one(response, "a:Assertion")
    data = _one(assertion, f"{CONFIRMATION}/a:SubjectConfirmationData")
    here, question = reply_address(sign_in), response.get("InResponseTo")
    return {
        "it was sent somewhere else": response.get("Destination") != here,
        "it is meant for somewhere else": data.get("Recipient") != here,
        "it answers nothing": not question,
        "it answers another question": data.get("InResponseTo") != question,
        "it is for others, or for all": _texts(assertion, "a:Conditions//a:Audience")
        != [entity_of(sign_in)],
        "the response is by another": _texts(response, "a:Issuer") != [sign_in.issuer],
        "the assertion is by another": _texts(assertion, "a:Issuer") != [sign_in.issuer],
        "somebody else may bring it": _one(assertion, CONFIRMATION).get("Method")
        != Names.CM_BEARER,
    } | _doubts_of_time(assertion, data)


def _doubts_of_time(assertion: etree._Element, data: etree._Element) -> dict[str, bool]:
    now, apart = timezone.now(), timedelta(seconds=CLOCKS_APART)
    conditions = _one(assertion, "a:Conditions")
    issued = _time(assertion.get("IssueInstant"))
    begins = [_time(each.get("NotBefore")) for each in (conditions, data) if each.get("NotBefore")]
    ends = [_time(each.get("NotOnOrAfter")) for each in (conditions, data)]
    return {
        "it is old": issued < now - timedelta(seconds=OLDEST),
        "it is not valid yet": any(begin > now + apart for begin in [issued, *begins]),
        "it is valid no more": any(end <= now - apart for end in ends),
    }


def _one(element: etree._Element, path: str) -> etree._Element:
    found = element.findall(path, PREFIXES)
    if len(found) != 1:
        raise NotBelievedError("something is missing, or there twice")
    return found[0]


def _texts(element: etree._Element, path: str) -> list[str | None]:
    return [each.text for each in element.findall(path, PREFIXES)]


def _time(text: str | None) -> datetime:
    """In UTC, as the standard wants it."""
    try:
        said = datetime.fromisoformat(text or "")
    except ValueError as error:
        raise NotBelievedError("it gives no time") from error
    if said.tzinfo != UTC:
        raise NotBelievedError("it gives a time of another zone")
    return said


def _shown(attributes: dict[str, list[Any]]) -> str:
    """By what the person knows her account at the provider again."""
    said = (value for name in SHOWN for value in attributes.get(name, []))
    return next((each for each in said if isinstance(each, str)), "")[:LONGEST_SHOWN]

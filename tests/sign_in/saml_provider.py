"""A SAML provider in this process: it signs what it is asked to, and lies at will."""

import base64
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import xmlsec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from tests.self_signed import pem, self_signed
from viceversa.sign_in.actions import Set, SetSaml
from viceversa.sign_in.saml.guard import DS, ENVELOPED, EXCLUSIVE, SAML, SAMLP

PREFIXES = {"p": SAMLP, "a": SAML, "ds": DS}
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
EMAIL = "urn:oid:0.9.2342.19200300.100.1.3"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256_DIGEST = "http://www.w3.org/2001/04/xmlenc#sha256"
TRANSFORMS = f'<ds:Transform Algorithm="{ENVELOPED}"/><ds:Transform Algorithm="{EXCLUSIVE}"/>'
Tree = etree._Element
Change = Callable[[Tree], None]


def certificate(key: RSAPrivateKey, *, days: int = 3650) -> str:
    """In base64, as metadata hold it."""
    made = self_signed(key, "provider.example", days=days)
    return base64.b64encode(made.public_bytes(Encoding.DER)).decode()


def xmlsec_key(key: RSAPrivateKey) -> Any:
    return xmlsec.Key.from_memory(pem(key), xmlsec.KeyFormat.PEM)


@dataclass(frozen=True)
class How:
    """A signature, as it should be but for what an attack changes."""

    key: Any
    method: str = RSA_SHA256
    digest: str = SHA256_DIGEST
    canonical: str = EXCLUSIVE
    transforms: str = TRANSFORMS
    key_info: str = ""


@dataclass(frozen=True)
class Asked:
    question: str
    entity: str
    reply_address: str


class SamlProvider:
    """Whoever posts what it says is let in as `subject`, if it says it rightly."""

    def __init__(self, entity: str) -> None:
        self.entity = entity
        self.key = generate_private_key(65537, 2048)
        self.how = How(xmlsec_key(self.key))
        self.before: Change = lambda response: None  # what is signed is changed
        self.after: Change = lambda response: None  # what is signed already
        self.signs: tuple[str, ...] = ("a:Assertion",)

    def wanted(self, *domains: str, **more: Any) -> Set:
        saml = SetSaml(f"{self.entity}/sso", (certificate(self.key),))
        return Set(self.entity, "", "", domains, saml=replace(saml, **more))

    def asked(self, address: str) -> Asked:
        said = parse_qs(urlsplit(address).query)["SAMLRequest"][0]
        root = etree.fromstring(zlib.decompress(base64.b64decode(said), -15))
        issuer = root.findtext("a:Issuer", namespaces=PREFIXES)
        return Asked(root.get("ID"), issuer, root.get("AssertionConsumerServiceURL"))

    def let_in(self, address: str, subject: str) -> str:
        """What a person's browser posts who signs in there as `subject`."""
        response = etree.fromstring(self.response(self.asked(address), subject))
        self.before(response)
        for path in self.signs:
            sign(response if path == "." else one(response, path), self.how)
        self.after(response)
        return encoded(response)

    def response(self, asked: Asked, subject: str) -> str:
        return RESPONSE.format(
            entity=self.entity,
            subject=subject,
            question=asked.question,
            us=asked.entity,
            here=asked.reply_address,
            now=moment(),
            past=moment(minutes=-1),
            end=moment(minutes=5),
            response=f"_{uuid4().hex}",
            assertion=f"_{uuid4().hex}",
        )


RESPONSE = f"""\
<p:Response xmlns:p="{SAMLP}" xmlns:a="{SAML}" ID="{{response}}" Version="2.0"
    IssueInstant="{{now}}" Destination="{{here}}" InResponseTo="{{question}}">
  <a:Issuer>{{entity}}</a:Issuer>
  <p:Status><p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></p:Status>
  <a:Assertion ID="{{assertion}}" Version="2.0" IssueInstant="{{now}}">
    <a:Issuer>{{entity}}</a:Issuer>
    <a:Subject>
      <a:NameID Format="{PERSISTENT}">{{subject}}</a:NameID>
      <a:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
        <a:SubjectConfirmationData InResponseTo="{{question}}" Recipient="{{here}}"
            NotOnOrAfter="{{end}}"/>
      </a:SubjectConfirmation>
    </a:Subject>
    <a:Conditions NotBefore="{{past}}" NotOnOrAfter="{{end}}">
      <a:AudienceRestriction><a:Audience>{{us}}</a:Audience></a:AudienceRestriction>
    </a:Conditions>
    <a:AuthnStatement AuthnInstant="{{now}}"><a:AuthnContext>
      <a:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</a:AuthnContextClassRef>
    </a:AuthnContext></a:AuthnStatement>
    <a:AttributeStatement>
      <a:Attribute Name="{EMAIL}">
        <a:AttributeValue>{{subject}}@provider.example</a:AttributeValue>
      </a:Attribute>
      <a:Attribute Name="number"><a:AttributeValue>no-{{subject}}</a:AttributeValue></a:Attribute>
    </a:AttributeStatement>
  </a:Assertion>
</p:Response>"""

SIGNATURE = f"""\
<ds:Signature xmlns:ds="{DS}"><ds:SignedInfo>
<ds:CanonicalizationMethod Algorithm="{{how.canonical}}"/>
<ds:SignatureMethod Algorithm="{{how.method}}"/>
<ds:Reference URI="#{{name}}"><ds:Transforms>{{how.transforms}}</ds:Transforms>
<ds:DigestMethod Algorithm="{{how.digest}}"/><ds:DigestValue/></ds:Reference>
</ds:SignedInfo><ds:SignatureValue/>{{how.key_info}}</ds:Signature>"""


def sign(element: Tree, how: How) -> None:
    """Sets a signature behind the issuer, where the standard wants it."""
    name = element.get("ID")
    signature = etree.fromstring(SIGNATURE.format(how=how, name=name))
    one(element, "a:Issuer").addnext(signature)
    xmlsec.tree.add_ids(element.getroottree().getroot(), ["ID"])
    context = xmlsec.SignatureContext()
    context.key = how.key
    context.sign(signature)


def one(element: Tree, path: str) -> Tree:
    found = element.findall(path, PREFIXES)
    assert len(found) == 1, path
    return found[0]


def encoded(response: Tree | bytes) -> str:
    text = response if isinstance(response, bytes) else etree.tostring(response)
    return base64.b64encode(text).decode()


def moment(**apart: float) -> str:
    return f"{datetime.now(UTC) + timedelta(**apart):%Y-%m-%dT%H:%M:%SZ}"

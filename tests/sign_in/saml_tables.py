"""What is let in by SAML, and what is not."""

from lxml import etree

from tests.sign_in import saml_attacks as by
from tests.sign_in.saml_attacks import (
    AUDIENCES,
    CONDITIONS,
    CONFIRMATION,
    DATA,
    MORE,
    NAME,
    OTHER_KEY,
    XSLT,
    Attack,
    again,
    beside,
    by_another_key,
    changed,
    into,
    only_signed,
    out,
    posted,
    put,
    raw,
    signed,
    signed_otherwise,
    split,
    text,
    wrapped,
)
from tests.sign_in.saml_house import SUBJECT, let_in
from tests.sign_in.saml_provider import (
    DS,
    EMAIL,
    EXCLUSIVE,
    PERSISTENT,
    SAML,
    TRANSFORMS,
    certificate,
    moment,
)
from tests.sign_in.saml_wrapping import wraps

ASSERTION, EVIL = "a:Assertion", "https://evil.example/"
FORMATS = "urn:oasis:names:tc:SAML"
ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
CERTIFICATE = (
    f"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate(OTHER_KEY)}"
    "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
)
FETCHED = f'<ds:KeyInfo><ds:RetrievalMethod URI="{EVIL}"/></ds:KeyInfo>'
MAIL = f"a:Assertion/a:AttributeStatement/a:Attribute[@Name='{EMAIL}']/a:AttributeValue"

GOOD: dict[str, Attack] = {
    "nothing changed": let_in,
    "signed by a stronger hash": signed_otherwise(
        method=f"{MORE}rsa-sha512", digest="http://www.w3.org/2001/04/xmlenc#sha512"
    ),
    "the response signed as well": only_signed(ASSERTION, "."),
    "a certificate sent along, whosever": signed_otherwise(key_info=CERTIFICATE),
    "prefixes named for the signature": signed_otherwise(
        transforms=TRANSFORMS.replace(
            f'"{EXCLUSIVE}"/>',
            f'"{EXCLUSIVE}"><e:InclusiveNamespaces xmlns:e="{EXCLUSIVE}" PrefixList="a"/>'
            "</ds:Transform>",
        )
    ),
    "another address": signed(text(MAIL, "married@nord.example")),
    "no attribute": signed(out("a:Assertion/a:AttributeStatement")),
    "its own name beside the name": signed(put(NAME, NameQualifier="https://nord.example/saml")),
    "a clock that is a little ahead": signed(
        put(ASSERTION, IssueInstant=lambda: moment(seconds=40))
    ),
    "fractions of a second": signed(
        put(ASSERTION, IssueInstant=lambda: moment().replace("Z", ".1234567Z"))
    ),
    "a state of its own, which nobody reads": lambda house, client: let_in(
        house, client, RelayState=EVIL
    ),
}
"""Whoever is right, and may be so in more than one way."""

GUARDED: dict[str, Attack] = {
    **{name: wrapped(wrap, signs, renamed=renamed) for name, wrap, signs, renamed in wraps()},
    "a comment in the name": changed(split(NAME, lambda: etree.Comment("x"))),
    "a comment that was signed": signed(split(NAME, lambda: etree.Comment("x"))),
    "an instruction in the name": changed(split(NAME, lambda: etree.ProcessingInstruction("x"))),
    "an element in the name": changed(split(NAME, lambda: etree.Element(f"{{{EVIL}}}x"))),
    "a style sheet beside it": raw(lambda said: b'<?xml-stylesheet href="x"?>' + said),
    "a document type": raw(lambda said: b"<!DOCTYPE x>" + said),
    "entities that grow": raw(lambda said: ENTITY + said),
    "an entity that is a file": raw(
        lambda said: (
            b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
            + said.replace(SUBJECT.encode(), b"&f;")
        )
    ),
    "a document type in other letters": raw(
        lambda said: ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x>' + said.decode()).encode(
            "utf-16"
        )
    ),
    "a document without end": raw(lambda said: said + b" " * 200_000),
    "a document as deep as a well": raw(lambda said: b"<x>" * 20_000),
    "no XML": raw(lambda said: b"{}"),
    "no base64": posted("<Response/>"),
    "nothing": posted(""),
    "a style sheet among the transforms": signed_otherwise(transforms=TRANSFORMS + XSLT),
    "a style sheet before them": beside(into(".//ds:Transforms", XSLT, at=0)),
    "a path among the transforms": by_another_key(
        transforms=TRANSFORMS
        + '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">'
        "<ds:XPath>not(//x)</ds:XPath></ds:Transform>"
    ),
    "base64 among the transforms": beside(
        into(".//ds:Transforms", f'<ds:Transform Algorithm="{DS}base64"/>')
    ),
    "no transform": signed_otherwise(transforms=""),
    "a canonical form that keeps comments": signed_otherwise(canonical=f"{EXCLUSIVE}WithComments"),
    "a second reference": beside(into(".//ds:SignedInfo", f'<ds:Reference URI="{EVIL}"/>')),
    "SHA-1": signed_otherwise(method=f"{DS}rsa-sha1"),
    "SHA-1 for the digest": signed_otherwise(digest=f"{DS}sha1"),
    "HMAC by the certificate": by.by_hmac,
    "a key that is fetched elsewhere": by_another_key(key_info=FETCHED),
    "no signature": only_signed(),
    "only the response signed": only_signed("."),
    "two signatures": only_signed(ASSERTION, ASSERTION),
    "a signature of something else": beside(put(".//ds:Reference", URI="#_other")),
    "a signature of the whole, whatever it is": beside(put(".//ds:Reference", URI="")),
    "a signature of what is fetched, in disguise": beside(
        lambda response: put(
            ".//ds:Reference", URI=EVIL, Algorithm=response.find(".//{*}Reference").get("URI")
        )(response)
    ),
    "two assertions": beside(again(ASSERTION)),
    "no assertion": beside(out(ASSERTION)),
    "an encrypted assertion beside it": beside(
        lambda response: response.append(etree.Element(f"{{{SAML}}}EncryptedAssertion"))
    ),
    "an encrypted name": signed(
        out(NAME),
        lambda response: response.find(".//{*}Subject").insert(
            0, etree.Element(f"{{{SAML}}}EncryptedID")
        ),
    ),
    "an assertion alone": raw(
        lambda said: etree.tostring(etree.fromstring(said).find(f"{{{SAML}}}Assertion"))
    ),
}
"""Refused before a library looks at it."""

ATTACKS: dict[str, Attack] = GUARDED | {
    # --- the signature
    "another's key": by_another_key(),
    "another's key, with its certificate": by_another_key(key_info=CERTIFICATE),
    "the key of before": by.key_that_nord_had,
    "changed after signing": changed(text(NAME, SUBJECT)),
    "a digest that is changed as well": beside(text(".//ds:DigestValue", "AAAA")),
    "a signature cut short": beside(text(".//ds:SignatureValue", "AAAA")),
    # --- what it says
    "another audience": signed(text(f"{AUDIENCES}/a:Audience", EVIL)),
    "an audience that begins like us": signed(
        lambda response: text(
            f"{AUDIENCES}/a:Audience", f"{response.get('Destination')}metadata/x"
        )(response)
    ),
    "an audience beside us": signed(again(f"{AUDIENCES}/a:Audience", EVIL)),
    "no audience": signed(out(AUDIENCES)),
    "an empty restriction": signed(out(f"{AUDIENCES}/a:Audience")),
    "another recipient": signed(put(DATA, Recipient=EVIL)),
    "a recipient that holds our address": signed(
        lambda response: put(DATA, Recipient=f"{EVIL}?{response.get('Destination')}")(response)
    ),
    "no recipient": signed(put(DATA, Recipient=None)),
    "another destination": beside(put(".", Destination=EVIL)),
    "a destination that begins like ours": beside(
        lambda response: response.set("Destination", response.get("Destination") + "x")
    ),
    "an empty destination": beside(put(".", Destination="")),
    "no destination": beside(put(".", Destination=None)),
    "another question": beside(put(".", InResponseTo="_made-up")),
    "another question, signed": signed(put(DATA, InResponseTo="_made-up")),
    "another question in both": signed(
        put(".", InResponseTo="_made-up"), put(DATA, InResponseTo="_made-up")
    ),
    "no question": by.never_asked,
    "no question in the response": beside(put(".", InResponseTo=None)),
    "no question in the assertion": signed(put(DATA, InResponseTo=None)),
    "another issuer": signed(text("a:Assertion/a:Issuer", EVIL)),
    "another issuer of the response": beside(text("a:Issuer", EVIL)),
    "no issuer of the response": beside(out("a:Issuer")),
    "the issuer with a slash": signed(text("a:Assertion/a:Issuer", "https://nord.example/saml/")),
    "expired": signed(put(CONDITIONS, NotOnOrAfter=lambda: moment(minutes=-2))),
    "brought too late": signed(put(DATA, NotOnOrAfter=lambda: moment(minutes=-2))),
    "no end": signed(put(CONDITIONS, NotOnOrAfter=None)),
    "no end to bringing it": signed(put(DATA, NotOnOrAfter=None)),
    "an end that is no time": signed(put(CONDITIONS, NotOnOrAfter="never")),
    "an end in a zone of its own": signed(
        put(CONDITIONS, NotOnOrAfter=lambda: moment(hours=2).replace("Z", "+02:00"))
    ),
    "not yet valid": signed(put(CONDITIONS, NotBefore=lambda: moment(minutes=2))),
    "from the future": signed(put(ASSERTION, IssueInstant=lambda: moment(minutes=2))),
    "from long ago": signed(put(ASSERTION, IssueInstant=lambda: moment(minutes=-11))),
    "no conditions": signed(out(CONDITIONS)),
    "no confirmation": signed(out(CONFIRMATION)),
    "two confirmations": signed(again(CONFIRMATION)),
    "to be brought by whoever holds a key": signed(
        put(CONFIRMATION, Method=f"{FORMATS}:2.0:cm:holder-of-key")
    ),
    "no sign-in": signed(out("a:Assertion/a:AuthnStatement")),
    "a sign-in that failed": beside(
        put("p:Status/p:StatusCode", Value=f"{FORMATS}:2.0:status:Responder")
    ),
    "another version": beside(put(".", Version="1.1")),
    "no name": signed(out(NAME)),
    "an empty name": signed(text(NAME, "")),
    "two names": signed(again(NAME)),
    "a name in other letters": signed(text(NAME, "SUBJECT-1")),
    "a name with a space": signed(text(NAME, "subject-1 ")),
    "a name with something unseen": signed(text(NAME, "subject-1\u200b")),
    "a name without end": signed(text(NAME, SUBJECT * 100)),
    "a name for this time only": signed(put(NAME, Format=f"{FORMATS}:2.0:nameid-format:transient")),
    "a name that is an address": signed(
        put(NAME, Format=f"{FORMATS}:1.1:nameid-format:emailAddress")
    ),
    "a name that says not what it is": signed(put(NAME, Format=None)),
    "another provider's name": signed(put(NAME, NameQualifier=EVIL)),
    "a name for others": signed(put(NAME, SPNameQualifier=EVIL, Format=PERSISTENT)),
    "the name of somebody else": signed(text(NAME, "somebody")),
    "her address": signed(text(NAME, "somebody"), text(MAIL, "alice@nord.example")),
    "her address for a name": signed(text(NAME, "alice@nord.example")),
    # --- the browser
    "twice": by.twice,
    "handed over twice": by.handed_over_twice,
    "in another browser": by.in_another_browser,
    "in a browser that asked something else": by.in_a_browser_with_another_question,
    "late": by.late,
    "a hand-over that is made up": by.made_up_hand_over,
    "by GET": by.by_get,
    "by the other protocol": by.by_openid,
    # --- two organisations
    "Syd's answer": by.answer_of_syd,
    "Syd answers Nord's question": by.syd_answers_nords_question,
    "Syd says that it is Nord": by.syd_says_it_is_nord,
    "Syd calls somebody by her name": by.same_subject_at_syd,
    "Syd knows her": by.syd_knows_alice,
    "Syd's hand-over": by.hand_over_of_syd,
}

"""What is looked at before any library judges a signature.

To check a signature, libraries transform what they are handed, and so do what an unknown sender
says: fetch, follow entities, run style sheets. So only one shape gets that far.
"""

import base64
import binascii
from collections.abc import Iterator

from lxml import etree

from viceversa.sign_in.id_token import NotBelievedError

LARGEST = 128 * 1024
SAML = "urn:oasis:names:tc:SAML:2.0:assertion"
SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol"
DS = "http://www.w3.org/2000/09/xmldsig#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
ENVELOPED = f"{DS}enveloped-signature"
NAMESPACES = {SAML, SAMLP, DS, EXCLUSIVE}
KEY_INFO = {f"{{{DS}}}{name}" for name in ("X509Data", "KeyName", "KeyValue")}
ENCRYPTED = {f"{{{SAML}}}Encrypted{what}" for what in ("Assertion", "ID", "Attribute")}
MORE, ENC = "http://www.w3.org/2001/04/xmldsig-more#", "http://www.w3.org/2001/04/xmlenc#"
SIGNED_BY = {f"{MORE}{kind}-sha{bits}" for kind in ("rsa", "ecdsa") for bits in (256, 384, 512)}
DIGESTS = {f"{ENC}sha256", f"{MORE}sha384", f"{ENC}sha512"}


def guarded(encoded: str) -> bytes:
    """The document in a `SAMLResponse`: a response with one signed assertion, and nothing in it
    that asks for more than comparing. NotBelievedError else."""
    try:
        document = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotBelievedError("it is not base64") from error
    root = read(document)
    _refuse_extras(root)
    assertion = _only_assertion(root)
    _refuse_names_twice(root)
    for signature in root.iter(f"{{{DS}}}Signature"):
        _refuse_odd_signature(signature, {root, assertion})
    if len(assertion.findall(f"{{{DS}}}Signature")) != 1:
        raise NotBelievedError("the assertion is not signed once")
    return document


def read(document: bytes) -> etree._Element:
    """The root of a document that is not too long, and declares and fetches nothing."""
    if len(document) > LARGEST:
        raise NotBelievedError("it is too long")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError as error:
        raise NotBelievedError("it is not XML") from error
    declared = root.getroottree().docinfo
    if declared.doctype or declared.internalDTD is not None:
        raise NotBelievedError("it declares a type of its own")
    return root


def _refuse_extras(root: etree._Element) -> None:
    if root.getprevious() is not None or root.getnext() is not None:
        raise NotBelievedError("there is something beside the response")
    for each in root.iter():
        if not isinstance(each.tag, str):
            raise NotBelievedError("it holds a comment, an instruction or an entity")
        if etree.QName(each).namespace not in NAMESPACES:
            raise NotBelievedError("it holds elements of another kind")
        if each.tag in ENCRYPTED:
            raise NotBelievedError("it holds something encrypted")


def _only_assertion(root: etree._Element) -> etree._Element:
    """There is no second response and no second assertion anywhere, however deep."""
    responses = list(root.iter(f"{{{SAMLP}}}Response"))
    assertions = list(root.iter(f"{{{SAML}}}Assertion"))
    if responses != [root] or len(assertions) != 1 or assertions[0].getparent() is not root:
        raise NotBelievedError("it is not one response with one assertion")
    return assertions[0]


def _refuse_names_twice(root: etree._Element) -> None:
    names = [
        value
        for each in root.iter()
        for name, value in each.attrib.items()
        if etree.QName(name).localname.lower() == "id"
    ]
    if len(names) != len(set(names)):
        raise NotBelievedError("two elements have one name")


def _refuse_odd_signature(signature: etree._Element, signable: set[etree._Element]) -> None:
    """It says of the element it stands in, whole, that somebody knows the key; no more."""
    owner = signature.getparent()
    if owner not in signable or not owner.get("ID"):
        raise NotBelievedError("a signature stands where none belongs")
    found = list(_steps(signature))
    expected: list[tuple[str, set[str | None]]] = [
        ("SignedInfo", {None}),
        ("CanonicalizationMethod", {EXCLUSIVE}),
        ("SignatureMethod", {*SIGNED_BY}),
        ("Reference", {f"#{owner.get('ID')}"}),
        ("Transforms", {None}),
        ("Transform", {ENVELOPED}),
        ("Transform", {EXCLUSIVE}),
        ("DigestMethod", {*DIGESTS}),
        ("DigestValue", {None}),
        ("SignatureValue", {None}),
    ]
    if len(found) != len(expected) or not all(
        name == wanted and value in allowed
        for (name, value), (wanted, allowed) in zip(found, expected, strict=True)
    ):
        raise NotBelievedError("a signature asks for more than it should")


def _steps(signature: etree._Element) -> Iterator[tuple[str, str | None]]:
    """What a signature tells us to do, in its order; keys that it sends along are not used."""
    for part in signature:
        if part.tag == f"{{{DS}}}KeyInfo" and {each.tag for each in part} <= KEY_INFO:
            continue
        for each in part.iter():
            if each.tag != f"{{{EXCLUSIVE}}}InclusiveNamespaces":
                name = etree.QName(each).localname
                yield name, each.get("URI" if name == "Reference" else "Algorithm")

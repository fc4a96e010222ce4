"""Signature wrapping: what was signed is moved aside, and something else stands where it is read.

The eight ways that are known by number, each with the forged element under a name of its own and
under the name that was signed.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

from tests.sign_in.saml_provider import DS, SAMLP, Tree, one

Wrap = Callable[[Tree, str], None]


def forged(element: Tree, subject: str, *, signed: bool = False) -> Tree:
    """A copy that names somebody else."""
    copy = deepcopy(element)
    if not signed:
        for signature in list(copy.iter(f"{{{DS}}}Signature")):
            signature.getparent().remove(signature)
    one(copy, ".//a:NameID").text = subject
    return copy


def response_in_its_signature(response: Tree, subject: str) -> None:
    """1: of a signed response; the signed one lies in the signature of the forged."""
    original = unsigned(response)
    one(response, "ds:Signature").append(original)
    one(response, "a:Assertion//a:NameID").text = subject


def response_before_its_signature(response: Tree, subject: str) -> None:
    """2: the signed response lies beside the signature."""
    original = unsigned(response)
    one(response, "ds:Signature").addprevious(original)
    one(response, "a:Assertion//a:NameID").text = subject


def assertion_before(response: Tree, subject: str) -> None:
    """3"""
    original = one(response, "a:Assertion")
    original.addprevious(forged(original, subject))


def assertion_around(response: Tree, subject: str) -> None:
    """4"""
    original = one(response, "a:Assertion")
    evil = forged(original, subject)
    original.addprevious(evil)
    evil.append(original)


def assertion_behind(response: Tree, subject: str) -> None:
    """5: the signature stays with the forged one; the signed one stands at the end."""
    original = one(response, "a:Assertion")
    response.append(unsigned(original))
    one(original, ".//a:NameID").text = subject


def assertion_in_its_signature(response: Tree, subject: str) -> None:
    """6"""
    original = one(response, "a:Assertion")
    one(original, "ds:Signature").append(unsigned(original))
    one(original, "a:Subject/a:NameID").text = subject


def assertion_in_extensions(response: Tree, subject: str) -> None:
    """7"""
    original = one(response, "a:Assertion")
    extensions = etree.Element(f"{{{SAMLP}}}Extensions")
    extensions.append(forged(original, subject))
    one(response, "p:Status").addprevious(extensions)


def assertion_in_an_object(response: Tree, subject: str) -> None:
    """8"""
    original = one(response, "a:Assertion")
    held = etree.SubElement(one(original, "ds:Signature"), f"{{{DS}}}Object")
    held.append(unsigned(original))
    one(original, "a:Subject/a:NameID").text = subject


def unsigned(element: Tree) -> Tree:
    copy = deepcopy(element)
    copy.remove(one(copy, "ds:Signature"))
    return copy


WRAPS: dict[Wrap, str] = {
    response_in_its_signature: ".",
    response_before_its_signature: ".",
    assertion_before: "a:Assertion",
    assertion_around: "a:Assertion",
    assertion_behind: "a:Assertion",
    assertion_in_its_signature: "a:Assertion",
    assertion_in_extensions: "a:Assertion",
    assertion_in_an_object: "a:Assertion",
}
"""And what the provider signs."""


def wraps() -> Iterator[tuple[str, Wrap, str, bool]]:
    """Its name, what it does, what is signed, and whether the forged one is given a new name."""
    for number, (wrap, signs) in enumerate(WRAPS.items(), 1):
        for renamed in (False, True):
            name = f"wrapping {number}, {'a name of its own' if renamed else 'the same name'}"
            yield name, wrap, signs, renamed


def rename_forged(response: Tree, subject: str) -> None:
    """Whatever holds the forged name is called otherwise than what was signed."""
    for name in response.iter("{*}NameID"):
        if name.text == subject:
            owner = next(each for each in name.iterancestors() if each.get("ID"))
            owner.set("ID", "_forged")

"""Ways to be let in by SAML without being the one: lies of a provider, a thief or a network."""

import base64
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import xmlsec
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.test import Client
from lxml import etree

from tests.sign_in.conftest import linked, sent_out
from tests.sign_in.saml_house import SUBJECT, SamlHouse, bring, let_in
from tests.sign_in.saml_provider import (
    DS,
    Change,
    Tree,
    certificate,
    encoded,
    one,
    xmlsec_key,
)
from tests.sign_in.saml_wrapping import Wrap, rename_forged

Attack = Callable[[SamlHouse, Client], Any]
OTHER_KEY = generate_private_key(65537, 2048)
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
NAME, CONDITIONS = "a:Assertion/a:Subject/a:NameID", "a:Assertion/a:Conditions"
CONFIRMATION = "a:Assertion/a:Subject/a:SubjectConfirmation"
DATA = f"{CONFIRMATION}/a:SubjectConfirmationData"
AUDIENCES = f"{CONDITIONS}/a:AudienceRestriction"
XSLT = (
    '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><xsl:stylesheet '
    'xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:template match="/">'
    '<xsl:for-each select="//*"><xsl:for-each select="//*"><x/></xsl:for-each></xsl:for-each>'
    "</xsl:template></xsl:stylesheet></ds:Transform>"
)


def all_of(*changes: Change) -> Change:
    def change(response: Tree) -> None:
        for each in changes:
            each(response)

    return change


def signed(*changes: Change) -> Attack:
    """The provider itself says something else, rightly signed."""

    def attack(house: SamlHouse, client: Client) -> Any:
        house.at_nord.before = all_of(*changes)
        return let_in(house, client)

    return attack


def changed(*changes: Change) -> Attack:
    """What was signed for somebody is changed on its way."""

    def attack(house: SamlHouse, client: Client) -> Any:
        house.at_nord.after = all_of(*changes)
        return let_in(house, client, "somebody")

    return attack


def beside(*changes: Change) -> Attack:
    """Rightly signed for her; what the signature does not cover is changed."""

    def attack(house: SamlHouse, client: Client) -> Any:
        house.at_nord.after = all_of(*changes)
        return let_in(house, client)

    return attack


def signed_otherwise(**how: Any) -> Attack:
    def attack(house: SamlHouse, client: Client) -> Any:
        house.at_nord.how = replace(house.at_nord.how, **how)
        return let_in(house, client)

    return attack


def put(path: str, **attributes: str | Callable[[], str] | None) -> Change:
    """None leaves an attribute out, a function looks at the clock."""

    def change(response: Tree) -> None:
        element = response if path == "." else one(response, path)
        for name, value in attributes.items():
            element.attrib.pop(name, None)
            if value is not None:
                element.set(name, value() if callable(value) else value)

    return change


def text(path: str, said: str) -> Change:
    def change(response: Tree) -> None:
        one(response, path).text = said

    return change


def out(path: str) -> Change:
    def change(response: Tree) -> None:
        element = one(response, path)
        element.getparent().remove(element)

    return change


def into(path: str, what: str, *, at: int = 99) -> Change:
    def change(response: Tree) -> None:
        one(response, path).insert(at, etree.fromstring(f'<x xmlns:ds="{DS}">{what}</x>')[0])

    return change


def again(path: str, said: str | None = None) -> Change:
    """There twice, the second time with another text."""

    def change(response: Tree) -> None:
        element = one(response, path)
        copy = etree.fromstring(etree.tostring(element, with_tail=False))
        if said is not None:
            copy.text = said
        element.addnext(copy)

    return change


def split(path: str, make: Callable[[], Tree]) -> Change:
    """ "subject-1" and something behind it at which a careless reader stops."""

    def change(response: Tree) -> None:
        element, between = one(response, path), make()
        element.text, between.tail = SUBJECT, ".evil"
        element.append(between)

    return change


def raw(make: Callable[[bytes], bytes]) -> Attack:
    """What is posted, byte by byte."""

    def attack(house: SamlHouse, client: Client) -> Any:
        said = house.at_nord.let_in(sent_out(client, house.nord), SUBJECT)
        return bring(client, house.nord, encoded(make(base64.b64decode(said))))

    return attack


def posted(what: str) -> Attack:
    def attack(house: SamlHouse, client: Client) -> Any:
        sent_out(client, house.nord)
        return bring(client, house.nord, what)

    return attack


def wrapped(wrap: Wrap, signs: str, *, renamed: bool) -> Attack:
    """Signed for somebody, and Alice's name is wrapped round it. The assertion is always signed,
    so that this alone is no reason."""

    def attack(house: SamlHouse, client: Client) -> Any:
        house.at_nord.signs = ("a:Assertion",) if signs != "." else ("a:Assertion", ".")

        house.at_nord.after = lambda response: wrap(response, SUBJECT)
        if renamed:
            house.at_nord.after = all_of(
                house.at_nord.after, lambda response: rename_forged(response, SUBJECT)
            )
        return let_in(house, client, "somebody")

    return attack


def by_hmac(house: SamlHouse, client: Client) -> Any:
    """By what everybody knows, the certificate, as if it were a secret."""
    known = base64.b64decode(certificate(house.at_nord.key))
    key = xmlsec.Key.from_binary_data(xmlsec.KeyData.HMAC, known)
    return signed_otherwise(key=key, method=f"{MORE}hmac-sha256")(house, client)


def by_another_key(**how: str) -> Attack:
    return lambda house, client: signed_otherwise(key=xmlsec_key(OTHER_KEY), **how)(house, client)


def only_signed(*paths: str) -> Attack:
    def attack(house: SamlHouse, client: Client) -> Any:
        house.at_nord.signs = paths
        return let_in(house, client)

    return attack


# --- a person's browser, or a thief's ----------------------------------------------------------


def twice(house: SamlHouse, client: Client) -> Any:
    """A thief saw what was posted, and posts it again, in a session that has asked the same."""
    said = house.at_nord.let_in(sent_out(client, house.nord), SUBJECT)
    states = client.session["socialaccount_states"]
    bring(Client(), house.nord, said)
    session = client.session
    session["socialaccount_states"] = states
    session.save()
    return bring(client, house.nord, said)


def handed_over_twice(house: SamlHouse, client: Client) -> Any:
    said = house.at_nord.let_in(sent_out(client, house.nord), SUBJECT)
    address = f"/accounts/with/{house.nord.pk}/saml/"
    place = Client().post(address, {"SAMLResponse": said}).headers["Location"]
    client.get(place)
    client.logout()
    return client.get(place)


def in_another_browser(house: SamlHouse, client: Client) -> Any:
    said = house.at_nord.let_in(sent_out(Client(), house.nord), SUBJECT)
    return bring(client, house.nord, said)


def in_a_browser_with_another_question(house: SamlHouse, client: Client) -> Any:
    sent_out(client, house.nord)
    return in_another_browser(house, client)


def never_asked(house: SamlHouse, client: Client) -> Any:
    """The provider's own tile: nobody has asked here."""
    house.at_nord.before = all_of(put(".", InResponseTo=None), put(DATA, InResponseTo=None))
    return let_in(house, client)


def late(house: SamlHouse, client: Client) -> Any:
    said = house.at_nord.let_in(sent_out(client, house.nord), SUBJECT)
    session = client.session
    session["socialaccount_states"] = {
        name: [kept, since - 3600, by]
        for name, (kept, since, by) in session["socialaccount_states"].items()
    }
    session.save()
    return bring(client, house.nord, said)


def made_up_hand_over(house: SamlHouse, client: Client) -> Any:
    sent_out(client, house.nord)
    return client.get(f"/accounts/with/{house.nord.pk}/saml/back/", {"said": "gAAAAABmade-up"})


def by_get(house: SamlHouse, client: Client) -> Any:
    said = house.at_nord.let_in(sent_out(client, house.nord), SUBJECT)
    return client.get(f"/accounts/with/{house.nord.pk}/saml/", {"SAMLResponse": said})


def by_openid(house: SamlHouse, client: Client) -> Any:
    """The other protocol's door, which is not there."""
    sent_out(client, house.nord)
    state = next(iter(client.session["socialaccount_states"]))
    return client.get(f"/accounts/with/{house.nord.pk}/back/", {"state": state, "code": "x"})


# --- two organisations -------------------------------------------------------------------------


def answer_of_syd(house: SamlHouse, client: Client) -> Any:
    """Begun at Syd's provider, brought to Nord's address."""
    said = house.at_syd.let_in(sent_out(client, house.syd), SUBJECT)
    return bring(client, house.nord, said)


def syd_answers_nords_question(house: SamlHouse, client: Client) -> Any:
    return bring(client, house.nord, house.at_syd.let_in(sent_out(client, house.nord), SUBJECT))


def syd_says_it_is_nord(house: SamlHouse, client: Client) -> Any:
    house.at_syd.entity = house.at_nord.entity
    return syd_answers_nords_question(house, client)


def same_subject_at_syd(house: SamlHouse, client: Client) -> Any:
    said = house.at_syd.let_in(sent_out(client, house.syd), SUBJECT)
    return bring(client, house.syd, said)


def syd_knows_alice(house: SamlHouse, client: Client) -> Any:
    """Linked by hand in the table, as only whoever has the database could."""
    linked(house.alice, house.syd, "planted")
    return bring(client, house.syd, house.at_syd.let_in(sent_out(client, house.syd), "planted"))


def hand_over_of_syd(house: SamlHouse, client: Client) -> Any:
    """Rightly Syd's, and led to Nord's page with it."""
    said = house.at_syd.let_in(sent_out(client, house.syd), SUBJECT)
    address = f"/accounts/with/{house.syd.pk}/saml/"
    place = Client().post(address, {"SAMLResponse": said}).headers["Location"]
    return client.get(place.replace(house.syd.pk, house.nord.pk))


def key_that_nord_had(house: SamlHouse, client: Client) -> Any:
    """Nord's certificates were exchanged; the old key has been stolen."""
    from viceversa.sign_in.actions import set_up

    old = house.at_nord.key
    house.at_nord.key = OTHER_KEY
    house.nord = set_up(house.nord.organisation, house.at_nord.wanted("nord.example"))
    house.at_nord.key = old
    return let_in(house, client)

"""What is particular to SAML: off unless an organisation has it, and how its answers come home."""

import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone
from lxml import etree

from tests.sign_in.conftest import House, house, linked, sent_out, signed_in_as
from tests.sign_in.saml_attacks import out, put
from tests.sign_in.saml_house import SUBJECT, SamlHouse, bring, let_in, saml_house
from tests.sign_in.saml_provider import EMAIL
from tests.sign_in.test_first_time import prove
from viceversa.people.models import TrailEntry
from viceversa.sign_in.actions import set_up
from viceversa.sign_in.models import SignIn, UsedAssertion

__all__ = ["house", "saml_house"]
pytestmark = pytest.mark.django_db
PLACES = ("saml/", "saml/back/", "saml/metadata/")


@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_it_is_there_for_who_does_not_speak_it(
    house: House, client: Client, place: str
) -> None:
    address = f"/accounts/with/{house.nord.pk}/{place}"
    asked = {"SAMLResponse": "x", "said": "x"}
    answers = (client.get(address, asked), client.post(address, asked))
    assert [each.status_code for each in answers] == (
        [405, 404] if place == "saml/" else [404, 405]
    )


def test_openid_connect_is_not_there_for_who_speaks_saml(
    saml_house: SamlHouse, client: Client
) -> None:
    assert client.get(f"/accounts/with/{saml_house.nord.pk}/back/").status_code == 404


def test_the_libraries_stay_out_until_somebody_speaks_saml(house: House) -> None:
    ask = (
        "import django, sys; django.setup(); import viceversa.urls;"
        "print(sorted({'lxml', 'onelogin', 'xmlsec'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


def test_the_first_time_goes_as_with_openid_connect(saml_house: SamlHouse, client: Client) -> None:
    link_page = let_in(saml_house, client).headers["Location"]
    assert link_page == f"/accounts/with/{saml_house.nord.pk}/link/"
    assert (signed_in_as(client), SocialAccount.objects.count()) == ("", 0)
    assert prove(client, "alice@nord.example", link_page) == link_page
    assert "subject-1@provider.example" in client.get(link_page).content.decode()
    assert client.post(link_page).headers["Location"] == "/desk/"
    assert TrailEntry.objects.get(verb="linked sign-in").actor == saml_house.alice

    later = Client()
    assert let_in(saml_house, later).headers["Location"] == "/desk/"
    assert signed_in_as(later) == "alice@nord.example"
    assert SocialAccount.objects.get().extra_data == {}


def test_where_it_is_the_only_way_it_is_enough(saml_house: SamlHouse, client: Client) -> None:
    SignIn.objects.filter(pk=saml_house.nord.pk).update(is_only_way=True)
    client.force_login(saml_house.alice)
    assert client.get("/me/").headers["Location"] == f"/accounts/with/{saml_house.nord.pk}/"
    linked(saml_house.alice, saml_house.nord, SUBJECT)
    let_in(saml_house, client)
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize(
    ("asked", "reached"), [("/me/", "/me/"), ("https://elsewhere.example/", "/desk/")]
)
def test_who_was_on_her_way_somewhere_in_the_house_gets_there(
    saml_house: SamlHouse, client: Client, asked: str, reached: str
) -> None:
    linked(saml_house.alice, saml_house.nord, SUBJECT)
    said = saml_house.at_nord.let_in(sent_out(client, saml_house.nord, next=asked), SUBJECT)
    assert bring(client, saml_house.nord, said).headers["Location"] == reached


def test_who_works_elsewhere_now_is_not_let_in(saml_house: SamlHouse, client: Client) -> None:
    linked(saml_house.alice, saml_house.nord, SUBJECT)
    saml_house.alice.employment.organisation = saml_house.syd.organisation
    saml_house.alice.employment.save()
    page = let_in(saml_house, client)
    assert (page.status_code, signed_in_as(client)) == (403, "")
    assert page.context["sign_in"] == saml_house.nord


def test_an_attribute_may_name_people_instead(saml_house: SamlHouse, client: Client) -> None:
    wanted = saml_house.at_nord.wanted("nord.example", name_attribute="number")
    saml_house.nord = set_up(saml_house.nord.organisation, wanted)
    linked(saml_house.alice, saml_house.nord, "no-subject-1")
    saml_house.at_nord.before = put("a:Assertion/a:Subject/a:NameID", Format=None)
    let_in(saml_house, client)
    assert signed_in_as(client) == "alice@nord.example"


def test_without_that_attribute_nobody_is_named(saml_house: SamlHouse, client: Client) -> None:
    wanted = saml_house.at_nord.wanted("nord.example", name_attribute="number")
    saml_house.nord = set_up(saml_house.nord.organisation, wanted)
    linked(saml_house.alice, saml_house.nord, SUBJECT)
    saml_house.at_nord.before = out("a:Assertion/a:AttributeStatement")
    assert let_in(saml_house, client).status_code == 403


def test_people_named_in_another_way_link_anew(saml_house: SamlHouse) -> None:
    linked(saml_house.alice, saml_house.nord, SUBJECT)
    set_up(saml_house.nord.organisation, saml_house.at_nord.wanted("nord.example"))
    assert SocialAccount.objects.exists()
    wanted = saml_house.at_nord.wanted("nord.example", name_attribute=EMAIL)
    set_up(saml_house.nord.organisation, wanted)
    assert not SocialAccount.objects.exists()


def test_used_assertions_are_forgotten_when_they_have_ended(
    saml_house: SamlHouse, client: Client
) -> None:
    linked(saml_house.alice, saml_house.nord, SUBJECT)
    let_in(saml_house, client)
    first = UsedAssertion.objects.get()
    with time_machine.travel(timezone.now() + timedelta(minutes=8)):
        let_in(saml_house, client)
    assert UsedAssertion.objects.get().digest != first.digest


def test_what_is_handed_over_is_not_readable_and_soon_worth_nothing(
    saml_house: SamlHouse, client: Client
) -> None:
    said = saml_house.at_nord.let_in(sent_out(client, saml_house.nord), SUBJECT)
    place = f"/accounts/with/{saml_house.nord.pk}/saml/"
    there = Client().post(place, {"SAMLResponse": said}).headers["Location"]
    assert SUBJECT not in there
    with time_machine.travel(timezone.now() + timedelta(seconds=130)):
        assert client.get(there).status_code == 403


def test_its_answers_set_no_cookie(saml_house: SamlHouse, client: Client) -> None:
    """It would take the place of the session in which was asked."""
    said = saml_house.at_nord.let_in(sent_out(client, saml_house.nord), SUBJECT)
    place = f"/accounts/with/{saml_house.nord.pk}/saml/"
    answer = Client(enforce_csrf_checks=True).post(place, {"SAMLResponse": said})
    assert (answer.status_code, dict(answer.cookies)) == (302, {})


def test_somebody_who_opens_the_address_by_hand_is_led_to_the_beginning(
    saml_house: SamlHouse, client: Client
) -> None:
    place = f"/accounts/with/{saml_house.nord.pk}"
    answers = (client.post(f"{place}/saml/"), client.get(f"{place}/saml/back/"))
    assert [each.headers["Location"] for each in answers] == [f"{place}/", f"{place}/"]


def test_the_question_asks_for_a_lasting_name_and_says_who_asks(
    saml_house: SamlHouse, client: Client
) -> None:
    nord = saml_house.nord
    asked = saml_house.at_nord.asked(sent_out(client, nord))
    place = f"http://127.0.0.1:8000/accounts/with/{nord.pk}/saml/"
    assert (asked.entity, asked.reply_address) == (f"{place}metadata/", place)


def test_an_address_with_questions_of_its_own_keeps_them(
    saml_house: SamlHouse, client: Client
) -> None:
    own = 'https://nord.example/sso?of=us&with="that"'
    wanted = saml_house.at_nord.wanted("nord.example", sso_address=own)
    nord = set_up(saml_house.nord.organisation, wanted)
    assert sent_out(client, nord).startswith(f"{own}&SAMLRequest=")


def test_the_providers_people_are_told_of_us(saml_house: SamlHouse, client: Client) -> None:
    place = f"/accounts/with/{saml_house.nord.pk}/saml/"
    page = client.get(f"{place}metadata/")
    assert page.headers["Content-Type"] == "application/samlmetadata+xml"
    root = etree.fromstring(page.content)
    assert root.get("entityID") == f"http://127.0.0.1:8000{place}metadata/"
    assert "validUntil" not in root.attrib
    reply = root.find(".//{*}AssertionConsumerService")
    assert reply.get("Location") == f"http://127.0.0.1:8000{place}"
    assert root[0].get("WantAssertionsSigned") == "true"

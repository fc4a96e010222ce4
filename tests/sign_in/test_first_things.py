"""What an organisation or a programme asks of signing in comes before every page."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client, override_settings

from tests.factories import employ, give_role, make_person, make_programme
from tests.house.sign_in_methods import set_up_everything
from tests.sign_in.conftest import House, code_in, come_back, linked, sent_out, signed_in_as
from viceversa.people.models import Person
from viceversa.programmes.models import Programme
from viceversa.sign_in.models import SignIn

pytestmark = pytest.mark.django_db
LOGIN, CODE = "/accounts/login/", "/accounts/login/code/"


@pytest.fixture
def strict(house: House) -> House:
    SignIn.objects.filter(pk=house.nord.pk).update(is_only_way=True)
    return house


def page_for(address: str, **data: str) -> str:
    """What the sign-in page answers to an address, less what differs every time."""
    english = Client(headers={"accept-language": "en"})
    page = english.post(LOGIN, {"email": address, **data}, follow=True)
    html = page.content.decode().replace(address, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


# --- by the address ----------------------------------------------------------------------------


def test_the_domain_leads_to_the_organisation_and_tells_nothing_of_the_person(house: House) -> None:
    known, unknown = page_for("alice@nord.example"), page_for("nobody@nord.example")
    assert known == unknown
    assert "Sign in with Nord" in known
    assert mail.outbox == []


@pytest.mark.parametrize("address", ["ALICE@Nord.Example ", "alice@nord.example"])
def test_the_domain_is_known_however_it_is_written(house: House, address: str) -> None:
    assert "Continue to Nord" in page_for(address)


@pytest.mark.parametrize(
    "address", ["a@sub.nord.example", "a@notnord.example", "nord.example@home.example"]
)
def test_another_domain_leads_to_a_code(house: House, address: str) -> None:
    assert "Type the code" in page_for(address)


def test_a_code_is_still_there_for_whoever_would_rather(house: House, client: Client) -> None:
    client.post(LOGIN, {"email": "alice@nord.example", "by_code": "yes"})
    client.post(CODE, {"code": code_in(mail.outbox[0])})
    assert signed_in_as(client) == "alice@nord.example"


# --- where it is the only way ------------------------------------------------------------------


def test_no_code_is_mailed_where_the_organisation_wants_none(strict: House) -> None:
    page = page_for("alice@nord.example", by_code="yes")
    assert "lets its people sign in only this way" in page
    assert page == page_for("nobody@nord.example", by_code="yes")
    assert mail.outbox == []


def test_a_private_address_gets_the_way_in_instead_of_a_code(strict: House) -> None:
    private = make_person("Ann", email="ann@home.example")
    employ(private, strict.nord.organisation)
    assert page_for("ann@home.example") == page_for("nobody@home.example")
    (letter,) = mail.outbox
    assert letter.subject == "You sign in with Nord"
    assert f"/accounts/with/{strict.nord.pk}/" in str(letter.body)


def test_other_ways_in_lead_nowhere_but_to_the_organisation(strict: House, client: Client) -> None:
    """Such as a passkey, or a session of before."""
    client.force_login(strict.alice)
    for page in ("/desk/", "/me/", "/"):
        assert client.get(page).headers["Location"] == f"/accounts/with/{strict.nord.pk}/"
    assert client.post("/me/", {"given_name": "X"}).headers["Location"].startswith("/accounts/with")
    assert client.get("/accounts/logout/").status_code == 200


def test_the_sign_in_of_another_organisation_is_not_enough(strict: House, client: Client) -> None:
    linked(strict.bea, strict.syd, "bea")
    come_back(client, strict.syd, strict.at_syd.let_in(sent_out(client, strict.syd), "bea"))
    assert signed_in_as(client) == "bea@syd.example"
    strict.bea.employment.organisation = strict.nord.organisation
    strict.bea.employment.save()
    assert signed_in_as(client) == ""


def test_her_own_organisation_lets_her_through(strict: House, client: Client) -> None:
    linked(strict.alice, strict.nord, "alice")
    come_back(client, strict.nord, strict.at_nord.let_in(sent_out(client, strict.nord), "alice"))
    assert signed_in_as(client) == "alice@nord.example"
    assert "You sign in with your organisation." in client.get("/me/").content.decode()


def test_the_first_time_a_code_shows_whose_the_account_is(strict: House, client: Client) -> None:
    brought = strict.at_nord.let_in(sent_out(client, strict.nord), "alice")
    link_page = come_back(client, strict.nord, brought).headers["Location"]
    client.post(LOGIN, {"email": "alice@nord.example", "next": link_page})
    client.post(CODE, {"code": code_in(mail.outbox[0]), "next": link_page})
    assert client.get("/desk/").headers["Location"] == link_page
    client.post(link_page)
    assert signed_in_as(client) == "alice@nord.example"


def test_a_code_alone_does_not_come_with_anothers_account(strict: House, client: Client) -> None:
    """Bea has an account at Syd; it gets her no code for somebody of Nord."""
    come_back(client, strict.syd, strict.at_syd.let_in(sent_out(client, strict.syd), "new"))
    client.post(LOGIN, {"email": "alice@nord.example"})
    assert mail.outbox == []


def test_a_provider_is_not_asked_without_end(house: House) -> None:
    with override_settings(ACCOUNT_RATE_LIMITS={"sign_in_with": "2/m/ip"}):
        asked = [Client().post(f"/accounts/with/{house.nord.pk}/").status_code for _ in range(3)]
    assert asked == [200, 200, 403]
    assert len(house.at_nord.asked) == 2


# --- second locks ------------------------------------------------------------------------------


@pytest.fixture
def programme(db: None) -> Programme:
    return make_programme(needs_second_lock=True)


def leader(programme: Programme, kind: str = "coordinator") -> Person:
    person = make_person("Lea")
    give_role(person, programme, kind)
    return person


@pytest.mark.parametrize("kind", ["coordinator", "reviewer", "matcher", "sponsor"])
def test_who_leads_without_a_second_lock_is_led_to_one(
    programme: Programme, client: Client, kind: str
) -> None:
    client.force_login(leader(programme, kind))
    for page in ("/desk/", "/me/", f"/programmes/{programme.pk}/settings/"):
        assert client.get(page).headers["Location"] == "/accounts/second-lock/"
    page = client.get("/accounts/second-lock/").content.decode()
    for way in ("/accounts/2fa/webauthn/add/", "/accounts/2fa/totp/activate/"):
        assert way in page
        assert client.get(way).status_code == 200


def test_an_app_or_a_key_opens_the_way_and_spare_codes_do_not(
    programme: Programme, client: Client
) -> None:
    person = leader(programme)
    client.force_login(person)
    set_up_everything(person)
    assert client.get("/desk/").status_code == 200
    person.authenticator_set.filter(type="totp").delete()
    assert client.get("/desk/").status_code == 200
    person.authenticator_set.filter(type="webauthn").delete()
    assert client.get("/desk/").status_code == 302


def test_nobody_else_is_asked(programme: Programme, client: Client) -> None:
    other = make_programme()
    for person in (leader(other), make_person("Mia")):
        client.force_login(person)
        assert client.get("/desk/").status_code == 200


def test_who_signs_in_by_her_organisation_needs_the_second_lock_too(
    house: House, programme: Programme, client: Client
) -> None:
    give_role(house.alice, programme, "coordinator")
    linked(house.alice, house.nord, "alice")
    TOTP.activate(house.alice, "JBSWY3DPEHPK3PXP")
    brought = house.at_nord.let_in(sent_out(client, house.nord), "alice")
    answer = come_back(client, house.nord, brought)
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert signed_in_as(client) == ""

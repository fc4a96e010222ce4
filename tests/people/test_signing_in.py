"""Signing in by a mailed code."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore as ClearSessionStore
from django.contrib.sessions.models import Session
from django.core import mail, signing
from django.core.cache import cache
from django.core.signing import BadSignature
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tests.factories import make_person
from viceversa.people.actions import sign_out_everywhere
from viceversa.people.jobs import forget_sessions
from viceversa.people.models import Person
from viceversa.people.sessions import stored_key

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
CODE = "/accounts/login/code/"


@pytest.fixture(autouse=True)
def no_limits_reached() -> None:
    cache.clear()


def ask(client: Client, address: str) -> str:
    """Asks for a code and reads it out of the letter; empty when no letter came."""
    mail.outbox.clear()
    page = client.post(LOGIN, {"email": address}, follow=True)
    assert page.redirect_chain == [(CODE, 302)]
    if not mail.outbox:
        return ""
    found = re.search(r"^ {4}(\S+)$", mail.outbox[0].body, re.MULTILINE)
    assert found
    return found[1]


def is_signed_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def test_code_opens_the_desk(client: Client) -> None:
    person = make_person("Alice")
    code = ask(client, person.email)
    page = client.post(CODE, {"code": code.lower().replace("-", " ")})
    assert (page.status_code, page.url) == (302, "/desk/")
    assert is_signed_in(client)


def test_wrong_code_opens_nothing_and_three_end_the_attempt(client: Client) -> None:
    person = make_person("Alice")
    code = ask(client, person.email)
    statuses = [client.post(CODE, {"code": "BBBB-BBBB"}).status_code for _ in range(3)]
    assert statuses == [200, 200, 302]
    client.post(CODE, {"code": code})
    assert not is_signed_in(client)


@pytest.mark.parametrize("written", ["ALICE.X@Example.com ", "alice.x@example.com"])
def test_address_is_known_however_it_is_written(client: Client, written: str) -> None:
    make_person("Alice", email="alice.x@example.com")
    assert ask(client, written) != ""


def test_unknown_and_inactive_addresses_get_the_same_page(client: Client) -> None:
    make_person("Alice", email="known@example.com")
    make_person("Bob", email="asleep@example.com", is_active=False)
    pages = {}
    for address in ("known@example.com", "asleep@example.com", "nobody@example.com"):
        visitor = Client()
        ask(visitor, address)
        html = visitor.get(CODE).content.decode().replace(address, "ADDRESS")
        pages[address] = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    assert len(set(pages.values())) == 1


def test_inactive_person_gets_no_letter_and_no_entry(client: Client) -> None:
    person = make_person("Bob", is_active=False)
    assert ask(client, person.email) == ""
    client.post(CODE, {"code": ""})
    assert not is_signed_in(client)


def test_person_made_inactive_between_letter_and_code_is_refused(client: Client) -> None:
    person = make_person("Bob")
    code = ask(client, person.email)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    client.post(CODE, {"code": code})
    assert not is_signed_in(client)


def test_letters_are_limited_by_address(client: Client) -> None:
    person = make_person("Alice")
    for _ in range(5):
        assert ask(Client(), person.email)
    page = client.post(LOGIN, {"email": person.email})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["email"]


@pytest.mark.parametrize(("language", "subject"), [("en", "Your code is"), ("sv", "Din kod är")])
def test_letter_speaks_the_persons_language(client: Client, language: str, subject: str) -> None:
    person = make_person("Alice", language=language)
    code = ask(client, person.email)
    letter = mail.outbox[0]
    assert letter.subject == f"{subject} {code}"
    (html,) = letter.alternatives
    assert html.mimetype == "text/html"
    assert code in html.content
    assert f'<html lang="{language}">' in html.content


def test_name_is_never_markup_in_the_letter(client: Client) -> None:
    person = make_person("<b>Alice</b>", email="alice@example.com")
    ask(client, person.email)
    letter = mail.outbox[0]
    assert "Hello <b>Alice</b>," in letter.body
    assert "Hello &lt;b&gt;Alice&lt;/b&gt;," in letter.alternatives[0].content


def test_table_of_sessions_holds_no_key_and_no_code(client: Client) -> None:
    code = ask(client, make_person("Alice").email)
    key = client.cookies["sessionid"].value
    row = Session.objects.get()
    assert row.session_key == stored_key(key)
    kept = str(client.session.items())
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_table_of_sessions_tells_nothing_of_what_they_hold(client: Client) -> None:
    """Such as the key of an authenticator app, before it is added."""
    client.force_login(make_person("Alice", is_organiser=True))
    client.get("/accounts/2fa/totp/activate/")
    assert client.session["mfa.totp.secret"]
    with pytest.raises(BadSignature):
        signing.loads(Session.objects.get().session_data, salt=client.session.key_salt)


def test_a_row_that_is_not_ours_signs_nobody_in(client: Client) -> None:
    client.force_login(make_person("Alice"))
    theirs = ClearSessionStore().encode(dict(client.session))
    Session.objects.update(session_data=theirs)
    assert not is_signed_in(client)


def test_stolen_row_opens_nothing(client: Client) -> None:
    person = make_person("Alice")
    client.force_login(person)
    assert is_signed_in(client)
    thief = Client()
    thief.cookies["sessionid"] = Session.objects.get().session_key
    assert not is_signed_in(thief)


def test_sessions_that_have_ended_are_forgotten(client: Client) -> None:
    client.force_login(make_person("Alice"))
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        Client().force_login(make_person("Bob"))
        forget_sessions.call()
        assert Session.objects.count() == 2
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        forget_sessions.call()
        assert Session.objects.count() == 1


def test_sign_out_everywhere_ends_other_sessions(client: Client) -> None:
    person = make_person("Alice")
    other = Client()
    client.force_login(person)
    other.force_login(person)
    assert client.post("/me/sign-out-everywhere/").status_code == 302
    assert [is_signed_in(client), is_signed_in(other)] == [False, False]
    person.refresh_from_db()
    assert person.access_version == 2


def test_sign_out_everywhere_leaves_others_signed_in(client: Client) -> None:
    client.force_login(make_person("Bob"))
    sign_out_everywhere(make_person("Alice"))
    assert is_signed_in(client)


def test_sign_out_is_a_post(client: Client) -> None:
    client.force_login(make_person("Alice"))
    assert client.get("/accounts/logout/").status_code == 200
    assert is_signed_in(client)
    assert client.post("/accounts/logout/").status_code == 302
    assert not is_signed_in(client)


def test_next_page_is_kept_but_never_elsewhere(client: Client) -> None:
    for asked, reached in (("/me/", "/me/"), ("https://elsewhere.example/", "/desk/")):
        visitor = Client()
        person = make_person("Alice")
        mail.outbox.clear()
        visitor.post(f"{LOGIN}?next={asked}", {"email": person.email, "next": asked})
        code = mail.outbox[0].subject.rpartition(" ")[2]
        page = visitor.post(CODE, {"code": code, "next": asked})
        assert page.url == reached


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_set_password",
        "account_change_password",
        "account_reset_password",
        "account_inactive",
        "mfa_signup_webauthn",
    ],
)
def test_unused_pages_of_allauth_do_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)

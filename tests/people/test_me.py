"""A person's own page."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_person
from viceversa.people.models import Person

DETAILS = {
    "given_name": "Anna",
    "family_name": "Ek",
    "phone": "010-1234567",
    "language": "sv",
    "languages": ["sv", "fi"],
    "place": "Ävlinge",
    "ways_to_meet": ["place", "walk"],
    "hours": ["lunch"],
}


@pytest.mark.django_db
def test_visitor_is_sent_to_sign_in(client: Client) -> None:
    page = client.get("/me/")
    assert (page.status_code, page.url) == (302, "/accounts/login/?next=/me/")


@pytest.mark.django_db
def test_details_are_saved(client: Client) -> None:
    person = make_person("Alice", language="en")
    client.force_login(person)
    assert client.post("/me/", DETAILS).status_code == 302
    person.refresh_from_db()
    assert {name: getattr(person, name) for name in DETAILS} == DETAILS


@pytest.mark.django_db
def test_address_and_rights_cannot_be_changed_here(client: Client) -> None:
    person = make_person("Alice")
    client.force_login(person)
    client.post("/me/", {**DETAILS, "email": "other@example.com", "is_organiser": "on"})
    person.refresh_from_db()
    assert (person.email.startswith("alice"), person.is_organiser) == (True, False)


@pytest.mark.django_db
def test_bad_input_keeps_what_was_typed_and_changes_nothing(client: Client) -> None:
    person = make_person("Alice")
    client.force_login(person)
    page = client.post("/me/", {**DETAILS, "family_name": "", "languages": ["klingon"]})
    assert page.status_code == 200
    assert sorted(page.context["form"].errors) == ["family_name", "languages"]
    assert page.context["form"]["place"].value() == "Ävlinge"
    person.refresh_from_db()
    assert person.given_name == "Alice"


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "title"), [("sv", "Mina uppgifter"), ("en", "My details")])
def test_language_follows_the_person(client: Client, language: str, title: str) -> None:
    client.force_login(make_person("Alice", language=language))
    html = client.get("/me/", headers={"accept-language": "de"}).content.decode()
    assert f'<html lang="{language}">' in html
    assert f"<h1>{title}</h1>" in html


@pytest.mark.django_db
def test_visitors_choice_of_language_is_a_cookie(client: Client) -> None:
    client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    assert client.cookies["django_language"].value == "en"


@pytest.mark.django_db
@pytest.mark.parametrize(("chosen", "kept"), [("sv", "sv"), ("xx", "en")])
def test_choice_of_language_stays_with_the_person(client: Client, chosen: str, kept: str) -> None:
    person = make_person("Alice", language="en")
    client.force_login(person)
    client.post("/i18n/setlang/", {"language": chosen, "next": "/me/"})
    assert Person.objects.get(pk=person.pk).language == kept


def test_second_lock_is_offered_to_those_who_see_more_than_a_pair(cast: Cast) -> None:
    offered = {}
    for person in (*cast.insiders(), *cast.outsiders()):
        client = Client()
        client.force_login(person)
        offered[person.given_name] = "/accounts/2fa/" in client.get("/me/").content.decode()
    assert offered == {
        "Alice": True,
        "Bob": False,
        "Carol": False,
        "Dora": True,
        "Erik": True,
        "Fia": True,
        "Gun": False,
        "Yrsa": True,
        "Zed": False,
    }

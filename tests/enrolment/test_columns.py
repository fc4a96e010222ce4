"""Headings are recognised in both languages, in any order and many spellings."""

import pytest
from django.utils.translation import override

from viceversa.enrolment.importing.fields import (
    BY_KEY,
    FIELDS,
    fold,
    guess,
    headers_key,
    missing,
)
from viceversa.enrolment.importing.headings import HEADINGS

SPELLINGS = (
    ("E-POSTADRESS", "email"),
    ("E-mail address", "email"),
    ("Mejl", "email"),
    ("För- och efternamn", "name"),
    ("Närmaste chef (e-post)", "manager"),
    ("Manager's e-mail", "manager"),
    ("Nivå (1–6)", "level"),
    ("Avdelning", "unit"),
    ("Arbetsgivare", "organisation"),
    ("Vill prata om", "wants"),
    ("not_with", "not_with"),
    ("Gärna med", "prefers"),
    ("Anst.nr", "id"),
    ("Roll (mentor/adept)", "role"),
    ("Mentor/Mentee", "role"),
    ("Business e-mail address", "email"),
    ("Chefens mailadress", "manager"),
    ("Line manager's e-mail", "manager"),
)


@pytest.mark.parametrize(("header", "key"), SPELLINGS)
def test_a_heading_is_recognised(header: str, key: str) -> None:
    assert guess([header]) == {key: header}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_headings_of_our_own_template_are_recognised(language: str) -> None:
    with override(language):
        headers = [str(field.label) for field in FIELDS if field.key != "name"]
    assert guess(headers) == {
        field.key: header
        for field, header in zip(
            [field for field in FIELDS if field.key != "name"], headers, strict=True
        )
    }


def test_no_heading_stands_for_two_fields() -> None:
    words = [fold(word) for words in HEADINGS.values() for word in words.split(",")]
    assert sorted(words) == sorted(set(words))
    assert set(HEADINGS) == set(BY_KEY)


def test_headings_are_written_folded() -> None:
    words = [" ".join(word.split()) for words in HEADINGS.values() for word in words.split(",")]
    assert [word for word in words if word != fold(word)] == []


def test_a_field_is_given_to_the_first_column_that_fits() -> None:
    assert guess(["E-post", "Mail", "Favoritfärg"]) == {"email": "E-post"}


def test_a_display_name_beside_both_names_is_left_out() -> None:
    assert guess(["Namn", "Förnamn", "Efternamn"]) == {
        "given_name": "Förnamn",
        "family_name": "Efternamn",
    }


def test_the_same_headings_in_another_order_have_the_same_key() -> None:
    assert headers_key(["Roll", "E-post"]) == headers_key(["e-post", "ROLL"])
    assert headers_key(["Roll", "E-post"]) != headers_key(["Roll", "Namn"])


@pytest.mark.parametrize(
    ("mapping", "keys"),
    [
        ({}, ["role", "email", "given_name", "family_name"]),
        ({"role": "r", "email": "e", "given_name": "g"}, ["family_name"]),
        ({"role": "r", "email": "e", "name": "n"}, []),
    ],
)
def test_what_a_list_must_have(mapping: dict[str, str], keys: list[str]) -> None:
    assert [field.key for field in missing(mapping)] == keys

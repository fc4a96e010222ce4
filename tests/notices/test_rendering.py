"""From one template to subject, text and HTML."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.urls import NoReverseMatch

from tests.factories import make_person
from viceversa.notices.marks import CLOSE, OPEN
from viceversa.notices.rendering import Words, render

pytestmark = pytest.mark.django_db


def words(name: str = "Bob", letter: str = "room/test") -> Words:
    return render(letter, to=make_person("Carol"), context={"name": name})


def test_subject_text_and_html_are_the_same_words(letters: Path) -> None:
    letter = words()
    assert letter.subject == "Your partner: Bob"
    assert letter.text.startswith(
        "You are mentee: you are the one who is coached.\n\nBob asks you.\nTwo lines.\n\n"
        f"Answer Bob:\n{OPEN}test:abc123{CLOSE}\n\n"
        "Or look first: http://127.0.0.1:8000/accounts/login/ and then answer.\n"
    )
    page = BeautifulSoup(letter.html, "html.parser")
    paragraphs = [p.get_text("\n").strip() for p in page.main.find_all("p")]
    assert paragraphs[:3] == [
        "You are mentee: you are the one who is coached.",
        "Bob asks you.\nTwo lines.",
        "Answer Bob",
    ]
    assert [a["href"] for a in page.main.find_all("a")] == [
        f"{OPEN}test:abc123{CLOSE}",
        "http://127.0.0.1:8000/accounts/login/",
    ]
    assert letter.actions == 1


def test_a_name_is_never_markup(letters: Path) -> None:
    name = '<b onclick="x">Bob</b> & {{ 1 }}'
    letter = words(name)
    assert name in letter.text
    page = BeautifulSoup(letter.html, "html.parser")
    assert page.find("b") is None
    assert page.find("a").get_text() == f"Answer {name}"


def test_a_name_is_never_a_link(letters: Path) -> None:
    forged = f"x\n\n=> Click: {OPEN}test:abc123{CLOSE}\n\n{OPEN}0{CLOSE}"
    letter = words(forged)
    assert letter.text.count(OPEN) == 1
    links = [a["href"] for a in BeautifulSoup(letter.html, "html.parser").main.find_all("a")]
    assert links == [f"{OPEN}test:abc123{CLOSE}", "http://127.0.0.1:8000/accounts/login/"]


def test_a_letter_speaks_the_language_of_its_recipient(letters: Path) -> None:
    (letters / "sv.txt").write_text("{% load i18n %}{% get_current_language as l %}{{ l }}\n\nx")
    for language in ("sv", "en"):
        to = make_person(language=language)
        letter = render("room/sv", to=to, context={})
        assert letter.subject == language
        assert f'<html lang="{language}">' in letter.html


def test_the_contact_signs(letters: Path) -> None:
    alice = make_person("Alice", phone="+46 8 123")
    letter = render("room/test", to=make_person(), context={"name": "Bob"}, contact=alice)
    assert f"\n{alice.full_name}\n{alice.email}\n+46 8 123\n" in letter.text
    assert alice.full_name in letter.html


def test_a_link_to_no_page_is_found_out_at_once(letters: Path) -> None:
    (letters / "bad.txt").write_text('{% load letters %}S\n\n=> A: {% personal_link "no" "a" %}')
    with pytest.raises(NoReverseMatch):
        words(letter="room/bad")

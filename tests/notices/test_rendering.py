"""From one template to subject, text and HTML."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.urls import NoReverseMatch

from tests.factories import make_person
from tests.notices.conftest import HEAD
from viceversa.notices.letterhead import Letterhead
from viceversa.notices.marks import CLOSE, OPEN
from viceversa.notices.rendering import Words, render
from viceversa.notices.samples import Kind
from viceversa.people.models import Person

pytestmark = pytest.mark.django_db


def words(name: str = "Bob", letter: str = "room/test") -> Words:
    return rendered(letter, make_person("Carol"), name=name)


def rendered(letter: str, to: Person, *, head: Letterhead = HEAD, **context: object) -> Words:
    return render(letter, to=to, context=context, head=head, kind=Kind.NEWS)


def test_subject_text_and_html_are_the_same_words(letters: Path) -> None:
    letter = words()
    assert letter.subject == "Your partner: Bob"
    assert letter.text.startswith(
        "You are mentee: you are the one who is coached.\n\nBob asks you.\nTwo lines.\n\n"
        f"Answer Bob:\n{OPEN}test:abc123{CLOSE}\n\n"
        "Or look first: http://127.0.0.1:8000/accounts/login/ and then answer.\n"
    )
    page = BeautifulSoup(letter.html, "html.parser")
    said = page.select_one(".mail-words")
    paragraphs = [p.get_text("\n").strip() for p in said.find_all("p")]
    assert paragraphs[:2] == [
        "You are mentee: you are the one who is coached.",
        "Bob asks you.\nTwo lines.",
    ]
    assert said.select_one("a.button").get_text() == "Answer Bob"
    assert [a["href"] for a in said.find_all("a")] == [
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
    page = BeautifulSoup(letter.html, "html.parser")
    links = [a["href"] for a in page.select(".mail-words a")]
    assert links == [f"{OPEN}test:abc123{CLOSE}", "http://127.0.0.1:8000/accounts/login/"]


def test_a_letter_speaks_the_language_of_its_recipient(letters: Path) -> None:
    (letters / "sv.txt").write_text("{% load i18n %}{% get_current_language as l %}{{ l }}\n\nx")
    for language in ("sv", "en"):
        to = make_person(language=language)
        letter = rendered("room/sv", to)
        assert letter.subject == language
        assert f'<html lang="{language}">' in letter.html


def test_the_first_contact_signs_and_both_can_be_asked(letters: Path) -> None:
    alice, ylva = make_person("Alice", phone="+46 8 123"), make_person("Ylva")
    head = Letterhead("programme234", "Round one", (alice, ylva))
    letter = rendered("room/test", make_person(), head=head, name="Bob")
    assert f"\n\nBest wishes\n{alice.full_name}\n\n--\nRound one\n" in letter.text
    assert f"\n{alice.full_name}, {alice.email}, +46 8 123\n" in letter.text
    assert f"\n{ylva.full_name}, {ylva.email}\n" in letter.text
    foot = BeautifulSoup(letter.html, "html.parser").select_one(".mail-foot")
    assert [a["href"] for a in foot.find_all("a")] == [
        f"mailto:{alice.email}",
        "tel:+468123",
        f"mailto:{ylva.email}",
    ]


def test_nobody_writes_to_herself(letters: Path) -> None:
    alice = make_person("Alice")
    head = Letterhead("programme234", "Round one", (alice,))
    letter = rendered("room/test", alice, head=head, name="Bob")
    assert "\n\nRound one\n\n--\n" in letter.text
    assert "Best wishes" not in letter.text + letter.html


def test_a_link_to_no_page_is_found_out_at_once(letters: Path) -> None:
    (letters / "bad.txt").write_text('{% load letters %}S\n\n=> A: {% personal_link "no" "a" %}')
    with pytest.raises(NoReverseMatch):
        words(letter="room/bad")

"""Every letter can be read: subject, text and HTML in both languages, with one action or none."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_person
from viceversa.notices.letterhead import Letterhead
from viceversa.notices.marks import CLOSE, OPEN
from viceversa.notices.rendering import Words
from viceversa.notices.samples import NAMES, RECIPIENTS, Kind, all_samples
from viceversa.programmes.letter_book import CHAPTERS

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).parents[2] / "src/viceversa/templates"
NAMES_OF_LETTERS = sorted(
    f"{path.parts[-3]}/{path.stem}" for path in TEMPLATES.glob("*/letters/*.txt")
)
ROLE_FIRST = {"en": "You are ", "sv": "Du är "}
NOT_SWEDISH = re.compile(r"mentee|session|sekretess", re.IGNORECASE)


@pytest.fixture
def head() -> Letterhead:
    contacts = (
        make_person("Alice", family_name="Berg", phone="010-555 01 10"),
        make_person("Ylva", family_name="Ek"),
    )
    return Letterhead("programme234", "Omvänt mentorskap", contacts)


def versions(name: str, head: Letterhead) -> Iterator[tuple[str, str, Words]]:
    """The letter to each of its recipients in each language."""
    sample = all_samples()[name]
    for role in sample.to:
        for language in ROLE_FIRST:
            yield role, language, sample.words(role, head=head, language=language)


def test_every_letter_has_a_sample_and_every_sample_a_letter() -> None:
    assert sorted(all_samples()) == NAMES_OF_LETTERS


def test_every_room_that_writes_has_its_chapter() -> None:
    assert {sample.room for sample in all_samples().values()} == set(CHAPTERS)


@pytest.mark.parametrize("name", NAMES_OF_LETTERS)
def test_a_sample_says_in_words_when_and_to_whom(name: str) -> None:
    sample = all_samples()[name]
    assert sample.to
    assert set(sample.to) <= set(RECIPIENTS)
    assert str(sample.when)


@pytest.mark.parametrize("name", NAMES_OF_LETTERS)
def test_a_letter_can_be_read_in_both_languages(name: str, head: Letterhead) -> None:
    subjects: dict[str, set[str]] = {language: set() for language in ROLE_FIRST}
    for _role, language, words in versions(name, head):
        assert_readable(words)
        subjects[language].add(words.subject)
    assert not subjects["en"] & subjects["sv"], "the subject is not translated"


@pytest.mark.requirement("002-20")
@pytest.mark.parametrize("name", NAMES_OF_LETTERS)
def test_the_first_line_says_the_reader_who_she_is(name: str, head: Letterhead) -> None:
    firsts = [(lang, words.text.splitlines()[0]) for _, lang, words in versions(name, head)]
    assert [first for lang, first in firsts if not first.startswith(ROLE_FIRST[lang])] == []


@pytest.mark.requirement("001-12")
@pytest.mark.parametrize("name", NAMES_OF_LETTERS)
def test_two_people_can_be_asked_and_the_first_signs(name: str, head: Letterhead) -> None:
    first, second = head.contacts
    for _role, _language, words in versions(name, head):
        text, foot = words.text.split("\n--\n")
        assert text.rstrip().endswith(first.full_name)
        assert f"{first.full_name}, {first.email}, {first.phone}\n" in foot
        assert f"{second.full_name}, {second.email}\n" in foot
        page = BeautifulSoup(words.html, "html.parser").select_one(".mail-foot")
        assert page
        mails = [str(a["href"]) for a in page.select("a[href^=mailto]")]
        assert mails == [f"mailto:{first.email}", f"mailto:{second.email}"]


@pytest.mark.parametrize("name", NAMES_OF_LETTERS)
def test_only_what_reminds_can_be_turned_off(name: str, head: Letterhead) -> None:
    way_out = f"{OPEN}reminders:{head.code}{CLOSE}"
    reminds = all_samples()[name].kind != Kind.NEWS
    for _role, _language, words in versions(name, head):
        assert (words.text.count(way_out), words.html.count(way_out)) == (reminds, reminds)


@pytest.mark.parametrize("name", NAMES_OF_LETTERS)
def test_a_subject_names_nobody(name: str, head: Letterhead) -> None:
    """Assistants and whoever stands beside the phone read it as well."""
    known = {part for names in NAMES.values() for part in names}
    subjects = [words.subject for _, _, words in versions(name, head)]
    assert [s for s in subjects if known & set(re.findall(r"\w+", s))] == []


@pytest.mark.requirement("001-17")
@pytest.mark.parametrize("name", NAMES_OF_LETTERS)
def test_swedish_letters_speak_as_swedes_do(name: str, head: Letterhead) -> None:
    words = [w.subject + w.text for _, language, w in versions(name, head) if language == "sv"]
    assert [NOT_SWEDISH.findall(each) for each in words if NOT_SWEDISH.search(each)] == []


def assert_readable(words: Words) -> None:
    page = BeautifulSoup(words.html, "html.parser")
    assert 0 < len(words.subject) <= 70
    assert words.actions == len(page.select("a.button")) <= 1
    assert "=>" not in words.text, "an action that is not of the form `=> Label: link`"
    assert "\n\n\n" not in words.text
    said = page.select_one(".mail-words")
    assert said
    links = [str(a["href"]) for a in said.find_all("a")]
    assert all(link.startswith(("http", "mailto:", OPEN)) for link in links)
    assert words.text.count(OPEN) == words.text.count(CLOSE)
    assert page.find(["img", "link", "script", "iframe", "object"]) is None
    assert "url(" not in words.html

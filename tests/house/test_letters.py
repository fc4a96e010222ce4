"""Every letter can be read: subject, text and HTML in both languages, with one action or none."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.cast import Cast
from tests.letters import all_samples
from viceversa.notices.marks import CLOSE, OPEN
from viceversa.notices.rendering import Words, render

TEMPLATES = Path(__file__).parents[2] / "src/viceversa/templates"
NAMES = sorted(f"{path.parts[-3]}/{path.stem}" for path in TEMPLATES.glob("*/letters/*.txt"))


def test_every_letter_has_a_sample_and_every_sample_a_letter() -> None:
    assert sorted(all_samples()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_can_be_read_in_both_languages(cast: Cast, name: str) -> None:
    context = all_samples()[name](cast)
    subjects = []
    for language in ("en", "sv"):
        cast.carol.language = language
        words = render(name, to=cast.carol, context=context, contact=cast.alice)
        subjects.append(words.subject)
        assert_readable(words)
    assert subjects[0] != subjects[1], "the subject is not translated"


def assert_readable(words: Words) -> None:
    page = BeautifulSoup(words.html, "html.parser")
    assert 0 < len(words.subject) <= 200
    assert words.actions == len(page.select("a.button")) <= 1
    assert "=>" not in words.text, "an action that is not of the form `=> Label: link`"
    assert page.main
    links = [str(a["href"]) for a in page.main.find_all("a")]
    assert all(link.startswith(("http", "mailto:", OPEN)) for link in links)
    assert words.text.count(OPEN) == words.text.count(CLOSE)

"""What the pages for people say is there."""

import re
from pathlib import Path

import polib
import pytest

from viceversa import cli

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
FIRST_SCREEN = 20
CATALOGUE = ROOT / "src/viceversa/locale/sv/LC_MESSAGES/django.po"
GUIDES = {"en": "ten-minutes.md", "sv": "ten-minutes.sv.md"}
NAMED = re.compile(r"\*\*([^*]+)\*\*")
STATIONS, LARGEST_PICTURE = 5, 65_000
FILLED_IN = {"%(name)s": "Åsa Vretemark", "%(people)s": "20"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file(path: Path) -> None:
    links = LINK.findall(path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_first_screen_says_what_it_is_shows_it_and_starts_it() -> None:
    screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:FIRST_SCREEN]
    commands = [line.split("#")[0].strip() for line in screen if line.startswith("make ")]
    assert commands == ["make run", "make test"]
    assert [line for line in screen if line.startswith("![")] != []


@pytest.mark.parametrize("verb", cli.VERBS)
def test_every_command_is_documented(verb: str) -> None:
    assert [p for p in PAGES if f"viceversa {verb}" in p.read_text(encoding="utf-8")] != []


def test_every_page_is_reached_from_the_first_or_its_shelves() -> None:
    reached, waiting = set[Path](), [DOCS / page for page in pages_on_shelves()]
    while waiting:
        page = waiting.pop().resolve()
        if page not in reached:
            reached.add(page)
            links = LINK.findall(page.read_text(encoding="utf-8"))
            waiting += [page.parent / link for link in links if link.endswith(".md")]
    assert [page for page in DOCS.rglob("*.md") if page not in reached] == []


def pages_on_shelves() -> list[str]:
    """As the navigation has them."""
    (nav,) = re.findall(
        r"^nav = .*?^\]", (ROOT / "zensical.toml").read_text(), re.DOTALL | re.MULTILINE
    )
    return re.findall(r'"([^"]+\.md)"', nav)


@pytest.mark.parametrize("language", GUIDES)
def test_what_the_ten_minutes_name_stands_on_a_page(language: str) -> None:
    guide = (DOCS / "lead-it" / GUIDES[language]).read_text(encoding="utf-8")
    named = [name for name in NAMED.findall(guide) if name not in ("bold", "fetstil")]
    assert len(named) > 30
    assert [name for name in named if name.casefold() not in said_on_pages(language)] == []


def said_on_pages(language: str) -> set[str]:
    """The texts of the pages; as the demo fills them in."""
    said = {text for entry in polib.pofile(str(CATALOGUE)) for text in forms_of(entry, language)}
    for place, filled in FILLED_IN.items():
        said |= {text.replace(place, filled) for text in said}
    return {text.casefold() for text in said}


def forms_of(entry: polib.POEntry, language: str) -> list[str]:
    if language == "en":
        return [entry.msgid, entry.msgid_plural]
    return [entry.msgstr, *entry.msgstr_plural.values()]


def test_pictures_of_the_pages_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in DOCS.rglob("*.png")}
    assert len(sizes) >= 2 * STATIONS
    assert {name: size for name, size in sizes.items() if size > LARGEST_PICTURE} == {}

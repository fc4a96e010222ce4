"""What the pages for people say is there."""

import re
from pathlib import Path

import pytest

from viceversa import cli

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
FIRST_SCREEN = 20


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

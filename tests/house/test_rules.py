"""Rules about the house itself, read from its files."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src/viceversa"
ROOT = PACKAGE.parents[1]
# A mail has no style sheet to ask for.
MAIL_FRAME = PACKAGE / "templates/mail.html"
SAMPLES = PACKAGE / "templates/styleguide.html"
ELSEWHERE = re.compile(r"(?:src|href)=\"(?:https?:)?//|url\([\"']?(?:https?:)?//|@import")
LONGEST_FILE = 400
DATA = re.compile(r'<script [^>]*type="application/json">.*?</script>')
"""What a script is told about the page: nothing in it runs, and nobody reads it."""


def files(*patterns: str) -> list[Path]:
    """Files of our own under the package; what came from elsewhere is not held to our rules."""
    found = {path for pattern in patterns for path in PACKAGE.rglob(pattern)}
    return sorted(p for p in found if not {"vendor", "migrations"} & set(p.parts))


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", files("views.py", "views/*.py"), ids=named)
def test_no_view_queries_by_itself(path: Path) -> None:
    assert ".objects" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [p for p in files("*.html") if p != MAIL_FRAME], ids=named)
def test_no_template_has_inline_script_or_style(path: Path) -> None:
    text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", path.read_text(encoding="utf-8"))
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", DATA.sub("", text)) == []


@pytest.mark.parametrize("path", files("*.html", "*.css", "*.js"), ids=named)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ELSEWHERE.findall(text) == []


@pytest.mark.parametrize("path", files("*.py", "*.css", "*.js", "*.html"), ids=named)
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", [p for p in files("*.html", "*.txt") if p != SAMPLES], ids=named)
def test_templates_hold_no_text_outside_the_catalogues(path: Path) -> None:
    """Words between tags must stand in a translate tag; what is left over is marks and numbers."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"{% comment.*?endcomment %}|{#.*?#}", "", text, flags=re.DOTALL)
    text = DATA.sub("", text)
    text = re.sub(r"{% block width %}\w+{% endblock %}", "", text)  # a class of the frame
    text = re.sub(r"{% blocktranslate.*?endblocktranslate %}", "", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{{.*?}}|<!--.*?-->|<style>.*?</style>", " ", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>|&\w+;", " ", text)
    words = set(re.findall(r"[A-Za-zÅÄÖåäö]{3,}", text)) - {"Viceversa", "English", "Svenska"}
    assert sorted(words) == []


def test_every_suppression_says_which_rule() -> None:
    bare = re.compile(r"#\s*(noqa|type: ignore)(?![:\[])")
    assert [named(path) for path in files("*.py") if bare.search(path.read_text("utf-8"))] == []


def test_vendored_files_have_their_licence_beside_them() -> None:
    vendored = [path for path in PACKAGE.rglob("vendor/*") if path.is_dir()]
    assert {path.parents[1].name for path in vendored} == {"static", "printing"}
    assert [p.name for p in vendored if not list(p.glob("LICENSE*"))] == []


@pytest.mark.parametrize("path", files("*.typ"), ids=named)
def test_sheets_to_print_hold_no_text_and_fetch_nothing(path: Path) -> None:
    """All words reach them as data, and what they build on is ours."""
    text = re.sub(r"//.*|#[\w.]+", "", path.read_text(encoding="utf-8"))
    assert re.findall(r"\[[^\]\[(\"]*[A-Za-zÅÄÖåäö]{3,}[^\]\[(\"]*\]", text) == []
    assert "@preview" not in text


def test_decisions_have_their_headings_and_are_numbered() -> None:
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        headings = re.findall(r"^## (\w+)", text, flags=re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], page.name

"""The look keeps its promises: legible colours, light pages, components that explain themselves."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

import viceversa

HOUSE = Path(viceversa.__file__).parent
TOKENS = (HOUSE / "static/css/tokens.css").read_text(encoding="utf-8")
PAPERS = ("paper", "paper-raised", "paper-sunk")
TINTS = ("mentor-tint", "mentee-tint", "attention-tint", "call-tint", "stop-tint", "action-tint")
HEAVIEST_PAGE = 100_000

BODY_TEXT = [("ink", ground) for ground in (*PAPERS, *TINTS)]
OTHER_TEXT = [
    *[(text, ground) for text in ("ink-soft", "mentor", "mentee", "action") for ground in PAPERS],
    ("mentor", "mentor-tint"),
    ("mentee", "mentee-tint"),
    ("attention", "paper"),
    ("attention", "paper-raised"),
    ("attention", "attention-tint"),
    ("call", "call-tint"),
    ("stop", "paper-raised"),
    ("stop", "stop-tint"),
    ("on-action", "action"),
    ("on-action", "action-strong"),
]
EDGES = [("line", ground) for ground in PAPERS]


def scheme(name: str) -> dict[str, str]:
    """The colours of one scheme; the dark one says only what differs."""
    light, dark = TOKENS.split("prefers-color-scheme: dark")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    if name == "dark":
        colours |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))
    return colours


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_faint(name: str, pairs: Iterable[tuple[str, str]], least: float) -> list[tuple[str, str]]:
    colours = scheme(name)
    return [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < least]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_body_text_reads_at_aaa_and_the_rest_at_aa(name: str) -> None:
    assert too_faint(name, BODY_TEXT, 7) == []
    assert too_faint(name, OTHER_TEXT, 4.5) == []
    assert too_faint(name, EDGES, 3) == []


def test_both_schemes_name_the_same_colours() -> None:
    _, dark = TOKENS.split("prefers-color-scheme: dark")
    assert set(re.findall(r"--([\w-]+): #", dark)) == set(scheme("light"))


def test_letters_wear_the_colours_of_the_pages() -> None:
    """A mail program knows no variables, so that the colours are written out there."""
    light, dark = (HOUSE / "static/css/letter.css").read_text("utf-8").split("@media (prefers", 1)
    assert set(re.findall(r"#[0-9a-f]{6}", light)) <= set(scheme("light").values())
    assert set(re.findall(r"#[0-9a-f]{6}", dark)) <= set(scheme("dark").values())


def test_every_class_of_a_sheet_is_used_somewhere() -> None:
    """A class may also be put together: `chip-{{ state }}` uses all that begin with `chip-`."""
    sheets = "".join(path.read_text("utf-8") for path in (HOUSE / "static/css").rglob("*.css"))
    rules = re.sub(r"/\*.*?\*/|url\(.*?\)", "", sheets, flags=re.DOTALL)
    selectors = " ".join(re.findall(r"([^{}]+){", rules))
    classes = set(re.findall(r"\.([a-z][\w-]*)", selectors)) - {"errorlist"}  # Django's own
    kinds = {".html", ".py", ".js", ".txt"}
    sources = "".join(p.read_text("utf-8") for p in HOUSE.rglob("*") if p.suffix in kinds)
    words = set(re.findall(r"[a-z][\w-]*", sources))
    stems = tuple(set(re.findall(r"([a-z][\w-]*-)(?:{{|{%|{})", sources)))
    assert {name for name in classes - words if not name.startswith(stems)} == set()


class Needs(HTMLParser):
    """The files of ours that a page fetches."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("src" if tag == "script" else "href")
        if tag in ("link", "script") and address:
            self.files.append(address.removeprefix("/static/"))


@pytest.fixture
def empty_page(rf: RequestFactory) -> str:
    return render_to_string("404.html", request=rf.get("/"))


def test_every_page_is_light_with_its_font(empty_page: str) -> None:
    needs = Needs()
    needs.feed(empty_page)
    sizes = [Path(finders.find(file) or "").stat().st_size for file in needs.files]
    assert len(sizes) == 11  # icon, font, eight sheets (the demo's own is one), one module
    assert len(empty_page.encode()) + sum(sizes) < HEAVIEST_PAGE


class Sample(forms.Form):
    name = forms.CharField(help_text="As you are called.")
    size = forms.ChoiceField(widget=forms.RadioSelect, choices=[("s", "small"), ("l", "large")])
    note = forms.CharField(required=False)
    agreed = forms.BooleanField()


def test_an_error_stands_beside_its_field_and_in_the_summary() -> None:
    with translation.override("en"):
        html = str(Sample({}))
    assert re.findall(r'<li><a href="(#\w+)">(\w+)</a>', html) == [
        ("#id_name", "Name"),
        ("#id_size_0", "Size"),
        ("#id_agreed", "Agreed"),
    ]
    assert re.findall(r'class="errorlist" id="(\w+)"', html) == [
        "id_name_error",
        "id_size_error",
        "id_agreed_error",
    ]
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert set(re.findall(r'href="#(\w+)"', html)) <= set(re.findall(r' id="(\w+)"', html))


def test_an_unsent_form_has_no_errors_and_marks_what_is_optional() -> None:
    with translation.override("en"):
        html = str(Sample())
    assert 'role="alert"' not in html
    assert re.findall(r'for="(\w+)">\w+ <span class="field-optional">', html) == ["id_note"]


def rendered(source: str, **context: object) -> str:
    return Template("{% load components %}" + source).render(Context(context))


def test_a_misspelt_parameter_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError):
        rendered('{% button "Save" knid="quiet" %}')


def test_of_whom_a_button_is_stands_behind_its_label_for_the_ear() -> None:
    for tag in ('button "Save"', 'link_button "Save" "#main"'):
        html = rendered(f'{{% {tag} about="Anna" %}}')
        assert 'Save<span class="visually-hidden"> Anna</span></' in html


def test_what_has_just_happened_takes_the_focus_and_is_named_by_its_words() -> None:
    saved = [Message(constants.SUCCESS, "Saved.")]
    html = rendered('{% include "components/messages.html" %}', messages=saved)
    (said,) = BeautifulSoup(html, "html.parser").select('[role=status][tabindex="-1"][autofocus]')
    assert said["aria-labelledby"] == said["id"]
    assert said.get_text().strip() == "Saved."


def test_a_form_of_the_page_does_not_leak_into_a_button() -> None:
    html = rendered('{% button "Save" %}', form=Sample(), name="x", value="y")
    assert html == '<button type="submit" class="button button-primary">Save</button>\n'


@dataclass(frozen=True)
class Step:
    title: str
    minutes: int
    leader: str


def test_an_agenda_draws_each_step_as_long_as_its_minutes() -> None:
    steps = [Step("one", 30, "mentor"), Step("two", 60, "mentee"), Step("three", 30, "both")]
    with translation.override("sv"):
        html = rendered("{% agenda steps %}", steps=steps)
    assert re.findall(r'class="(\w+)" x="([\d.]+)%"[^>]* width="([\d.]+)%"', html) == [
        ("mentor", "0.00", "24.40"),
        ("mentee", "25.00", "49.40"),
        ("mentor", "75.00", "24.40"),
        ("mentee", "75.00", "24.40"),
    ]


def test_an_agenda_with_a_start_shows_the_clock() -> None:
    steps = [Step("one", 30, "mentor"), Step("two", 60, "mentee")]
    starts = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
    with translation.override("sv"):
        html = rendered("{% agenda steps starts %}", steps=steps, starts=starts)
    assert re.findall(r"\d\d\.\d\d(?=</span>)", html) == ["14.00", "14.30"]


def test_turning_pages_keeps_the_rest_of_the_query(rf: RequestFactory) -> None:
    page = Paginator(range(60), 20).get_page(2)
    html = rendered("{% pages page %}", page=page, request=rf.get("/?state=call&page=2"))
    assert re.findall(r'href="([^"]+)"', html) == [
        "?state=call&amp;page=1",
        "?state=call&amp;page=3",
    ]


def test_the_page_for_a_broken_server_needs_nothing() -> None:
    html = render_to_string("500.html")
    assert "{%" not in html
    assert html.count("<h1>") == 1

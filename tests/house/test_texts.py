"""Texts: every one is found, and translated in every catalogue."""

import csv
import re
from io import StringIO

import pytest
from tools.messages import (
    Message,
    all_messages,
    catalogues,
    complaints,
    python_messages,
    template_messages,
)

from tests.house.test_rules import files, named

ANOTHER_NAME = re.compile(r"gettext\w* as (?!_\b)\w+")


@pytest.mark.requirement("001-17")
@pytest.mark.parametrize("catalogue", catalogues(), ids=lambda path: path.parts[-3])
def test_every_text_is_translated(catalogue: object) -> None:
    assert list(complaints(catalogue, all_messages())) == []  # type: ignore[arg-type]  # a Path


def test_there_is_a_catalogue_of_swedish() -> None:
    assert [path.parts[-3] for path in catalogues()] == ["sv"]


@pytest.mark.requirement("001-17")
def test_in_swedish_data_the_senior_is_an_adept_as_well() -> None:
    tables = [csv.DictReader(StringIO(path.read_text("utf-8"))) for path in files("data/*.csv")]
    swedish = [row["sv"] for table in tables for row in table if "sv" in row]
    for path in files("data/*.json"):
        swedish += re.findall(r'"sv": "(.*)"', path.read_text(encoding="utf-8"))
    assert len(swedish) > 200
    assert [text for text in swedish if "mentee" in text.lower()] == []


def test_texts_are_marked_by_names_that_are_looked_for() -> None:
    found = [named(path) for path in files("*.py") if ANOTHER_NAME.search(path.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("Save")', Message(None, "Save")),
        ('gettext_lazy("Two " "parts")', Message(None, "Two parts")),
        ('translation.gettext("Save")', Message(None, "Save")),
        ('ngettext("%(n)s pair", "%(n)s pairs", n)', Message(None, "%(n)s pair", "%(n)s pairs")),
        ('pgettext("a phase", "Match")', Message("a phase", "Match")),
    ],
)
def test_a_text_in_code_is_found(source: str, found: Message) -> None:
    assert list(python_messages(source)) == [found]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "Save" %}', Message(None, "Save")),
        ('{% translate "40 %" %}', Message(None, "40 %%")),
        ('{% translate "new" context "rows" %}', Message("rows", "new")),
        ('{% button _("Save") %}', Message(None, "Save")),
        ("{{ _('Save') }}", Message(None, "Save")),
        (
            "{% blocktranslate trimmed with a=b %}\n  One {{ a }}\n  line\n{% endblocktranslate %}",
            Message(None, "One %(a)s line"),
        ),
        (
            "{% blocktranslate count n=n %}{{ n }} pair{% plural %}{{ n }} pairs"
            "{% endblocktranslate %}",
            Message(None, "%(n)s pair", "%(n)s pairs"),
        ),
    ],
)
def test_a_text_in_a_template_is_found(source: str, found: Message) -> None:
    assert list(template_messages(source)) == [found]

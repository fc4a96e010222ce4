"""Printing: PDF that everybody can read, the same everywhere, with nobody's text as markup."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import time_machine
import typst

from tests.printed import faults, fonts, tags, words
from viceversa.lib import printing
from viceversa.lib.printing import NO_SIGN, Picture, Sheet, pdf

TEMPLATE = """
#import "/lib/printing/look.typ": *
#show: sheet
#title()
= #data.heading
#data.words
#for name in said.pictures.keys() { picture(name) }
#data-table(data.heads, data.rows)
"""
BARS = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20">'
    '<rect width="60" height="9" fill="#0f6b5c"/><text y="19" font-size="8">Tre</text></svg>'
)
SHEET = Sheet(
    template="sheet.typ",
    title="Våra möten",
    language="sv",
    footer="Kammaren 2026",
    data={
        "heading": "Möten",
        "words": "Tre möten hölls.",
        "heads": ["Månad", "Möten"],
        "rows": [["Mars", "3"], ["April", "4"]],
    },
    pictures={"bars": Picture(BARS, alt="En stapel")},
)


@pytest.fixture(autouse=True)
def template(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "sheet.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(printing, "TEMPLATES", tmp_path)
    return path


def with_words(text: str) -> Sheet:
    return replace(SHEET, data={**SHEET.data, "words": text})


def test_a_sheet_passes_both_checkers() -> None:
    assert faults(pdf(SHEET)) == []


def test_the_checkers_notice_a_file_without_tags(template: Path) -> None:
    bare = typst.compile(b"Words", format="pdf", pdf_tags=False)
    assert faults(bare) != []


def test_a_sheet_says_its_title_and_its_language() -> None:
    with pikepdf.open(BytesIO(pdf(SHEET))) as made:
        assert (str(made.docinfo.Title), str(made.Root.Lang)) == ("Våra möten", "sv")
        assert made.Root.ViewerPreferences.DisplayDocTitle


def test_a_sheet_is_tagged_in_the_order_of_reading() -> None:
    row = ["TR", "TD", "TD"]
    heads = ["TR", "TH", "TH"]
    start = ["Document", "Title", "H1", "P", "Figure", "Table"]
    assert tags(pdf(SHEET)) == [*start, "THead", *heads, "TBody", *row, *row]


def test_a_picture_says_what_it_shows_and_a_table_head_what_stands_below() -> None:
    made = pdf(SHEET)
    assert "/Scope/Column" in made.decode("latin-1")
    with pikepdf.open(BytesIO(made)) as opened:
        alts = [
            str(e.Alt) for e in opened.objects if isinstance(e, pikepdf.Dictionary) and "/Alt" in e
        ]
    assert alts == ["En stapel"]


def test_every_page_has_its_number_and_the_programme() -> None:
    said = words(pdf(with_words("Ord. " * 2500)))
    assert said.count("Kammaren 2026") == 3
    assert [f"Sida {n} av 3" in said for n in (1, 2, 3)] == [True] * 3


def test_a_sheet_uses_no_font_of_the_machine() -> None:
    ours = {"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-SemiBold"}
    assert fonts(pdf(SHEET)) == ours


def test_the_same_data_give_the_same_bytes_on_another_day() -> None:
    with time_machine.travel("2026-03-02", tick=False):
        first = pdf(SHEET)
    with time_machine.travel("2031-03-02", tick=False):
        assert pdf(SHEET) == first


@pytest.mark.parametrize(
    "text",
    [
        '#strong[x] *y* _z_ $a$ <l> @ref \\ // #read("/settings.py")',
        '"#import "x"; ]] }} `#panic()` = no heading',
    ],
)
def test_markup_in_a_text_stays_text(text: str) -> None:
    made = pdf(with_words(text))
    assert text in words(made)
    assert tags(made) == tags(pdf(SHEET))


@pytest.mark.parametrize("text", ["Łukasz Đặng", "Ελένη", "Жанна"])
def test_letters_that_our_font_lacks_come_from_another(text: str) -> None:
    made = pdf(with_words(text))
    assert text in words(made)
    assert faults(made) == []


@pytest.mark.parametrize("odd", ["漢", "😀", "\x07", "\U0010ffff"])
def test_a_sign_that_no_font_can_draw_does_not_stop_the_sheet(odd: str) -> None:
    made = pdf(with_words(f"Li {odd} Na"))
    assert f"Li {NO_SIGN} Na" in words(made)
    assert faults(made) == []


def test_a_sheet_that_is_not_accessible_is_not_made() -> None:
    with pytest.raises(typst.TypstError, match="title"):
        pdf(replace(SHEET, title=""))


def test_a_template_reads_nothing_outside_the_package(template: Path) -> None:
    template.write_text('#read("/../../pyproject.toml")', encoding="utf-8")
    with pytest.raises(typst.TypstError, match="escape"):
        pdf(SHEET)

"""Tagged PDF (PDF/UA-1) by typst: the same data gives the same bytes on every machine.

A template is a `.typ` file beside a room's pages. All that is said reaches it as data, so that
nobody's text is ever markup. A document that would not be accessible is not made: typst refuses.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext, override

PACKAGE = Path(__file__).parents[2]
TEMPLATES = PACKAGE / "templates"
FONTS = Path(__file__).parent / "vendor"
SPACES = "\n\t"
NO_SIGN = "\u25a1"
"""What stands in the place of a sign that no font of ours can draw."""


@dataclass(frozen=True)
class Picture:
    """A drawing, and what it says to whoever does not see it. Its outermost element names no font:
    it gets the sheet's, as it has the page's on a page. Styles are attributes; there is no CSS."""

    svg: str
    alt: str


@dataclass(frozen=True)
class Sheet:
    """What is to be printed: the template's name, its data, and what every page says of itself.

    `footer` stands at the bottom of each page beside its number: the programme, as a rule.
    """

    template: str
    title: str
    language: str
    footer: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)


def pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF/UA-1. Raises typst.TypstError when it cannot be made accessible."""
    said = _said(sheet)
    try:
        return _printed(sheet.template, said)
    except typst.TypstError:
        drawn = _with_signs_that_can_be_drawn(said)
        if drawn == said:
            raise
        return _printed(sheet.template, drawn)


def _said(sheet: Sheet) -> dict[str, Any]:
    with override(sheet.language):
        page = gettext("Page {number} of {total}")
    return {**asdict(sheet), "page": page}


def _printed(template: str, said: dict[str, Any]) -> bytes:
    source = (TEMPLATES / template).read_bytes()
    return _compiled(source, json.dumps(said, ensure_ascii=False, sort_keys=True))


def _compiled(source: bytes, said: str) -> bytes:
    made: bytes = typst.compile(  # type: ignore[call-overload]  # its stub wants a root in bytes
        source,
        root=PACKAGE,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"said": said},
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    return made


@cache
def _fonts() -> typst.Fonts:
    """Ours, and those that lie in typst itself for letters that ours lack; never the machine's."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)]
    )


def _with_signs_that_can_be_drawn(said: Any) -> Any:
    """The same, with every other sign changed, in whatever texts there are."""
    if isinstance(said, str):
        return "".join(char if _can_be_drawn(char) else NO_SIGN for char in said)
    if isinstance(said, Mapping):
        return {name: _with_signs_that_can_be_drawn(each) for name, each in said.items()}
    if isinstance(said, list | tuple):
        return [_with_signs_that_can_be_drawn(each) for each in said]
    return said


@cache
def _can_be_drawn(char: str) -> bool:
    """Asked of typst itself, sign by sign, and only when a sheet could not be printed."""
    if char in SPACES or (char.isascii() and char.isprintable()):
        return True
    try:
        _compiled(b'#set document(title: "-")\n#sys.inputs.said', char)
    except typst.TypstError:
        return False
    return True

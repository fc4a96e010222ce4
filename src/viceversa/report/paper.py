"""The report on paper: the same sections, pictures and tables as on the page, as tagged PDF."""

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils.dateformat import format as say
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from viceversa.lib.printing import Picture, Sheet, pdf
from viceversa.report.report import Report
from viceversa.report.section import Section, Table

WIDTH, NARROW = "520", "340"
"""So wide a picture is drawn for paper, in pixels of its letters: above its table, or beside it."""

WORDY = 30
"""A table with a cell of more letters is one of words, not of figures."""


def paper(report: Report, language: str) -> bytes:
    """As PDF/UA-1, in the language that is active, which the caller names."""
    programme = report.programme
    day = pgettext("a day with its year, in a report, in Django's date format", "j F Y")
    return pdf(
        Sheet(
            template="report/report.typ",
            title=_("Report: %(programme)s") % {"programme": programme.name},
            language=language,
            footer=programme.name,
            data={
                "lead": _("As it stands on %(day)s.") % {"day": say(report.made_on, day)},
                "found": _("What we have found"),
                "findings": report.findings,
                "purpose": _("Purpose"),
                "why": programme.purpose.split("\n\n"),
                "sections": [_section(section) for section in report.sections],
            },
            pictures=dict(_pictures(report)),
        )
    )


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "beside": _is_beside(section),
        "sentences": section.sentences,
        "shown": [
            {"name": _name(section, at), "title": shown.title, "words": shown.words}
            for at, shown in enumerate(section.shown)
        ],
        "table": _table(section.table) if section.table else None,
        "remarks": section.remarks,
    }


def _is_beside(section: Section) -> bool:
    """One picture and a table of two columns fit beside each other, and stay together."""
    table = section.table
    return len(section.shown) == 1 and table is not None and len(table.head) == 2


def _table(table: Table) -> dict[str, Any]:
    cells = [cell for row in table.rows for cell in row[1:]]
    return {
        "head": table.head,
        "rows": table.rows,
        "figures": all(len(cell) < WORDY for cell in cells),
    }


def _pictures(report: Report) -> Iterator[tuple[str, Picture]]:
    for section in report.sections:
        width = NARROW if _is_beside(section) else WIDTH
        for at, shown in enumerate(section.shown):
            drawn = render_to_string(
                "components/picture.html", {"picture": shown.picture, "width": width}
            )
            words = {"title": shown.title or section.title}
            alt = _("%(title)s. The table after it says the same.") % words
            yield _name(section, at), Picture(drawn.strip(), alt)


def _name(section: Section, at: int) -> str:
    return f"{section.code}-{at}"

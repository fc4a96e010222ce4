"""The list of ideas as a file. What the two have not shown stands in no column."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from viceversa.ideas.models import Idea
from viceversa.ideas.telling import origin_words
from viceversa.lib.tables import Cell, write_csv, write_xlsx

CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def ideas_file(ideas: Iterable[Idea], kind: str) -> bytes:
    headings = [
        _("Title"), _("The idea"), _("Why"), _("Kind"), _("From"), _("State"), _("Arrived"),
        _("Owner"), _("Answer by"), _("Looked at again"), pgettext("of an idea", "Latest words"),
        pgettext("of an idea", "Latest step"),
    ]  # fmt: skip
    rows = [_row(idea) for idea in ideas]
    if kind == XLSX:
        return write_xlsx(headings, rows, sheet=_("Ideas"))
    return write_csv(headings, rows)


def _row(idea: Idea) -> list[Cell]:
    last = max(idea.steps.all(), key=lambda step: step.number, default=None)
    return [
        idea.title,
        idea.what,
        idea.why,
        capfirst(idea.get_kind_display()),
        origin_words(idea),
        capfirst(idea.get_state_display()),
        idea.arrived_on,
        idea.owner.full_name if idea.owner else "",
        idea.due_on,
        idea.review_on,
        last.note if last else "",
        last.happened_on if last else None,
    ]

"""The files that we hand out: the template of a list, and the rows that were left out of one."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from viceversa.enrolment.importing.fields import FIELDS
from viceversa.enrolment.importing.reading import EXAMPLE_ADDRESS
from viceversa.enrolment.queries import content_of, wrong_rows
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.enrolment.words import in_a_cell
from viceversa.lib.tables import Cell, read_table, write_csv, write_xlsx

CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# The template has either the whole name or its two parts, and needs no number for a manager.
NOT_IN_TEMPLATE = ("name", "id")


def template_file(kind: str) -> bytes:
    """Headings in the language of the page, and one row that shows how it is meant."""
    fields = [field for field in FIELDS if field.key not in NOT_IN_TEMPLATE]
    headers = [str(field.label) for field in fields]
    example = [str(field.example) for field in fields]
    example[headers.index(_("E-mail"))] = EXAMPLE_ADDRESS
    return _file(kind, headers, [example], sheet=_("People"))


def left_out_file(people_import: PeopleImport, kind: str) -> bytes:
    """The wrong rows as they were sent, each with a last column that says why."""
    remarks = wrong_rows(people_import)
    table = read_table(content_of(people_import), people_import.filename)
    rows = [
        [*row, in_a_cell(remarks[table.line_of(index)])]
        for index, row in enumerate(table.rows)
        if table.line_of(index) in remarks
    ]
    why = pgettext("heading of a column", "Why not")
    headers = [*(header for header in table.headers if header != why), why]
    return _file(kind, headers, rows, sheet=_("Left out"))


def _file(
    kind: str, headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, sheet: str
) -> bytes:
    if kind == XLSX:
        return write_xlsx(headers, rows, sheet=sheet)
    return write_csv(headers, rows)

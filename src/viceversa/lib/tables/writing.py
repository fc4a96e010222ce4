"""Tables out. What people have written must not turn into a formula on the reader's machine."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Full-width forms too: some versions of Excel take them for the plain ones.
RISKY = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
GUARDED = re.compile(r"'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
LONGEST_SHEET_NAME = 31
LONGEST_CELL = 32767

Cell = str | int | float | date | None


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """CSV as a Swedish or German Excel opens it right: semicolons, UTF-8 with a byte order mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(_safe, headers))
    writer.writerows(map(_safe, row) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(
    headers: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    sheet: str,
    widths: Sequence[float] | None = None,
) -> bytes:
    """A workbook of one sheet with its heading row frozen; columns as wide as their content."""
    import xlsxwriter  # takes a tenth of the time to start

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        page = book.add_worksheet(_sheet_name(sheet))
        page.freeze_panes(1, 0)
        page.set_row(0, None, book.add_format({"bold": True}))
        for number, row in enumerate([headers, *rows]):
            _write_row(page, number, [_safe(cell) for cell in row])
        _set_widths(page, widths)
    return out.getvalue()


def guarded(text: str) -> str:
    """The text with an apostrophe before it, where a spreadsheet would take it for a formula."""
    return f"'{text}" if RISKY.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given, so that a file of ours can be sent back unchanged."""
    return text[1:] if GUARDED.match(text) else text


_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}


def _safe(cell: Cell) -> Cell:
    return guarded(cell) if isinstance(cell, str) else cell


def _sheet_name(name: str) -> str:
    allowed = re.sub(r"[\[\]:*?/\\]", " ", name).strip()[:LONGEST_SHEET_NAME]
    return allowed.strip("' ") or "1"


def _write_row(page: "Worksheet", number: int, cells: Sequence[Cell]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str) and len(cell) > LONGEST_CELL:
            # XlsxWriter would leave the cell empty without a word.
            raise ValueError(f"A cell of {len(cell)} characters does not fit into a workbook")
        page.write(number, column, cell)


def _set_widths(page: "Worksheet", widths: Sequence[float] | None) -> None:
    if widths is None:
        page.autofit()
        return
    for column, width in enumerate(widths):
        page.set_column(column, column, width)

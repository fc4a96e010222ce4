"""From records to a Table: headings, blank rows, ragged rows."""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from viceversa.lib.tables import delimited, workbook
from viceversa.lib.tables.decode import decode
from viceversa.lib.tables.delimited import Record
from viceversa.lib.tables.errors import TableError
from viceversa.lib.tables.writing import unguarded
from viceversa.lib.wording import Wording, gettext_noop

EMPTY = gettext_noop("“%(file)s” is empty.")
TOO_LARGE = gettext_noop("“%(file)s” is larger than %(limit)s MB, the most that can be read.")
WEB_PAGE = gettext_noop(
    "“%(file)s” is a web page, whatever its name says. Open it in Excel and save it as .xlsx."
)
NO_ROWS = gettext_noop("“%(file)s” has headings but no rows beneath them.")
TWICE = gettext_noop("The heading stands over two columns. Rename or delete one of them.")
NO_HEADING = gettext_noop("“%(cell)s” stands in column %(place)s, which has no heading.")

DEFAULT_LIMIT = 20 * 1024 * 1024
MOST_TITLES, LEAST_HEADINGS = 5, 3
INVISIBLE = "\ufeff\u200b\u200e\u200f"


@dataclass(frozen=True)
class Table:
    """A table of text: every row has as many cells as there are headings."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    header_line: int
    warnings: tuple[Wording, ...] = ()
    blank_lines: tuple[int, ...] = ()
    """Rows of delimiters with nothing between them. Sheets often end in such rows: not these."""

    def line_of(self, index: int) -> int:
        """The number by which the sender finds that row: of the sheet's row, or the file's line."""
        return self.lines[index]


def read_table(data: bytes, filename: str, *, limit: int = DEFAULT_LIMIT) -> Table:
    """The table in a file; its kind is told by its content, the name only serves the messages.

    The first row that is not blank holds the headings, after titles if there are. Raises
    TableError.
    """
    _refuse_unreadable(data, filename, limit=limit)
    found, warnings = _records(data, filename)
    filled = [(line, row) for line, cells in found if any(row := [_clean(c) for c in cells])]
    if not filled:
        raise TableError(Wording(EMPTY, {"file": filename}))
    kept = {line for line, _ in filled}
    filled = filled[_titles_above(filled) :]
    if len(filled) == 1:
        raise TableError(Wording(NO_ROWS, {"file": filename}))
    end = filled[-1][0] if workbook.is_workbook(data) else math.inf
    blank = [line for line, cells in found if len(cells) > 1 and line not in kept and line < end]
    return replace(_table(filled, warnings), blank_lines=tuple(blank))


def _refuse_unreadable(data: bytes, filename: str, *, limit: int) -> None:
    if len(data) > limit:
        megabytes = limit // 2**20
        raise TableError(Wording(TOO_LARGE, {"file": filename, "limit": megabytes}))
    # HR systems are known to call an HTML table .xls.
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise TableError(Wording(WEB_PAGE, {"file": filename}))


def _records(data: bytes, filename: str) -> tuple[list[Record], list[Wording]]:
    if workbook.is_workbook(data):
        return workbook.records(data, filename)
    text, warnings = decode(data, filename)
    return delimited.records(text), warnings


def _clean(cell: str) -> str:
    return unguarded(unicodedata.normalize("NFC", cell).strip().strip(INVISIBLE).strip())


def _titles_above(filled: list[Record]) -> int:
    """How many rows above the headings hold one cell only: the name of the list, or its date."""
    first = filled[: MOST_TITLES + 1]
    wide = next((place for place, (_, row) in enumerate(first) if sum(map(bool, row)) > 1), 0)
    return wide if sum(map(bool, filled[wide][1])) >= LEAST_HEADINGS else 0


def _table(filled: list[Record], warnings: list[Wording]) -> Table:
    (header_line, first), *body = filled
    headings = [" ".join(cell.split()) for cell in first]
    _refuse_twice(headings, line=header_line)
    named = [place for place, heading in enumerate(headings) if heading]
    return Table(
        headers=tuple(headings[place] for place in named),
        rows=tuple(_row(cells, named, line=line) for line, cells in body),
        lines=tuple(line for line, _ in body),
        header_line=header_line,
        warnings=tuple(warnings),
    )


def _refuse_twice(headings: list[str], *, line: int) -> None:
    seen = set()
    for heading in filter(None, headings):
        if heading.casefold() in seen:
            raise TableError(Wording(TWICE), row=line, column=heading)
        seen.add(heading.casefold())


def _row(cells: list[str], named: Sequence[int], *, line: int) -> tuple[str, ...]:
    for place in set(range(len(cells))).difference(named):
        if cells[place]:
            # Most often one delimiter too many in this row: taking it would shift the cells.
            values = {"cell": cells[place], "place": place + 1}
            raise TableError(Wording(NO_HEADING, values), row=line)
    return tuple(cells[place] if place < len(cells) else "" for place in named)

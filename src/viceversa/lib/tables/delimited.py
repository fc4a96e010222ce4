"""From text to records: delimiters, quotation marks and line numbers of CSV."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from viceversa.lib.tables.errors import TableError
from viceversa.lib.wording import Wording, gettext_noop

QUOTES = gettext_noop("The quotation marks do not match: one that opens is not closed.")
DELIMITERS = ";,\t"
# Never part of a text: a file of one column is read by a delimiter that does not occur.
ONE_COLUMN = "\x1f"
SAMPLE = 200

Record = tuple[int, list[str]]


def records(text: str) -> list[Record]:
    """The records of a CSV text, each with the line on which it begins."""
    told = re.match(r"sep=([;,\t|])[ \t]*(?:\r\n|\r|\n)", text, re.IGNORECASE)
    if told:
        return list(_parsed(text[told.end() :], told[1], first_line=2))
    return list(_parsed(text, _delimiter(text), first_line=1))


def _parsed(text: str, delimiter: str, *, first_line: int) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = first_line + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise TableError(Wording(QUOTES), row=line) from None
        yield line, cells


def _delimiter(text: str) -> str:
    best = max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter))
    return best if _fit(text, best)[0] > 0.5 else ONE_COLUMN


def _fit(text: str, delimiter: str) -> tuple[float, bool, int]:
    """How well a delimiter explains the text: the share of rows that it splits at all, a heading
    row without stray quotation marks, the number of headings.
    """
    headings, rows = _sample(text, delimiter)
    if len(headings) < 2:
        return 0, False, 0
    share = sum(len(row) > 1 for row in rows) / len(rows) if rows else 1.0
    return share, not any('"' in heading for heading in headings), len(headings)


def _sample(text: str, delimiter: str) -> tuple[list[str], list[list[str]]]:
    # Lenient: only the shape matters here; a broken quote is told by the real reading.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found: list[list[str]] = []
    with suppress(csv.Error):
        filled = (cells for cells in reader if any(cell.strip() for cell in cells))
        found.extend(islice(filled, SAMPLE + 1))
    return (found[0], found[1:]) if found else ([], [])

"""From bytes to text: the encodings that spreadsheets and HR systems write."""

import codecs
import re

from viceversa.lib.tables.errors import TableError
from viceversa.lib.wording import Wording, gettext_noop

NOT_TEXT = gettext_noop(
    "“%(file)s” is not a table of text. Save it as CSV or as an Excel workbook (.xlsx)."
)
READ_AS_WINDOWS = gettext_noop(
    "The file was read as Windows text (cp1252), since it is not UTF-8. "
    "Look at letters such as å, ä and ö before you go on."
)
BINARY = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
SAMPLE = 4096


def decode(data: bytes, filename: str) -> tuple[str, list[Wording]]:
    """The text of a file, and what its reader should know about how it was read.
    TableError when it is no text."""
    not_text = TableError(Wording(NOT_TEXT, {"file": filename}))
    data, encoding = _without_mark(data)
    try:
        text, warnings = _decoded(data, encoding or _by_zeros(data))
    except UnicodeDecodeError:
        raise not_text from None
    if BINARY.search(text):
        raise not_text
    return text, warnings


def _without_mark(data: bytes) -> tuple[bytes, str | None]:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :], encoding
    return data, None


def _by_zeros(data: bytes) -> str | None:
    """UTF-16 without a mark: most letters have a zero byte, always on the same side."""
    even, odd = data[0:SAMPLE:2], data[1:SAMPLE:2]
    if odd.count(0) > len(odd) / 2 and even.count(0) <= len(even) / 10:
        return "utf-16-le"
    if even.count(0) > len(even) / 2 and odd.count(0) <= len(odd) / 10:
        return "utf-16-be"
    return None


def _decoded(data: bytes, encoding: str | None) -> tuple[str, list[Wording]]:
    if encoding:
        return data.decode(encoding), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return data.decode("cp1252"), [Wording(READ_AS_WINDOWS)]

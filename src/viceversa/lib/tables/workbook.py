"""From a spreadsheet's bytes to records."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from viceversa.lib.tables.delimited import Record
from viceversa.lib.tables.errors import TableError
from viceversa.lib.tables.opener import BROKEN
from viceversa.lib.wording import Wording, gettext_noop

UNREADABLE = gettext_noop(
    "“%(file)s” cannot be read as a spreadsheet. Open it in Excel and save it as .xlsx again."
)
LOCKED = gettext_noop(
    "“%(file)s” is protected by a password. Save a copy without the password and send that."
)
TOO_MUCH = gettext_noop(
    "“%(file)s” unpacks to a larger table than can be read. Delete the empty rows and columns at "
    "its end, or save it as CSV."
)
OTHER_SHEETS = gettext_noop("Only the sheet “%(sheet)s” was read; these were not: %(others)s.")
ERROR_CELL = gettext_noop(
    "A formula in the workbook gives an error (cell %(cell)s is one); such cells are read as empty."
)
ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# The stream in which Excel keeps a workbook with a password.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OPENER = Path(__file__).with_name("opener.py")
SECONDS = 60


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin as XLSX, ODS (zip) or XLS (compound file) do."""
    return data.startswith((ZIP, COMPOUND))


def records(data: bytes, filename: str) -> tuple[list[Record], list[Wording]]:
    """The rows of the first visible sheet, numbered as the sheet does, and what to know of them.
    TableError when it is locked, broken or too large to be opened."""
    if data.startswith(COMPOUND) and ENCRYPTED in data:
        raise TableError(Wording(LOCKED, {"file": filename}))
    content = _opened(data, filename)
    warnings = []
    if content["others"]:
        others = ", ".join(content["others"])
        warnings.append(Wording(OTHER_SHEETS, {"sheet": content["sheet"], "others": others}))
    if content["error"]:
        warnings.append(Wording(ERROR_CELL, {"cell": content["error"]}))
    return list(enumerate(content["rows"], start=1)), warnings


def _opened(data: bytes, filename: str) -> dict[str, Any]:
    # -P: the opener's own directory is no place to import from.
    command = [sys.executable, "-P", str(OPENER)]
    try:
        done = subprocess.run(  # noqa: S603  # our own file, no shell
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise TableError(Wording(TOO_MUCH, {"file": filename})) from None
    if done.returncode:
        reason = UNREADABLE if done.returncode == BROKEN else TOO_MUCH
        raise TableError(Wording(reason, {"file": filename}))
    content: dict[str, Any] = json.loads(done.stdout)
    return content

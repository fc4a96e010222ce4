"""Opens a spreadsheet in a process of its own: bytes on stdin, JSON on stdout. Run, not imported.

A workbook of five kilobytes can claim a table of 17 billion cells, and the native reader then
takes the memory of the whole process with it. Here it can only bring down this small one.
"""

import datetime as dt
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MEMORY = 1 << 30
BROKEN = 3
ERROR_CELL = re.compile(rb'<c [^>]*?r="([A-Z]+[0-9]+)"[^>]*?t="e"')


def main() -> int:
    """Prints the rows of the first sheet with content, the names of all, the first error cell."""
    limit_memory()
    data = sys.stdin.buffer.read()
    try:
        print(json.dumps(opened(data)))  # noqa: T201  # the answer to the parent
    except (CalamineError, zipfile.BadZipFile):
        return BROKEN
    return 0


def limit_memory() -> None:
    """Of this process, so that a workbook which is small only when packed harms nobody."""
    try:
        import resource  # not on Windows, where the limit is the machine's
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def opened(data: bytes) -> dict[str, Any]:
    """The first visible sheet with its rows, the names of the others, and a cell with an error."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    names = [sheet.name for sheet in workbook.sheets_metadata if is_shown(sheet)]
    return {
        "sheet": names[0] if names else "",
        "others": names[1:],
        "rows": rows_of(workbook.get_sheet_by_name(names[0])) if names else [],
        "error": next(error_cells(data), ""),
    }


def is_shown(sheet: SheetMetadata) -> bool:
    return sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible


def rows_of(sheet: CalamineSheet) -> list[list[str]]:
    return [[as_text(cell) for cell in row] for row in sheet.iter_rows()]


def as_text(cell: object) -> str:
    """What a person sees in the cell, in the one form that does not depend on their settings."""
    match cell:
        case bool():
            return str(cell).lower()
        case float():
            return f"{cell:.15g}" if abs(cell) >= 1e15 or cell % 1 else str(int(cell))
        case dt.datetime():
            return cell.isoformat(sep=" ", timespec="minutes")
        case dt.time():
            return cell.isoformat(timespec="minutes")
        case dt.timedelta():
            hours, minutes = divmod(cell // dt.timedelta(minutes=1), 60)
            return f"{hours}:{minutes:02}"
    return str(cell)


def error_cells(data: bytes) -> Iterator[str]:
    """Cells such as #N/A, which the reader gives as empty. Known for XLSX only."""
    if not data.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                found = ERROR_CELL.search(archive.read(name))
                if found:
                    yield found[1].decode()


if __name__ == "__main__":
    sys.exit(main())

"""A list of names to be invited: name and address, and where each name comes from.

Read like a list of people, with fewer columns. There is nothing to choose: whoever sends such a
list has written it for this, and is told which columns it needs. What is pasted has no columns: a
name and an address on each line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from viceversa.enrolment.importing.cells import TOO_LONG, CellError, read_address
from viceversa.enrolment.importing.fields import NAMES, Mapping, fold
from viceversa.enrolment.importing.headings import HEADINGS
from viceversa.enrolment.importing.reading import (
    MISSING_ADDRESS,
    Remark,
    Row,
    finish,
    rows_of,
)
from viceversa.lib.forms import EARLIEST_YEAR, LATEST_YEAR
from viceversa.lib.tables import Table
from viceversa.lib.text import plain_name
from viceversa.lib.wording import WordedError, Wording, gettext_noop

NO_COLUMNS = gettext_noop(
    "The list needs a column for the e-mail address and one for the name, or two for given name "
    "and family name."
)
TOO_MANY = gettext_noop("The list has more than %(most)s rows. Send it in parts.")
TWO_ADDRESSES = gettext_noop("There is more than one e-mail address on this line.")
NO_YEAR = gettext_noop("“%(word)s” is no year. Write four digits, such as 2025.")

KNOWN = {
    **{key: HEADINGS[key] for key in ("given_name", "family_name", "name", "email")},
    "organisation": HEADINGS["organisation"],
    "year": """år, årtal, utmärkelseår, nomineringsår, prisår, year, award year, nomination year,
        year of the award, year of the nomination""",
    "source": """källa, lista, utmärkelse, pris, nominering, nominerad av, namnet kommer från,
        source, list, award, prize, nomination, nominated by""",
}
LONGEST = {"name": 160, "given_name": 80, "family_name": 80, "organisation": 120, "source": 120}
MOST_ROWS = 5000
PIECE = re.compile(r"[^\s<>()\[\];,\"]+")
AROUND_NAMES = " \t<>()[];,\"'"


class Outcome(StrEnum):
    """What would become of a row."""

    NEW = "new"
    THERE = "there"
    WRONG = "wrong"


@dataclass(frozen=True)
class Nominee:
    """One row, judged. Whoever is there already stays as she is, but for gaps that it fills."""

    line: int
    name: str
    outcome: Outcome
    said: dict[str, str]
    year: int | None
    problems: Sequence[Remark]


def nominees(table: Table, *, already: set[str]) -> list[Nominee]:
    """Every row of the list with what would become of it. Raises CellError when the columns that
    it needs are not there, or there are too many rows."""
    mapping = columns(table.headers)
    if "email" not in mapping or not ("name" in mapping or all(k in mapping for k in NAMES)):
        raise CellError(Wording(NO_COLUMNS))
    if len(table.rows) > MOST_ROWS:
        raise CellError(Wording(TOO_MANY, {"most": MOST_ROWS}))
    return list(_judged(rows_of(table, mapping), already))


def pasted(text: str) -> list[Nominee]:
    """The same of lines that somebody has pasted, numbered from 1 with the blank ones."""
    lines = enumerate(text.splitlines(), start=1)
    return list(_judged([_pasted_row(line, text) for line, text in lines if text.strip()], set()))


def columns(headers: Sequence[str]) -> Mapping:
    """Which heading stands for what; each is given to the first that fits."""
    words = {fold(word): key for key, known in KNOWN.items() for word in known.split(",")}
    found: Mapping = {}
    for header in headers:
        key = words.get(fold(header))
        if key and key not in found:
            found[key] = header
    return found


def read_year(text: str) -> int:
    """A year as it is written, also "2025.0" as a spreadsheet may have it."""
    plain = text.strip().removesuffix(".0")
    year = int(plain) if plain.isdecimal() and plain.isascii() and len(plain) == 4 else 0
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise CellError(Wording(NO_YEAR, {"word": text}))
    return year


def _pasted_row(line: int, text: str) -> Row:
    addresses = [piece for piece in PIECE.findall(text) if "@" in piece]
    name = PIECE.sub(lambda piece: " " if "@" in piece[0] else piece[0], text)
    name = name.replace(";", " ").strip(AROUND_NAMES)
    cells = {"name": name, "email": addresses[0] if addresses else ""}
    row = Row(line, {key: cell for key, cell in cells.items() if cell})
    if len(addresses) > 1:
        row.wrong("email", TWO_ADDRESSES)
    return row


def _judged(rows: Sequence[Row], already: set[str]) -> Iterator[Nominee]:
    seen = set(already)
    for row in rows:
        year = _understand(row)
        outcome = Outcome.THERE if row.email in seen else Outcome.NEW
        if row.problems:
            outcome = Outcome.WRONG
        else:
            seen.add(row.email)
        said = {key: str(value) for key, value in row.said.items()}
        yield Nominee(row.line, row.name, outcome, said, year, row.problems)


def _understand(row: Row) -> int | None:
    year = None
    for key, text in row.cells.items():
        try:
            if key == "year":
                year = read_year(text)
            else:
                row.said[key] = read_address(text) if key == "email" else _line(key, text)
        except WordedError as error:
            row.wrong(key, error.template, **error.values)
    finish(row, [("email", MISSING_ADDRESS)])
    return year


def _line(key: str, text: str) -> str:
    line = plain_name(text)
    if len(line) > LONGEST[key]:
        raise CellError(Wording(TOO_LONG, {"most": LONGEST[key]}))
    return line

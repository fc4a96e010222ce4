"""A table and a mapping made into rows: what each says, and what is wrong with its cells."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from viceversa.enrolment.importing.cells import (
    LONGEST,
    TOO_LONG,
    CellError,
    Reader,
    Value,
    read_reference,
)
from viceversa.enrolment.importing.fields import NAMES, Mapping
from viceversa.lib.tables import Table
from viceversa.lib.text import AddressError, address_key
from viceversa.lib.wording import Wording, gettext_noop

MISSING_ROLE = gettext_noop("The role is missing: mentor or mentee.")
MISSING_NAME = gettext_noop("The name is missing.")
MISSING_ADDRESS = gettext_noop("The e-mail address is missing.")
SAME_NUMBER = gettext_noop("Row %(line)s has the same employee number.")

# The row of the template that shows how it is meant; nobody can have this address.
EXAMPLE_ADDRESS = "example.person@example.com"
REFERENCES = ("knows", "not_with", "prefers")
REQUIRED = (("role", MISSING_ROLE), ("email", MISSING_ADDRESS))

EMPTY: dict[str, Value] = {
    "wants": {},
    "offers": {},
    "languages": [],
    "ways_to_meet": [],
    "hours": [],
    "goals": [],
    "knows": [],
    "not_with": [],
    "prefers": [],
    "capacity": 1,
}

Remark = tuple[str, str, dict[str, Any]]
"""A sentence about a cell: field, English template, values."""


@dataclass(slots=True)
class Row:
    """One row of a list. `cells` as written, `said` as understood; what is blank is in neither."""

    line: int
    cells: dict[str, str]
    said: dict[str, Value] = field(default_factory=dict)
    problems: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)

    @property
    def email(self) -> str:
        return str(self.said.get("email", ""))

    @property
    def name(self) -> str:
        said = " ".join(str(self.said.get(key, "")) for key in NAMES).strip()
        return said or self.cells.get("name", "") or self.cells.get("email", "")

    def wrong(self, key: str, template: str, **values: Any) -> None:
        self.problems.append((key, template, values))

    def note(self, key: str, template: str, **values: Any) -> None:
        self.notes.append((key, template, values))


def rows_of(table: Table, mapping: Mapping) -> list[Row]:
    """The rows of a table, without the example that came with our template."""
    places = [
        (key, table.headers.index(header))
        for key, header in mapping.items()
        if header in table.headers
    ]
    return [
        row
        for index, cells in enumerate(table.rows)
        if not is_example(row := _row(table.line_of(index), cells, places))
    ]


def is_example(row: Row) -> bool:
    return address_key(row.cells.get("email", "")) == EXAMPLE_ADDRESS


def understand(rows: Sequence[Row], reader: Reader) -> Iterator[int]:
    """Reads every cell into `said` or `problems`. Yields how many rows are done, as it goes."""
    for done, row in enumerate(rows, start=1):
        _understand(row, reader)
        yield done
    _resolve(rows)


def clear(row: Row, keys: Iterable[str]) -> None:
    """Says of these fields that they are empty, which a blank cell of a list never says."""
    row.said.update({key: EMPTY.get(key, "") for key in keys})


def _row(line: int, cells: Sequence[str], places: Iterable[tuple[str, int]]) -> Row:
    return Row(line, {key: cells[place] for key, place in places if cells[place]})


def _understand(row: Row, reader: Reader) -> None:
    for key, text in row.cells.items():
        value = reader.read(key, text)
        if isinstance(value, Wording):
            row.wrong(key, value.template, **value.values)
        else:
            row.said[key] = value
    finish(row, REQUIRED)


def finish(row: Row, required: Iterable[tuple[str, str]]) -> None:
    """Parts the whole name, and remarks on what is missing."""
    _split_name(row)
    _require(row, required)


def _split_name(row: Row) -> None:
    """ "Berg, Anna" as HR systems write it, or "Anna Berg": the first word is the given name."""
    whole = str(row.said.pop("name", ""))
    if not whole:
        return
    family, comma, given = whole.partition(",")
    if not comma:
        given, _, family = whole.partition(" ")
    for key, part in zip(NAMES, (given.strip(), family.strip()), strict=True):
        if len(part) > LONGEST[key]:
            row.wrong("name", TOO_LONG, most=LONGEST[key])
        row.said.setdefault(key, part)


def _require(row: Row, required: Iterable[tuple[str, str]]) -> None:
    for key, missing in required:
        if key not in row.cells:
            row.wrong(key, missing)
    if not all(row.said.get(key) for key in NAMES):
        already = {key for key, _, _ in row.problems}
        if not already.intersection((*NAMES, "name")):
            row.wrong(_name_column(row), MISSING_NAME)


def _name_column(row: Row) -> str:
    if "name" in row.cells:
        return "name"
    return "family_name" if row.said.get("given_name") else "given_name"


def _resolve(rows: Sequence[Row]) -> None:
    """Managers and acquaintances become addresses, also where the list names them by number."""
    addresses = _addresses_by_number(rows)
    for row in rows:
        if "manager" in row.said:
            _resolve_one(row, "manager", addresses)
        for key in REFERENCES:
            if key in row.said:
                _resolve_several(row, key, addresses)


def _addresses_by_number(rows: Sequence[Row]) -> dict[str, str]:
    owners: dict[str, Row] = {}
    for row in rows:
        number = str(row.said.get("id", "")).casefold()
        if number and number in owners:
            row.wrong("id", SAME_NUMBER, line=owners[number].line)
        elif number and row.email:
            owners[number] = row
    return {number: row.email for number, row in owners.items()}


def _resolve_one(row: Row, key: str, addresses: dict[str, str]) -> None:
    try:
        row.said[key] = read_reference(str(row.said[key]), addresses)
    except (AddressError, CellError) as error:
        del row.said[key]
        row.wrong(key, error.template, **error.values)


def _resolve_several(row: Row, key: str, addresses: dict[str, str]) -> None:
    named, said = set(), row.said.pop(key)
    for word in said if isinstance(said, list) else ():
        try:
            named.add(read_reference(word, addresses))
        except (AddressError, CellError) as error:
            row.wrong(key, error.template, **error.values)
    row.said[key] = sorted(named)

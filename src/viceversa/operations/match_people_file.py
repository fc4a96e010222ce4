"""From a list of people to the candidates of a problem: one row per person and role."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from viceversa.lib.tables import read_table
from viceversa.lib.text import address_key
from viceversa.matching import Candidate, Match
from viceversa.operations.match_columns import HEADINGS, Row, columns_of, spelled
from viceversa.operations.match_errors import InputError

PEOPLE_FIELDS = ("knows", "not_with", "prefers", "dotted_lines", "pay_set_by", "appraised_by")


class Ids:
    """Who is meant by an id or an address, whatever its capitals."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._ids: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        for row in rows:
            if row["id"]:
                self._add(row, row["id"])
        for row in rows:
            if not row["id"]:
                self._add(row, self.of(row))

    def of(self, row: Row) -> str:
        """The id of the person in a row; without one it is the address."""
        if not row["id"] and not row["email"]:
            raise row.wrong("id", "The row has neither an id nor an address.")
        return row["id"] or self._addresses.get(address_key(row["email"]), row["email"])

    def find(self, said: str) -> str | None:
        """The id of whoever is named, or None if nobody in the list is."""
        folded = said.casefold()
        known = self._ids.get(said) or self._addresses.get(address_key(said))
        return known or self._folded.get(folded)

    def _add(self, row: Row, person: str) -> None:
        self._ids[person] = person
        self._folded.setdefault(person.casefold(), person)
        if row["email"]:
            owner = self._addresses.setdefault(address_key(row["email"]), person)
            if owner != person:
                raise row.wrong("email", f"The address belongs to {owner} already.")


@dataclass
class People:
    """What a list of people says, with the rows it stood in."""

    ids: Ids
    mentors: list[Candidate] = field(default_factory=list)
    mentees: list[Candidate] = field(default_factory=list)
    managers: dict[str, str] = field(default_factory=dict)
    locks: dict[Match, Row] = field(default_factory=dict)
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    spelling: dict[str, dict[str, str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def read_people(data: bytes, file: str) -> People:
    """The people of a CSV or XLSX file. Raises InputError or TableError."""
    rows, warnings = _rows(data, file)
    reader = _Reader(People(Ids(rows), warnings=warnings))
    for row in rows:
        reader.read(row)
    for role, side in (("mentor", reader.people.mentors), ("mentee", reader.people.mentees)):
        if not side:
            column = rows[0].headings["role"]
            raise InputError(f"There is no {role} in the list.", file=file, column=column)
    for row in rows:
        reader.lock(row)
    return reader.people


def _rows(data: bytes, file: str) -> tuple[list[Row], list[str]]:
    table = read_table(data, file)
    columns = columns_of(table.headers)
    if table.blank_lines:
        raise InputError(
            "The row says nothing.", file=file, row=table.blank_lines[0], column="role"
        )
    if "role" not in columns or not {"id", "email"} & columns.keys():
        missing = "role" if "role" not in columns else "id"
        raise InputError("The column is missing.", file=file, row=table.header_line, column=missing)
    headings = {field: table.headers[place] for field, place in columns.items()}
    unused = [h for place, h in enumerate(table.headers) if place not in columns.values()]
    warnings = [str(warning) for warning in table.warnings]
    warnings += [f"{file}: column {heading} is not used." for heading in unused]
    rows = [
        Row(file, table.line_of(n), headings, {f: cells[place] for f, place in columns.items()})
        for n, cells in enumerate(table.rows)
    ]
    return rows, warnings


class _Reader:
    """Turns rows into candidates, one spelling for what differs by capitals only."""

    def __init__(self, people: People) -> None:
        self.ids, self.people = people.ids, people
        people.spelling.update({field: {} for field in HEADINGS})

    def read(self, row: Row) -> None:
        """Add the person of a row."""
        person, role, people = self.ids.of(row), row.role(), self.people
        if (person, role) in people.rows:
            before = people.rows[person, role].line
            raise row.wrong("id", f"{person} is {role} twice, first in row {before}.")
        people.rows[person, role] = row
        people.names[person] = people.names.get(person) or row["name"]
        manager = self._manager(row)
        if manager:
            people.managers.setdefault(person, manager)
        candidate = self._candidate(row, person)
        if role != "other":
            (people.mentors if role == "mentor" else people.mentees).append(candidate)

    def lock(self, row: Row) -> None:
        """Add the locks of a row; the other one must be there in the other role."""
        person, role = self.ids.of(row), row.role()
        other_role = "mentee" if role == "mentor" else "mentor"
        for said in row.list("locked_with"):
            other = self.ids.find(said)
            if role == "other" or other is None or (other, other_role) not in self.people.rows:
                raise row.wrong("locked_with", f"“{said}” is no {other_role} in this list.")
            match = (person, other) if role == "mentor" else (other, person)
            self.people.locks.setdefault(match, row)

    def _candidate(self, row: Row, person: str) -> Candidate:
        spelling = self.people.spelling
        named: dict[str, Any] = {field: self._named(row, field) for field in PEOPLE_FIELDS}
        words: dict[str, Any] = {
            field: spelled(spelling[field], row[field])
            for field in ("organisation", "unit", "sector")
        }
        sets: dict[str, Any] = {
            field: frozenset(spelled(spelling[field], word) for word in row.list(field))
            for field in ("languages", "hours", "goals")
        }
        return Candidate(
            person,
            manager=self._manager(row),
            level=row.number("level"),
            wants=row.topics("wants", spelling["wants"]),
            offers=row.topics("offers", spelling["wants"]),
            capacity=row.capacity(),
            places=row.places(spelling["place"]),
            **words,
            **sets,
            **named,
        )

    def _manager(self, row: Row) -> str:
        """The manager may be somebody outside the list."""
        said = row["manager"]
        return (self.ids.find(said) or address_key(said)) if said else ""

    def _named(self, row: Row, field: str) -> frozenset[str]:
        found = {said: self.ids.find(said) for said in row.list(field)}
        for said, other in found.items():
            if other is None:
                warning = row.wrong(field, f"“{said}” is not in the list and is passed over.")
                self.people.warnings.append(str(warning))
        return frozenset(other for other in found.values() if other)

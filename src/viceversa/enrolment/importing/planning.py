"""What a list would do: for each row new, changed, unchanged or wrong, with every reason.

Who may change what (docs/decisions/0011): an organiser's list changes the details of people who
take part in that organiser's programmes only. Whoever has an account keeps what she wrote herself.
Anybody else is only linked to the programme by her address, and nothing of what is known about
her shows.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from viceversa.enrolment.importing.cells import Value
from viceversa.enrolment.importing.fields import FIELDS, Home
from viceversa.enrolment.importing.lines import mark_circles, mark_doubles
from viceversa.enrolment.importing.reading import Row
from viceversa.enrolment.importing.world import Details, House, Known, World, look
from viceversa.enrolment.sent_lists import ImportRow
from viceversa.lib.wording import gettext_noop
from viceversa.people.naming import organisation_key, unit_key, unit_names
from viceversa.programmes.models import Programme

Outcome = ImportRow.Outcome

OTHER_ROLE = {
    "mentor": gettext_noop("This person takes part as mentor already, and has one role only."),
    "mentee": gettext_noop("This person takes part as mentee already, and has one role only."),
}
WITHDRAWN = gettext_noop(
    "This person has withdrawn from the programme. Only you can let her back in, on her own page."
)
NO_ORGANISATION = gettext_noop("The organisation is missing.")
OTHER_SECTOR = gettext_noop(
    "Row %(line)s says that this organisation is in another sector: %(sector)s."
)
KEPT = gettext_noop("Kept as this person wrote it.")
SECTOR_KEPT = gettext_noop("The sector of this organisation is kept as it is.")
UNKNOWN_MANAGER = gettext_noop(
    "Nobody in the list has this address. It is kept, and counts where nobody may be paired "
    "with her own manager."
)

PERSON = tuple(f.key for f in FIELDS if f.home is Home.PERSON and f.key not in ("name", "email"))
EMPLOYMENT = tuple(f.key for f in FIELDS if f.home is Home.EMPLOYMENT)
PARTICIPATION = tuple(f.key for f in FIELDS if f.home is Home.PARTICIPATION and f.key != "role")
NOTHING: Details = {}

Change = tuple[str, Value, Value]
"""Field, before, after."""


@dataclass(slots=True)
class Planned:
    """A row and what would become of it. The three parts hold only what would be written."""

    row: Row
    known: Known | None
    outcome: str = Outcome.UNCHANGED
    person: list[Change] = field(default_factory=list)
    employment: list[Change] = field(default_factory=list)
    participation: list[Change] = field(default_factory=list)
    sector: list[Change] = field(default_factory=list)

    @property
    def changes(self) -> list[Change]:
        """What is shown as changed: of somebody new nothing, since everything is."""
        told = [*self.person, *self.employment, *self.participation] if self.known else []
        if self.outcome == Outcome.NEW:
            told = [*self.person, *self.employment] if self.known and self.known.is_ours else []
        return [*told, *self.sector]


@dataclass(frozen=True)
class Plan:
    """What would happen to whom, and the world it was made in."""

    world: World
    rows: list[Planned]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(str(each.outcome) for each in self.rows)
        return {outcome: found[outcome] for outcome in Outcome.values}

    @property
    def to_write(self) -> list[Planned]:
        return [each for each in self.rows if each.outcome in (Outcome.NEW, Outcome.CHANGED)]

    @property
    def digest(self) -> str:
        """The same for two plans that would do the same for the same reasons."""
        told = [(p.row.line, p.outcome, p.row.problems, p.row.notes, p.changes) for p in self.rows]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def make_plan(programme: Programme, rows: Sequence[Row]) -> Plan:
    """Judges rows that have been understood. Reads the database, writes nothing."""
    mark_doubles(rows)
    world = look(programme, _addresses(rows), _organisations(rows, programme))
    _mark_circles(rows, world)
    planner = _Planner(world, {row.email for row in rows if row.email})
    return Plan(world, [planner.plan(row) for row in rows])


def house_of(row: Row, known: Known | None, programme: Programme) -> str:
    """The name of the employer: as said, as known, or the one whose own programme it is."""
    said = str(row.said.get("organisation", ""))
    if said or (known and known.is_ours and known.employment_id):
        return said or str(known.employment["organisation"] if known else "")
    return programme.organisation.name if programme.scope == Programme.Scope.INTERNAL else ""


class _Planner:
    """Judges one row after the other; remembers which row spoke first of an organisation."""

    def __init__(self, world: World, listed: set[str]) -> None:
        self.world, self.listed = world, listed
        self.sectors: dict[str, tuple[str, int]] = {}
        self.filled: set[str] = set()

    def plan(self, row: Row) -> Planned:
        known = self.world.people.get(row.email)
        planned = Planned(row, known)
        self._judge(row, known)
        if row.problems:
            planned.outcome = Outcome.WRONG
            return planned
        self._compare(planned)
        if not (known and known.participation_id):
            planned.outcome = Outcome.NEW
        elif planned.changes:
            planned.outcome = Outcome.CHANGED
        return planned

    def _judge(self, row: Row, known: Known | None) -> None:
        house = house_of(row, known, self.world.programme)
        if known and known.participation_id:
            self._judge_again(row, known)
        elif not house and "organisation" not in row.cells:
            row.wrong("organisation", NO_ORGANISATION)
        self._judge_sector(row, house)

    def _judge_again(self, row: Row, known: Known) -> None:
        role = str(known.participation["role"])
        if known.is_withdrawn:
            row.wrong("email", WITHDRAWN)
        elif row.said.get("role", role) != role:
            row.wrong("role", OTHER_ROLE[role])

    def _judge_sector(self, row: Row, house: str) -> None:
        sector = str(row.said.get("sector", ""))
        if not sector or not house or row.problems:
            return
        first, line = self.sectors.setdefault(organisation_key(house), (sector, row.line))
        if first != sector:
            row.wrong("sector", OTHER_SECTOR, line=line, sector=first)

    def _compare(self, planned: Planned) -> None:
        row, known = planned.row, planned.known
        mine = known is None or known.is_ours
        if mine:
            planned.person = self._person(row, known)
            planned.employment = self._employment(row, known)
            planned.sector = self._sector(row, known)
        planned.participation = _differences(
            row, PARTICIPATION, known.participation if known else NOTHING
        )
        manager = str(row.said.get("manager", ""))
        if manager and manager not in self.listed and not self.world.ours(manager):
            row.note("manager", UNKNOWN_MANAGER)

    def _person(self, row: Row, known: Known | None) -> list[Change]:
        found = _differences(row, PERSON, known.person if known else NOTHING)
        if known is None or not known.is_active:
            return found
        for key, before, _ in found:
            if before:
                row.note(key, KEPT)
        return [change for change in found if not change[1]]

    def _employment(self, row: Row, known: Known | None) -> list[Change]:
        before = known.employment if known else NOTHING
        found = _differences(row, EMPLOYMENT, before)
        house = house_of(row, known, self.world.programme)
        said = {key for key, _, _ in found}
        if not before and house and "organisation" not in said:
            found.insert(0, ("organisation", "", house))
        elif before.get("unit") and "organisation" in said and "unit" not in row.said:
            found.append(("unit", before["unit"], ""))  # a unit belongs to its organisation
        return found

    def _sector(self, row: Row, known: Known | None) -> list[Change]:
        """Said of an organisation that has none; told in the first row that may say so."""
        sector = str(row.said.get("sector", ""))
        key = organisation_key(house_of(row, known, self.world.programme))
        if not sector or not key:
            return []
        house: House | None = self.world.houses.get(key)
        if house and house.sector:
            if house.sector != sector:
                row.note("sector", SECTOR_KEPT)
            return []
        if key in self.filled:
            return []
        self.filled.add(key)
        return [("sector", "", sector)]


def _differences(row: Row, keys: Iterable[str], before: Details) -> list[Change]:
    """What the row says otherwise. A blank cell says nothing, so it never takes anything away."""
    return [
        (key, before.get(key, ""), row.said[key])
        for key in keys
        if key in row.said and not _same(key, before.get(key, ""), row.said[key])
    ]


def _same(key: str, before: Value, after: Value) -> bool:
    if not before or not after or before == after:
        return bool(before) == bool(after)
    if key == "organisation":
        return organisation_key(str(before)) == organisation_key(str(after))
    if key == "unit":
        return unit_key(unit_names(str(before))) == unit_key(unit_names(str(after)))
    return False


def _addresses(rows: Sequence[Row]) -> set[str]:
    said = {str(row.said.get(key, "")) for row in rows for key in ("email", "manager")}
    return said - {""}


def _organisations(rows: Sequence[Row], programme: Programme) -> set[str]:
    said = {str(row.said.get("organisation", "")) for row in rows}
    return (said | {programme.organisation.name}) - {""}


def _mark_circles(rows: Sequence[Row], world: World) -> None:
    ours = {address: known for address, known in world.people.items() if known.is_ours}
    above = {address: known.manager for address, known in ours.items() if known.manager}
    mark_circles(rows, above, {address: known.name for address, known in ours.items()})

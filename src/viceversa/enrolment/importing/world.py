"""What the house knows of the people in a list: read in a few queries, compared again at the end.

Rows are taken raw, without models and without decoding: ten thousand of them must be read a second
time within the transaction that brings people in, to be sure that nothing has changed.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from viceversa.enrolment.importing.cells import Value
from viceversa.enrolment.importing.reading import REFERENCES
from viceversa.enrolment.models import Participation
from viceversa.people.models import Employment, Organisation, Person, Unit
from viceversa.people.naming import organisation_key
from viceversa.programmes.models import Programme, Role

AT_ONCE = 5000  # parameters in one statement; every engine takes more
PERSON = (
    "id",
    "email",
    "is_active",
    "given_name",
    "family_name",
    "phone",
    "place",
    "languages",
    "ways_to_meet",
    "hours",
)
EMPLOYMENT = (
    "person_id",
    "id",
    "organisation_id",
    "organisation__name",
    "unit__path",
    "title",
    "level",
    "manager__email",
    "manager_address",
)
PARTICIPATION = (
    "person_id",
    "id",
    "role",
    "state",
    "capacity",
    "wants",
    "offers",
    "goals",
    "knows",
    "not_with",
    "prefers",
)
ORGANISER = ("person_id", "programme__organisation_id")
HOUSE = ("id", "name_key", "name", "sector")
UNIT = ("organisation_id", "path_key", "id")
IN_JSON = {"languages", "ways_to_meet", "hours", "wants", "offers", "goals", *REFERENCES}

RawRow = tuple[Any, ...]
Details = dict[str, Value]


@dataclass(slots=True)
class Known:
    """Somebody with one of the addresses. `is_ours` says whether this organiser may change her
    details: she takes part in this organiser's programmes only, not in anybody else's."""

    id: str
    is_active: bool
    person: Details
    is_ours: bool = False
    employment_id: str = ""
    employment: Details = field(default_factory=dict)
    participation_id: str = ""
    is_withdrawn: bool = False
    participation: Details = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.person['given_name']} {self.person['family_name']}".strip()

    @property
    def manager(self) -> str:
        return str(self.employment.get("manager", ""))


@dataclass(frozen=True, slots=True)
class House:
    """An organisation that exists already."""

    id: str
    name: str
    sector: str


@dataclass(frozen=True, slots=True)
class Read:
    """A statement and its answer, kept in order to be asked the same again."""

    sql: str
    params: tuple[Any, ...]
    rows: list[RawRow]

    @classmethod
    def of(cls, found: QuerySet[Any, Any]) -> "Read":
        sql, params = found.query.sql_with_params()
        return cls(sql, params, _answer(sql, params))

    def has_changed(self) -> bool:
        return _answer(self.sql, self.params) != self.rows


@dataclass(frozen=True)
class World:
    """Everything that a plan rests upon."""

    programme: Programme
    reads: list[Read]
    people: dict[str, Known]
    houses: dict[str, House]
    units: dict[tuple[str, str], str]

    def has_changed(self) -> bool:
        """Whether any answer is different now. Asks the same statements, so that within the
        transaction nothing has to be put together again."""
        return any(read.has_changed() for read in self.reads)

    def ours(self, address: str) -> Known | None:
        """Whoever has the address, if this organiser knows her already."""
        known = self.people.get(address)
        return known if known and known.is_ours else None


class _Answers:
    """What is asked of one set of addresses and organisations, and what came back."""

    def __init__(
        self, programme: Programme, addresses: Collection[str], houses: Collection[str]
    ) -> None:
        self.reads: list[Read] = []
        self.people = self._ask(Person.objects.all(), "email", addresses, PERSON)
        ids = [row[0] for row in self.people]
        here = Participation.objects.filter(programme=programme)
        self.employments = self._ask(Employment.objects.all(), "person", ids, EMPLOYMENT)
        self.participations = self._ask(here, "person", ids, PARTICIPATION)
        self.organisers = [
            row
            for found in (Participation.objects.distinct(), Role.objects.distinct())
            for row in self._ask(found, "person", ids, ORGANISER)
        ]
        self.houses = self._ask(Organisation.objects.all(), "name_key", houses, HOUSE)
        house_ids = [row[0] for row in self.houses]
        self.units = self._ask(Unit.objects.all(), "organisation", house_ids, UNIT)

    def _ask(
        self, found: QuerySet[Any], key: str, wanted: Collection[str], columns: tuple[str, ...]
    ) -> list[RawRow]:
        rows: list[RawRow] = []
        everybody = sorted(wanted)
        for start in range(0, len(everybody), AT_ONCE):
            some = found.filter(**{f"{key}__in": everybody[start : start + AT_ONCE]})
            read = Read.of(some.order_by(*columns[:2]).values_list(*columns))
            self.reads.append(read)
            rows += read.rows
        return rows


def look(programme: Programme, addresses: Iterable[str], organisations: Iterable[str]) -> World:
    """The world as these people and organisations concern it, up every reporting line."""
    wanted, names = frozenset(addresses), frozenset(map(organisation_key, organisations))
    while True:
        answers = _Answers(programme, wanted, names)
        people = _people(answers, programme)
        ours = [known for known in people.values() if known.is_ours and known.employment]
        above = {known.manager for known in ours} - {""}
        employers = {organisation_key(str(known.employment["organisation"])) for known in ours}
        if above <= wanted and employers <= names:
            break
        wanted, names = wanted | above, names | employers
    return World(
        programme=programme,
        reads=answers.reads,
        people=people,
        houses={key: House(pk, name, sector) for pk, key, name, sector in answers.houses},
        units={(house, path): pk for house, path, pk in answers.units},
    )


def _people(answers: _Answers, programme: Programme) -> dict[str, Known]:
    by_id = {row[0]: _known(row) for row in answers.people}
    for row in answers.employments:
        _employ(by_id[row[0]], dict(zip(EMPLOYMENT, row, strict=True)))
    for row in answers.participations:
        _enrol(by_id[row[0]], dict(zip(PARTICIPATION, row, strict=True)))
    organisers: dict[str, set[str]] = {}
    for person, organiser in answers.organisers:
        organisers.setdefault(person, set()).add(organiser)
    for person, known in by_id.items():
        known.is_ours = organisers.get(person) == {programme.organisation_id}
    return {row[1]: by_id[row[0]] for row in answers.people}


def _known(row: RawRow) -> Known:
    values = dict(zip(PERSON, row, strict=True))
    details = {key: _decoded(key, values[key]) for key in PERSON[3:]}
    return Known(id=values["id"], is_active=bool(values["is_active"]), person=details)


def _employ(known: Known, values: dict[str, Any]) -> None:
    known.employment_id = values["id"]
    known.employment = {
        "organisation": values["organisation__name"],
        "unit": values["unit__path"] or "",
        "title": values["title"],
        "level": values["level"] or "",
        "manager": values["manager__email"] or values["manager_address"],
    }


def _enrol(known: Known, values: dict[str, Any]) -> None:
    known.participation_id = values["id"]
    known.is_withdrawn = values["state"] == Participation.State.WITHDRAWN
    known.participation = {
        key: _decoded(key, values[key]) for key in PARTICIPATION if key not in ("person_id", "id")
    }


def _decoded(key: str, value: Any) -> Value:
    if key not in IN_JSON:
        return value  # type: ignore[no-any-return]  # a text or a number, as its column says
    found = json.loads(value)
    return dict(sorted(found.items())) if isinstance(found, dict) else sorted(found)


def _answer(sql: str, params: tuple[Any, ...]) -> list[RawRow]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())

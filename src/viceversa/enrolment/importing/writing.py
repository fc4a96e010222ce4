"""A plan made into prepared statements, and those run in one short transaction.

Everything slow is done before: keys are known beforehand, so people, their employments and their
participations are wired to each other in memory. Within the transaction stand the claim, one more
look at the world, and a handful of `executemany`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, models, transaction

from viceversa.enrolment.importing.planning import Change, Plan, Planned, house_of
from viceversa.enrolment.importing.world import World
from viceversa.enrolment.models import Participation
from viceversa.lib.bulk import PreparedWrite, prepare_inserts, prepare_updates, write_many
from viceversa.people.models import Employment, Organisation, Person, Unit
from viceversa.people.naming import organisation_key, unit_key, unit_names, unit_path


class WorldChangedError(Exception):
    """Since the plan was made somebody has changed what it rests upon. Nothing was written."""


class NotOursError(Exception):
    """Another run has the turn, or the work is done. Nothing was written."""


def bring_in(
    plan: Plan, *, claim: Callable[[], bool], afterwards: Callable[[], None] = lambda: None
) -> None:
    """Writes the plan, all of it or nothing.

    1. All statements are prepared.
    2. The transaction begins with the claim, so that two of us cannot both go on.
    3. What the plan rests upon is read once more: changed means stop.
    4. Parents first, then `afterwards` (trail, state) in the same transaction.
    """
    prepared = prepare(plan)
    try:
        with transaction.atomic():
            if not claim():
                raise NotOursError
            if plan.to_write and plan.world.has_changed():
                raise WorldChangedError
            write_many(*prepared)
            afterwards()
    except IntegrityError as error:  # somebody was brought in between our look and our write
        raise WorldChangedError from error


def prepare(plan: Plan) -> list[PreparedWrite]:
    """Every statement, in the order in which rows refer to each other."""
    return _Draft(plan).prepared()


@dataclass
class _Changed:
    """Objects whose fields have changed, by which: only changed fields are saved."""

    by_fields: defaultdict[tuple[str, ...], list[models.Model]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, thing: models.Model, fields: Iterable[str]) -> None:
        self.by_fields[tuple(sorted(set(fields)))].append(thing)

    def prepared(self) -> Iterator[PreparedWrite]:
        for fields, things in self.by_fields.items():
            yield prepare_updates(type(things[0]), things, fields=fields)


class _Draft:
    """The rows of a plan on their way to becoming statements."""

    def __init__(self, plan: Plan) -> None:
        self.world: World = plan.world
        self.programme = plan.world.programme
        self.rows: Sequence[Planned] = plan.to_write
        self.new: dict[type[models.Model], list[models.Model]] = {
            model: [] for model in (Organisation, Unit, Person, Employment, Participation)
        }
        self.changed = {model: _Changed() for model in self.new}
        self.houses = {key: house.id for key, house in self.world.houses.items()}
        self.units = dict(self.world.units)
        self.people = {a: k.id for a, k in self.world.people.items() if k.is_ours}

    def prepared(self) -> list[PreparedWrite]:
        for planned in self.rows:
            self._person(planned)
        for planned in self.rows:
            self._sector(planned)
            self._employment(planned)
            self._participation(planned)
        return [
            statement
            for model, things in self.new.items()
            for statement in (prepare_inserts(model, things), *self.changed[model].prepared())
        ]

    def _person(self, planned: Planned) -> None:
        details = _after(planned.person)
        if planned.known is None:
            person = Person(email=planned.row.email, language=self.programme.language, **details)
            self.new[Person].append(person)
            self.people[planned.row.email] = person.pk
            return
        self.people[planned.row.email] = planned.known.id
        if details:
            self.changed[Person].add(Person(pk=planned.known.id, **details), details)

    def _sector(self, planned: Planned) -> None:
        for _, _, sector in planned.sector:
            house = self._house(house_of(planned.row, planned.known, self.programme))
            fresh = next((o for o in self.new[Organisation] if o.pk == house), None)
            if isinstance(fresh, Organisation):
                fresh.sector = str(sector)
            else:
                self.changed[Organisation].add(
                    Organisation(pk=house, sector=str(sector)), ["sector"]
                )

    def _employment(self, planned: Planned) -> None:
        if not planned.employment:
            return
        known, details = planned.known, _after(planned.employment)
        house = self._house(house_of(planned.row, known, self.programme))
        fields: dict[str, object] = {}
        if "organisation" in details:
            fields["organisation_id"] = house
        if "unit" in details:
            fields["unit_id"] = self._unit(house, str(details["unit"]))
        if "manager" in details:
            fields["manager_address"] = details["manager"]
            fields["manager_id"] = self.people.get(str(details["manager"]))
        if "level" in details:
            fields["level"] = details["level"] or None
        if "title" in details:
            fields["title"] = details["title"]
        if known and known.employment_id:
            names = (name.removesuffix("_id") for name in fields)
            self.changed[Employment].add(Employment(pk=known.employment_id, **fields), names)
        else:
            person = self.people[planned.row.email]
            self.new[Employment].append(Employment(person_id=person, **fields))

    def _participation(self, planned: Planned) -> None:
        known, details = planned.known, _after(planned.participation)
        if known and known.participation_id:
            if details:
                changed = Participation(pk=known.participation_id, **details)
                self.changed[Participation].add(changed, details)
            return
        self.new[Participation].append(
            Participation(
                programme_id=self.programme.pk,
                person_id=self.people[planned.row.email],
                role=str(planned.row.said["role"]),
                **details,
            )
        )

    def _house(self, name: str) -> str:
        key = organisation_key(name)
        if key not in self.houses:
            house = Organisation(name=name, name_key=key)
            self.new[Organisation].append(house)
            self.houses[key] = house.pk
        return self.houses[key]

    def _unit(self, house: str, path: str) -> str | None:
        """The unit at the end of the branch; what is missing of the branch is made, root first."""
        names, found = unit_names(path), None
        for depth in range(1, len(names) + 1):
            branch = names[:depth]
            place = house, unit_key(branch)
            if place not in self.units:
                unit = Unit(
                    organisation_id=house,
                    parent_id=found,
                    name=branch[-1],
                    path=unit_path(branch),
                    path_key=place[1],
                )
                self.new[Unit].append(unit)
                self.units[place] = unit.pk
            found = self.units[place]
        return found


def _after(changes: Sequence[Change]) -> dict[str, object]:
    return {key: after for key, _, after in changes}

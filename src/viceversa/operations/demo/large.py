"""A round in a large company: 500 seniors mandated by ten business areas, 560 who volunteered in
62 departments. Drawn from one seed, so that everybody has the same people."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from django.db import transaction

from viceversa.enrolment.models import Participation
from viceversa.lib.bulk import prepare_inserts, write_many
from viceversa.operations.demo.people import House, new_person
from viceversa.people.actions import organisation_named
from viceversa.people.models import Employment, Organisation, Person, Unit
from viceversa.people.naming import unit_key, unit_path
from viceversa.programmes.actions import create_programme
from viceversa.programmes.blueprints import blueprints
from viceversa.programmes.models import Programme
from viceversa.programmes.phases import last_day
from viceversa.programmes.topics import catalogue

SEED = 1999
HOUSE = House("L", "Storvidde Industri AB", "storvidde.example", "industri", "", None)
NAME = "Omvänt mentorskap i hela Storvidde"
PURPOSE = "Varje chef på de fyra översta nivåerna ska lära av någon som är ny i arbetslivet."
AREAS, DEPARTMENTS, MENTORS_PER_MENTEE = 10, 62, 1.12
SITES = {  # town, language beside English
    "Vättervidde": "sv",
    "Norrvidde": "sv",
    "Svensta": "sv",
    "Fjordvik": "no",
    "Bakkesund": "no",
    "Nordhavnby": "da",
    "Lahdenkylä": "fi",
    "Tannwald": "de",
    "Moulinville": "fr",
    "Puertoblanco": "es",
    "Brzezinowo": "pl",
    "Southmere": "en",
}
MENTOR_LEVELS, MENTEE_LEVELS = (1, 1, 1, 2, 2, 3), (3, 4, 4, 4, 5, 5, 6)
SKILLS, SKILL_SHARE = "EFG", 0.6
ENGLISH_SHARE = 0.9
KNOWN_SHARE = 0.01
VIDEO_SHARE = 0.7
HOURS = ("morning", "lunch", "afternoon", "evening")
STARTS_IN = timedelta(weeks=2)
GIVEN = (
    *("Alva", "Bosse", "Cilla", "Dag", "Ellika", "Frans", "Gry", "Halvar"),
    *("Idun", "Jorunn", "Kalle", "Liv", "Malte", "Nea", "Olle"),
)
FAMILY_FIRST = ("Al", "Björk", "Ek", "Fur", "Gran", "Hassel", "Lind", "Lönn", "Rönn", "Sälg")
FAMILY_LAST = ("backe", "dal", "fors", "gård", "holm", "lund", "mark", "näs", "ström", "vik")


def is_there() -> bool:
    """Whether the large round was loaded before, of whatever size."""
    return Organisation.objects.filter(name=HOUSE.name).exists()


def create_large(by: Person, *, size: int, today: date) -> Programme:
    """The programme with everybody enrolled and nobody paired. Everything is drawn first, so that
    the database is locked for the writing alone."""
    starts_on = today - timedelta(days=today.weekday()) + STARTS_IN
    blueprint = blueprints()["large-pilot"]
    programme = blueprint.programme(
        name=NAME,
        purpose=PURPOSE,
        starts_on=starts_on,
        ends_on=last_day(starts_on, blueprint.months or 0),
        pairs_planned=size,
    )
    drawn = Draw(programme, organisation_named(HOUSE.name, sector=HOUSE.sector))
    drawn.everybody(size)
    prepared = [
        prepare_inserts(Unit, drawn.areas),
        prepare_inserts(Unit, drawn.departments),
        prepare_inserts(Person, drawn.people),
        prepare_inserts(Employment, drawn.employments),
        prepare_inserts(Participation, drawn.participations),
    ]
    with transaction.atomic():
        create_programme(programme, organisation=HOUSE.name, by=by)
        write_many(*prepared)
    return programme


class Draw:
    """Draws the people of one company, always the same ones; nothing is written."""

    def __init__(self, programme: Programme, organisation: Organisation) -> None:
        self.random = Random(SEED)  # noqa: S311  # made-up people, no secret
        self.programme, self.organisation = programme, organisation
        self.areas = [self._unit((f"Affärsområde {n}",)) for n in range(1, AREAS + 1)]
        self.departments = [
            self._unit((self.areas[n % AREAS].name, f"Avdelning {n + 1}"), self.areas[n % AREAS])
            for n in range(DEPARTMENTS)
        ]
        self.chiefs: defaultdict[str, list[Employment]] = defaultdict(list)
        self.people: list[Person] = []
        self.employments: list[Employment] = []
        self.participations: list[Participation] = []
        topics = [topic.code for topic in catalogue(programme)]
        self.random.shuffle(topics)
        self.skills = [code for code in topics if code[0] in SKILLS]
        self.views = [code for code in topics if code[0] not in SKILLS]

    def everybody(self, size: int) -> None:
        """The seniors from the top down, so that each finds a chief above her; then the juniors."""
        for level in sorted(self.random.choices(MENTEE_LEVELS, k=size), reverse=True):
            self._add(Participation.Role.MENTEE, level)
        for _ in range(round(size * MENTORS_PER_MENTEE)):
            self._add(Participation.Role.MENTOR, self.random.choice(MENTOR_LEVELS))
        juniors = self.people[size:]
        for participation in self.participations[:size]:
            known = self.random.sample(juniors, round(len(juniors) * KNOWN_SHARE))
            participation.knows = sorted(person.email for person in known)

    def _unit(self, names: tuple[str, ...], parent: Unit | None = None) -> Unit:
        return Unit(
            organisation=self.organisation,
            parent=parent,
            name=names[-1],
            path=unit_path(names),
            path_key=unit_key(names),
        )

    def _add(self, role: Participation.Role, level: int) -> None:
        department = self.random.choice(self.departments)
        person = self._person(len(self.people))
        employment = Employment(
            person=person,
            organisation=self.organisation,
            unit=department,
            level=level,
            manager=self._chief(department.parent_id or "", level),
        )
        self.people.append(person)
        self.employments.append(employment)
        self.participations.append(self._participation(person, role))
        if role == Participation.Role.MENTEE:
            self.chiefs[department.parent_id or ""].append(employment)

    def _chief(self, area: str, level: int) -> Person | None:
        """Somebody of the same area, as little above as may be."""
        above = [e for e in self.chiefs[area] if (e.level or 0) > level]
        nearest = min((e.level or 0 for e in above), default=0)
        near = [e for e in above if e.level == nearest]
        return self.random.choice(near).person if near else None

    def _person(self, number: int) -> Person:
        town = self.random.choice(list(SITES))
        own = SITES[town]
        name = (
            f"{self.random.choice(GIVEN)} "
            f"{self.random.choice(FAMILY_FIRST)}{self.random.choice(FAMILY_LAST)}"
        )
        person = new_person(name, HOUSE, place=town, hours=self._some(HOURS, 2))
        person.email = person.email.replace("@", f".{number + 1}@")
        person.language = "sv" if own == "sv" else "en"
        speaks_english = self.random.random() < ENGLISH_SHARE
        person.languages = sorted({own, "en"}) if speaks_english else [own]
        person.ways_to_meet = (
            ["place", "video"] if self.random.random() < VIDEO_SHARE else ["place"]
        )
        return person

    def _participation(self, person: Person, role: Participation.Role) -> Participation:
        asked, given = self._topics(), self._topics()
        return Participation(
            programme=self.programme,
            person=person,
            role=role,
            wants=asked,
            offers=given,
            goals=self._some(self.programme.goal_kinds, 1),
        )

    def _topics(self) -> dict[str, int]:
        """Three to six topics, mostly skills, the first of each kind the most often."""
        chosen: dict[str, int] = {}
        for _ in range(self.random.randint(3, 6)):
            kind = self.skills if self.random.random() < SKILL_SHARE else self.views
            code = kind[min(int(self.random.paretovariate(0.6)) - 1, len(kind) - 1)]
            chosen[code] = self.random.randint(1, 3)
        return chosen

    def _some(self, choices: Sequence[str], count: int) -> list[str]:
        return sorted(self.random.sample(list(choices), count), key=list(choices).index)

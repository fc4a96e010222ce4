"""Whole rounds of people to be paired, small or large, the same at every run."""

import random
from dataclasses import dataclass

from tests.factories import (
    give_role,
    make_organisation,
    make_person,
    make_programme,
)
from viceversa.enrolment.models import Participation
from viceversa.people.models import Employment, Organisation, Person
from viceversa.programmes.models import Programme

TOPICS = ("A1", "A2", "A3", "A7", "B1", "C1", "D1", "E1", "E3", "G1", "H1", "J1")
SECTORS = ("engineering", "home care", "insurance", "logistics", "furniture")
TOWNS = ("Jönköping", "Nässjö", "Tranås")


@dataclass(frozen=True)
class Round:
    """A programme between organisations, its coordinator, and people on both sides."""

    programme: Programme
    coordinator: Person
    organisations: list[Organisation]

    def seats(self, role: str) -> list[Participation]:
        found = self.programme.participations.filter(role=role).select_related("person")
        return list(found.order_by("person__given_name"))


def make_round(mentors: int, mentees: int, *, seed: int = 7, **fields: object) -> Round:
    """Mentors M001, M002 …, mentees N001, N002 …, in five organisations of five sectors."""
    chance = random.Random(seed)
    organisations = [_organisation(sector) for sector in SECTORS]
    programme = make_programme(
        organisation=organisations[0],
        scope="cross_company",
        rules={"different_organisation": True},
        **fields,
    )
    coordinator = make_person("Alice", email=f"alice@{programme.pk}.example.com")
    give_role(coordinator, programme, "coordinator")
    programme.first_contact = coordinator
    programme.save(update_fields=["first_contact"])
    sides = (("mentor", "M", mentors, (1, 2)), ("mentee", "N", mentees, (4, 6)))
    for role, letter, count, levels in sides:
        add_people(
            programme,
            organisations,
            role,
            [f"{letter}{n:03}" for n in range(1, count + 1)],
            levels,
            chance,
        )
    return Round(programme, coordinator, organisations)


def _organisation(sector: str) -> Organisation:
    name = f"Prov {sector} AB"
    found = Organisation.objects.filter(name=name).first()
    return found or make_organisation(name, sector=sector)


def add_people(
    programme: Programme,
    organisations: list[Organisation],
    role: str,
    names: list[str],
    levels: tuple[int, int],
    chance: random.Random,
) -> None:
    people = Person.objects.bulk_create(
        Person(
            given_name=name,
            family_name="Testsson",
            email=f"{name.casefold()}@{programme.pk}.example.com",
            language="sv",
            languages=["sv"],
            place=chance.choice(TOWNS),
            ways_to_meet=["place", "video"],
            hours=chance.sample(["morning", "lunch", "afternoon"], 2),
        )
        for name in names
    )
    Employment.objects.bulk_create(
        Employment(
            person=person,
            organisation=chance.choice(organisations),
            level=chance.randint(*levels),
            title="chef" if role == "mentee" else "trainee",
        )
        for person in people
    )
    Participation.objects.bulk_create(
        Participation(
            programme=programme,
            person=person,
            role=role,
            wants={topic: chance.randint(1, 3) for topic in chance.sample(TOPICS, 3)},
            offers={topic: chance.randint(1, 3) for topic in chance.sample(TOPICS, 4)},
        )
        for person in people
    )

"""The chamber's round in its eleventh week: programme, partners, staff, and all who applied."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from viceversa.enrolment.models import Participation
from viceversa.operations.demo.goals import set_goals
from viceversa.operations.demo.people import House, houses, new_person, rows
from viceversa.people.actions import open_account, organisation_named, unit_at
from viceversa.people.models import Employment, Person
from viceversa.programmes.actions import (
    ContactDraft,
    PartnerDraft,
    add_earlier_round,
    create_programme,
    give_role,
    move_phases,
)
from viceversa.programmes.blueprints import blueprints
from viceversa.programmes.models import Partner, Phase, Programme, Role
from viceversa.programmes.phases import Span, last_day

NAME = "Omvänt mentorskap"
PURPOSE = (
    "Erfarna ledare ska förstå hur arbetslivet ser ut för dem som är nya i det, och ändra minst en "
    "sak i sitt eget ledarskap därför. Unga i arbetslivet ska bli lyssnade på av dem som bestämmer."
)
MONTHS = 6
WEEKS_SINCE_START = 10
# Years before this round, and what is still known of the rounds of then.
EARLIER: tuple[tuple[int, dict[str, int]], ...] = (
    (2, {"pairs": 9}),
    (1, {"pairs": 12, "mentors": 13, "mentees": 12}),
)
Kind = Phase.Kind
# Days from the kick-off, which is the first day of the round; what prepares it lies before.
PHASES = (
    (Kind.PREPARE, -84, -57),
    (Kind.APPLY, -56, -29),
    (Kind.SELECT, -28, -8),
    (Kind.MATCH, -7, 9),
    (Kind.BRIEF, 10, 16),
    (Kind.MEET, 17, 158),
    (Kind.HALF_TIME, 70, 83),
)

People = dict[str, Participation]
"""Those who take part, by name."""


def first_coordinator() -> tuple[Person, bool]:
    """Who leads the demo's programmes and may create more, and whether she is new to us."""
    row = next(rows("staff.csv"))
    wanted = new_person(row["name"], houses()[row["house"]], phone=row["phone"])
    return Person.objects.get_or_create(
        email=wanted.email,
        defaults={
            "given_name": wanted.given_name,
            "family_name": wanted.family_name,
            "phone": wanted.phone,
            "languages": ["sv", "en"],
            "is_organiser": True,
        },
    )


def create_chamber(by: Person, *, today: date) -> Programme:
    """The programme with its partners and phases; `today` lies in its eleventh week."""
    starts_on = today - timedelta(days=today.weekday(), weeks=WEEKS_SINCE_START)
    second = list(rows("staff.csv"))[1]
    contact = new_person(second["name"], houses()[second["house"]])
    programme = create_programme(
        blueprints()["chamber"].programme(
            name=NAME,
            purpose=PURPOSE,
            starts_on=starts_on,
            ends_on=last_day(starts_on, MONTHS),
            matcher=Programme.Matcher.COMMITTEE,
        ),
        organisation=houses()["V"].name,
        by=by,
        partners=[
            PartnerDraft(house.name, mentees_most=house.mentee_seats)
            for house in houses().values()
            if house.mentee_seats
        ],
        second_contact=ContactDraft(contact.email, contact.given_name, contact.family_name),
    )
    spans = [
        Span(kind, starts_on + timedelta(days=first), starts_on + timedelta(days=last))
        for kind, first, last in PHASES
    ]
    move_phases(programme, spans, by=by)
    set_goals(programme)
    for years, counts in EARLIER:
        year = starts_on.year - years
        add_earlier_round(programme, name=f"{NAME} {year}", year=year, by=by, **counts)
    return programme


def enrol_in_time(programme: Programme, *, late: Iterable[str]) -> People:
    """Everybody who applied, but those who were late."""
    late = set(late)
    return enrol_all(programme, [r for r in rows("participants.csv") if r["name"] not in late])


def enrol_all(programme: Programme, applied: Iterable[dict[str, str]]) -> People:
    """People, where they work, and what they wish, as the lines of participants.csv tell."""
    lines = [(row, houses()[row["house"]]) for row in applied]
    people = [_person(row, house) for row, house in lines]
    Person.objects.bulk_create(people)
    seated = list(zip(people, lines, strict=True))
    Employment.objects.bulk_create(_employment(person, *line) for person, line in seated)
    joining = [_participation(programme, person, row) for person, (row, _) in seated]
    Participation.objects.bulk_create(joining)
    return {participation.person.full_name: participation for participation in joining}


def give_roles(programme: Programme, people: People, *, by: Person) -> None:
    """Second coordinator, committee, sponsors, partner contacts and assistants. Nobody reviews: who
    takes part here was chosen long ago."""
    partners = {p.organisation.name: p for p in programme.partners.select_related("organisation")}
    for row in (row for row in rows("staff.csv") if row["role"] != Role.Kind.REVIEWER):
        house = houses()[row["house"]]
        person = _staff(row, house)
        give_role(
            programme,
            person,
            row["role"],
            by=by,
            partner=_partner_of(row, partners, house),
            assists=people[row["assists"]].person if row["assists"] else None,
        )


def open_accounts(people: Iterable[Participation]) -> None:
    """They may sign in, as those may who were published in a pair."""
    for participation in people:
        open_account(participation.person)


def _staff(row: dict[str, str], house: House) -> Person:
    wanted = new_person(row["name"], house, phone=row["phone"], languages=["sv", "en"])
    person = Person.objects.filter(email=wanted.email).first() or wanted
    person.phone, person.languages = wanted.phone, wanted.languages
    person.save()
    return person


def _partner_of(row: dict[str, str], partners: dict[str, Partner], house: House) -> Partner | None:
    return partners[house.name] if row["role"] == Role.Kind.PARTNER_CONTACT else None


def _person(row: dict[str, str], house: House) -> Person:
    return new_person(
        row["name"],
        house,
        language=row["language"],
        languages=row["languages"].split(),
        place=house.town,
        ways_to_meet=row["ways"].split(),
        hours=row["hours"].split(),
    )


def _employment(person: Person, row: dict[str, str], house: House) -> Employment:
    organisation = organisation_named(house.name, sector=house.sector)
    return Employment(
        person=person,
        organisation=organisation,
        unit=unit_at(organisation, row["unit"]),
        title=row["title"],
        level=int(row["level"]),
    )


def _participation(programme: Programme, person: Person, row: dict[str, str]) -> Participation:
    return Participation(
        programme=programme,
        person=person,
        role=row["role"],
        wants=_topics(row["wants"]),
        offers=_topics(row["offers"]),
        goals=row["goals"].split(),
        confirmed_at=timezone.now(),
    )


def _topics(cell: str) -> dict[str, int]:
    """ "A1:3 E2:1" as the table keeps it."""
    return {code: int(strength) for code, strength in (t.split(":") for t in cell.split())}

"""A programme within one company that waits for its people: a call for mentors and one for mentees,
both open, with applications, some who are invited by name, and a list to try the import with."""

import csv
from datetime import date, timedelta

from django.utils import timezone

from viceversa.enrolment.actions.applications import enter
from viceversa.enrolment.actions.calls import open_call, save_call
from viceversa.enrolment.actions.decisions import decide
from viceversa.enrolment.actions.invitations import invite
from viceversa.enrolment.actions.reviews import review
from viceversa.enrolment.models import Application, Call
from viceversa.enrolment.reviewing import to_review
from viceversa.lib.tables import write_csv
from viceversa.operations.demo.people import DATA, address_of, houses, new_person, rows
from viceversa.people.actions import person_at
from viceversa.people.models import Person
from viceversa.programmes.actions import PartnerDraft, create_programme, give_role
from viceversa.programmes.blueprints import blueprints
from viceversa.programmes.models import Programme, Role
from viceversa.programmes.phases import last_day

NAME = "Omvänt mentorskap på Norrvidde"
PURPOSE = (
    "Ledningsgruppen ska fatta beslut som håller även för dem som är nya hos oss. Var och en "
    "prövar minst en vana mot en yngre kollega från en annan avdelning."
)
WHO = {
    "mentor": (
        "Du är tidigt i yrkeslivet, oavsett ålder, och arbetar på en annan avdelning än den du "
        "vill vara mentor åt. Ingen anställningstid krävs."
    ),
    "mentee": (
        "Du leder en enhet eller sitter i ledningsgruppen, och vill höra hur besluten låter där "
        "de landar."
    ),
}
MARKS = (
    {"learns": 4, "keeps": 3, "brings": 4},
    {"learns": 3, "keeps": 2, "brings": 3},
)
LIST = "norrvidde.csv"
CONTACT, TEAM = "Lena Fjällbrant", 10
INVITED = ("Ronja Halvarsson", "Isak Tornqvist", "Linn Backlund")
SOURCE = "Norrviddes traineer"
STARTS_IN = timedelta(weeks=2)


def create_norrvidde(by: Person, *, today: date) -> Programme:
    """Set up to the last setting, with nobody in it."""
    starts_on = today - timedelta(days=today.weekday()) + STARTS_IN
    blueprint = blueprints()["management-team"]
    programme = blueprint.programme(
        name=NAME,
        purpose=PURPOSE,
        starts_on=starts_on,
        ends_on=last_day(starts_on, blueprint.months or 0),
        matcher=Programme.Matcher.COORDINATOR,
    )
    house = houses()["O1"]
    team = PartnerDraft(house.name, mentors_most=TEAM, mentees_most=TEAM)
    created = create_programme(programme, organisation=house.name, by=by, partners=[team])
    contact = person_at(address_of(CONTACT, house))
    partner = created.partners.get()
    give_role(created, contact, Role.Kind.PARTNER_CONTACT, by=by, partner=partner)
    for role in WHO:
        _call(created, role, by=by, today=today)
    _invite(created.calls.get(role="mentor"), by=by, year=today.year)
    _review(created, by=by)
    return created


def _call(programme: Programme, role: str, *, by: Person, today: date) -> None:
    """Open for some days more, with some who have applied and one who has only begun."""
    call = Call(
        programme=programme,
        role=role,
        who=WHO[role],
        opens_on=today - timedelta(days=10),
        closes_on=today + timedelta(days=4),
        answer_on=today + timedelta(days=8),
    )
    save_call(call, by=by)
    open_call(call, by=by)
    call.refresh_from_db()
    for row in (row for row in rows("applicants.csv") if row["role"] == role):
        came_at = timezone.now() - timedelta(days=int(row["days"]))
        decide(enter(call, _answers(row), came_at=came_at, by=by), row["verdict"], by=by)
    call.applications.update(entered_by=None)  # they came by the page, like most
    Application.objects.create(call=call, language="sv", has_time=True, steps=["time"])


def _invite(call: Call, *, by: Person, year: int) -> None:
    """Some are asked by name."""
    for name in INVITED:
        given, family = name.split()
        address = address_of(name, houses()["O1"])
        about = {"given_name": given, "family_name": family, "email": address, "language": "sv"}
        invite(call, about | {"source": SOURCE, "year": year}, by=by)


def _review(programme: Programme, *, by: Person) -> None:
    """One who reads them without names, and has read a few."""
    row = next(row for row in rows("staff.csv") if row["role"] == Role.Kind.REVIEWER)
    reviewer = new_person(row["name"], houses()[row["house"]], languages=["sv"])
    reviewer.save()
    give_role(programme, reviewer, row["role"], by=by)
    left, _read = to_review(programme, reviewer)
    for application, marks in zip(left, MARKS, strict=False):
        review(application, marks, by=reviewer)


def _answers(row: dict[str, str]) -> dict[str, object]:
    topics = {
        name: {code: int(n) for code, n in (each.split(":") for each in row[name].split())}
        for name in ("wants", "offers")
    }
    return {
        **topics,
        "language": "sv",
        "has_time": True,
        "given_name": row["given"],
        "family_name": row["family"],
        "email": address_of(f"{row['given']} {row['family']}", houses()["O1"]),
        "unit": row["unit"],
        "title": row["title"],
        "level": int(row["level"]),
        "knows": [],
        "not_with": [row["not_with"]] if row["not_with"] else [],
        "why": row["why"],
    }


def people_list() -> bytes:
    """The list as HR would send it: twenty people, semicolons, Swedish headings."""
    lines = list(csv.reader((DATA / LIST).read_text(encoding="utf-8").splitlines(), delimiter=";"))
    return write_csv(lines[0], lines[1:])

"""Two partners of one programme that could be taken for each other, and what is whose."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tests.factories import (
    employ,
    enrol,
    give_role,
    make_application,
    make_call,
    make_invitation,
    make_organisation,
    make_partner,
    make_person,
    make_programme,
    make_unit,
)
from viceversa.enrolment.actions.places import confirm_place
from viceversa.enrolment.models import Application, Call, Participation
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import Organisation, OrganisationTie, Person
from viceversa.programmes.models import Enquiry, Partner, Programme

BOTH = "Kim Almgren"  # takes part for each of the two: two humans of one name


@dataclass(frozen=True)
class Names:
    """How one of the two is called. Each of these looks like its counterpart, and is not in it."""

    house: str
    mail: str
    mentor: str
    mentee: str
    applicants: tuple[str, ...]
    invited: str
    unit: str
    phone: str
    seats: tuple[int, int]


NORD = Names(
    house="Tallmo Test Nord",
    mail="tallmo-nord.example",
    mentor="Anna Lindqvist",
    mentee="Per Olsson",
    applicants=("Eva Svensson", "Ali Hassan"),
    invited="Siv Bergren",
    unit="Verkstad Ett",
    phone="070-555 12 31",
    seats=(37, 41),
)
NORR = Names(
    house="Tallmo Test Norr",
    mail="tallmo-norr.example",
    mentor="Anna Lindkvist",
    mentee="Per Ohlsson",
    applicants=("Eva Swensson", "Ali Hasan", "Tor Almkvist"),
    invited="Siv Berggren",
    unit="Verkstad Ena",
    phone="070-555 12 32",
    seats=(53, 59),
)


@dataclass(frozen=True)
class Side:
    """One partner with its contact and people."""

    names: Names
    house: Organisation
    partner: Partner
    contact: Person
    mentor: Participation
    mentee: Participation
    namesake: Participation
    applicants: list[Application]

    @property
    def codes(self) -> list[str]:
        """What somebody could guess of its things: the code of one of each kind."""
        people = (self.mentor.person, self.mentee.person, self.contact)
        things: tuple[Any, ...] = (
            *(self.partner, self.house, self.mentor, self.mentee, self.namesake),
            *(*people, *self.applicants, self.contact.roles.get()),
        )
        return [thing.pk for thing in things]

    @property
    def words(self) -> list[str]:
        """Everything by which a page could tell of it: names, addresses, codes and numbers."""
        names = self.names
        mentors, mentees = names.seats
        return [
            *(names.house, names.mail, names.mentor, names.mentee, *names.applicants),
            *(
                names.invited,
                names.unit,
                names.phone,
                f"of {mentors} filled",
                f"of {mentees} filled",
            ),
            f"{len(names.applicants)} of yours have applied",
            *self.codes,
        ]


@dataclass(frozen=True)
class LookAlikes:
    programme: Programme
    lead: Person
    call: Call
    pair: Pair  # a mentor of the one and a mentee of the other
    nord: Side
    norr: Side

    def both_ways(self) -> list[tuple[Side, Side]]:
        """Each as the one who looks, with the one who is not to be seen."""
        return [(self.nord, self.norr), (self.norr, self.nord)]


def make_look_alikes() -> LookAlikes:
    lead = make_person("Alice")
    programme = make_programme(scope="cross_company", first_contact=lead)
    give_role(lead, programme, "coordinator")
    call = make_call(programme)
    nord, norr = (_side(programme, call, names) for names in (NORD, NORR))
    OrganisationTie.objects.create(one=nord.house, other=norr.house, kind="competitor")
    for side in (nord, norr):
        Enquiry.objects.create(
            programme=programme, text=f"Of {side.names.mentor}", language="en", name=BOTH
        )
    proposal = Proposal.objects.create(programme=programme, number=1, state="published")
    pair = Pair.objects.create(
        programme=programme,
        proposal=proposal,
        number=1,
        mentor=nord.mentor,
        mentee=norr.mentee,
        state="active",
        active_since=timezone.now(),
        score=60,
    )
    return LookAlikes(programme, lead, call, pair, nord, norr)


def _side(programme: Programme, call: Call, names: Names) -> Side:
    house = make_organisation(names.house)
    unit = make_unit(house, names.unit)
    mentors, mentees = names.seats
    partner = make_partner(programme, house, mentors_most=mentors, mentees_most=mentees)
    contact = _person("Vera Contact", names)
    give_role(contact, programme, "partner_contact", partner=partner)
    seats = []
    for name, role in ((names.mentor, "mentor"), (names.mentee, "mentee"), (BOTH, "mentee")):
        person = _person(name, names)
        employ(person, house, unit=unit, title="Planner", level=3)
        seats.append(enrol(person, programme, role))
    confirm_place(seats[0], by=seats[0].person)
    applicants = [
        make_application(
            call,
            name.split()[0],
            family_name=name.split()[1],
            email=f"{name.split()[0]}@{names.mail}".casefold(),
            phone=names.phone,
            organisation=names.house,
            unit=names.unit,
        )
        for name in names.applicants
    ]
    given_name, family_name = names.invited.split()
    make_invitation(
        call,
        given_name,
        family_name=family_name,
        email=f"{given_name}@{names.mail}".casefold(),
        partner=partner,
        invited_by=contact,
    )
    return Side(names, house, partner, contact, *seats, applicants=applicants)


def _person(name: str, names: Names) -> Person:
    given_name, family_name = name.split()
    address = f"{given_name}.{family_name}@{names.mail}".casefold()
    return make_person(given_name, family_name=family_name, email=address, phone=names.phone)

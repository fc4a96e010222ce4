"""The cast of the tests: Alice coordinates, Bob mentors, Carol is his mentee, and so on.

Zed is a stranger: he may sign in, and has no role anywhere. Yrsa coordinates another programme.
"""

from dataclasses import dataclass

from tests.factories import (
    employ,
    enrol,
    give_role,
    make_organisation,
    make_partner,
    make_person,
    make_programme,
)
from viceversa.enrolment.models import Participation
from viceversa.people.models import Organisation, Person
from viceversa.programmes.models import Partner, Programme


@dataclass(frozen=True)
class Cast:
    """Everybody a test of doors needs, in one programme, and the neighbours outside it."""

    programme: Programme
    house: Organisation
    partner: Partner
    alice: Person  # coordinator
    bob: Person  # mentor
    carol: Person  # mentee
    dora: Person  # matcher
    erik: Person  # partner contact
    fia: Person  # sponsor
    gun: Person  # Carol's assistant
    yrsa: Person  # coordinator of another programme
    zed: Person  # stranger
    mentor: Participation  # Bob's
    mentee: Participation  # Carol's
    other_programme: Programme

    def insiders(self) -> tuple[Person, ...]:
        return (self.alice, self.bob, self.carol, self.dora, self.erik, self.fia, self.gun)

    def outsiders(self) -> tuple[Person, ...]:
        return (self.yrsa, self.zed)


def make_cast() -> Cast:
    house = make_organisation("Tallmo Test AB")
    other = make_organisation("Björkviks Prov AB")
    programme = make_programme(organisation=house)
    other_programme = make_programme(organisation=other)
    partner = make_partner(programme, house)
    alice, bob, carol, dora, erik, fia, gun, yrsa, zed = (
        make_person(name)
        for name in ("Alice", "Bob", "Carol", "Dora", "Erik", "Fia", "Gun", "Yrsa", "Zed")
    )
    employ(bob, house, level=2, title="Analyst")
    employ(carol, house, level=5, title="Director")
    give_role(alice, programme, "coordinator")
    give_role(dora, programme, "matcher")
    give_role(erik, programme, "partner_contact", partner=partner)
    give_role(fia, programme, "sponsor")
    give_role(gun, programme, "assistant", assists=carol)
    give_role(yrsa, other_programme, "coordinator")
    programme.first_contact = alice
    programme.save(update_fields=["first_contact"])
    return Cast(
        programme=programme,
        house=house,
        partner=partner,
        alice=alice,
        bob=bob,
        carol=carol,
        dora=dora,
        erik=erik,
        fia=fia,
        gun=gun,
        yrsa=yrsa,
        zed=zed,
        mentor=enrol(bob, programme, "mentor", wants={"A1": 2}, offers={"E1": 3}),
        mentee=enrol(carol, programme, "mentee", wants={"E1": 3}, offers={"A1": 2}),
        other_programme=other_programme,
    )

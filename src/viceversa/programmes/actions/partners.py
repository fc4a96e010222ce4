"""Partners of a programme: their seats, agreements, and what organisations are to each other."""

from dataclasses import dataclass

from django.db import transaction

from viceversa.people.actions import organisation_named
from viceversa.people.models import Organisation, OrganisationTie, Person
from viceversa.people.trail import record
from viceversa.programmes.models import Partner, Programme

SEATS = ("mentors_least", "mentors_most", "mentees_least", "mentees_most")


@dataclass(frozen=True)
class PartnerDraft:
    """A partner by the name of its organisation, with its seats."""

    name: str
    mentors_most: int | None = None
    mentees_most: int | None = None
    mentors_least: int = 0
    mentees_least: int = 0

    def seats(self) -> dict[str, int | None]:
        return {seat: getattr(self, seat) for seat in SEATS}


@transaction.atomic
def add_partner(programme: Programme, draft: PartnerDraft, *, by: Person) -> Partner:
    """The organisation takes part with these seats; if it did already, they are its seats now."""
    partner, _ = Partner.objects.update_or_create(
        programme=programme, organisation=organisation_named(draft.name), defaults=draft.seats()
    )
    record("set seats", partner, by=by, **draft.seats())
    return partner


@transaction.atomic
def make_seats_for_body(partner: Partner, members: int, *, by: Person) -> None:
    """All members of a fixed body are mentees: as many seats, neither more nor fewer."""
    partner.mentees_least = partner.mentees_most = members
    partner.save(update_fields=["mentees_least", "mentees_most"])
    record("made seats for a body", partner, by=by, members=members)


@transaction.atomic
def set_arrangement(partner: Partner, arrangement: str, *, by: Person) -> None:
    """Says who answers for personal data: the organiser alone, or both."""
    partner.arrangement = arrangement
    partner.save(update_fields=["arrangement"])
    record("set the arrangement on personal data", partner, by=by, arrangement=arrangement)


@transaction.atomic
def remove_partner(partner: Partner, *, by: Person) -> None:
    """The organisation and its contacts leave the programme; its people stay enrolled."""
    record("removed a partner", partner, by=by, programme=partner.programme_id)
    partner.delete()


@transaction.atomic
def tie_organisations(
    programme: Programme, one: Organisation, other: Organisation, kind: str, *, by: Person
) -> None:
    """From now on the people of these two are never paired, in any programme with that rule."""
    one, other = sorted((one, other), key=lambda organisation: organisation.pk)
    tie, _ = OrganisationTie.objects.update_or_create(one=one, other=other, defaults={"kind": kind})
    record("tied organisations", tie, by=by, kind=kind, programme=programme.pk)


@transaction.atomic
def untie_organisations(programme: Programme, tie: OrganisationTie, *, by: Person) -> None:
    """Takes the tie away."""
    record("untied organisations", tie, by=by, programme=programme.pk)
    tie.delete()

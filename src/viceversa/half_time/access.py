"""Doors of half-time: the page to those who lead, sponsor or answer for a partner; the thanks to
sponsors. Before half-time there is no page."""

from dataclasses import dataclass

from django.http import Http404

from viceversa.half_time.models import HalfTime
from viceversa.half_time.queries import half_time_of
from viceversa.people.models import Person
from viceversa.programmes.access import has_role, programme_for_role_or_404
from viceversa.programmes.models import Partner, Programme, Role

Kind = Role.Kind


@dataclass(frozen=True)
class Sight:
    """A page of half-time, and as what somebody looks at it."""

    half: HalfTime
    leads: bool
    sponsors: bool
    partners: tuple[Partner, ...]  # that she is a contact of

    @property
    def sees_surveys(self) -> bool:
        """Whoever answers a survey is promised that nobody else does."""
        return self.leads or self.sponsors


def half_time_for_party_or_404(person: Person, code: str) -> Sight:
    """For coordinators, sponsors and partners' contacts."""
    kinds = (Kind.COORDINATOR, Kind.SPONSOR, Kind.PARTNER_CONTACT)
    programme = programme_for_role_or_404(person, code, *kinds)
    partners = programme.partners.filter(contacts__person=person).select_related("organisation")
    return Sight(
        half=_half_time_or_404(programme),
        leads=has_role(person, programme, Kind.COORDINATOR),
        sponsors=has_role(person, programme, Kind.SPONSOR),
        partners=tuple(partners.distinct()),
    )


def half_time_for_sponsor_or_404(person: Person, code: str) -> HalfTime:
    """For sponsors, who thank; nobody thanks in their place."""
    return _half_time_or_404(programme_for_role_or_404(person, code, Kind.SPONSOR))


def _half_time_or_404(programme: Programme) -> HalfTime:
    half = half_time_of(programme)
    if half is None:
        raise Http404
    half.programme = programme
    return half

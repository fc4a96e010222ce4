"""Doors of the report: whoever leads reads all of it, sponsors totals, partners of their own."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from viceversa.people.models import Person
from viceversa.programmes.access import has_role, programme_for_role_or_404
from viceversa.programmes.models import Partner, Programme, Role
from viceversa.report.models import ProgrammeGoal
from viceversa.report.sight import Version

Kind = Role.Kind


@dataclass(frozen=True)
class Reader:
    """Which version of whose report she reads, and which others she may."""

    programme: Programme
    version: Version
    versions: tuple[Version, ...]
    partners: tuple[Partner, ...]


def reader_or_404(person: Person, code: str, asked: str) -> Reader:
    """The version that was asked for, where she may read it; else the fullest that she may."""
    programme = programme_for_role_or_404(
        person, code, Kind.COORDINATOR, Kind.SPONSOR, Kind.PARTNER_CONTACT
    )
    partners = tuple(
        programme.partners.filter(contacts__person=person).select_related("organisation")
    )
    versions = tuple(_versions(person, programme, is_contact=bool(partners)))
    if asked and asked not in versions:
        raise Http404
    return Reader(programme, Version(asked) if asked else versions[0], versions, partners)


def goal_or_404(programme: Programme, code: str) -> ProgrammeGoal:
    """A goal of a programme whose door has been passed."""
    return get_object_or_404(programme.goals.select_related("programme"), pk=code)


def _versions(person: Person, programme: Programme, *, is_contact: bool) -> list[Version]:
    leads = has_role(person, programme, Kind.COORDINATOR)
    sponsors = leads or has_role(person, programme, Kind.SPONSOR)
    may = {Version.COORDINATOR: leads, Version.SPONSOR: sponsors, Version.PARTNER: is_contact}
    return [version for version, is_hers in may.items() if is_hers]

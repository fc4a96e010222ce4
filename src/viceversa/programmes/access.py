"""Doors of a programme. What you may not see does not exist: the answer is 404."""

from django.http import Http404

from viceversa.people.models import Person
from viceversa.programmes.models import Programme, Role

Kind = Role.Kind


def has_role(person: Person, programme: Programme, *kinds: Role.Kind) -> bool:
    """Whether the person has one of these roles in the programme."""
    return programme.roles.filter(person=person, kind__in=kinds).exists()


def programme_for_coordinator_or_404(person: Person, code: str) -> Programme:
    """The programme, for those who lead it."""
    return programme_for_role_or_404(person, code, Kind.COORDINATOR)


def programme_for_matcher_or_404(person: Person, code: str) -> Programme:
    """The programme, for those who propose pairs: its matchers and its coordinators."""
    return programme_for_role_or_404(person, code, Kind.COORDINATOR, Kind.MATCHER)


def programme_for_role_or_404(person: Person, code: str, *kinds: Role.Kind) -> Programme:
    """The programme, for whoever has one of these roles in it."""
    programme = (
        Programme.objects.filter(
            pk=code, roles__person=person, roles__kind__in=[kind.value for kind in kinds]
        )
        .select_related("organisation", "first_contact", "second_contact")
        .distinct()
        .first()
    )
    if programme is None:
        raise Http404
    return programme

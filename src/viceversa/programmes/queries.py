"""What is asked about programmes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.notices.letterhead import Letterhead
from viceversa.people.models import Organisation, OrganisationTie, Person
from viceversa.programmes import breaks
from viceversa.programmes.models import (
    Break,
    OwnTopic,
    Partner,
    Phase,
    Programme,
    Quota,
    Role,
)
from viceversa.programmes.phases import PhaseView, view


@dataclass(frozen=True)
class ContactCard:
    """A named human to ask, as the foot of every page of a programme shows her."""

    name: str
    line: str
    email: str
    phone: str


def programmes_of(person: Person) -> list[tuple[Programme, tuple[Role, ...]]]:
    """The programmes in which the person has roles, with those roles, latest first."""
    roles = (
        Role.objects.filter(person=person)
        .select_related("programme__organisation", "partner__organisation", "assists")
        .order_by()
    )
    by_programme = sorted(roles, key=lambda role: (role.programme_id, role.kind))
    latest_first = sorted(by_programme, key=lambda role: role.programme.starts_on, reverse=True)
    found = groupby(latest_first, lambda role: role.programme)
    return [(programme, tuple(its)) for programme, its in found]


def rounds_of(programme: Programme, person: Person, *kinds: Role.Kind) -> list[Programme]:
    """The rounds of this programme over the years in which the person has one of these roles, the
    earliest first: all that were copied, at whatever remove, from the same first one."""
    copied_from = dict(Programme.objects.order_by().values_list("pk", "copied_from"))
    first = _first_round(programme.pk, copied_from)
    related = [code for code in copied_from if _first_round(code, copied_from) == first]
    mine = Role.objects.filter(person=person, kind__in=kinds).values("programme")
    known = Programme.objects.filter(pk__in=related).filter(pk__in=mine)
    return list(known.order_by("starts_on", "pk"))


def rounds_before(programme: Programme) -> list[str]:
    """The codes of the rounds that this one was copied from, at whatever remove."""
    if not programme.copied_from_id:
        return []
    copied_from = dict(Programme.objects.order_by().values_list("pk", "copied_from"))
    found = [programme.copied_from_id]
    while before := copied_from[found[-1]]:
        found.append(before)
    return found


def _first_round(code: str, copied_from: Mapping[str, str | None]) -> str:
    while before := copied_from[code]:
        code = before
    return code


def partners_of(programme: Programme) -> list[Partner]:
    return list(programme.partners.select_related("organisation"))


def quotas_of(programme: Programme) -> list[Quota]:
    return list(programme.quotas.select_related("unit__organisation"))


def partner_contacts(partner: Partner) -> list[Person]:
    return [role.person for role in partner.contacts.select_related("person").order_by("pk")]


def ties_among(organisations: Iterable[Organisation]) -> list[OrganisationTie]:
    """Who of these competes with, or supplies, another of them."""
    here = list(organisations)
    return list(
        OrganisationTie.objects.filter(one__in=here, other__in=here)
        .select_related("one", "other")
        .order_by("one__name", "other__name")
    )


def rivals_in(programme: Programme) -> tuple[tuple[str, str], ...]:
    """The ids of every two organisations whose people are never paired, where that rule is on.

    Also of organisations that are no partners: people may come from anywhere.
    """
    return tuple(OrganisationTie.objects.values_list("one_id", "other_id").order_by("pk"))


def contacts_of(programme: Programme) -> list[ContactCard]:
    """The one or two people named on every page of the programme."""
    return [
        ContactCard(
            person.full_name, _("Contact for %s") % programme.name, person.email, person.phone
        )
        for person in _named(programme)
    ]


def is_over(programme: Programme, today: date) -> bool:
    """Whether the last day of the round has passed. A round without one is never over."""
    return programme.ends_on is not None and programme.ends_on < today


def today_in(programme: Programme) -> date:
    """What day it is by the programme's clocks."""
    return timezone.localdate(timezone=ZoneInfo(programme.time_zone))


def letterhead(programme: Programme, *, is_silent: bool = False) -> Letterhead:
    """What every letter of the programme has in common. `is_silent`: reminders have to wait, for
    instance while a pair pauses; in a break they always do."""
    return Letterhead(
        code=programme.pk,
        name=programme.name,
        contacts=tuple(_named(programme)),
        is_silent=is_silent or breaks.is_silent(programme, today_in(programme)),
    )


def phases_of(programme: Programme, *, today: date) -> list[PhaseView]:
    """The time line as it stands today."""
    return [view(phase, today=today) for phase in programme.phases.all()]


def meets_from(programme: Programme) -> date:
    """The first day on which pairs meet; preparing and recruiting come before it."""
    found = (phase for phase in programme.phases.all() if phase.kind == Phase.Kind.MEET)
    return next((phase.starts_on for phase in found), programme.starts_on)


def breaks_of(programme: Programme) -> list[Break]:
    """When the programme is silent, in turn."""
    return list(programme.breaks.all())


def roles_of(programme: Programme) -> list[Role]:
    """Everybody's roles, by kind and name."""
    order = [kind.value for kind in Role.Kind]
    roles = programme.roles.select_related("person", "partner__organisation", "assists")
    return sorted(roles, key=lambda role: (order.index(role.kind), role.person.full_name))


def coordinators_of(programme: Programme) -> list[Person]:
    return people_with(programme, Role.Kind.COORDINATOR)


def people_with(programme: Programme, kind: Role.Kind) -> list[Person]:
    """Those who have this role in the programme."""
    return list(Person.objects.filter(roles__programme=programme, roles__kind=kind).distinct())


def assistant_roles_of(programme: Programme, person: Person) -> list[Role]:
    """The roles of those who book for the person in this programme."""
    roles = Role.objects.filter(programme=programme, assists=person)
    return list(roles.select_related("person", "assists").order_by("pk"))


def own_topics_of(programme: Programme) -> list[OwnTopic]:
    return list(programme.own_topics.all())


def _named(programme: Programme) -> list[Person]:
    named = (programme.first_contact, programme.second_contact)
    return [person for person in named if person]

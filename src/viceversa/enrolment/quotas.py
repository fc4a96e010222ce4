"""Seats of partners, units and topics: as the matching core counts them, as a page says them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from viceversa.enrolment.models import Participation
from viceversa.matching import Candidate, Role, Seats
from viceversa.people.models import Unit
from viceversa.programmes.answers import span
from viceversa.programmes.models import Partner, Programme, Quota
from viceversa.programmes.queries import partners_of, quotas_of
from viceversa.programmes.topics import topics_by_code

ROLES: tuple[Role, Role] = ("mentor", "mentee")
Member = tuple[str, Candidate]
"""A role, and the person in it."""


@dataclass(frozen=True)
class Line:
    """One quota on the page where it is set: whose, how many, and who is there to fill it."""

    quota: Quota
    title: str
    span: str
    people: int
    room: int

    @property
    def is_short(self) -> bool:
        """Whether fewer pairs are possible than are asked for, with those who take part."""
        return self.room < self.quota.least


def seats_of(programme: Programme) -> list[Seats]:
    """All that limit pairs, before any pair is counted."""
    partners = (each for one in partners_of(programme) for each in _of_partner(one))
    return [*partners, *_of_quotas(programme, quotas_of(programme))]


def names_of(programme: Programme) -> dict[str, str]:
    """What each of them is called in the language of the page, by the name that the core uses."""
    names = {one.organisation_id: str(one.organisation.name) for one in partners_of(programme)}
    quotas = quotas_of(programme)
    seats = _of_quotas(programme, quotas)
    return names | dict(zip((one.name for one in seats), titles(programme, quotas), strict=True))


def titles(programme: Programme, quotas: Iterable[Quota]) -> Iterator[str]:
    """The unit, the topic or both, by name."""
    topics = {code: topic.name for code, topic in topics_by_code(programme).items()}
    topics[Quota.THEME] = _("the themes of the programme")
    for quota in quotas:
        unit = unit_words(quota.unit, programme) if quota.unit else ""
        yield ", ".join(filter(None, (unit, topics.get(quota.topic, quota.topic))))


def unit_words(unit: Unit, programme: Programme) -> str:
    """The branch, and whose it is where there are several organisations."""
    if programme.scope == Programme.Scope.INTERNAL:
        return str(unit.path)
    return f"{unit.path} ({unit.organisation.name})"


def lines(programme: Programme) -> list[Line]:
    """The quotas of a programme with the people who take part."""
    quotas = quotas_of(programme)
    taking_part = programme.participations.filter(state=Participation.State.ENROLLED)
    rows = taking_part.select_related("person__employment") if quotas else ()
    people = [(one, member(one)) for one in rows]
    found = []
    for quota, title, seats in zip(
        quotas, titles(programme, quotas), _of_quotas(programme, quotas), strict=True
    ):
        rooms = [room_of(one, programme) for one, told in people if belongs(told, seats)]
        words = span(quota.least, quota.most)
        found.append(Line(quota, title, words, len(rooms), sum(rooms)))
    return found


def room_of(seat: Participation, programme: Programme) -> int:
    """How many pairs somebody can be in at a time."""
    is_mentee = seat.role == Participation.Role.MENTEE
    return max(seat.capacity, programme.mentee_capacity) if is_mentee else seat.capacity


def member(seat: Participation) -> Member:
    """Somebody as the groups count her."""
    employment = getattr(seat.person, "employment", None)
    candidate = Candidate(
        seat.person_id,
        organisation=employment.organisation_id if employment else "",
        unit=(employment.unit_id or "") if employment else "",
        wants=tuple(seat.wants.items()),
        offers=tuple(seat.offers.items()),
    )
    return seat.role, candidate


def belongs(member: Member, seats: Seats) -> bool:
    """Whether a pair of this person counts for the group."""
    role, candidate = member
    return role == seats.role and seats.counts(candidate)


def _of_partner(partner: Partner) -> Iterator[Seats]:
    for role in ROLES:
        least, most = getattr(partner, f"{role}s_least"), getattr(partner, f"{role}s_most")
        if least or most is not None:
            yield Seats(partner.organisation_id, role, least=least, most=most)


def _of_quotas(programme: Programme, quotas: Sequence[Quota]) -> list[Seats]:
    parts = _parts_of([quota.unit for quota in quotas if quota.unit])
    themes = frozenset({Quota.THEME, *programme.theme_topics})
    return [
        Seats(
            "",
            "mentor" if quota.role == "mentor" else "mentee",
            unit=quota.unit_id or "",
            parts=parts.get(quota.unit_id or "", frozenset()),
            topics=themes if quota.topic == Quota.THEME else frozenset({quota.topic} - {""}),
            least=quota.least,
            most=quota.most,
        )
        for quota in quotas
    ]


def _parts_of(units: Sequence[Unit]) -> dict[str, frozenset[str]]:
    """All units within each of these, at any depth."""
    if not units:
        return {}
    houses = {unit.organisation_id for unit in units}
    beneath: defaultdict[str | None, list[str]] = defaultdict(list)
    for unit, parent in Unit.objects.filter(organisation__in=houses).values_list("pk", "parent"):
        beneath[parent].append(unit)
    return {unit.pk: frozenset(_all_beneath(unit.pk, beneath)) for unit in units}


def _all_beneath(unit: str, beneath: dict[str | None, list[str]]) -> Iterator[str]:
    for part in beneath[unit]:
        yield part
        yield from _all_beneath(part, beneath)

"""What is read of proposals and pairs; joins are settled here, so that no page asks row by row."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, JSONField, OuterRef, Q, QuerySet
from django.utils import timezone

from viceversa.enrolment.models import Participation
from viceversa.enrolment.quotas import room_of
from viceversa.lib.text import address_key
from viceversa.pairing.models import Exclusion, Pair, Proposal, Recheck, Suggestion
from viceversa.people.models import Dependency, Employment, Person
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import rounds_before

if TYPE_CHECKING:
    from viceversa.matching import Match

LIVE = (Pair.State.PROPOSED, Pair.State.ACTIVE)
FORMED = (Pair.State.ACTIVE, Pair.State.ENDED, Pair.State.COMPLETED)
"""Both have said yes, whatever became of it."""
OPEN = (Proposal.State.SOLVING, Proposal.State.DRAFT)
PLACES = ("organisation", "unit")
WORKPLACES = tuple(
    f"{side}__person__employment__{place}" for side in ("mentor", "mentee") for place in PLACES
)
UNANSWERED = (Pair.Answer.NONE, Pair.Answer.ASK)
TIME_TO_ANSWER = timedelta(days=7)

# --- pairs, for every room ---------------------------------------------------------------------


def pairs_of(programme: Programme) -> QuerySet[Pair]:
    """Every published pair of the programme, with the two people joined."""
    return programme.pairs.select_related("mentor__person", "mentee__person").order_by("number")


def active_pairs(programme: Programme) -> QuerySet[Pair]:
    """The pairs that meet."""
    return pairs_of(programme).filter(state=Pair.State.ACTIVE)


def with_names(pairs: QuerySet[Pair]) -> QuerySet[Pair]:
    """The same without lists and tables: what the two have said of themselves, and why they were
    matched. Those take longest to read."""
    models = {"": Pair, **dict.fromkeys(("mentor__", "mentee__"), Participation)}
    models |= dict.fromkeys(("mentor__person__", "mentee__person__"), Person)
    return pairs.defer(
        *(
            f"{path}{field.name}"
            for path, model in models.items()
            for field in model._meta.fields
            if isinstance(field, JSONField)
        )
    )


def with_doubts(pairs: QuerySet[Pair]) -> QuerySet[Pair]:
    """The same, each with `is_rechecked`: whether its independence is being asked about."""
    doubts = Recheck.objects.filter(pair=OuterRef("pk"), outcome=Recheck.Outcome.OPEN)
    return pairs.annotate(is_rechecked=Exists(doubts))


def is_in_a_live_pair(seat: Participation) -> bool:
    """Whether somebody is in a pair, or asked to be in one, in this seat."""
    return Pair.objects.filter(Q(mentor=seat) | Q(mentee=seat), state__in=LIVE).exists()


def seat_of(pair: Pair, person: Person) -> Participation:
    """Her own participation, of the two in a pair."""
    return pair.mentor if pair.mentor.person_id == person.pk else pair.mentee


def programmes_with_pairs(*, lists_since: datetime | None = None) -> QuerySet[Programme]:
    """Programmes in which pairs meet; or those of them that a list was brought into since."""
    found = Programme.objects.filter(pairs__state=Pair.State.ACTIVE)
    if lists_since:
        found = found.filter(imports__applied_at__gte=lists_since)
    return found.distinct()


def pair_states(programme: Programme) -> dict[str, int]:
    """How many pairs are in each state; every state is there."""
    counted = programme.pairs.order_by().values_list("state").annotate(Count("pk"))
    return {str(state): 0 for state in Pair.State.values} | dict(counted)


def pairs_waiting_since(moment: datetime) -> QuerySet[Pair]:
    """Pairs of all programmes that were proposed before the moment and still wait for answers."""
    waiting = Pair.objects.filter(state=Pair.State.PROPOSED, proposed_at__lte=moment)
    return _joined(waiting).prefetch_related("programme__breaks")


def asked_on(pair: Pair) -> date:
    """The day on which the two were asked, by the programme's clocks."""
    return timezone.localdate(pair.proposed_at, ZoneInfo(pair.programme.time_zone))


def answer_by(pair: Pair) -> date:
    """The last day on which their answers are in time."""
    return asked_on(pair) + TIME_TO_ANSWER


def wants_to_ask(pair: Pair) -> bool:
    """Whether one of them wants a talk before answering."""
    return Pair.Answer.ASK in (pair.mentor_answer, pair.mentee_answer)


def members(pair: Pair) -> tuple[Person, Person]:
    """Mentor and mentee."""
    return pair.mentor.person, pair.mentee.person


def people_published(proposal: Proposal) -> QuerySet[Person]:
    """Both of every pair that was made of a draft."""
    made = Pair.objects.filter(proposal=proposal).order_by()
    both = Q(pk__in=made.values("mentor__person")) | Q(pk__in=made.values("mentee__person"))
    return Person.objects.filter(both)


def role_in(pair: Pair, person: Person) -> str:
    """ "mentor", "mentee", or "" for everybody else."""
    if pair.mentor.person_id == person.pk:
        return "mentor"
    return "mentee" if pair.mentee.person_id == person.pk else ""


def partner_of(pair: Pair, person: Person) -> Person:
    """The other one of the two."""
    mentor, mentee = members(pair)
    return mentee if person.pk == mentor.pk else mentor


def partner_name(pair: Pair, person: Person) -> str:
    """What the other one is called on pages and in letters: the first name, or the full one where
    a mentee may have two mentors of the same name."""
    partner = partner_of(pair, person)
    several = pair.programme.mentee_capacity > 1
    return partner.full_name if several else partner.given_name


def _joined(pairs: QuerySet[Pair]) -> QuerySet[Pair]:
    return pairs.select_related(
        "programme__first_contact", "programme__second_contact", "mentor__person", "mentee__person"
    ).order_by("number")


# --- proposals and the board -------------------------------------------------------------------


def open_proposal(programme: Programme) -> Proposal | None:
    """The draft, or the one that is being solved."""
    return (
        programme.proposals.filter(state__in=OPEN)
        .select_related("previous", "created_by", "programme")
        .first()
    )


def last_failure(programme: Programme) -> Proposal | None:
    """The latest proposal of all, if it could not be solved."""
    latest = programme.proposals.first()
    return latest if latest and latest.state == Proposal.State.FAILED else None


def is_published(programme: Programme) -> bool:
    """Whether any draft of the programme was published."""
    return programme.proposals.filter(state=Proposal.State.PUBLISHED).exists()


def suggestions_of(proposal: Proposal) -> QuerySet[Suggestion]:
    """The pairs on the board with people and where they work, the worst first."""
    return proposal.suggestions.select_related(*WORKPLACES).order_by("score", "pk")


def overridden_on(proposal: Proposal) -> QuerySet[Suggestion]:
    """The same of those for which a rule was set aside."""
    return suggestions_of(proposal).exclude(overridden_rules=[])


def scores_on(proposal: Proposal) -> list[int]:
    """The scores of all pairs on the board, the lowest first."""
    return list(proposal.suggestions.order_by("score").values_list("score", flat=True))


def plain_suggestions(proposal: Proposal) -> list[Suggestion]:
    """All pairs on the board, no more than what the core must know of them."""
    people = ("mentor__person", "mentee__person")
    own = (field.attname for field in Suggestion._meta.concrete_fields)
    rows = proposal.suggestions.select_related("mentor", "mentee").only(*own, *people)
    return list(rows.order_by("pk"))


def matches_on(proposal: Proposal) -> frozenset[Match]:
    """The pairs on the board, by person ids."""
    return frozenset(proposal.suggestions.values_list("mentor__person", "mentee__person"))


def fingerprint(proposal: Proposal) -> str:
    """What the board says, in one word: two boards with the same word say the same."""
    rows = proposal.suggestions.order_by("mentor", "mentee").values_list(
        "mentor", "mentee", "overridden_rules"
    )
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:16]


def exclusions_of(programme: Programme) -> QuerySet[Exclusion]:
    """Those who are kept apart by hand, the latest first."""
    return programme.exclusions.select_related("mentor__person", "mentee__person").order_by(
        "-created_at"
    )


def names_of_seats(seats: Iterable[str]) -> dict[str, str]:
    """Full names by participation id."""
    found = Participation.objects.filter(pk__in=set(seats)).select_related("person")
    return {seat.pk: seat.person.full_name for seat in found}


def names_of_people(people: Iterable[str]) -> dict[str, str]:
    """Full names by person id."""
    return {person.pk: person.full_name for person in Person.objects.filter(pk__in=set(people))}


def seats_by_person(programme: Programme, people: Iterable[str]) -> dict[str, Participation]:
    """Participations in the programme by person id, with where they work."""
    found = programme.participations.filter(person__in=set(people))
    joined = found.select_related(*(f"person__employment__{place}" for place in PLACES))
    return {seat.person_id: seat for seat in joined}


def enrolled_counts(programme: Programme) -> dict[str, int]:
    """How many mentors and mentees take part, with or without a wish for a new partner."""
    taking_part = programme.participations.exclude(state=Participation.State.WITHDRAWN)
    counted = dict(taking_part.order_by().values_list("role").annotate(Count("pk")))
    return {role: counted.get(role, 0) for role in Participation.Role.values}


def free_counts(programme: Programme) -> dict[str, int]:
    """How many mentors and mentees would like a partner and have none."""
    taken = people_in_pairs(programme)
    seats = programme.participations.filter(state=Participation.State.ENROLLED).order_by()
    free = [role for person, role in seats.values_list("person", "role") if person not in taken]
    return {role: free.count(role) for role in Participation.Role.values}


def has_room(programme: Programme) -> bool:
    """Whether one more pair is possible by the number of pairs that each has room for."""
    live = programme.pairs.filter(state__in=LIVE).order_by()
    taken = Counter(seat for both in live.values_list("mentor", "mentee") for seat in both)
    seats = programme.participations.filter(state=Participation.State.ENROLLED).order_by()
    with_room = (s for s in seats.only("role", "capacity") if room_of(s, programme) > taken[s.pk])
    return {seat.role for seat in with_room} == set(Participation.Role.values)


# --- what the solver reads ---------------------------------------------------------------------


def enrolled(programme: Programme) -> QuerySet[Participation]:
    """Everybody who may be proposed a partner, in an order that never changes."""
    return (
        programme.participations.filter(state=Participation.State.ENROLLED, person__erased_at=None)
        .select_related("person__employment__organisation", "person__employment__unit")
        .order_by("pk")
    )


def pairs_to_recheck(programme: Programme) -> list[Pair]:
    """The pairs that meet, with the jobs of both as they are now, and what is asked about them."""
    jobs = ("mentor__person__employment__organisation", "mentee__person__employment__organisation")
    return list(active_pairs(programme).select_related(*jobs).prefetch_related("rechecks"))


def seats_taken(programme: Programme) -> list[Participation]:
    """Who is in a live pair, once for each of her pairs, with her employment."""
    live = programme.pairs.filter(state__in=LIVE).order_by()
    codes = [code for both in live.values_list("mentor", "mentee") for code in both]
    seats = Participation.objects.filter(pk__in=codes).select_related("person__employment")
    read = {seat.pk: seat for seat in seats}
    return [read[code] for code in codes]


def people_in_pairs(programme: Programme) -> set[str]:
    """Everybody who is in a live pair."""
    live = programme.pairs.filter(state__in=LIVE).order_by()
    rows = live.values_list("mentor__person", "mentee__person")
    return {person for both in rows for person in both}


def kept_apart(programme: Programme) -> list[Match]:
    """Person ids of those who are kept apart by hand."""
    return list(programme.exclusions.values_list("mentor__person", "mentee__person"))


def published_matches(programme: Programme) -> list[Match]:
    """Person ids of all pairs that were ever published here, whatever became of them."""
    return list(programme.pairs.order_by().values_list("mentor__person", "mentee__person"))


def earlier_matches(programme: Programme) -> list[Match]:
    """Person ids of all who met as a pair in the rounds before this one, then (mentor, mentee)."""
    met = Pair.objects.filter(
        programme__in=rounds_before(programme), active_since__isnull=False
    ).order_by()
    return list(met.values_list("mentor__person", "mentee__person"))


def dependencies(programme: Programme) -> list[tuple[str, str, str]]:
    """Person, superior and kind, for the ties beside the line of those who take part."""
    return list(
        Dependency.objects.filter(person__participations__programme=programme).values_list(
            "person", "superior", "kind"
        )
    )


def reporting_lines(organisations: Iterable[str]) -> list[tuple[str, str, str | None, str]]:
    """Person, her address, her manager and the manager's address, for all of some employers."""
    employed = Employment.objects.filter(organisation__in=set(organisations))
    rows = employed.values_list("person", "person__email", "manager", "manager_address")
    return [(person, address_key(email), manager, other) for person, email, manager, other in rows]

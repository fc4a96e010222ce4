"""Doors of the board and of pairs. Not yours is the same as not there: 404."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.http import Http404

from viceversa.enrolment.models import Participation
from viceversa.lib.links import LinkBroken, LinkClaim, LinkExpired, read_link
from viceversa.pairing import queries
from viceversa.pairing.models import Exclusion, Pair, Proposal, Recheck, Suggestion
from viceversa.people.models import Person
from viceversa.programmes.access import (
    has_role,
    programme_for_coordinator_or_404,
    programme_for_matcher_or_404,
)
from viceversa.programmes.models import Programme, Role

LINKS_LAST = timedelta(days=60)


@dataclass(frozen=True)
class Sight:
    """Who looks at a board: a coordinator sees and decides all of it. A matcher proposes, never
    sees what was said in confidence, and never a pair that she is in herself."""

    person: Person
    programme: Programme
    decides: bool

    def sees(self, *people: str) -> bool:
        """Whether none of these people is the matcher herself."""
        return self.decides or self.person.pk not in people


@dataclass(frozen=True)
class Invitation:
    """What a personal link opens: a pair, and the one of the two who was written to."""

    pair: Pair
    person: Person


class LinkRefused(Exception):  # noqa: N818  # the name says what is so
    """The link opens nothing (any more). `why`: broken, expired or revoked."""

    def __init__(self, why: str, programme: Programme | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.programme = programme


def sight_or_404(person: Person, code: str) -> Sight:
    """The board of a programme, for its coordinators and matchers."""
    programme = programme_for_matcher_or_404(person, code)
    return Sight(person, programme, has_role(person, programme, Role.Kind.COORDINATOR))


def deciding_sight_or_404(person: Person, code: str) -> Sight:
    """The board of a programme, for those who publish it."""
    return Sight(person, programme_for_coordinator_or_404(person, code), decides=True)


def draft_or_404(sight: Sight) -> Proposal:
    """The draft on the board. Nothing is moved while it is being solved."""
    proposal = queries.open_proposal(sight.programme)
    if proposal is None or proposal.state != Proposal.State.DRAFT:
        raise Http404
    return proposal


def suggestion_or_404(sight: Sight, suggestion_id: str) -> Suggestion:
    """A pair on the draft of this very programme."""
    draft = Proposal.State.DRAFT
    found = Suggestion.objects.filter(
        pk=suggestion_id, proposal__programme=sight.programme, proposal__state=draft
    )
    suggestion = found.select_related("proposal__programme", *queries.WORKPLACES).first()
    if suggestion is None:
        raise Http404
    if not sight.sees(suggestion.mentor.person_id, suggestion.mentee.person_id):
        raise Http404
    return suggestion


def seat_or_404(sight: Sight, participation_id: str, role: str = "") -> Participation:
    """Somebody who takes part in this very programme, in this role if one is given."""
    seats = queries.enrolled(sight.programme).filter(pk=participation_id)
    seat = (seats.filter(role=role) if role else seats).first()
    if seat is None or not sight.sees(seat.person_id):
        raise Http404
    return seat


def exclusion_or_404(sight: Sight, exclusion_id: str) -> Exclusion:
    """Two who are kept apart in this very programme."""
    exclusion = queries.exclusions_of(sight.programme).filter(pk=exclusion_id).first()
    if exclusion is None or not sight.sees(exclusion.mentor.person_id, exclusion.mentee.person_id):
        raise Http404
    return exclusion


def pair_for_coordinator_or_404(person: Person, programme_code: str, code: str) -> Pair:
    """A pair, for those who lead its programme: that it exists and its dates, never its content."""
    programme = programme_for_coordinator_or_404(person, programme_code)
    return _one(Pair.objects.filter(programme=programme, pk=code))


def recheck_for_coordinator_or_404(person: Person, programme_code: str, code: str) -> Recheck:
    """What was asked last about the independence of a pair, for those who decide."""
    return _latest_recheck(pair_for_coordinator_or_404(person, programme_code, code))


def recheck_for_member_or_404(person: Person, code: str) -> Recheck:
    """The same, for the two who were asked. Which rule it is about is not theirs to see."""
    own = Q(mentor__person=person) | Q(mentee__person=person)
    return _latest_recheck(_one(Pair.objects.filter(own, pk=code)))


def invited_pair_or_404(person: Person, code: str) -> Pair:
    """A pair, for the two who were asked, whatever became of it."""
    own = Q(mentor__person=person) | Q(mentee__person=person)
    return _one(Pair.objects.filter(own, pk=code))


def invitation(token: str) -> Invitation:
    """The pair and the person of a mailed link. Raises LinkRefused."""
    try:
        claim = read_link(token, purpose="answer", max_age=LINKS_LAST)
    except LinkBroken:
        raise LinkRefused("broken") from None
    except LinkExpired as expired:
        raise LinkRefused("expired", _programme_of(expired.claim)) from None
    pair = _with_cards(Pair.objects.filter(pk=claim.object_id)).first()
    people = {member.pk: member for member in queries.members(pair)} if pair else {}
    person = people.get(claim.person_id)
    if pair is None or person is None:
        raise LinkRefused("broken")
    if person.access_version != claim.version:
        raise LinkRefused("revoked", pair.programme)
    return Invitation(pair, person)


def _programme_of(claim: LinkClaim) -> Programme | None:
    pair = _with_cards(Pair.objects.filter(pk=claim.object_id)).first()
    return pair.programme if pair else None


def _latest_recheck(pair: Pair) -> Recheck:
    recheck = pair.rechecks.first()
    if recheck is None:
        raise Http404
    recheck.pair = pair
    return recheck


def _one(pairs: QuerySet[Pair]) -> Pair:
    pair = _with_cards(pairs).first()
    if pair is None:
        raise Http404
    return pair


def _with_cards(pairs: QuerySet[Pair]) -> QuerySet[Pair]:
    return pairs.select_related(
        "programme__first_contact",
        "programme__second_contact",
        "mentor__person__employment__organisation",
        "mentor__programme",
        "mentee__person__employment__organisation",
        "mentee__programme",
    ).order_by("number")

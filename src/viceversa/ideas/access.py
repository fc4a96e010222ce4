"""Doors of ideas: a draft to the two; what has arrived to those who lead, sponsor or own it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from viceversa.conversations.access import readable_pair_for_member_or_404
from viceversa.ideas.models import Idea, IdeaDraft
from viceversa.ideas.queries import ideas_of, ideas_of_pair, owned_by, page_of
from viceversa.lib.links import claim_or_404
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.programmes.access import (
    has_role,
    programme_for_anybody_or_404,
    programme_for_coordinator_or_404,
)
from viceversa.programmes.models import Programme, Role

LINKS_LAST = timedelta(days=400)  # an idea is followed for a year, with its reviews
Kind = Role.Kind


@dataclass(frozen=True)
class Sight:
    """What somebody sees of the ideas of a programme: all of them, or those that she answers."""

    programme: Programme
    ideas: QuerySet[Idea]
    leads: bool


def pair_with_ideas_or_404(person: Person, code: str) -> Pair:
    """The pair, also when it is over, for the two; where the programme takes ideas."""
    pair = readable_pair_for_member_or_404(person, code)
    _refuse_without_ideas(pair.programme)
    return pair


def led_with_ideas_or_404(person: Person, code: str) -> Programme:
    """The programme, for its coordinators; where it takes ideas."""
    programme = programme_for_coordinator_or_404(person, code)
    _refuse_without_ideas(programme)
    return programme


def draft_for_member_or_404(person: Person, code: str, draft_code: str) -> IdeaDraft:
    """An idea that is still the pair's own, for the two; also when the pair is over."""
    pair = pair_with_ideas_or_404(person, code)
    draft = get_object_or_404(pair.idea_drafts.all(), pk=draft_code)
    draft.pair = pair
    return draft


def idea_for_member_or_404(person: Person, code: str, idea_code: str) -> tuple[Pair, Idea]:
    """What has become of an idea, for the two whose it was."""
    pair = pair_with_ideas_or_404(person, code)
    found = next((idea for idea in ideas_of_pair(pair) if idea.pk == idea_code), None)
    if found is None:
        raise Http404
    return pair, found


def sight_for_party_or_404(person: Person, code: str) -> Sight:
    """The ideas of a programme: all to coordinators and sponsors, her own to an owner."""
    programme = programme_for_anybody_or_404(code)
    _refuse_without_ideas(programme)
    leads = has_role(person, programme, Kind.COORDINATOR)
    if leads or has_role(person, programme, Kind.SPONSOR):
        return Sight(programme, ideas_of(programme), leads)
    mine = owned_by(person).filter(programme=programme)
    if not mine.exists():
        raise Http404
    return Sight(programme, mine, leads=False)


def idea_for_party_or_404(person: Person, code: str, idea_code: str) -> tuple[Sight, Idea]:
    """One of those ideas."""
    sight = sight_for_party_or_404(person, code)
    return sight, get_object_or_404(sight.ideas, pk=idea_code)


def idea_of_programme_or_404(programme: Programme, code: str) -> Idea:
    """An idea that has arrived, of a programme whose door has been passed."""
    return get_object_or_404(ideas_of(programme), pk=code)


def idea_by_link_or_404(token: str) -> tuple[Person, Idea]:
    """The idea of a mailed link, while its person owns it; LinkExpired when it was right once."""
    claim = claim_or_404(token, purpose="idea", max_age=LINKS_LAST)
    owner = get_object_or_404(Person, pk=claim.person_id, access_version=claim.version)
    return owner, get_object_or_404(owned_by(owner), pk=claim.object_id)


def published_programme_or_404(code: str) -> Programme:
    """The programme whose page of what was said and done is public."""
    programme = programme_for_anybody_or_404(code)
    if page_of(programme) is None:
        raise Http404
    return programme


def _refuse_without_ideas(programme: Programme) -> None:
    if not programme.takes_ideas:
        raise Http404

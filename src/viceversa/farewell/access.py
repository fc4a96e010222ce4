"""Doors at the end of a programme: to the two of a pair, and to those who lead the next round."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404

from viceversa.conversations.access import readable_pair_for_member_or_404
from viceversa.conversations.course import is_closing
from viceversa.farewell.models import PairStory, StoryDraft
from viceversa.farewell.queries import Returning, published_stories, returning_to, stories_of
from viceversa.lib.links import claim_or_404
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.programmes.access import programme_for_anybody_or_404
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import today_in

LINKS_LAST = timedelta(days=40)  # a little longer than what a pair has written


def ending_pair_for_member_or_404(person: Person, code: str) -> Pair:
    """The pair, for its two, once its end is near or past."""
    pair = readable_pair_for_member_or_404(person, code)
    if not (pair.is_over or is_closing(pair, today_in(pair.programme))):
        raise Http404
    return pair


def ending_pair_by_link_or_404(token: str) -> tuple[Person, Pair]:
    """The same by the link of a letter; LinkExpired when it was right once."""
    claim = claim_or_404(token, purpose="farewell", max_age=LINKS_LAST)
    person = get_object_or_404(Person, pk=claim.person_id, access_version=claim.version)
    return person, ending_pair_for_member_or_404(person, claim.object_id)


def returning_or_404(programme: Programme, code: str) -> Returning:
    """Somebody who wants to be asked again and can be, for a programme whose door is passed."""
    found = (each for each in returning_to(programme) if each.call and each.said.pk == code)
    returning = next(found, None)
    if returning is None:
        raise Http404
    return returning


def story_draft_for_member_or_404(person: Person, code: str, draft_code: str) -> StoryDraft:
    """A text that has not got both yeses: for the two, and not for whoever else has written it."""
    pair = readable_pair_for_member_or_404(person, code)
    draft = get_object_or_404(pair.story_drafts.all(), pk=draft_code)
    draft.pair = pair
    return draft


def story_for_member_or_404(person: Person, code: str, story_code: str) -> PairStory:
    """A story of theirs, which either may withdraw; also when the pair is over."""
    pair = readable_pair_for_member_or_404(person, code)
    return get_object_or_404(pair.stories.all(), pk=story_code)


def story_of_programme_or_404(programme: Programme, code: str) -> PairStory:
    """A story that both have approved, of a programme whose door has been passed."""
    return get_object_or_404(stories_of(programme), pk=code)


def programme_with_stories_or_404(code: str) -> Programme:
    """A programme of which at least one story is public."""
    programme = programme_for_anybody_or_404(code)
    if not published_stories(programme).exists():
        raise Http404
    return programme

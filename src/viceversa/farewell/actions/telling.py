"""A story of a pair: written by one of the two or by the organiser, told only as both approve it.

Until then it is sealed, also from an organiser who has written it. Which of the two has approved,
changed or withdrawn it stands in no trail.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.conversations.actions.state import hold_readable
from viceversa.conversations.errors import StateError
from viceversa.conversations.sealed import delete
from viceversa.farewell import letters
from viceversa.farewell.models import PairStory, StoryDraft, StoryYes
from viceversa.farewell.words import (
    StoryWords,
    approves,
    seal_approval,
    seal_story,
    story_in,
)
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.queries import today_in

MOST_DRAFTS = 5


@transaction.atomic
def write_story(pair: Pair, words: StoryWords, *, by: Person) -> StoryDraft:
    """A first text. Whoever of the two has not written it is asked to read it."""
    hold_readable(pair)
    if pair.story_drafts.filter(author=by).count() >= MOST_DRAFTS:
        raise StateError(_("There are five texts already. Remove one first."))
    draft = StoryDraft(pair=pair, author=by)
    seal_story(draft, words)
    draft.save(force_insert=True)
    if by not in members(pair):
        record("story_proposed", pair, by=by)
    _ask_to_read(draft, by=by)
    return draft


@transaction.atomic
def change_story(draft: StoryDraft, words: StoryWords, *, by: Person) -> None:
    """Other words, by either of the two: whatever either has approved before is void."""
    now = _current(draft)
    if story_in(now) == words:
        return
    delete(_yeses(now))
    seal_story(now, words)
    now.written_at = timezone.now()
    now.save(update_fields=["sealed_story", "written_at"])
    _ask_to_read(now, by=by)


@transaction.atomic
def approve(draft: StoryDraft, *, by: Person, seen: str) -> PairStory | None:
    """A yes to the words that were read. With the second the organiser may publish them, and the
    pair keeps no draft of them."""
    now = _current(draft)
    words = story_in(now)
    if words is None or words.digest != seen:
        raise StateError(_("The words have changed since you saw them. Read them once more."))
    yes = next((y for y in _yeses(now) if y.person_id == by.pk), StoryYes(draft=now, person=by))
    seal_approval(yes, words)
    yes.save()
    if not all(has_approved(now, member, words) for member in members(now.pair)):
        return None
    delete(_yeses(now))
    delete([now])
    return _tell(now.pair, words)


@transaction.atomic
def take_approval_back(draft: StoryDraft, *, by: Person) -> None:
    delete(yes for yes in _yeses(_current(draft)) if yes.person_id == by.pk)


@transaction.atomic
def remove_story(draft: StoryDraft) -> None:
    """Gone, whoever has written it: nothing is told that one of the two does not want."""
    now = _current(draft)
    delete(_yeses(now))
    delete([now])


@transaction.atomic
def withdraw_story(story: PairStory) -> None:
    """By either, at any time, without a reason: at once it is nowhere any more."""
    if PairStory.objects.filter(pk=story.pk).delete()[0]:
        record("story_withdrawn", story.pair, by=None)


@transaction.atomic
def publish_story(story: PairStory, *, by: Person) -> bool:
    """On the public page from now on. False when it is there already, or has been withdrawn."""
    hidden = PairStory.objects.filter(pk=story.pk, published_on=None)
    published = hidden.update(published_on=today_in(story.pair.programme))
    if published:
        record("story_published", story.pair, by=by)
    return bool(published)


@transaction.atomic
def hide_story(story: PairStory, *, by: Person) -> None:
    """Off the public page; both approvals stand."""
    shown = PairStory.objects.filter(pk=story.pk, published_on__isnull=False)
    if shown.update(published_on=None):
        record("story_hidden", story.pair, by=by)


def has_approved(draft: StoryDraft, person: Person, words: StoryWords) -> bool:
    """Whether the person has approved these very words."""
    mine = (yes for yes in _yeses(draft) if yes.person_id == person.pk)
    return any(approves(yes, words) for yes in mine)


def _tell(pair: Pair, words: StoryWords) -> PairStory:
    today = today_in(pair.programme)
    story = PairStory.objects.create(pair=pair, approved_on=today, **vars(words))
    record("story_approved", pair, by=None)
    return story


def _ask_to_read(draft: StoryDraft, *, by: Person) -> None:
    today = today_in(draft.pair.programme)
    for member in members(draft.pair):
        if member != by:
            letters.story_to_read(draft, to=member, today=today)


def _yeses(draft: StoryDraft) -> list[StoryYes]:
    yeses = list(StoryYes.objects.filter(draft=draft))
    for yes in yeses:
        yes.draft = draft  # with its pair, whose vault is open
    return yeses


def _current(draft: StoryDraft) -> StoryDraft:
    """The draft as it stands in this transaction, its pair held."""
    hold_readable(draft.pair)
    found = StoryDraft.objects.filter(pk=draft.pk).first()
    if found is None:
        raise StateError(_("This text was approved by both, or removed."))
    found.pair = draft.pair
    return found

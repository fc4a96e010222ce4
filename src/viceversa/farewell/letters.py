"""The room's letters. None says what the two have said, or who wants what."""

from datetime import date

from django.utils import translation

from viceversa.conversations.course import last_day
from viceversa.conversations.letters import pair_facts
from viceversa.conversations.models import Meeting, TryOut
from viceversa.farewell.models import StoryDraft
from viceversa.notices.actions import post
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.programmes.queries import letterhead


def what_came_of_it(pair: Pair, *, to: Person) -> None:
    """To both: thank you, in figures of their own; once for each end a pair has."""
    with translation.override(to.language):
        facts = pair_facts(pair, to)
    held = pair.meetings.filter(state=Meeting.State.HELD).count()
    tried = pair.try_outs.filter(state=TryOut.State.TESTED).count()
    post(
        "farewell/what_came_of_it",
        to=to,
        event=f"pair:{pair.pk}:farewell:{last_day(pair)}",
        context={**facts, "held": held, "tried": tried},
        head=letterhead(pair.programme),
        thread=pair.pk,
    )


def story_to_read(draft: StoryDraft, *, to: Person, today: date) -> None:
    """There is a text about the two to approve or change. Once a day, however often it changes."""
    pair = draft.pair
    with translation.override(to.language):
        facts = pair_facts(pair, to)
    post(
        "farewell/story_to_read",
        to=to,
        event=f"story:{draft.pk}",
        version=today.toordinal(),
        context={**facts, "draft": draft},
        head=letterhead(pair.programme),
        thread=pair.pk,
    )

"""Feedback of one to the other."""

from django.db import transaction

from viceversa.conversations import letters
from viceversa.conversations.actions.state import current_story
from viceversa.conversations.models import Feedback
from viceversa.conversations.queries import feedback_of
from viceversa.conversations.sealed import seal, words_of
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.people.trail import record


@transaction.atomic
def give_feedback(pair: Pair, text: str, *, by: Person) -> Feedback:
    """Keeps it sealed for the two; the other gets a letter that there is something to read."""
    story = current_story(pair, by)
    last = next((f for f in feedback_of(story.pair) if f.author_id == by.pk), None)
    if last is not None and words_of(last) == text:
        return last
    given = Feedback(pair=story.pair, author=by)
    seal(given, text)
    given.save(force_insert=True)
    record("feedback_given", pair, by=by)
    letters.feedback_given(given, to=story.partner)
    return given

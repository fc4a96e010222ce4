"""The letters of this room, each with an example."""

from django.utils.translation import gettext_lazy

from viceversa.conversations.letters import pair_facts
from viceversa.farewell.models import StoryDraft
from viceversa.notices.samples import Context, example_person, letter_sample
from viceversa.pairing.letter_samples import BOTH, example_pair


@letter_sample(
    "farewell/what_came_of_it",
    to=BOTH,
    when=gettext_lazy("three days after the last day"),
)
def what_came_of_it(role: str) -> Context:
    return {**pair_facts(example_pair(), example_person(role)), "held": 3, "tried": 2}


@letter_sample(
    "farewell/story_to_read",
    to=BOTH,
    when=gettext_lazy("when the organiser or the other one has written a text about the two"),
)
def story_to_read(role: str) -> Context:
    facts = pair_facts(example_pair(), example_person(role))
    return {**facts, "draft": StoryDraft(pk="example")}

"""The words of a story while it is the pair's own: what is sealed, and what a yes is a yes to."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from viceversa.conversations.sealed import data_of, draft_of, seal, seal_data
from viceversa.farewell.models import StoryDraft, StoryYes

QUESTIONS = (
    _("What did you think it would be, before you met?"),
    _("Which talk do you still think of? What happened there?"),
    _("What do you do differently now? How would others notice?"),
    _("What was hard, and what helped?"),
    _("What would you say to somebody who hesitates?"),
)


@dataclass(frozen=True)
class StoryWords:
    """All that the two approve: also how it is said whose story it is."""

    title: str
    text: str
    byline: str

    @property
    def digest(self) -> str:
        """Different words, another digest: a yes holds for these alone."""
        said = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


def seal_story(draft: StoryDraft, words: StoryWords) -> None:
    """Into the row, which the same transaction must save."""
    seal_data(draft, asdict(words), "sealed_story")


def story_in(draft: StoryDraft) -> StoryWords | None:
    """For the two only. None when it cannot be opened any more."""
    data: dict[str, Any] = data_of(draft, "sealed_story")
    return StoryWords(**data) if data else None


def seal_approval(yes: StoryYes, words: StoryWords) -> None:
    seal(yes, words.digest, "sealed_seen")


def approves(yes: StoryYes, words: StoryWords) -> bool:
    """A yes to other words, or one that somebody else put there, is none."""
    return draft_of(yes, "sealed_seen") == words.digest

"""The words of an idea while it is the pair's own: what is sealed, and what a yes is a yes to."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from viceversa.conversations.sealed import data_of, draft_of, seal, seal_data
from viceversa.ideas.models import IdeaDraft, IdeaYes


@dataclass(frozen=True)
class Words:
    """All that the two agree on."""

    title: str
    what: str
    why: str
    kind: str
    shown: str

    @property
    def digest(self) -> str:
        """Different words, another digest: a yes holds for these alone."""
        said = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


def seal_words(draft: IdeaDraft, words: Words) -> None:
    """Into the row, which the same transaction must save."""
    seal_data(draft, asdict(words), "sealed_idea")


def words_in(draft: IdeaDraft) -> Words | None:
    """For the two only. None when they cannot be opened any more."""
    data: dict[str, Any] = data_of(draft, "sealed_idea")
    return Words(**data) if data else None


def seal_yes(yes: IdeaYes, words: Words) -> None:
    seal(yes, words.digest, "sealed_seen")


def is_yes_to(yes: IdeaYes, words: Words) -> bool:
    """A yes to other words, or one that somebody else put there, is none."""
    return draft_of(yes, "sealed_seen") == words.digest

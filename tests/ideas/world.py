"""Ideas as the tests of this room need them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from viceversa.ideas.actions import Answer, name_owner, say_yes, write_draft
from viceversa.ideas.models import Idea
from viceversa.ideas.words import Words
from viceversa.pairing.models import Pair
from viceversa.programmes.actions import ContactDraft

WORDS = Words(
    title="Shorter meetings",
    what="Let every meeting of managers end ten minutes early.",
    why="Nobody has time to write down what was decided.",
    kind="improvement",
    shown="names",
)
OWNER = ContactDraft("olle.agare@example.com", "Olle", "Ägare")


def words(**changed: str) -> Words:
    return Words(**{**vars(WORDS), **changed})


def shared(cast: Cast, pair: Pair, **changed: str) -> Idea:
    """Bob writes, Carol says yes."""
    said = words(**changed)
    draft = write_draft(pair, said, by=cast.bob)
    left = say_yes(draft, by=cast.carol, seen=said.digest)
    assert left
    return left


def owned(cast: Cast, idea: Idea) -> Idea:
    """Olle, who has no account, is named as its owner."""
    name_owner(idea, OWNER, by=cast.alice)
    return Idea.objects.get(pk=idea.pk)


def said(state: str, note: str = "We try it from May.", **more: Any) -> Answer:
    goes_on = state in ("accepted", "input")
    day = timezone.localdate() + timedelta(days=60) if goes_on else None
    return Answer(**{"state": state, "note": note, "review_on": day, **more})

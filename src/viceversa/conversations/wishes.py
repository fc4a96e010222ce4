"""A wish in the vault: a yes or a no of one of the two."""

from viceversa.conversations.models import Wish
from viceversa.conversations.sealed import draft_of, seal

YES, NOT = "wish_yes", "wish_not"


def seal_wish(wish: Wish, *, yes: bool) -> None:
    """Seals the answer into the row, which the same transaction must save."""
    seal(wish, YES if yes else NOT, "sealed_answer")


def is_yes(wish: Wish) -> bool:
    """For the two members only. What cannot be opened any more is no yes."""
    return draft_of(wish, "sealed_answer") == YES

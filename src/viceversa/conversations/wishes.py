"""A wish in the vault: a yes or a no of one of the two, and how she is reached if both want it."""

from collections.abc import Iterable

from viceversa.conversations.models import Wish
from viceversa.conversations.sealed import draft_of, seal

YES, NOT = "wish_yes", "wish_not"
LONGEST_LINE = 60  # with it a yes and a no still take the same room


def seal_wish(wish: Wish, *, yes: bool, line: str = "") -> None:
    """Seals the answer into the row, which the same transaction must save."""
    seal(wish, f"{YES if yes else NOT}\n{line}", "sealed_answer")


def is_yes(wish: Wish) -> bool:
    """For the two members only. What cannot be opened any more is no yes."""
    return _said(wish)[0] == YES


def line_in(wish: Wish) -> str:
    """How she wants to be reached, in her words; nothing where her address will do."""
    return _said(wish)[1]


def are_two_yeses(wishes: Iterable[Wish]) -> bool:
    """Whether these answers to one question are the yeses of both."""
    return [is_yes(wish) for wish in wishes] == [True, True]


def _said(wish: Wish) -> tuple[str, str]:
    answer, _newline, line = draft_of(wish, "sealed_answer").partition("\n")
    return answer, line

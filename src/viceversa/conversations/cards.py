"""Forty-eight question cards in three levels of courage; a meeting is suggested three of them.

Nothing is stored, so passing a card leaves no trace. The three follow from the meeting's code: a
page that is loaded again shows the same, and whoever swaps carries the hand along in the page.
"""

import csv
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from django.utils.translation import pgettext_lazy

from viceversa.programmes.topics import Named

LEVELS = {
    1: pgettext_lazy("courage of a question", "Light"),
    2: pgettext_lazy("courage of a question", "Closer"),
    3: pgettext_lazy("courage of a question", "Brave"),
}
HAND = 3
"""So many cards are put on the table."""
FIRST, BETWEEN, LAST = (1, 1, 2), (1, 2, 3), (2, 2, 3)
"""How brave the three are at first, in between and at last."""


@dataclass(frozen=True)
class Card(Named):
    """A question to put on the table. Its name is the question; `group` is one of the topics'."""

    group: str
    level: int

    @property
    def courage(self) -> str:
        return str(LEVELS[self.level])


@cache
def all_cards() -> tuple[Card, ...]:
    """Every card by group and courage."""
    text = files("viceversa.conversations").joinpath("data/question_cards.csv").read_text("utf-8")
    return tuple(
        Card(
            code=row["code"],
            sv=row["sv"],
            en=row["en"],
            group=row["group"],
            level=int(row["level"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


def levels_for(ordinal: int, *, target: int | None) -> tuple[int, int, int]:
    """How brave the three cards of a pair's n-th meeting are."""
    if ordinal == 1:
        return FIRST
    return LAST if target is not None and ordinal >= target else BETWEEN


def level_of(hand: Sequence[Card]) -> int | None:
    """The level that all the cards share, if it is one."""
    levels = {card.level for card in hand}
    return levels.pop() if len(levels) == 1 else None


def suggest(
    meeting: str, levels: Iterable[int], *, groups: Container[str] = frozenset()
) -> list[Card]:
    """A card for each level, the same whenever it is asked for. Cards of the pair's own groups of
    topics come first."""
    deck, hand = _deck(meeting, groups), list[Card]()
    for level in levels:
        hand.append(next(card for card in deck if card.level == level and card not in hand))
    return hand


def swap(
    shown: Sequence[str], code: str, *, meeting: str, groups: Container[str] = frozenset()
) -> list[Card]:
    """The hand with the next card of the same courage in the place of one that is passed. Who goes
    on passing sees every card of that courage before one comes again."""
    by_code = {card.code: card for card in all_cards()}
    hand = [by_code[each] for each in shown if each in by_code]
    return [_after(card, hand, _deck(meeting, groups)) if card.code == code else card
            for card in hand]  # fmt: skip


def _deck(meeting: str, groups: Container[str]) -> list[Card]:
    """The cards as shuffled for this meeting."""
    return sorted(
        all_cards(),
        key=lambda card: (
            card.group not in groups,
            sha256(f"{meeting} {card.code}".encode()).digest(),
        ),
    )


def _after(passed: Card, hand: Sequence[Card], deck: Sequence[Card]) -> Card:
    place = deck.index(passed)
    following = (*deck[place + 1 :], *deck[:place])
    return next(card for card in following if card.level == passed.level and card not in hand)

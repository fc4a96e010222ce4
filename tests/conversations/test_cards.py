"""Three cards for a meeting, the same after a reload, and another for whoever passes."""

from collections import Counter

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from viceversa.conversations.cards import (
    LEVELS,
    all_cards,
    levels_for,
    suggest,
    swap,
)
from viceversa.programmes.topics import groups

MEETING = st.text("abcdefghjkmnpqrstuvwxyz23456789", min_size=12, max_size=12)


def codes(hand: object) -> list[str]:
    return [card.code for card in hand]  # type: ignore[attr-defined]


@pytest.mark.requirement("000-13")
def test_there_are_forty_eight_cards_four_for_each_group_of_topics() -> None:
    assert len({card.code for card in all_cards()}) == 48
    assert Counter(card.group for card in all_cards()) == {group.code: 4 for group in groups()}
    assert Counter(card.level for card in all_cards()) == dict(
        zip(LEVELS, (13, 23, 12), strict=True)
    )
    assert all(
        card.sv.endswith((".", "?")) and card.en.endswith((".", "?")) for card in all_cards()
    )


@pytest.mark.parametrize(
    ("ordinal", "target", "levels"),
    [(1, 3, (1, 1, 2)), (2, 3, (1, 2, 3)), (3, 3, (2, 2, 3)), (7, None, (1, 2, 3))],
)
def test_courage_grows_with_the_meetings(
    ordinal: int, target: int | None, levels: tuple[int, ...]
) -> None:
    assert levels_for(ordinal, target=target) == levels


@pytest.mark.requirement("000-13")
@given(MEETING, st.sampled_from([(1, 1, 2), (1, 2, 3), (3, 3, 3)]))
def test_a_reload_shows_the_same_three(meeting: str, levels: tuple[int, ...]) -> None:
    hand = suggest(meeting, levels)
    assert codes(suggest(meeting, levels)) == codes(hand)
    assert [card.level for card in hand] == list(levels)
    assert len({*codes(hand)}) == 3


def test_other_meetings_get_other_cards() -> None:
    assert len({tuple(codes(suggest(f"meeting{n}", (1, 2, 3)))) for n in range(50)}) > 45


def test_the_cards_of_the_pairs_own_topics_come_first() -> None:
    assert {card.group for card in suggest("meeting", (1, 2, 3), groups={"G"})} == {"G"}


@given(MEETING, st.integers(0, 2))
def test_who_goes_on_passing_sees_every_card_of_that_courage(meeting: str, place: int) -> None:
    hand = suggest(meeting, (1, 2, 2))
    others, seen = [c for c in codes(hand) if c != hand[place].code], set[str]()
    while hand[place].code not in seen:
        seen.add(hand[place].code)
        hand = swap(codes(hand), hand[place].code, meeting=meeting)
        assert [c for c in codes(hand) if c != hand[place].code] == others
    of_level = {card.code for card in all_cards() if card.level == hand[place].level}
    assert seen == of_level - {*others}


def test_a_card_that_is_not_in_the_hand_changes_nothing() -> None:
    assert codes(swap(["a1", "b2", "nonsense"], "c3", meeting="meeting")) == ["a1", "b2"]


def test_a_card_speaks_the_language_of_its_reader() -> None:
    card = next(card for card in all_cards() if (card.level, card.group) == (3, "E"))
    with translation.override("sv"):
        assert card.name == "Vad låtsas du kunna?"
    with translation.override("en"):
        assert card.name == "What do you pretend to be able to do?"

"""Nobody can count a few pairs, by all that is told of them together."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from viceversa.conversations.tally import Tally, Told, told
from viceversa.lib.figures import SMALLEST

FEW = range(1, SMALLEST)


def worlds(formed: int) -> Iterator[Tally]:
    """Every way in which so many pairs may stand, with as few and as many meetings as can be."""
    for meeting in range(formed + 1):
        for paused in range(formed + 1 - meeting):
            for met in range(formed + 1):
                for dated in range(meeting + 1):
                    for held in {met, met + 1, formed, 3 * formed} if met else {0}:
                        if held >= met:
                            over = formed - meeting - paused
                            yield Tally(formed, meeting, paused, over, met, dated, held)


def counts(one: Tally) -> tuple[int, ...]:
    """What somebody could be after."""
    return (
        one.meeting,
        one.paused,
        one.over,
        one.paused + one.over,
        one.met,
        one.formed - one.met,
        one.dated,
        one.meeting - one.dated,
        one.formed - one.dated,
    )


@pytest.mark.parametrize("formed", range(5, 15))
def test_whoever_knows_the_rules_cannot_count_a_few(formed: int) -> None:
    """All worlds are tried that would be told in the same words, by somebody who knows how many
    pairs there are."""
    alike: dict[Told, list[set[int]]] = defaultdict(lambda: [set() for _ in range(9)])
    for world in worlds(formed):
        for known, count in zip(alike[told(world)], counts(world), strict=True):
            known.add(count)
    pinned = {
        (number, words)
        for words, known in alike.items()
        for number, each in enumerate(known)
        if len(each) == 1 and each & set(FEW)
    }
    assert pinned == set()


@pytest.mark.parametrize("formed", range(5))
def test_of_few_pairs_nothing_is_told(formed: int) -> None:
    assert {str(told(world)) for world in worlds(formed)} == {str(told(Tally(0, 0, 0, 0, 0, 0, 0)))}


def test_a_programme_with_one_pair_ended_is_told_as_well_as_can_be() -> None:
    said = told(Tally(formed=16, meeting=15, paused=0, over=1, met=16, dated=10, held=31))
    assert [
        str(each)
        for each in (said.formed, said.meeting, said.paused, said.over, said.met, said.dated)
    ] == ["16", "at least 8", "fewer than 5", "fewer than 5", "16", "10"]
    assert str(said.held) == "31"

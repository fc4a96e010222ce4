"""What may be shown, against somebody who computes with everything that was shown."""

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

from viceversa.evidence import LEAST, Ledger

SURVEYS = range(100)
MANY = range(10_000)


def bits(people: set[int]) -> int:
    return sum(1 << one for one in people)


def cuts(random: Random, people: int) -> Iterator[list[int]]:
    """What many viewers ask for over time: the groups of one to three attributes at once; and now
    and then without those who answered last."""
    attributes = [
        [random.randrange(random.randint(2, 4)) for _ in range(people)]
        for _ in range(random.randint(1, 5))
    ]
    for _ in range(12):
        by = random.sample(attributes, min(len(attributes), random.randint(1, 3)))
        here = range(people - random.choice((0, 0, 1, 2)))
        groups: dict[tuple[int, ...], set[int]] = {}
        for one in here:
            groups.setdefault(tuple(kinds[one] for kinds in by), set()).add(one)
        yield [bits(group) for group in groups.values()]


def smallest_told(shown: list[int], people: int) -> int:
    """The smallest set of people whose sum follows from the sums of the sets shown: every such set
    is a row that the rows of those shown span, and people in all the same sets cannot be told
    apart, so only whole pieces can be."""
    rows = np.array([[one >> person & 1 for person in range(people)] for one in shown], dtype=float)
    rank = np.linalg.matrix_rank(rows)
    pieces = {tuple(column) for column in rows.T if column.any()}
    found = people
    for piece in pieces:
        row = (piece == rows.T).all(axis=1).astype(float)
        if np.linalg.matrix_rank(np.vstack([rows, row])) == rank:
            found = min(found, int(row.sum()))
    return found


def smallest_with_ledger(seed: int) -> int:
    random = Random(seed)
    people = random.randint(LEAST, 60)
    ledger, shown = Ledger.of((1 << people) - 1), [(1 << people) - 1]
    for cut in cuts(random, people):
        after = ledger.shows(cut)
        if after:
            ledger, shown = after, [*shown, *cut]
    return smallest_told(shown, people)


def test_nobody_can_compute_a_figure_of_fewer() -> None:
    assert min(map(smallest_with_ledger, SURVEYS)) >= LEAST


@pytest.mark.slow
def test_nobody_can_in_ten_thousand_surveys() -> None:
    assert min(map(smallest_with_ledger, MANY)) >= LEAST
    assert sum(broken(seed, least=1) for seed in MANY[:1000]) >= 950


def broken(seed: int, *, least: int) -> bool:
    """Whether somebody can, if a group is shown as soon as it is large enough by itself."""
    random = Random(seed)
    people = random.randint(LEAST, 60)
    shown = [(1 << people) - 1]
    for cut in cuts(random, people):
        shown += [group for group in cut if group.bit_count() >= least]
    return smallest_told(shown, people) < LEAST


def test_without_the_ledger_somebody_can() -> None:
    """The controls: the same questions, all answered; and with a threshold that only counts heads,
    by which most can be told all the same."""
    assert sum(broken(seed, least=1) for seed in SURVEYS) >= 95
    assert sum(broken(seed, least=LEAST) for seed in SURVEYS) > 70


def test_sixteen_answers_are_cut_into_three_at_most() -> None:
    sixteen = Ledger.of((1 << 16) - 1)
    assert sixteen.shows([0b11111, 0b11111 << 5])
    assert not sixteen.shows([0b11111, 0b11111 << 5, 0b11111 << 10])


def test_what_was_shown_to_one_counts_for_all() -> None:
    first = Ledger.of((1 << 12) - 1).shows([0b111111])
    assert first
    assert first.shows([0b111111, 0b111111 << 6])
    assert first.shows([0b11111]) is None


def test_an_empty_group_shows_nothing() -> None:
    assert Ledger.of(0).shows([]) == Ledger.of(0)

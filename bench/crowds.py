"""Seeded crowds as columns: skewed topics, departments, reporting lines, capacities."""

from dataclasses import replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from viceversa.matching.arrays import Int32s, Int64s, Words
from viceversa.matching.large import Columns, Group, Lists, Side
from viceversa.matching.large.columns import bits

TOPICS = 300
UNITS = 20
LANGUAGES, PLACES, HOURS, GOALS = 12, 60, 10, 6
SECTORS = 12
PARTNERS = 200
SHARE = 0.9
"""So many of a partner's people may have a pair."""


def crowd(size: int, *, seed: int, seats: float = 1.05) -> Columns:
    """So many leaders as mentees, and so many juniors below them, with more seats than people."""
    random = np.random.default_rng(seed)
    organisations = max(6, size // 50)
    homes = [
        (_skewed(random, organisations, size, 0.8), _skewed(random, UNITS, size, 0.7))
        for _ in range(2)
    ]
    mentors, mentees = (
        _side(random, home, junior=junior)
        for home, junior in zip(homes, (True, False), strict=True)
    )
    extra = random.random(size) < seats - 1
    return Columns(
        mentors=replace(mentors, seats=(1 + extra).astype(np.int32)),
        mentees=mentees,
        theme=np.arange(3, dtype=np.int32),
        different_organisation=True,
        barred=_lines(random, homes),
    )


def with_partners(columns: Columns) -> Columns:
    """The same with seats at most for so many partners on either side."""
    groups = tuple(
        _partner(columns, partner, of_mentors=of_mentors)
        for of_mentors in (True, False)
        for partner in range(PARTNERS)
    )
    return replace(columns, groups=groups)


def _partner(columns: Columns, partner: int, *, of_mentors: bool) -> Group:
    side = columns.mentors if of_mentors else columns.mentees
    members = np.flatnonzero(side.organisation % PARTNERS == partner)
    return Group(of_mentors, members, int(SHARE * len(members)))


def _side(random: Generator, home: tuple[Int32s, Int32s], *, junior: bool) -> Side:
    organisation, unit = home
    size = len(unit)
    return Side(
        seats=np.ones(size, dtype=np.int32),
        level=random.integers(*((1, 4) if junior else (3, 7)), size).astype(np.int32),
        unit=unit,
        organisation=organisation,
        sector=(organisation % SECTORS).astype(np.int32),
        languages=_languages(random, size),
        places=_places(random, size),
        hours=_some(random, size, HOURS, 4, 0.0),
        goals=_some(random, size, GOALS, 2, 0.5),
        wants=_topics(random, size, (3, 6), silent=0.5 if junior else 0.0),
        offers=_topics(random, size, (4, 9), silent=0.0 if junior else 0.5),
    )


def _skewed(random: Generator, kinds: int, size: int, power: float) -> Int32s:
    weights = 1 / np.arange(1, kinds + 1) ** power
    return random.choice(kinds, size, p=weights / weights.sum()).astype(np.int32)


def _languages(random: Generator, size: int) -> Words:
    """Most speak the first; some another."""
    first = random.random(size) < 0.85
    other = (random.random(size) < 0.35) | ~first
    which = 1 + _skewed(random, LANGUAGES - 1, size, 1.0)
    people = np.concatenate([np.flatnonzero(first), np.flatnonzero(other)])
    things = np.concatenate([np.zeros(int(first.sum()), dtype=np.int64), which[other]])
    return bits(people, things, people=size, kinds=LANGUAGES)


def _places(random: Generator, size: int) -> Words:
    """A place each; six in ten would meet by video."""
    video = np.flatnonzero(random.random(size) < 0.6)
    people = np.concatenate([np.arange(size), video])
    places = 1 + _skewed(random, PLACES - 1, size, 1.0)
    things = np.concatenate([places, np.zeros(len(video), dtype=np.int64)])
    return bits(people, things, people=size, kinds=PLACES)


def _some(random: Generator, size: int, kinds: int, most: int, fewer: float) -> Words:
    """So many things of each person, some of them less by one."""
    chosen = np.argsort(random.random((size, kinds)), axis=1)[:, :most]
    kept = np.ones(chosen.shape, dtype=np.bool_)
    kept[:, -1] = random.random(size) >= fewer
    return bits(np.nonzero(kept)[0], chosen[kept], people=size, kinds=kinds)


def _topics(random: Generator, size: int, between: tuple[int, int], *, silent: float) -> Lists:
    """Topics by their popularity, each once, with a strength."""
    popular = np.log(1 / (np.arange(TOPICS) + 3) ** 0.8).astype(np.float32)
    lengths = random.integers(between[0], between[1] + 1, size)
    lengths[random.random(size) < silent] = 0
    drawn = [
        np.argpartition(-(popular + random.gumbel(size=(len(some), TOPICS))), between[1])
        for some in np.array_split(lengths, max(1, size // 1000))
    ]
    chosen = np.concatenate([one[:, : between[1]] for one in drawn])
    topic = chosen[np.arange(between[1]) < lengths[:, None]]
    strength = random.integers(1, 4, len(topic))
    start = np.concatenate([[0], np.cumsum(lengths)])
    return Lists(start, topic.astype(np.int32), strength.astype(np.uint8))


def _lines(random: Generator, homes: list[tuple[Int32s, Int32s]]) -> NDArray[np.int64]:
    """Juniors are kept apart from two leaders of their own organisation, and from one they know."""
    size = len(homes[0][0])
    order = np.argsort(homes[1][0], kind="stable")
    first = np.searchsorted(homes[1][0][order], homes[0][0])
    last = np.searchsorted(homes[1][0][order], homes[0][0], side="right")
    juniors: Int64s = np.arange(size)
    found = [random.integers(0, size, size) * size + juniors]
    for _ in range(2):
        place = first + (random.random(size) * (last - first)).astype(np.int64)
        there = place < last
        found.append(order[place[there]] * size + juniors[there])
    return np.unique(np.concatenate(found))

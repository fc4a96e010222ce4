"""From columns to the parts of the score: who tells what, and how much each part may give."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from viceversa.matching.arrays import Bools, Bytes, Int32s, Int64s, Words
from viceversa.matching.large.columns import UNKNOWN, WORD, Columns, Lists, bits
from viceversa.matching.large.points import Common, Part, Unlike, Wish, Wished
from viceversa.matching.parts import POINT, points_of
from viceversa.matching.problem import ProblemError
from viceversa.matching.scores import BY_VIDEO, ENOUGH_HOURS, ENOUGH_TOPICS

Told = tuple[Bools, Bools]

SECTORS = 2**15
"""So many can be told apart: the kernel compares sixteen bits."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A part that waits for the weights of the others."""

    weight: float
    told: Told
    made: Callable[[int], Part]

    @property
    def counts(self) -> bool:
        return bool(self.weight and self.told[0].any() and self.told[1].any())


def parts_of(columns: Columns) -> tuple[Part, ...]:
    """The parts of the score that have any weight and of which both sides say anything."""
    drafts = [draft for draft in _drafts(columns) if draft.counts]
    whole = sum(draft.weight for draft in drafts)
    return tuple(draft.made(round(100 * POINT * draft.weight / whole)) for draft in drafts)


def _drafts(columns: Columns) -> Iterator[_Draft]:
    weights, mentors, mentees = columns.weights, columns.mentors, columns.mentees
    topics = 1 + max(
        int(lists.topic.max(initial=-1))
        for side in (mentors, mentees)
        for lists in (side.wants, side.offers)
    )
    yield _wish("wants", weights.wants, (mentors.offers, mentees.wants), topics, by_mentor=False)
    yield _wish("returns", weights.returns, (mentors.wants, mentees.offers), topics, by_mentor=True)
    if len(columns.theme):
        yield _theme(columns)
    yield _sector(weights.sector, mentors.sector, mentees.sector)
    places = _places_twice(mentors.places), _places_twice(mentees.places)
    yield _common("places", weights.meeting, places, BY_VIDEO)
    yield _common("hours", weights.hours, (mentors.hours, mentees.hours), 1 / ENOUGH_HOURS)
    yield _common("goals", weights.goals, (mentors.goals, mentees.goals), 1)
    for name, pairs in zip(("mentee_prefers", "mentor_prefers"), columns.wished, strict=False):
        yield _wished(name, weights.prefers / 2, pairs, (len(mentors), len(mentees)))


def _wish(
    name: str, weight: float, lists: tuple[Lists, Lists], topics: int, *, by_mentor: bool
) -> _Draft:
    told = lists[0].told, lists[1].told

    def made(full: int) -> Part:
        enough = _enough(lists[0 if by_mentor else 1])
        return Wish(
            name=name,
            full=full,
            told=told,
            table=_table(lists[0], topics),
            lists=lists[1],
            enough=enough,
            each=np.rint(full / enough).astype(np.int16),
            by_mentor=by_mentor,
        )

    return _Draft(weight, told, made)


def _table(lists: Lists, topics: int) -> Bytes:
    """The strength of every topic, a row for each, with everybody; 0 where it is not listed."""
    table = np.zeros((topics, len(lists.start) - 1), dtype=np.uint8)
    table[lists.topic, lists.owners] = lists.strength
    return table


def _enough(lists: Lists) -> Bytes:
    """The steps of everybody's strongest wishes; 1 for who has none."""
    order = np.lexsort((-lists.strength.astype(np.int8), lists.owners))
    rank = np.arange(len(order)) - lists.start[lists.owners]
    strongest = order[rank < ENOUGH_TOPICS]
    steps = np.bincount(
        lists.owners[strongest], lists.strength[strongest], minlength=len(lists.start) - 1
    )
    return np.maximum(steps, 1).astype(np.uint8)


def _theme(columns: Columns) -> _Draft:
    """What one gives and the other gets, both ways round."""
    flags = [
        [_flags(lists, columns.theme) for lists in (side.offers, side.wants)]
        for side in (columns.mentors, columns.mentees)
    ]
    told = (
        columns.mentors.offers.told | columns.mentors.wants.told,
        columns.mentees.offers.told | columns.mentees.wants.told,
    )
    sides = np.hstack(flags[0]), np.hstack(flags[1][::-1])
    return _common("theme", columns.weights.theme, sides, 1, told=told)


def _flags(lists: Lists, theme: Int32s) -> Words:
    """Which topics of the theme everybody lists."""
    known = np.isin(lists.topic, theme)
    places = np.searchsorted(theme, lists.topic[known])
    return bits(lists.owners[known], places, people=len(lists.start) - 1, kinds=len(theme))


def _places_twice(places: Words) -> Words:
    """A place counts as two things in common, so it has two bits side by side; a meeting by video,
    the very first, has one."""
    flags = np.unpackbits(places.view(np.uint8), axis=1, bitorder="little").repeat(2, axis=1)
    flags[:, 1] = 0
    return np.packbits(flags, axis=1, bitorder="little").view(np.uint16)


def _common(
    name: str, weight: float, sides: tuple[Words, Words], step: float, *, told: Told | None = None
) -> _Draft:
    said = told or (_any(sides[0]), _any(sides[1]))

    def made(full: int) -> Part:
        shares = np.minimum(np.arange(1, 3) * np.float32(step), 1)
        one, more = points_of(shares, full).tolist()
        return Common(
            name=name,
            full=full,
            told=said,
            mentors=np.ascontiguousarray(sides[0].T),
            mentees=sides[1],
            kinds=_kinds(sides[1]),
            steps=(one, more),
        )

    return _Draft(weight, said, made)


def _kinds(words: Words) -> Int32s:
    """A number for each of those with equal words."""
    kinds = np.zeros(len(words), dtype=np.int64)
    for word in words.T:
        _, kinds = np.unique((kinds << WORD) | word, return_inverse=True)
    return kinds.astype(np.int32)


def _any(words: Words) -> Bools:
    return np.asarray(words.any(axis=1))


def _wished(name: str, weight: float, pairs: Int64s, sizes: tuple[int, int]) -> _Draft:
    """Silence is no wish: everybody says something."""
    told = np.ones(sizes[0], dtype=np.bool_), np.ones(sizes[1], dtype=np.bool_)

    def made(full: int) -> Part:
        return Wished(name=name, full=full, told=told, pairs=pairs)

    return _Draft(weight if len(pairs) else 0, told, made)


def _sector(weight: float, mentors: Int32s, mentees: Int32s) -> _Draft:
    told = mentors != UNKNOWN, mentees != UNKNOWN

    def made(full: int) -> Part:
        if max(mentors.max(), mentees.max()) >= SECTORS:
            raise ProblemError("too_many", f"More than {SECTORS} sectors cannot be told apart.")
        return Unlike(name="sector", full=full, told=told, mentors=mentors, mentees=mentees)

    return _Draft(weight, told, made)

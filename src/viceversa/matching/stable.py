"""Stability: nobody has a reason to look for another partner, because no two would both rather
have each other than somebody they have, or than an empty seat.

Mentees rank by what they get, mentors by what they get back, both then by the whole score.
"""

from collections.abc import Sequence
from heapq import heappush, heappushpop

import numpy as np
from numpy.typing import NDArray

from viceversa.matching.arrays import Bools, Floats, Places, Values
from viceversa.matching.scores import Scores
from viceversa.matching.stages import Assignment, Cell

OWN = ("returns", "mentor_prefers"), ("wants", "mentee_prefers")
"""The parts of a score that are the mentor's own, and the mentee's."""

PERFECT = 100
Wishes = tuple[Values, Values]
"""How gladly each mentor would have each mentee, and each mentee each mentor: [mentor, mentee]."""


def wishes(scores: Scores) -> Wishes:
    """Each side's own points, then the score; ready scores say the same of both sides."""
    mentors, mentees = (_own(scores, names) for names in OWN)
    return mentors, mentees


def _own(scores: Scores, names: Sequence[str]) -> Values:
    gladness = scores.values
    for part in scores.parts:
        if part.name in names:
            gladness = gladness + part.strip(slice(None)).astype(np.int32) * (PERFECT + 1)
    return gladness


def assign_stably(
    allowed: Bools,
    scores: Values,
    wishes: Wishes,
    *,
    seats: tuple[Places, Places],
    order: tuple[Places, Places],
) -> Assignment:
    """Deferred acceptance with seats: mentees ask in the order of their wishes, a mentor keeps the
    best who have asked. Whom a side wishes for alike stands in the given order.

    Guaranteed: no two would both rather have each other; every mentee is as well off as in any
    stable set under that order; and all stable sets have the same number of pairs for everybody,
    so none is larger (Gale and Shapley, 1962; Roth, Stability and polarization of interests in job
    matching, 1984). Not guaranteed: as many pairs as possible, or as many as another order of
    equal wishes would give, which is hard to find (Manlove and others, Hard variants of stable
    marriage, 2002). The bound is the total: nothing is claimed of it.
    """
    asking = _ranked(wishes[1].T, order[0])
    places = _places(_ranked(wishes[0], order[1]))
    held: list[list[tuple[int, int]]] = [[] for _ in allowed]
    next_choice = [0] * allowed.shape[1]
    waiting = [mentee for mentee in order[1].tolist() for _ in range(seats[1][mentee])]
    while waiting:
        mentee = waiting.pop()
        mentor = _next_allowed(asking[mentee], allowed[:, mentee], next_choice, mentee)
        if mentor is not None:
            let_go = _keep(held[mentor], (-int(places[mentor, mentee]), mentee), seats[0][mentor])
            waiting.extend(let_go)
    cells = [(mentor, mentee) for mentor, kept in enumerate(held) for _, mentee in kept]
    rows, columns = np.array(cells, dtype=np.intp).reshape(-1, 2).T
    return Assignment((rows, columns), float(scores[rows, columns].sum()))


def blocking(
    allowed: Bools,
    wishes: Wishes,
    cells: Sequence[Cell],
    *,
    locked: Sequence[bool],
    capacity: tuple[Places, Places],
) -> list[Cell]:
    """The allowed cells whose two people would both rather have each other; locks hold."""
    rows, columns = np.array(cells, dtype=np.intp).reshape(-1, 2).T
    loose = ~np.array(locked, dtype=np.bool_)
    mentors = _floors(rows, wishes[0][rows, columns], loose, capacity[0])
    mentees = _floors(columns, wishes[1][rows, columns], loose, capacity[1])
    rather = allowed & (wishes[0] > mentors[:, None]) & (wishes[1] > mentees)
    rather[rows, columns] = False
    return [(row, column) for row, column in np.argwhere(rather).tolist()]


def _ranked(gladness: Values, order: Places) -> Places:
    """For every row the columns, the gladdest first."""
    ranked: Places = order[np.argsort(-gladness[:, order], axis=1, kind="stable")]
    return ranked


def _places(ranked: Places) -> Places:
    """The place of every column in the row's list."""
    places = np.empty_like(ranked)
    np.put_along_axis(places, ranked, np.arange(ranked.shape[1])[None, :], axis=1)
    return places


def _next_allowed(
    asking: Places, allowed: Bools, next_choice: list[int], mentee: int
) -> int | None:
    """The next mentor on the list who may be asked at all."""
    while (place := next_choice[mentee]) < len(asking):
        next_choice[mentee] = place + 1
        if allowed[asking[place]]:
            return int(asking[place])
    return None


def _keep(kept: list[tuple[int, int]], one: tuple[int, int], seats: int) -> list[int]:
    """Keep one more, the last on the list on top; who has to go is let go."""
    if not seats:
        return [one[1]]
    if len(kept) < seats:
        heappush(kept, one)
        return []
    return [heappushpop(kept, one)[1]]


def _floors(
    people: Places, gladness: NDArray[np.generic], loose: Bools, capacity: Places
) -> Floats:
    """What everybody would have to be better off than: nothing with a free seat, the least that
    is not locked without one."""
    floors = np.full(len(capacity), np.inf)
    np.minimum.at(floors, people[loose], gladness[loose])
    floors[np.bincount(people, minlength=len(capacity)) < capacity] = -np.inf
    return floors

"""A problem with its tables of rules and scores kept, so that a board answers at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from time import perf_counter

import numpy as np

from viceversa.matching.answer import Change, Pair, Reason, Solution, Standing
from viceversa.matching.arrays import Masks
from viceversa.matching.large.answering import TABLE, needs_no_table, solve_large
from viceversa.matching.large.cluster import Cluster
from viceversa.matching.market import Market, bits
from viceversa.matching.network import network
from viceversa.matching.problem import Aim, Match, Problem, ProblemError, Role
from viceversa.matching.reasons import reasons
from viceversa.matching.residual import Residual
from viceversa.matching.rules import BIT, names, rule_masks
from viceversa.matching.scores import score_all
from viceversa.matching.solve import best_cells
from viceversa.matching.stable import blocking, wishes
from viceversa.matching.stages import Cell
from viceversa.matching.unmatched import explain_unmatched

LARGEST = TABLE
"""So many pairs fit a board."""


def solve(problem: Problem, *, seed: int = 0, cluster: Cluster | None = None) -> Solution:
    """The best set of pairs, proven, with reasons; the seed alone decides between equal ones.

    Where a table of all pairs would be too large, the unmatched come without a remedy, and all
    pairs are looked at by a cluster if there is one.
    """
    if needs_no_table(problem):
        warnings = _warnings(problem, has_table=False)
        return solve_large(problem, seed=seed, warnings=warnings, cluster=cluster)
    began = perf_counter()
    return Desk(problem)._solve(began, seed, problem.locks, problem.apart)


class Desk:
    """What a board asks about single pairs and whole sets. Once made, nothing in it changes."""

    def __init__(self, problem: Problem) -> None:
        """ProblemError where a table of all pairs would be too large."""
        if len(problem.mentors) * len(problem.mentees) > LARGEST:
            message = (
                f"A board keeps a table of all pairs, {LARGEST:,} at most: solve() needs none."
            )
            raise ProblemError("many_pairs", message)
        self.problem = problem
        self._rows = {person.id: row for row, person in enumerate(problem.mentors)}
        self._columns = {person.id: column for column, person in enumerate(problem.mentees)}
        self._masks = rule_masks(problem)
        self._masks.setflags(write=False)
        self._scores = score_all(problem)

    def allowed(self, mentor: str, mentee: str) -> bool:
        """Whether no rule speaks against the pair."""
        return not self._masks[self.cell(mentor, mentee)]

    def broken(self, mentor: str, mentee: str) -> tuple[str, ...]:
        """The rules the pair breaks."""
        return names(int(self._masks[self.cell(mentor, mentee)]))

    def score(self, mentor: str, mentee: str) -> float:
        """The score of the pair, allowed or not."""
        return float(self._scores.values[self.cell(mentor, mentee)])

    def reasons(self, mentor: str, mentee: str) -> tuple[Reason, ...]:
        """The parts of the score; their points add up to it."""
        return reasons(self.problem, self._scores, [self.cell(mentor, mentee)])[0]

    def solve(
        self,
        *,
        seed: int = 0,
        locks: Iterable[Match] | None = None,
        apart: Iterable[Match] | None = None,
        aim: Aim | None = None,
    ) -> Solution:
        """The best set with these locks, "not these two" and aim instead of the problem's own."""
        locks = self.problem.locks if locks is None else locks
        apart = self.problem.apart if apart is None else apart
        return self._solve(perf_counter(), seed, locks, apart, aim)

    def standing(self, matches: Iterable[Match]) -> Standing:
        """How a set of pairs stands in the figures that count."""
        scores = {match: self.score(*match) for match in sorted(matches)}
        return Standing.of(scores, self.problem.aim.bands)

    def swap(self, matches: Iterable[Match], mentor: str, mentee: str, *, best: Standing) -> Change:
        """Pair the two by hand; those who lose a partner by it get each other, if allowed."""
        before = frozenset(matches)
        self.cell(mentor, mentee)
        after = set(before) - {(mentor, mentee)}
        left = self._displaced(after, 0, mentor), self._displaced(after, 1, mentee)
        after.add((mentor, mentee))
        mentee_left, mentor_left = left
        if mentor_left and mentee_left and self.allowed(mentor_left, mentee_left):
            after.add((mentor_left, mentee_left))
        return self.changed(before, frozenset(after), (mentor, mentee), best=best)

    def force(
        self, matches: Iterable[Match], mentor: str, mentee: str, *, best: Standing, seed: int = 0
    ) -> Change:
        """The best set that holds this pair beside the locks: exact, by solving once more."""
        before = frozenset(matches)
        pair = (mentor, mentee)
        if self.broken(*pair):
            return self.changed(before, before, pair, best=best)
        locks = [*(lock for lock in self.problem.locks if lock != pair), pair]
        cells = [self.cell(*lock) for lock in locks]
        try:
            found = best_cells(self.problem, self._masks, self._scores, locks=cells, seed=seed)
        except ProblemError as conflict:
            change = self.changed(before, before, pair, best=best)
            return replace(change, broken=(conflict.code,))
        return self.changed(before, frozenset(map(self.match, found.cells)), pair, best=best)

    def changed(
        self, before: frozenset[Match], after: frozenset[Match], pair: Match, *, best: Standing
    ) -> Change:
        """One set of pairs after another, with what it costs and breaks for the sake of a pair."""
        stands = self.standing(after)
        moved = frozenset(person for match in before ^ after for person in match)
        full = self._overfull(after, pair)
        broken = (*self.broken(*pair), *(("capacity",) if full else ()))
        cost = stands.lost(best)
        return Change(matches=after, standing=stands, cost=cost, broken=broken, moved=moved)

    def residual(self, best: Solution) -> Residual | None:
        """What is left to change against the best set under the problem's own locks; None where
        no one weight holds all that the aim counts. ValueError if the set is not the best."""
        allowed, values = self._masks == 0, self._scores.values
        cells = [self.cell(*match) for match in sorted(best.matches)]
        found = network(self.problem, allowed, values, cells)
        return Residual(found) if found else None

    def alternatives(self, person: str, role: Role, *, limit: int = 5) -> tuple[Pair, ...]:
        """The allowed partners of a person with the highest scores."""
        others = self._columns if role == "mentor" else self._rows
        pairs = [(person, other) if role == "mentor" else (other, person) for other in others]
        allowed = [pair for pair in pairs if self.allowed(*pair)]
        allowed.sort(key=lambda pair: (-self.score(*pair), pair))
        return tuple(
            self._pairs(
                [self.cell(*pair) for pair in allowed[:limit]], frozenset(self.problem.locks)
            )
        )

    def blocking(self, matches: Iterable[Match]) -> tuple[Match, ...]:
        """Allowed pairs of two who would both rather have each other than somebody they have now
        and who is not locked to them, or than an empty seat. Seats of partners are not looked at.
        """
        matches = sorted(matches)
        sides = self.problem.mentors, self.problem.mentees
        mentors, mentees = (np.array([person.capacity for person in side]) for side in sides)
        found = blocking(
            self._masks == 0,
            wishes(self._scores),
            [self.cell(*match) for match in matches],
            locked=[match in self.problem.locks for match in matches],
            capacity=(mentors, mentees),
        )
        return tuple(map(self.match, found))

    def lacking(self, matches: Iterable[Match], role: Role) -> frozenset[str]:
        """Whom one more person on the other side could give a pair: of a largest set of pairs,
        those with a seat to spare, and those who could hand theirs to one of them."""
        cells = [self.cell(*match) for match in sorted(matches)]
        market = Market(self.problem, role, self._masks == 0, cells)
        found = reduce(or_, (market.reach(one).seekers for one in bits(market.spare)), 0)
        return frozenset(market.seekers[one].id for one in bits(found))

    def allowed_pairs(self) -> Iterator[tuple[str, str, float]]:
        """Every pair that no rule forbids, with its score."""
        for row, column in np.argwhere(self._masks == 0).tolist():
            yield (*self.match((row, column)), float(self._scores.values[row, column]))

    def cell(self, mentor: str, mentee: str) -> Cell:
        """Row and column of two people in the tables. Raises ProblemError for a stranger."""
        try:
            return self._rows[mentor], self._columns[mentee]
        except KeyError as unknown:
            missing = str(unknown.args[0])
            raise ProblemError("unknown", f"{missing} does not take part.", missing) from None

    def match(self, cell: Cell) -> Match:
        """The two people of a cell."""
        return self.problem.mentors[cell[0]].id, self.problem.mentees[cell[1]].id

    def _solve(
        self,
        began: float,
        seed: int,
        locks: Iterable[Match],
        apart: Iterable[Match],
        aim: Aim | None = None,
    ) -> Solution:
        problem = self.problem
        locks, apart, aim = tuple(locks), frozenset(apart), aim or problem.aim
        if (locks, apart, aim) != (problem.locks, problem.apart, problem.aim):
            problem = replace(problem, locks=locks, apart=apart, aim=aim)
        masks = self._masks_with(apart)
        values = self._scores.values
        cells = [self.cell(*lock) for lock in locks]
        best = best_cells(problem, masks, self._scores, locks=cells, seed=seed)
        pairs = tuple(self._pairs(best.cells, frozenset(locks)))
        return Solution(
            pairs=pairs,
            unmatched=explain_unmatched(problem, masks, values, best.cells),
            standing=Standing.of(
                {(pair.mentor, pair.mentee): pair.score for pair in pairs}, problem.aim.bands
            ),
            bound=best.bound,
            seconds=perf_counter() - began,
            seed=seed,
            warnings=_warnings(problem),
        )

    def _masks_with(self, apart: frozenset[Match]) -> Masks:
        if apart == self.problem.apart:
            return self._masks
        masks = self._masks & ~BIT["not_these_two"]
        for match in apart:
            masks[self.cell(*match)] |= BIT["not_these_two"]
        return masks

    def _pairs(self, cells: Sequence[Cell], locks: frozenset[Match]) -> Iterator[Pair]:
        why = reasons(self.problem, self._scores, cells)
        scores = [float(self._scores.values.item(cell)) for cell in cells]
        for match, score, reason in zip(map(self.match, cells), scores, why, strict=True):
            yield Pair(*match, score, reason, match in locks)

    def _displaced(self, matches: set[Match], side: int, person: str) -> str | None:
        """Take the lowest, not locked partner from a person without a free seat."""
        place = self._rows[person] if side == 0 else self._columns[person]
        people = (self.problem.mentors, self.problem.mentees)[side]
        held = sorted(match for match in matches if match[side] == person)
        loose = [match for match in held if match not in self.problem.locks]
        if len(held) < people[place].capacity or not loose:
            return None
        match = min(loose, key=lambda match: self.score(*match))
        matches.remove(match)
        return match[1 - side]

    def _overfull(self, matches: frozenset[Match], pair: Match) -> bool:
        row, column = self.cell(*pair)
        seats = self.problem.mentors[row].capacity, self.problem.mentees[column].capacity
        return any(
            sum(match[side] == pair[side] for match in matches) > seats[side] for side in (0, 1)
        )


def _warnings(problem: Problem, *, has_table: bool = True) -> tuple[str, ...]:
    rules = problem.rules
    found = {
        "any_depth": rules.no_dependency and rules.depth is None,
        "pairs_alone": problem.has_several and not has_table,
    }
    return tuple(code for code, is_so in found.items() if is_so)

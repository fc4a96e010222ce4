"""Changes by hand, looked at before they are made: what they cost and whom they move.

Nothing here writes. A move is computed again when it is made; if it has become another one in
the meantime, its fingerprint differs and the coordinator is asked once more.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from viceversa.matching import Desk, Match, ProblemError, Record, Standing, check, digest
from viceversa.pairing import queries
from viceversa.pairing.models import Proposal, Suggestion
from viceversa.pairing.solving import Pool, lost, match_of, pool_of

NEVER_OVERRIDDEN = frozenset({"role", "not_with", "not_these_two", "score"})
"""A person's own no, and what the coordinator herself has said, are not overridden by hand."""


@dataclass(frozen=True)
class Table:
    """A draft laid out: its pairs, the people, and the core's desk, which is costly to build."""

    proposal: Proposal
    suggestions: dict[Match, Suggestion]
    pool: Pool
    desk: Desk

    @property
    def matches(self) -> frozenset[Match]:
        return frozenset(self.suggestions)

    @property
    def best(self) -> Standing:
        return Standing(**self.proposal.figures["best"])


@dataclass(frozen=True)
class Move:
    """One change of a draft. `broken` are rules of the wanted pair that may be overridden,
    `blocked` are rules that may not. `apart` is the pair that is taken apart for good."""

    way: str
    wanted: Match | None
    before: frozenset[Match]
    after: frozenset[Match]
    standing: Standing
    cost: Standing
    broken: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    apart: Suggestion | None = None

    @property
    def gone(self) -> list[Match]:
        return sorted(self.before - self.after)

    @property
    def new(self) -> list[Match]:
        """The pairs that come about, the wanted one first."""
        return sorted(self.after - self.before, key=lambda match: (match != self.wanted, match))

    @property
    def moved(self) -> set[str]:
        """Everybody whose partner changes."""
        return {person for match in self.before ^ self.after for person in match}

    @property
    def fingerprint(self) -> str:
        """The change in one word, so that what is confirmed is what was looked at."""
        told = repr((self.gone, self.new, self.broken))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def table_of(proposal: Proposal) -> Table:
    """Lays a draft out. Raises ProblemError when its people and rules contradict each other."""
    suggestions = {match_of(s): s for s in queries.plain_suggestions(proposal)}
    pool = pool_of(proposal.programme, suggestions.values())
    return Table(proposal, suggestions, pool, Desk(pool.problem))


def record_of(proposal: Proposal) -> Record | None:
    """How a draft was computed, by computing it once more; none if people, rules or locks are not
    those of then."""
    try:
        table = table_of(proposal)
    except ProblemError:
        return None
    if digest(table.pool.problem) != proposal.figures.get("input"):
        return None
    return Record.of(table.desk, table.desk.solve(seed=proposal.seed))


def exchange(table: Table, mentor: str, mentee: str) -> Move:
    """Pairs the two; whoever loses a partner by it gets the other's, if that is allowed."""
    change = table.desk.swap(table.matches, mentor, mentee, best=table.best)
    return _judged(table, "exchange", (mentor, mentee), change.matches)


def rearrangement(table: Table, mentor: str, mentee: str) -> Move | None:
    """The best board that holds this pair, when rules, locks and seats allow the pair at all."""
    change = table.desk.force(
        table.matches, mentor, mentee, best=table.best, seed=table.proposal.seed
    )
    if change.broken:
        return None
    return _judged(table, "rearrangement", (mentor, mentee), change.matches)


def separation(table: Table, suggestion: Suggestion) -> Move:
    """The best board without this pair; the locked pairs stay. Raises ProblemError without any."""
    pair, problem = match_of(suggestion), table.pool.problem
    solution = table.desk.solve(
        seed=table.proposal.seed,
        locks=[lock for lock in problem.locks if lock != pair],
        apart=problem.apart | {pair},
    )
    return replace(_move(table, "separation", None, solution.matches), apart=suggestion)


def _judged(table: Table, way: str, wanted: Match, after: frozenset[Match]) -> Move:
    """The move with every rule that it breaks and the board before did not."""
    broken = table.desk.broken(*wanted)
    problem = table.pool.problem
    found = set(check(problem, after)) - set(check(problem, table.matches))
    others = {violation.rule for violation in found} - set(broken)
    blocked = others | (set(broken) & NEVER_OVERRIDDEN)
    free = tuple(rule for rule in broken if rule not in NEVER_OVERRIDDEN)
    return _move(table, way, wanted, after, broken=free, blocked=tuple(sorted(blocked)))


def _move(
    table: Table,
    way: str,
    wanted: Match | None,
    after: Iterable[Match],
    *,
    broken: tuple[str, ...] = (),
    blocked: tuple[str, ...] = (),
) -> Move:
    after = frozenset(after)
    standing = table.desk.standing(after)
    return Move(
        way,
        wanted,
        table.matches,
        after,
        standing,
        lost(table.proposal, standing),
        broken,
        blocked,
    )

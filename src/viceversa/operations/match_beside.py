"""What `viceversa match` tells of an answer beside the best it is."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from viceversa.matching import (
    Desk,
    Match,
    Problem,
    Solution,
    Standing,
    Ties,
    Worth,
    cost_of_locks,
    needs_no_table,
    ties_of,
    worth_of_aim,
)
from viceversa.operations.match_scores_file import plain


@dataclass(frozen=True)
class Beside:
    """The price of the aim and of the locks, pairs that could be otherwise for nothing, and those
    who would both rather have each other."""

    worth: Worth | None
    locks: Standing | None
    blocking: tuple[Match, ...] | None
    ties: Ties

    @classmethod
    def of(cls, problem: Problem, solution: Solution) -> Self:
        """Solves again for the best total, and without the locks; nothing of it among so many that
        no table of all pairs is kept."""
        if needs_no_table(problem):
            return cls(worth=None, locks=None, blocking=None, ties=None)
        desk = Desk(problem)
        return cls(
            worth=worth_of_aim(desk, solution),
            locks=cost_of_locks(desk, solution),
            blocking=desk.blocking(solution.matches),
            ties=ties_of(problem, solution),
        )

    def lines(self) -> list[tuple[str, str]]:
        """The figures in words."""
        lines = [] if self.blocking is None else [("blocking", str(len(self.blocking)))]
        if self.worth:
            lines.append(("price", self.worth.text()))
        if self.locks:
            said = (f"{name} {plain(lost)}" for name, lost in self.locks._asdict().items())
            lines.append(("locks", ", ".join(said)))
        return lines

    def as_json(self) -> dict[str, Any]:
        worth, locks = self.worth, self.locks
        return {
            "worth": worth and {**asdict(worth), "text": worth.text()},
            "locks": locks and locks._asdict(),
            "blocking": None if self.blocking is None else [list(two) for two in self.blocking],
        }

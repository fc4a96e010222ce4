"""What the aim costs in points and what that buys; what the locks cost."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from viceversa.matching.answer import Solution, Standing, Worth
from viceversa.matching.desk import Desk

CLOSE = 1e-9


def worth_of_aim(desk: Desk, solution: Solution) -> Worth | None:
    """The solution beside the one with the best total; None where that is the aim."""
    aim = desk.problem.aim
    if aim.kind == "total":
        return None
    other = desk.solve(seed=solution.seed, locks=_locks(solution), aim=replace(aim, kind="total"))
    bought = _bought(desk, solution, other)
    points, pairs = other.total - solution.total, other.matched - solution.matched
    free = bought.code != "stable" and points <= CLOSE * max(1.0, abs(other.total))
    return replace(
        bought, code="free" if free else bought.code, points=points, of=other.total, pairs=pairs
    )


def cost_of_locks(desk: Desk, solution: Solution) -> Standing | None:
    """What is lost by all locks together, as in Change.cost; None where nothing is locked."""
    if not _locks(solution):
        return None
    return solution.standing.lost(desk.solve(seed=solution.seed, locks=()).standing)


def _locks(solution: Solution) -> list[tuple[str, str]]:
    return [(pair.mentor, pair.mentee) for pair in solution.pairs if pair.locked]


def _bought(desk: Desk, solution: Solution, other: Solution) -> Worth:
    """What is better than with the best total, its price still left out."""
    now, otherwise = _scores(solution), _scores(other)
    match desk.problem.aim.kind:
        case "stable":
            return Worth(code="stable", otherwise=len(desk.blocking(other.matches)))
        case "fair":
            for band in desk.problem.aim.bands:
                below = bisect_left(now, band), bisect_left(otherwise, band)
                if below[0] < below[1]:
                    return _fewer("below", band, *below)
    for mine, its in zip(now, otherwise, strict=False):
        if mine > its and its == otherwise[0]:
            return Worth(code="worst", now=mine, otherwise=its)
        if mine > its:
            return _fewer("lowest", its, bisect_right(now, its), bisect_right(otherwise, its))
    return Worth(code="free")


def _fewer(code: str, limit: float, now: int, otherwise: int) -> Worth:
    return Worth(code=code if now else f"nobody_{code}", now=now, otherwise=otherwise, limit=limit)


def _scores(solution: Solution) -> list[float]:
    """Of the pairs that were free to choose, the lowest first."""
    return sorted(pair.score for pair in solution.pairs if not pair.locked)

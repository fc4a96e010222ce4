"""Why two people are a pair or are not, and what the pair costs against the best answer."""

from collections.abc import Callable
from dataclasses import dataclass

from viceversa.matching import words
from viceversa.matching.answer import Change, Reason, Solution, Standing
from viceversa.matching.desk import Desk
from viceversa.matching.prices import Prices, Ties
from viceversa.matching.problem import Problem

LARGEST_TIES = 10_000_000
"""Cells of the table of all pairs."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What speaks for a pair, which rules speak against it, and the best answer that holds it."""

    mentor: str
    mentee: str
    score: float
    reasons: tuple[Reason, ...]
    broken: tuple[str, ...]
    price: Change

    def text(self) -> str:
        """The explanation in English, a line for each reason."""
        against = [words.RULE_WORDS[rule] for rule in self.broken]
        spoke = [f"{reason.text()} ({reason.points:g})" for reason in self.reasons]
        return "\n".join([*against, *spoke])

    def sentence(self, shown: Callable[[str], str] = str) -> str:
        """In one English sentence: the rule that forbids the pair, or its cost and who moves; how
        people are shown can be told."""
        if self.broken:
            rules = " ".join(words.RULE_WORDS[rule] for rule in self.broken)
            return words.PRICES["forbidden"] % {"rules": rules}
        if self.price.broken:
            return words.PRICES["conflict"]
        if not self.price.moved:
            return words.PRICES["held"]
        lost = _lost(self.price.cost)
        people = ", ".join(map(shown, sorted(self.price.moved)))
        return words.PRICES["cost" if lost else "tie"] % {"lost": lost, "people": people}


def explain(problem: Problem, solution: Solution, mentor: str, mentee: str) -> Explanation:
    """The reasons and the exact price of a pair, whether it is in the solution or not."""
    desk = Desk(problem)
    return Explanation(
        mentor=mentor,
        mentee=mentee,
        score=desk.score(mentor, mentee),
        reasons=desk.reasons(mentor, mentee),
        broken=desk.broken(mentor, mentee),
        price=Prices(desk, solution).change(mentor, mentee),
    )


def ties_of(problem: Problem, solution: Solution) -> Ties:
    """Pairs of a best answer that could be otherwise for nothing, in groups, as Prices.ties; None
    where that is not known, or the table of all pairs is too large to look for it."""
    if len(problem.mentors) * len(problem.mentees) > LARGEST_TIES:
        return None
    return Prices(Desk(problem), solution).ties


def _lost(cost: Standing) -> str:
    """What is lost, level by level; what is gained behind a loss is not named."""
    lost = {name: getattr(cost, name) for name in words.LOSSES}
    told = {name: f"{value:g}" for name, value in lost.items() if value > 0}
    return ", ".join(words.LOSSES[name] % {"n": value} for name, value in told.items())

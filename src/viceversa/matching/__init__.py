"""The matching core: who meets whom, why, and how good that is at best.

A Problem is frozen and knows ids only; solve() gives the proven best Solution, check() judges any
set of pairs with the same rules, explain() prices one pair, and a Desk answers a board at once. A
Record keeps what was asked and answered; certify.py proves it without the solver.
"""

from viceversa.matching import words
from viceversa.matching.answer import (
    Block,
    Change,
    Pair,
    Reason,
    Remedy,
    Solution,
    Standing,
    Unmatched,
    Violation,
    Worth,
)
from viceversa.matching.check import check
from viceversa.matching.desk import Desk, solve
from viceversa.matching.explain import Explanation, explain, ties_of
from viceversa.matching.large.answering import needs_no_table
from viceversa.matching.large.cluster import Cluster
from viceversa.matching.prices import Prices, Ties
from viceversa.matching.problem import (
    DEPENDENCIES,
    LARGEST_SCORE,
    RULES,
    Aim,
    Candidate,
    Kind,
    Match,
    Problem,
    ProblemError,
    Role,
    Rules,
    Seats,
    Topics,
    Waiver,
    Weights,
)
from viceversa.matching.record import Record, digest
from viceversa.matching.worth import cost_of_locks, worth_of_aim

__all__ = [
    "DEPENDENCIES",
    "LARGEST_SCORE",
    "RULES",
    "Aim",
    "Block",
    "Candidate",
    "Change",
    "Cluster",
    "Desk",
    "Explanation",
    "Kind",
    "Match",
    "Pair",
    "Prices",
    "Problem",
    "ProblemError",
    "Reason",
    "Record",
    "Remedy",
    "Role",
    "Rules",
    "Seats",
    "Solution",
    "Standing",
    "Ties",
    "Topics",
    "Unmatched",
    "Violation",
    "Waiver",
    "Weights",
    "Worth",
    "check",
    "cost_of_locks",
    "digest",
    "explain",
    "needs_no_table",
    "solve",
    "ties_of",
    "words",
    "worth_of_aim",
]

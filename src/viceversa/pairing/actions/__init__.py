"""Every change of proposals and pairs: one transaction each, with trail and letters."""

from viceversa.pairing.actions.answers import answer_pair, remind_unanswered
from viceversa.pairing.actions.board import (
    make_move,
    separate,
    set_lock,
    set_note,
    take_back_exclusion,
)
from viceversa.pairing.actions.publication import publish_proposal
from viceversa.pairing.actions.solution import (
    Two,
    open_solution,
    solve_proposal,
    stop_solution,
)

__all__ = [
    "Two",
    "answer_pair",
    "make_move",
    "open_solution",
    "publish_proposal",
    "remind_unanswered",
    "separate",
    "set_lock",
    "set_note",
    "solve_proposal",
    "stop_solution",
    "take_back_exclusion",
]

"""Every change of proposals and pairs: one transaction each, with trail and letters."""

from viceversa.pairing.actions.answers import answer_pair, remind_unanswered
from viceversa.pairing.actions.board import (
    make_move,
    separate,
    set_lock,
    set_note,
    take_back_exclusion,
)
from viceversa.pairing.actions.course import (
    close_pair,
    note_call,
    seek_new_partner,
    stop_here,
)
from viceversa.pairing.actions.publication import publish_proposal
from viceversa.pairing.actions.rechecks import (
    confirm_independence,
    look_again,
    waive_rules,
)
from viceversa.pairing.actions.solution import (
    Two,
    open_solution,
    solve_proposal,
    stop_solution,
)

__all__ = [
    "Two",
    "answer_pair",
    "close_pair",
    "confirm_independence",
    "look_again",
    "make_move",
    "note_call",
    "open_solution",
    "publish_proposal",
    "remind_unanswered",
    "seek_new_partner",
    "separate",
    "set_lock",
    "set_note",
    "solve_proposal",
    "stop_here",
    "stop_solution",
    "take_back_exclusion",
    "waive_rules",
]

"""Every write of the room. Each verb is one transaction with its trail and its letters."""

from viceversa.conversations.actions.agreement import (
    accept_ground_rules,
    mark_goal,
    set_objective,
)
from viceversa.conversations.actions.feedback import give_feedback
from viceversa.conversations.actions.meeting import (
    add_agenda,
    ask_question,
    change_agenda,
    say_held,
    say_missed,
    tap,
)
from viceversa.conversations.actions.notes import new_note, remove_note, write_note
from viceversa.conversations.actions.planning import book, cancel, choose_time, move, offer_times
from viceversa.conversations.actions.state import Plan
from viceversa.conversations.actions.try_outs import add_try_out, settle_try_out
from viceversa.conversations.errors import StateError

__all__ = [
    "Plan",
    "StateError",
    "accept_ground_rules",
    "add_agenda",
    "add_try_out",
    "ask_question",
    "book",
    "cancel",
    "change_agenda",
    "choose_time",
    "give_feedback",
    "mark_goal",
    "move",
    "new_note",
    "offer_times",
    "remove_note",
    "say_held",
    "say_missed",
    "set_objective",
    "settle_try_out",
    "tap",
    "write_note",
]

"""Every write of the room. Each verb is one transaction with its trail and its letters."""

from viceversa.conversations.actions.agreement import accept_ground_rules, set_objective
from viceversa.conversations.actions.meeting import (
    add_agenda,
    ask_question,
    say_held,
    say_missed,
    tap,
)
from viceversa.conversations.actions.planning import book, cancel, choose_time, move, offer_times
from viceversa.conversations.actions.state import Plan
from viceversa.conversations.errors import StateError

__all__ = [
    "Plan",
    "StateError",
    "accept_ground_rules",
    "add_agenda",
    "ask_question",
    "book",
    "cancel",
    "choose_time",
    "move",
    "offer_times",
    "say_held",
    "say_missed",
    "set_objective",
    "tap",
]

"""Every write of the room. Each verb is one transaction with its trail and its letters.

Where things stand so that it may not be done, StateError says why in words for the reader, and
nothing is written; FirstThingsError where something else comes first.
"""

from viceversa.conversations.actions.agreement import (
    accept_ground_rules,
    mark_goal,
    set_objective,
)
from viceversa.conversations.actions.answering import (
    answer_invitation,
    hear,
    keep_time,
    receive,
    suggest_times,
)
from viceversa.conversations.actions.ending import complete_pair, end_pair
from viceversa.conversations.actions.feedback import give_feedback
from viceversa.conversations.actions.follow_up import follow_up
from viceversa.conversations.actions.meeting import (
    add_agenda,
    ask_question,
    change_agenda,
    say_held,
    say_missed,
    tap,
)
from viceversa.conversations.actions.notes import new_note, remove_note, write_note
from viceversa.conversations.actions.pausing import LONGEST as LONGEST_PAUSE
from viceversa.conversations.actions.pausing import pause, resume
from viceversa.conversations.actions.planning import book, cancel, choose_time, move, offer_times
from viceversa.conversations.actions.state import Plan
from viceversa.conversations.actions.try_outs import add_try_out, settle_try_out
from viceversa.conversations.actions.wishes import (
    wish_for_both_roles,
    wish_for_contact,
    wish_for_renewal,
)
from viceversa.conversations.errors import FirstThingsError, StateError

__all__ = [
    "LONGEST_PAUSE",
    "FirstThingsError",
    "Plan",
    "StateError",
    "accept_ground_rules",
    "add_agenda",
    "add_try_out",
    "answer_invitation",
    "ask_question",
    "book",
    "cancel",
    "change_agenda",
    "choose_time",
    "complete_pair",
    "end_pair",
    "follow_up",
    "give_feedback",
    "hear",
    "keep_time",
    "mark_goal",
    "move",
    "new_note",
    "offer_times",
    "pause",
    "receive",
    "remove_note",
    "resume",
    "say_held",
    "say_missed",
    "set_objective",
    "settle_try_out",
    "suggest_times",
    "tap",
    "wish_for_both_roles",
    "wish_for_contact",
    "wish_for_renewal",
    "write_note",
]

"""Every write of the room. Each verb is one transaction with its trail and its letters."""

from viceversa.farewell.actions.returning import (
    erase_old_wishes,
    invite_back,
    say_next_round,
)
from viceversa.farewell.actions.telling import (
    approve,
    change_story,
    hide_story,
    publish_story,
    remove_story,
    take_approval_back,
    withdraw_story,
    write_story,
)
from viceversa.farewell.actions.thanking import thank_those_whose_end_was

__all__ = [
    "approve",
    "change_story",
    "erase_old_wishes",
    "hide_story",
    "invite_back",
    "publish_story",
    "remove_story",
    "say_next_round",
    "take_approval_back",
    "thank_those_whose_end_was",
    "withdraw_story",
    "write_story",
]

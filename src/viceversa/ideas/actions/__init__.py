"""Every write of the room. Each verb is one transaction with its trail and its letters."""

from viceversa.conversations.errors import StateError
from viceversa.ideas.actions.answering import Answer, answer, name_owner
from viceversa.ideas.actions.arriving import arrive, arrive_due
from viceversa.ideas.actions.drafting import (
    change_draft,
    remove_draft,
    say_yes,
    take_yes_back,
    write_draft,
)
from viceversa.ideas.actions.keeping import erase_old, remind_owners
from viceversa.ideas.actions.likeness import say_alike, unsay_alike
from viceversa.ideas.actions.publishing import publish_page, withdraw_page

__all__ = [
    "Answer",
    "StateError",
    "answer",
    "arrive",
    "arrive_due",
    "change_draft",
    "erase_old",
    "name_owner",
    "publish_page",
    "remind_owners",
    "remove_draft",
    "say_alike",
    "say_yes",
    "take_yes_back",
    "unsay_alike",
    "withdraw_page",
    "write_draft",
]

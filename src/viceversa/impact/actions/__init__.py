"""Every write of the room. Each verb is one transaction with its trail and its letters."""

from viceversa.impact.actions.answering import keep_half, send_answer
from viceversa.impact.actions.closing import close_survey
from viceversa.impact.actions.opening import open_survey
from viceversa.impact.actions.planning import (
    MOST_OWN,
    add_item,
    plan_survey,
    remove_item,
    set_days,
)
from viceversa.impact.actions.reminding import remind_of_survey

__all__ = [
    "MOST_OWN",
    "add_item",
    "close_survey",
    "keep_half",
    "open_survey",
    "plan_survey",
    "remind_of_survey",
    "remove_item",
    "send_answer",
    "set_days",
]

"""The pages of a pair."""

from viceversa.conversations.views.meeting import (
    meeting,
    meeting_agenda,
    meeting_calendar,
    meeting_outcome,
    meeting_question,
    meeting_taps,
)
from viceversa.conversations.views.pair import ground_rules, guide, objective, pair
from viceversa.conversations.views.planning import (
    meeting_cancellation,
    meeting_choice,
    meeting_time,
    meetings,
)

__all__ = [
    "ground_rules",
    "guide",
    "meeting",
    "meeting_agenda",
    "meeting_calendar",
    "meeting_cancellation",
    "meeting_choice",
    "meeting_outcome",
    "meeting_question",
    "meeting_taps",
    "meeting_time",
    "meetings",
    "objective",
    "pair",
]

"""The pages of a pair."""

from viceversa.conversations.views.keeping import (
    feedback,
    goal_mark,
    note,
    note_removal,
    notes,
    pair_download,
    try_out_state,
    try_outs,
)
from viceversa.conversations.views.meeting import (
    agenda_change,
    meeting,
    meeting_agenda,
    meeting_calendar,
    meeting_cards,
    meeting_outcome,
    meeting_question,
    meeting_taps,
)
from viceversa.conversations.views.pair import ground_rules, guide, objective, pair
from viceversa.conversations.views.planning import (
    meeting_cancellation,
    meeting_choice,
    meeting_stay,
    meeting_suggestion,
    meeting_time,
    meetings,
)

__all__ = [
    "agenda_change",
    "feedback",
    "goal_mark",
    "ground_rules",
    "guide",
    "meeting",
    "meeting_agenda",
    "meeting_calendar",
    "meeting_cancellation",
    "meeting_cards",
    "meeting_choice",
    "meeting_outcome",
    "meeting_question",
    "meeting_stay",
    "meeting_suggestion",
    "meeting_taps",
    "meeting_time",
    "meetings",
    "note",
    "note_removal",
    "notes",
    "objective",
    "pair",
    "pair_download",
    "try_out_state",
    "try_outs",
]

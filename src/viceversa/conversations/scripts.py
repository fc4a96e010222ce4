"""Which agenda the next meeting of a pair is made from: by its turn, its kind, and how far the two
have come."""

from viceversa.conversations.agendas import Script, home_of, script_for
from viceversa.conversations.models import GoalMark, Meeting
from viceversa.conversations.story import Story


def script_of_next(story: Story, *, way: str, kind: str) -> Script:
    """The script, in the words of the way in which the two meet."""
    programme = story.pair.programme
    return script_for(
        story.held + 1,
        target=programme.meetings_target,
        way=way,
        kind=_occasion(story) if kind == Meeting.Kind.TALK else kind,
        takes_ideas=programme.takes_ideas,
    )


def _occasion(story: Story) -> str:
    """What a talk is for. The last that the round means is that. Near the end of a round all others
    are for closing; before, the first past the half is the one at half-time."""
    programme = story.pair.programme
    left = programme.meetings_target - story.held if programme.meetings_target else None
    if left == 1:
        return Meeting.Kind.TALK
    if story.closing and programme.ends_on:
        return "closing"
    is_half_time = story.wave == GoalMark.Wave.HALF_TIME and (left is None or left > 1)
    return "half_time" if is_half_time and not _had_half_time(story) else Meeting.Kind.TALK


def _had_half_time(story: Story) -> bool:
    agendas = [meeting.agenda for meeting in story.held_meetings if meeting.agenda]
    return any(home_of(agenda).code == "half-time" for agenda in agendas)

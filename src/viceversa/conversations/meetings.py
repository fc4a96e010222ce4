"""What one meeting tells: which times stand for it, what was answered, what is asked, and where.

Everything is read from a meeting whose `options`, `attendances` and `question` have been fetched.
"""

from datetime import datetime

from viceversa.conversations.models import Meeting, Question, TimeOption
from viceversa.people.models import Person


def standing(meeting: Meeting, now: datetime) -> list[TimeOption]:
    """The times that can still be chosen: offered for this very version, and ahead."""
    return [
        option
        for option in meeting.options.all()
        if option.sequence == meeting.sequence and option.starts_at > now
    ]


def answer_of(meeting: Meeting, person: Person) -> str:
    """What the person has answered to the invitation as it stands now, or nothing."""
    for each in meeting.attendances.all():
        if each.person_id == person.pk and each.sequence == meeting.sequence:
            return each.answer
    return ""


def question_of(meeting: Meeting) -> Question | None:
    """The mentee's question for a meeting, if she has asked one."""
    try:
        return meeting.question
    except Question.DoesNotExist:
        return None


def place_words(meeting: Meeting) -> str:
    """Where or how a pair meets, in a few words that may stand in any calendar."""
    return meeting.place or meeting.get_way_display()


def where_words(meeting: Meeting) -> str:
    """The same for the two: with what kind of meeting it is, when it is more than a talk."""
    where = place_words(meeting)
    if meeting.kind == Meeting.Kind.TALK:
        return where
    return f"{meeting.get_kind_display()} · {where}"

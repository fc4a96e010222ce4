"""Three times that a pair could meet next, for pages and letters that offer them ready-made."""

from datetime import datetime

from viceversa.conversations.models import Meeting
from viceversa.conversations.queries import home_zone
from viceversa.conversations.times import first_times, new_times
from viceversa.pairing.models import Pair
from viceversa.programmes.breaks import silence_of

WEEKS_TO_NEXT = 4


def suggested_times(pair: Pair, now: datetime, *, last: Meeting | None = None) -> list[datetime]:
    """Times like the last: a month after a meeting, a week after one that fell through; none in
    a break."""
    last = last or last_planned(pair)
    zone, silence = home_zone(pair.programme), silence_of(pair.programme)
    if last is None or last.starts_at is None:
        return first_times(pair.mentor.person, zone=zone, now=now, silence=silence)
    weeks = WEEKS_TO_NEXT if last.state == Meeting.State.HELD else 1
    return new_times(last.starts_at, zone=zone, now=now, weeks=weeks, silence=silence)


def last_planned(pair: Pair) -> Meeting | None:
    """The latest meeting that had a time."""
    return next((m for m in reversed(list(pair.meetings.all())) if m.starts_at), None)

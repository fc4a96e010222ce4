"""What is due for pairs by the day: pauses end, times run out, dates are asked for, silence is
noticed. On silent days nothing of this happens; it is made up for afterwards.

May run as often as one likes: each step looks at what is so, and a letter is posted once for each
occasion.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from viceversa.conversations import pair_letters
from viceversa.conversations.actions.ending import complete_pair
from viceversa.conversations.actions.pausing import resume
from viceversa.conversations.actions.state import hold
from viceversa.conversations.course import (
    closes_by_itself,
    is_closing,
    is_half_time,
    last_day,
)
from viceversa.conversations.facts import MeetingFacts, meeting_facts
from viceversa.conversations.health import QUIET_DAYS
from viceversa.conversations.models import Meeting
from viceversa.conversations.queries import home_zone
from viceversa.conversations.suggestions import suggested_times
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import active_pairs, members, programmes_with_pairs, with_doubts
from viceversa.people.models import Person
from viceversa.programmes.breaks import is_silent
from viceversa.programmes.models import Programme

FIRST_DATE_AFTER = 10  # days since the match; a little before the coordinator sees amber
NEXT_DATE_AFTER = 14  # days since a meeting
OTHERS_TURN_AFTER = 7  # days more, then the other one is asked


def follow_up(*, now: datetime | None = None) -> None:
    """One day's round, programme by programme."""
    moment = now or timezone.now()
    for programme in programmes_with_pairs():
        today = moment.astimezone(home_zone(programme)).date()
        if not is_silent(programme, today):
            _follow_up(programme, today, moment)


def _follow_up(programme: Programme, today: date, now: datetime) -> None:
    pairs = list(with_doubts(active_pairs(programme)).prefetch_related("meetings"))
    for pair in pairs:
        if pair.is_paused and pair.resumes_on and pair.resumes_on <= today:
            resume(pair, now=now)
    facts = meeting_facts(programme, pairs, now=now)
    for pair in pairs:
        if closes_by_itself(pair, today):
            complete_pair(pair, now=now)
        elif not pair.is_paused:
            with transaction.atomic():
                if hold(pair):
                    _write(pair, facts[pair.pk], today, now)


def _write(pair: Pair, facts: MeetingFacts, today: date, now: datetime) -> None:
    if is_closing(pair, today):
        for member in members(pair):
            pair_letters.closing_ahead(pair, to=member)
    elif is_half_time(pair, today):
        for member in members(pair):
            pair_letters.half_way(pair, to=member)
    if not facts.signs.lacks_date:
        return
    if facts.signs.days_silent >= QUIET_DAYS:
        occasion = f"silence:{facts.silent_since.isoformat()}"
        pair_letters.call_wanted(pair, occasion=occasion)
        pair_letters.not_your_fault(pair, occasion=occasion)
    elif not facts.times_offered and not _is_past(pair, today):
        _ask_for_a_date(pair, facts, now)


def _ask_for_a_date(pair: Pair, facts: MeetingFacts, now: datetime) -> None:
    """The one whose turn it is; a week later the other. Then it is the coordinator's. Whoever has
    been reminded this week, or wants no reminders, is left alone by `post`."""
    after = NEXT_DATE_AFTER if facts.held else FIRST_DATE_AFTER
    for turn, person in enumerate(_in_turn(pair), start=1):
        due = facts.signs.days_dateless >= after + (turn - 1) * OTHERS_TURN_AFTER
        if due:
            times = suggested_times(pair, now)
            since = facts.quiet_since
            pair_letters.date_wanted(pair, to=person, since=since, turn=turn, times=times)


def _in_turn(pair: Pair) -> Iterator[Person]:
    """First the one who said that she asks; else the mentee before the first meeting, and the
    mentor, who leads, after it."""
    mentor, mentee = members(pair)
    held = [m for m in pair.meetings.all() if m.state == Meeting.State.HELD]
    role = held[-1].next_asked_by or "mentor" if held else "mentee"
    yield from (mentor, mentee) if role == "mentor" else (mentee, mentor)


def _is_past(pair: Pair, today: date) -> bool:
    end = last_day(pair)
    return end is not None and today > end

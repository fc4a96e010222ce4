"""Letters that go by the clock: before a meeting, and once after it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from viceversa.conversations import letters
from viceversa.conversations.agendas import can_have
from viceversa.conversations.meetings import question_of
from viceversa.conversations.models import Meeting
from viceversa.conversations.queries import ends_at, home_zone, meetings_around
from viceversa.notices.models import Letter
from viceversa.pairing.queries import members
from viceversa.people.models import Person
from viceversa.programmes.models import Policy

DAYS_AHEAD = timedelta(days=3)
DAY_AHEAD = timedelta(days=1)
AFTER = timedelta(hours=1)
TOO_LATE = timedelta(days=7)
JUST_WRITTEN = timedelta(hours=12)  # whoever has just had the invitation needs no reminder


@dataclass(frozen=True)
class Reminder:
    """One letter that is due; `happening` names it in the outbox."""

    meeting: Meeting
    to: Person
    happening: str
    write: Callable[..., Letter | None]

    @property
    def key(self) -> tuple[str, str, int]:
        event = letters.event_of(self.meeting, self.happening)
        return event, self.to.pk, letters.day_of(self.meeting)


def send_due_reminders(*, now: datetime | None = None) -> int:
    """Posts what is due and not yet posted, each in a transaction of its own; says how many."""
    moment = now or timezone.now()
    due = [r for meeting in meetings_around(moment) for r in _due(meeting, moment)]
    posted = _posted(due)
    return sum(_remind(reminder) for reminder in due if reminder.key not in posted)


def _due(meeting: Meeting, now: datetime) -> Iterator[Reminder]:
    if now < ends_at(meeting):
        yield from _before(meeting, now)
    elif AFTER <= now - ends_at(meeting) <= TOO_LATE:
        yield from _after(meeting)


def _before(meeting: Meeting, now: datetime) -> Iterator[Reminder]:
    ahead = ends_at(meeting) - timedelta(minutes=meeting.minutes) - now
    pair, zone = meeting.pair, home_zone(meeting.pair.programme)
    if meeting.state != Meeting.State.BOOKED or _just_written(meeting, now):
        return
    if DAY_AHEAD < ahead <= DAYS_AHEAD:
        if question_of(meeting) is None:
            yield Reminder(meeting, pair.mentee.person, "question", letters.question_wanted)
        if pair.programme.agenda_policy != Policy.OFF and can_have(meeting.minutes):
            yield Reminder(meeting, pair.mentor.person, "agenda", letters.agenda_ahead)
    elif timedelta(0) < ahead <= DAY_AHEAD and _is_tomorrow(now + ahead, now, zone):
        for member in members(pair):
            yield Reminder(meeting, member, "tomorrow", letters.meeting_tomorrow)


def _after(meeting: Meeting) -> Iterator[Reminder]:
    tapped = {taps.person_id for taps in meeting.taps.all()}
    for member in members(meeting.pair):
        if member.pk not in tapped:
            yield Reminder(meeting, member, "taps", letters.three_taps)


def _is_tomorrow(moment: datetime, now: datetime, zone: ZoneInfo) -> bool:
    return moment.astimezone(zone).date() > now.astimezone(zone).date()


def _just_written(meeting: Meeting, now: datetime) -> bool:
    return Letter.objects.filter(
        event=letters.event_of(meeting, "calendar"), created_at__gt=now - JUST_WRITTEN
    ).exists()


def _posted(due: Iterable[Reminder]) -> set[tuple[str, str, int]]:
    events = {reminder.key[0] for reminder in due}
    rows = Letter.objects.filter(event__in=events)
    return set(rows.values_list("event", "recipient_id", "version"))


@transaction.atomic
def _remind(reminder: Reminder) -> bool:
    """Looks again first: the meeting may have been cancelled a moment ago. False as well when the
    reader has been reminded this week; then it is tried again for as long as it is due."""
    unchanged = Meeting.objects.filter(
        pk=reminder.meeting.pk,
        state=reminder.meeting.state,
        starts_at=reminder.meeting.starts_at,
        pair__state="active",
    )
    if not unchanged.exists():
        return False
    return reminder.write(reminder.meeting, to=reminder.to) is not None

"""Letters by the clock that belong to no meeting day: before a break, and to assistants."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from viceversa.conversations import letters
from viceversa.conversations.models import Meeting, TimeOption
from viceversa.conversations.queries import OPEN
from viceversa.notices.actions import post_all
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import active_pairs, members, role_in
from viceversa.programmes.breaks import silence_of
from viceversa.programmes.models import Break
from viceversa.programmes.queries import assistant_roles_of

DAYS_AHEAD = timedelta(days=3)
PATIENCE = timedelta(days=3)


def announce_breaks(*, now: datetime | None = None) -> int:
    """Tells everybody in a pair, once, of a break that begins within three days; says how many."""
    today = timezone.localdate(now)
    coming = Break.objects.filter(starts_on__gt=today, starts_on__lte=today + DAYS_AHEAD)
    coming = coming.select_related("programme__first_contact").prefetch_related("programme__breaks")
    return sum(_announce(each) for each in coming)


def remind_assistants(*, now: datetime | None = None) -> None:
    """Writes to those who book for somebody who has not chosen for three days, once."""
    moment = now or timezone.now()
    for meeting, offered_by in _unchosen(moment):
        programme = meeting.pair.programme
        chooser = next(p for p in members(meeting.pair) if p.pk != offered_by)
        with transaction.atomic():
            for role in assistant_roles_of(programme, chooser):
                letters.times_wait(meeting, role)


def _announce(which: Break) -> int:
    silence = silence_of(which.programme)
    if silence.covers(which.starts_on - timedelta(days=1)):
        return 0  # it has begun with another one
    event = letters.break_event(which)
    told = set(Letter.objects.filter(event=event).values_list("recipient_id", flat=True))
    people = {
        p.pk: (p, role_in(pair, p)) for pair in active_pairs(which.programme) for p in members(pair)
    }
    again_on = silence.next_day(which.ends_on)
    fresh = [
        letters.break_ahead(which, to=person, role=role, again_on=again_on)
        for person, role in people.values()
        if person.pk not in told
    ]
    with transaction.atomic():
        post_all(fresh)
    return len(fresh)


def _unchosen(now: datetime) -> list[tuple[Meeting, str]]:
    """Meetings for which times stand that were offered long ago, and who offered them."""
    options = TimeOption.objects.filter(
        meeting__state__in=OPEN,
        meeting__pair__state=Pair.State.ACTIVE,
        meeting__pair__paused_at=None,
        sequence=F("meeting__sequence"),
        offered_at__lte=now - PATIENCE,
        starts_at__gt=now,
    ).select_related(
        "meeting__pair__programme__first_contact",
        "meeting__pair__mentor__person",
        "meeting__pair__mentee__person",
    )
    found = {option.meeting_id: (option.meeting, option.offered_by_id) for option in options}
    return list(found.values())

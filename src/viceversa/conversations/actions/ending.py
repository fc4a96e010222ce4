"""A pair ends by one tap of either, without a reason, or is completed when its time is over."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from viceversa.conversations import pair_letters
from viceversa.conversations.actions.state import change, hold
from viceversa.conversations.course import closes_by_itself
from viceversa.conversations.models import Meeting
from viceversa.conversations.queries import OPEN, home_zone
from viceversa.pairing.actions import close_pair, seek_new_partner
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members
from viceversa.people.models import Person
from viceversa.people.trail import record

State = Meeting.State


@transaction.atomic
def end_pair(pair: Pair, *, by: Person | None = None, seeks_partner: Person | None = None) -> bool:
    """Ends the pair; False when it had ended already. Both get the same letter, so that not even
    the outbox knows who it was. `by` is an organiser; a member is never named.

    1. claim the pair: of two who end it at once, one does
    2. call off what is planned; both calendars are cleared by the letter
    3. whoever wants another partner can be proposed one; the other is asked
    """
    ended = close_pair(pair, state=Pair.State.ENDED, by=by)
    if ended:
        called_off = call_off(pair)
        for member in members(pair):
            pair_letters.pair_ended(pair, to=member, called_off=called_off)
    if seeks_partner:
        seek_new_partner(pair, by=seeks_partner)
    return ended


@transaction.atomic
def complete_pair(pair: Pair, *, now: datetime | None = None) -> bool:
    """Completes a pair whose time has been over for two weeks, with thanks to both."""
    if not hold(pair):
        return False
    day = (now or timezone.now()).astimezone(home_zone(pair.programme)).date()
    pair.refresh_from_db(fields=["ends_on"])  # it may have been prolonged a moment ago
    if not closes_by_itself(pair, day):
        return False
    close_pair(pair, state=Pair.State.COMPLETED)
    called_off = call_off(pair)
    for member in members(pair):
        pair_letters.pair_completed(pair, to=member, called_off=called_off)
    return True


def call_off(pair: Pair, *, before: datetime | None = None) -> Meeting | None:
    """Calls off what is planned, or only what lies before a moment; on nobody's account. Gives the
    meeting if it stood in calendars. What has begun already is left for the two to tell of."""
    meeting = Meeting.objects.filter(pair=pair, state__in=OPEN).first()
    if meeting is None or not _lies_ahead(meeting, before):
        return None
    meeting.pair = pair
    was_booked = meeting.state == State.BOOKED
    change(meeting, state=State.CANCELLED, cancelled_by_role="", cancelled_at=timezone.now())
    record("meeting_cancelled", meeting, by=None, sequence=meeting.sequence)
    return meeting if was_booked else None


def _lies_ahead(meeting: Meeting, before: datetime | None) -> bool:
    if meeting.starts_at is None:
        return True
    return meeting.starts_at > timezone.now() and (before is None or meeting.starts_at < before)

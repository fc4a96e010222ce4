"""Answers to an invitation, by page or by calendar, and other times suggested for it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.conversations import letters
from viceversa.conversations.actions.state import (
    current,
    current_story,
    put_options,
    refuse_stale,
    times_to_offer,
)
from viceversa.conversations.errors import StateError
from viceversa.conversations.meetings import standing
from viceversa.conversations.models import Attendance, Meeting
from viceversa.conversations.queries import meeting_and_member, zone_of
from viceversa.conversations.replies import Reply, read_reply
from viceversa.people.models import Person
from viceversa.people.trail import record

FARTHEST = timedelta(days=366)


@transaction.atomic
def suggest_times(meeting: Meeting, times: Sequence[datetime], *, by: Person, seen: int) -> Meeting:
    """Suggests other times for a booked meeting, which stands until the other takes one of them."""
    story = current_story(meeting.pair, by)
    meeting = current(story, meeting)
    if meeting.state != Meeting.State.BOOKED:
        raise StateError(_("Only a booked meeting can be moved."))
    refuse_stale(meeting, seen)
    wanted = times_to_offer(times)
    if meeting.starts_at in wanted:
        raise StateError(_("That is the time that is booked already."))
    if _suggested_already(meeting, wanted, by=by):
        return meeting
    put_options(meeting, wanted, by=by)
    record("times_suggested", meeting, by=by, times=len(wanted))
    letters.times_suggested(meeting, wanted, to=story.partner)
    return meeting


@transaction.atomic
def keep_time(meeting: Meeting, *, by: Person, seen: int) -> None:
    """The meeting stays where it is booked; the times suggested instead are gone, and whoever
    suggested them is told. It is for the other to say, once, to the version that she has seen."""
    story = current_story(meeting.pair, by)
    meeting = current(story, meeting)
    refuse_stale(meeting, seen)
    suggested = standing(meeting, timezone.now())
    if any(option.offered_by_id == by.pk for option in suggested):
        raise StateError(_("You have suggested the other times: the answer is not yours."))
    if not suggested:
        return
    answer_invitation(meeting, Attendance.Answer.ACCEPTED, by=by, seen=seen)
    meeting.options.all().delete()
    letters.time_kept(meeting, [option.starts_at for option in suggested], to=story.partner)


@transaction.atomic
def answer_invitation(
    meeting: Meeting,
    answer: str,
    *,
    by: Person,
    seen: int,
    at: datetime | None = None,
    tells: bool = True,
) -> bool:
    """Keeps what a member says to the version of the invitation that she has seen; whether it is
    news.

    A later word never gives way to an earlier one, in whatever order mails arrive. Nothing is
    cancelled by a no. The other gets a letter of it, unless `tells` says that another one goes.
    """
    story = current_story(meeting.pair, by)
    meeting = current(story, meeting)
    if meeting.state != Meeting.State.BOOKED or seen > meeting.sequence:
        raise StateError(_("This meeting was changed a moment ago. Look at it again."))
    if not _keep(meeting, answer, by=by, sequence=seen, at=at or timezone.now()):
        return False
    record("invitation_answered", meeting, by=by, sequence=seen)
    if tells and answer == Attendance.Answer.DECLINED and seen == meeting.sequence:
        letters.meeting_declined(meeting, to=story.partner)
    return True


def receive(mail: bytes) -> None:
    """Takes the answer of a calendar out of a mail. All the rest of it is thrown away unread."""
    reply = read_reply(mail)
    if reply:
        hear(reply)


@transaction.atomic
def hear(reply: Reply) -> None:
    """Does what a calendar replies. What is not from a member of the very meeting, or out of date,
    or known already, changes nothing, and nobody is told so."""
    meeting, person = meeting_and_member(reply.uid, reply.sender)
    if meeting is None or person is None or reply.attendee != reply.sender:
        return
    at, seen = min(reply.stamped_at, timezone.now()), reply.sequence
    instead = _other_time(meeting, person, reply)
    with suppress(StateError):
        is_news = answer_invitation(
            meeting, reply.answer, by=person, seen=seen, at=at, tells=instead is None
        )
        if is_news and instead:
            suggest_times(meeting, [instead], by=person, seen=seen)


def _other_time(meeting: Meeting, person: Person, reply: Reply) -> datetime | None:
    """The time that is proposed, if it is another one, and neither past nor far away. Where it
    names no zone that we know, the person's own clocks are meant."""
    if reply.proposed is None:
        return None
    zone = zone_of(person, meeting.pair.programme)
    proposed = reply.proposed
    moment = (proposed if proposed.tzinfo else proposed.replace(tzinfo=zone)).astimezone(UTC)
    is_near = timedelta(0) < moment - timezone.now() < FARTHEST
    return moment if is_near and moment != meeting.starts_at else None


def _keep(meeting: Meeting, answer: str, *, by: Person, sequence: int, at: datetime) -> bool:
    """Whether it is news: of two answers the one to the later version counts, then the later."""
    fields = {"sequence": sequence, "answer": answer, "answered_at": at}
    earlier = Q(sequence__lt=sequence) | Q(sequence=sequence, answered_at__lt=at)
    kept = Attendance.objects.filter(meeting=meeting, person=by)
    if kept.filter(earlier).update(**fields):
        return True
    return Attendance.objects.get_or_create(meeting=meeting, person=by, defaults=fields)[1]


def _suggested_already(meeting: Meeting, times: Sequence[datetime], *, by: Person) -> bool:
    stands = [(o.starts_at, o.offered_by_id) for o in standing(meeting, timezone.now())]
    return stands == [(moment, by.pk) for moment in times]

"""What every verb asks before it writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.conversations.errors import FirstThingsError, StateError
from viceversa.conversations.models import Meeting, TimeOption
from viceversa.conversations.queries import pairs_with_story
from viceversa.conversations.story import Story, story_of
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import FORMED
from viceversa.people.models import Person

MOST_OPTIONS = 5


@dataclass(frozen=True)
class Plan:
    """How long a meeting is, where, and of what kind."""

    minutes: int = 90
    way: str = Meeting.Way.PLACE
    place: str = ""
    kind: str = Meeting.Kind.TALK


def plan_of(meeting: Meeting) -> Plan:
    """The plan as it stands."""
    return Plan(meeting.minutes, meeting.way, meeting.place, meeting.kind)


def hold(pair: Pair) -> bool:
    """Holds an active pair for this transaction; False when it is not active any more.

    The UPDATE that changes nothing is the lock, on every database: of two who do something with
    the same pair at once, the second waits here, and then sees what the first has done.
    """
    active = Pair.objects.filter(pk=pair.pk, state=Pair.State.ACTIVE)
    return bool(active.update(state=Pair.State.ACTIVE))


def hold_readable(pair: Pair) -> None:
    """Holds a pair likewise, also one that is over. Raises StateError when there is none."""
    theirs = Pair.objects.filter(pk=pair.pk, state__in=FORMED)
    if not theirs.update(state=F("state")):
        raise StateError(_("This pair is no longer there."))


def current_story(pair: Pair, by: Person) -> Story:
    """The pair as it stands in this transaction. Raises StateError when it is no longer active."""
    if not hold(pair):
        raise StateError(_("This pair is no longer active."))
    return story_of(pairs_with_story().get(pk=pair.pk), by, timezone.now())


def story_to_plan(pair: Pair, by: Person) -> Story:
    """The same, for somebody who is about to plan a meeting: rules first, goals where required.
    FirstThingsError when one of these is missing, StateError in a pause."""
    story = current_story(pair, by)
    if story.pair.is_paused:
        raise StateError(_("The pair has a pause. Go on from your page first."))
    if not story.has_accepted(by):
        raise FirstThingsError(_("Read and accept the ground rules first."))
    if story.goal_blocks:
        names = ", ".join(member.given_name for member in story.without_objective)
        raise FirstThingsError(
            _("Before the first meeting a goal or a theme is missing from: %(names)s.")
            % {"names": names}
        )
    return story


def change(meeting: Meeting, **fields: object) -> None:
    """Writes a change that calendars must follow: it raises SEQUENCE.

    The row must still be as it was read, or else somebody was faster and StateError tells so.
    """
    claimed = Meeting.objects.filter(
        pk=meeting.pk, state=meeting.state, sequence=meeting.sequence
    ).update(sequence=F("sequence") + 1, **fields)
    if not claimed:
        raise StateError(_("This meeting was changed a moment ago. Look at it again."))
    pair = meeting.pair
    meeting.refresh_from_db()
    meeting.pair = pair  # with its people, who are about to get letters


def current(story: Story, meeting: Meeting) -> Meeting:
    """The meeting as the story has just read it."""
    return next(m for m in story.meetings if m.pk == meeting.pk)


def refuse_stale(meeting: Meeting, seen: int) -> None:
    """Whoever has an older version before her eyes changes nothing: StateError."""
    if meeting.sequence != seen:
        raise StateError(_("This meeting was changed a moment ago. Look at it again."))


def refuse_past(moment: datetime) -> None:
    """StateError for what is over."""
    if moment <= timezone.now():
        raise StateError(_("That time has already passed."))


def times_to_offer(times: Iterable[datetime]) -> list[datetime]:
    """One to five times in turn, each once, none of them past. Else StateError."""
    wanted = sorted(set(times))
    if not 1 <= len(wanted) <= MOST_OPTIONS:
        raise StateError(_("Offer between one and five times."))
    for moment in wanted:
        refuse_past(moment)
    return wanted


def put_options(meeting: Meeting, times: Iterable[datetime], *, by: Person) -> None:
    """These times stand for the meeting as it is now, in the place of all that stood before."""
    TimeOption.objects.filter(meeting=meeting).delete()
    TimeOption.objects.bulk_create(
        TimeOption(meeting=meeting, starts_at=moment, offered_by=by, sequence=meeting.sequence)
        for moment in times
    )

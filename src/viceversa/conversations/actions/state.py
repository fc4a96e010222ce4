"""What every verb asks before it writes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.conversations.errors import StateError
from viceversa.conversations.models import Meeting
from viceversa.conversations.queries import pairs_with_story
from viceversa.conversations.story import Story, story_of
from viceversa.pairing.models import Pair
from viceversa.people.models import Person


@dataclass(frozen=True)
class Plan:
    """How long a meeting is, and where."""

    minutes: int = 90
    way: str = Meeting.Way.PLACE
    place: str = ""


def hold(pair: Pair) -> bool:
    """Holds an active pair for this transaction; False when it is not active any more.

    The UPDATE that changes nothing is the lock, on every database: of two who do something with
    the same pair at once, the second waits here, and then sees what the first has done.
    """
    active = Pair.objects.filter(pk=pair.pk, state=Pair.State.ACTIVE)
    return bool(active.update(state=Pair.State.ACTIVE))


def current_story(pair: Pair, by: Person) -> Story:
    """The pair as it stands in this transaction. Raises StateError when it is no longer active."""
    if not hold(pair):
        raise StateError(_("This pair is no longer active."))
    return story_of(pairs_with_story().get(pk=pair.pk), by, timezone.now())


def story_to_plan(pair: Pair, by: Person) -> Story:
    """The same, for somebody who is about to plan a meeting: rules first, goals where required."""
    story = current_story(pair, by)
    if story.pair.is_paused:
        raise StateError(_("The pair has a pause. Go on from your page first."))
    if not story.has_accepted(by):
        raise StateError(_("Read and accept the ground rules first."))
    if story.goal_blocks:
        names = ", ".join(member.given_name for member in story.without_objective)
        raise StateError(
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


def refuse_past(moment: datetime) -> None:
    if moment <= timezone.now():
        raise StateError(_("That time has already passed."))

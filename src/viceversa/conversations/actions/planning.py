"""Finding a time, moving it, calling it off. Calendars follow each change by letter.

`by` is the member whose right it is, and `hand` whoever does it for her: her assistant.
"""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.conversations import letters
from viceversa.conversations.actions.calls import call_after_cancellation
from viceversa.conversations.actions.state import (
    Plan,
    change,
    current,
    current_story,
    plan_of,
    put_options,
    refuse_past,
    refuse_stale,
    story_to_plan,
    times_to_offer,
)
from viceversa.conversations.agendas import can_have, fit, ought_to_have, refit, take_the_same
from viceversa.conversations.errors import StateError
from viceversa.conversations.models import Meeting, Question, TimeOption
from viceversa.conversations.queries import OPEN
from viceversa.conversations.scripts import script_of_next
from viceversa.conversations.story import Story
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Policy

State = Meeting.State


@transaction.atomic
def offer_times(pair: Pair, plan: Plan, times: Sequence[datetime], *, by: Person) -> Meeting:
    """Offers up to five times for the next meeting in the place of those that stood before; the
    other gets a letter with a personal link."""
    story = story_to_plan(pair, by)
    wanted = times_to_offer(times)
    meeting = story.open_meeting or _new_meeting(story, plan, by=by)
    if meeting.state == State.BOOKED:
        raise StateError(_("A meeting is already booked. Move it instead."))
    if _stands(meeting, plan, wanted, by=by):
        return meeting
    _offer(meeting, plan, wanted, by=by)
    letters.times_offered(meeting, to=story.partner)
    return meeting


@transaction.atomic
def book(pair: Pair, plan: Plan, starts_at: datetime, *, by: Person) -> Meeting:
    """Books a time that the two have agreed on; both get a calendar invitation."""
    story = story_to_plan(pair, by)
    meeting = story.open_meeting
    if meeting is not None and meeting.starts_at == starts_at and plan == plan_of(meeting):
        return meeting
    if meeting is not None and meeting.state == State.BOOKED:
        raise StateError(_("A meeting is already booked. Move it instead."))
    refuse_past(starts_at)
    return _book(story, meeting or _new_meeting(story, plan, by=by), plan, starts_at)


@transaction.atomic
def choose_time(option: TimeOption, *, by: Person, hand: Person | None = None) -> Meeting:
    """Books one of the times offered, or moves the meeting to one that was suggested instead;
    both get a calendar invitation."""
    story = story_to_plan(option.meeting.pair, by)
    meeting = current(story, option.meeting)
    if meeting.state == State.BOOKED and meeting.starts_at == option.starts_at:
        return meeting
    if meeting.state not in OPEN:
        raise StateError(_("This meeting was changed a moment ago. Look at it again."))
    refuse_stale(meeting, option.sequence)
    refuse_past(option.starts_at)
    settle = _move if meeting.state == State.BOOKED else _book
    return settle(story, meeting, plan_of(meeting), option.starts_at, hand=hand)


@transaction.atomic
def move(
    meeting: Meeting,
    plan: Plan,
    starts_at: datetime,
    *,
    by: Person,
    seen: int,
    hand: Person | None = None,
) -> Meeting:
    """Moves a booked meeting, or changes its length or place. `seen` is the sequence on the page
    that was sent; a page that is out of date changes nothing."""
    story = current_story(meeting.pair, by)
    meeting = current(story, meeting)
    if meeting.state != State.BOOKED:
        raise StateError(_("Only a booked meeting can be moved."))
    if meeting.starts_at == starts_at and plan == plan_of(meeting):
        return meeting
    refuse_stale(meeting, seen)
    if meeting.starts_at != starts_at:
        refuse_past(starts_at)
    return _move(story, meeting, plan, starts_at, hand=hand)


@transaction.atomic
def cancel(
    meeting: Meeting,
    *,
    by: Person,
    seen: int,
    new_times: Sequence[datetime] = (),
    hand: Person | None = None,
) -> Meeting | None:
    """Calls off a booked meeting, and offers new times in the same breath when there are any.

    Both calendars get the CANCEL. Returns the meeting that takes its place. Question and agenda go
    along to it, so that nobody has to say anything twice.
    """
    story = current_story(meeting.pair, by)
    meeting = current(story, meeting)
    if meeting.state == State.CANCELLED:
        return story.open_meeting
    if meeting.state != State.BOOKED:
        raise StateError(_("Only a booked meeting can be cancelled."))
    refuse_stale(meeting, seen)
    change(
        meeting, state=State.CANCELLED, cancelled_by_role=story.role, cancelled_at=timezone.now()
    )
    record("meeting_cancelled", meeting, by=hand or by, role=story.role, sequence=meeting.sequence)
    successor = _successor(story.pair, meeting, new_times, by=by)
    letters.meeting_cancelled(meeting, to=story.partner, successor=successor)
    letters.new_time(meeting, to=by, successor=successor, hand=hand)
    call_after_cancellation(story.pair, story.role)
    return successor


def _successor(
    pair: Pair, cancelled: Meeting, times: Sequence[datetime], *, by: Person
) -> Meeting | None:
    if not times:
        return None
    wanted, plan = times_to_offer(times), plan_of(cancelled)
    meeting = _new_meeting(current_story(pair, by), plan, by=by)
    _offer(meeting, plan, wanted, by=by)
    return meeting


def _offer(meeting: Meeting, plan: Plan, times: Sequence[datetime], *, by: Person) -> None:
    change(meeting, **vars(plan), planned_by=by)
    put_options(meeting, times, by=by)
    record("times_offered", meeting, by=by, times=len(times))


def _stands(meeting: Meeting, plan: Plan, times: Sequence[datetime], *, by: Person) -> bool:
    """Whether exactly this is offered already: a form that was sent twice."""
    offered = [(o.starts_at, o.offered_by_id) for o in meeting.options.all()]
    return plan == plan_of(meeting) and offered == [(moment, by.pk) for moment in times]


def _book(
    story: Story,
    meeting: Meeting,
    plan: Plan,
    starts_at: datetime,
    *,
    hand: Person | None = None,
) -> Meeting:
    required = story.pair.programme.agenda_policy == Policy.REQUIRE
    agenda = _refitted(meeting, plan)
    if required and not agenda:
        agenda = _fitted(story, plan)
    change(meeting, state=State.BOOKED, starts_at=starts_at, agenda=agenda, **vars(plan))
    _record("meeting_booked", story, meeting, hand)
    for member in members(story.pair):
        letters.meeting_booked(meeting, to=member, booked_by=story.person, hand=hand)
    return meeting


def _move(
    story: Story,
    meeting: Meeting,
    plan: Plan,
    starts_at: datetime,
    *,
    hand: Person | None = None,
) -> Meeting:
    agenda = _refitted(meeting, plan)
    change(meeting, starts_at=starts_at, agenda=agenda, **vars(plan))
    _record("meeting_moved", story, meeting, hand)
    for member in members(story.pair):
        letters.meeting_moved(meeting, to=member, moved_by=story.person, hand=hand)
    return meeting


def _record(verb: str, story: Story, meeting: Meeting, hand: Person | None) -> None:
    by = hand or story.person
    record(verb, meeting, by=by, role=story.role, sequence=meeting.sequence)


def _new_meeting(story: Story, plan: Plan, *, by: Person) -> Meeting:
    """The next row of the pair. The database lets only one be open, however many try at once."""
    before = story.meetings[-1] if story.meetings else None
    number = before.number + 1 if before else 1
    meeting = Meeting(pair=story.pair, number=number, planned_by=by, **vars(plan))
    meeting.uid = f"{meeting.pk}@{urlsplit(settings.BASE_URL).hostname}"
    if before and before.state in (State.CANCELLED, State.MISSED):
        meeting.agenda = _refitted(before, plan)
    try:
        with transaction.atomic():
            meeting.save(force_insert=True)
    except IntegrityError:
        raise StateError(_("A meeting was planned a moment ago. Look at the page again.")) from None
    if before and before.state in (State.CANCELLED, State.MISSED):
        Question.objects.filter(meeting=before).update(meeting=meeting)
    return meeting


def _fitted(story: Story, plan: Plan) -> list[tuple[str, int]]:
    if not ought_to_have(plan.kind, plan.minutes):
        return []
    return fit(script_of_next(story, way=plan.way, kind=plan.kind), plan.minutes)


def _refitted(meeting: Meeting, plan: Plan) -> list[tuple[str, int]]:
    """The agenda that a meeting has, as the two have made it; none if they have none, or if it is
    of no use for what is planned now."""
    is_of_use = can_have(plan.minutes) and take_the_same(meeting.kind, plan.kind)
    if not meeting.agenda or not is_of_use:
        return []
    return refit(meeting.agenda, plan.minutes, way=plan.way)

"""Finding a time, moving it, calling it off. Calendars follow each change by letter."""

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
    current_story,
    refuse_past,
    story_to_plan,
)
from viceversa.conversations.agendas import fit, refit, script_for
from viceversa.conversations.errors import StateError
from viceversa.conversations.models import Meeting, Question, TimeOption
from viceversa.conversations.story import Story
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Policy

State = Meeting.State
MOST_OPTIONS = 5


@transaction.atomic
def offer_times(pair: Pair, plan: Plan, times: Sequence[datetime], *, by: Person) -> Meeting:
    """Offers up to five times for the next meeting in the place of those that stood before; the
    other gets a letter with a personal link."""
    story = story_to_plan(pair, by)
    wanted = sorted(set(times))
    _refuse_wrong_number(wanted)
    for moment in wanted:
        refuse_past(moment)
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
    if meeting is not None and meeting.starts_at == starts_at and plan == _plan_of(meeting):
        return meeting
    if meeting is not None and meeting.state == State.BOOKED:
        raise StateError(_("A meeting is already booked. Move it instead."))
    refuse_past(starts_at)
    return _book(story, meeting or _new_meeting(story, plan, by=by), plan, starts_at, by=by)


@transaction.atomic
def choose_time(option: TimeOption, *, by: Person) -> Meeting:
    """Books one of the times offered; both get a calendar invitation."""
    story = story_to_plan(option.meeting.pair, by)
    meeting = next(m for m in story.meetings if m.pk == option.meeting_id)
    if meeting.state == State.BOOKED and meeting.starts_at == option.starts_at:
        return meeting
    if meeting.state != State.PROPOSED:
        raise StateError(_("This meeting was changed a moment ago. Look at it again."))
    refuse_past(option.starts_at)
    return _book(story, meeting, _plan_of(meeting), option.starts_at, by=by)


@transaction.atomic
def move(meeting: Meeting, plan: Plan, starts_at: datetime, *, by: Person, seen: int) -> Meeting:
    """Moves a booked meeting, or changes its length or place. `seen` is the sequence on the page
    that was sent; a page that is out of date changes nothing."""
    story = current_story(meeting.pair, by)
    current = _current(story, meeting)
    if current.state != State.BOOKED:
        raise StateError(_("Only a booked meeting can be moved."))
    if current.starts_at == starts_at and plan == _plan_of(current):
        return current
    _refuse_stale(current, seen)
    if current.starts_at != starts_at:
        refuse_past(starts_at)
    _write(current, plan, starts_at, agenda=_refitted(current, plan))
    record("meeting_moved", current, by=by, role=story.role, sequence=current.sequence)
    for member in members(story.pair):
        letters.meeting_moved(current, to=member, moved_by=by)
    return current


@transaction.atomic
def cancel(
    meeting: Meeting, *, by: Person, seen: int, new_times: Sequence[datetime] = ()
) -> Meeting | None:
    """Calls off a booked meeting, and offers new times in the same breath when there are any.

    Both calendars get the CANCEL. Returns the meeting that takes its place. Question and agenda go
    along to it, so that nobody has to say anything twice.
    """
    story = current_story(meeting.pair, by)
    current = _current(story, meeting)
    if current.state == State.CANCELLED:
        return story.open_meeting
    if current.state != State.BOOKED:
        raise StateError(_("Only a booked meeting can be cancelled."))
    _refuse_stale(current, seen)
    now = timezone.now()
    change(current, state=State.CANCELLED, cancelled_by_role=story.role, cancelled_at=now)
    record("meeting_cancelled", current, by=by, role=story.role, sequence=current.sequence)
    successor = _successor(story.pair, current, new_times, by=by)
    letters.meeting_cancelled(current, to=story.partner, cancelled_by=by, successor=successor)
    letters.new_time(current, to=by, successor=successor)
    call_after_cancellation(story.pair, story.role)
    return successor


def _successor(
    pair: Pair, cancelled: Meeting, times: Sequence[datetime], *, by: Person
) -> Meeting | None:
    wanted = sorted(set(times))
    if not wanted:
        return None
    _refuse_wrong_number(wanted)
    for moment in wanted:
        refuse_past(moment)
    meeting = _new_meeting(current_story(pair, by), _plan_of(cancelled), by=by)
    _offer(meeting, _plan_of(cancelled), wanted, by=by)
    return meeting


def _offer(meeting: Meeting, plan: Plan, times: Sequence[datetime], *, by: Person) -> None:
    change(meeting, minutes=plan.minutes, way=plan.way, place=plan.place, planned_by=by)
    TimeOption.objects.filter(meeting=meeting).delete()
    TimeOption.objects.bulk_create(
        TimeOption(meeting=meeting, starts_at=moment, offered_by=by) for moment in times
    )
    record("times_offered", meeting, by=by, times=len(times))


def _stands(meeting: Meeting, plan: Plan, times: Sequence[datetime], *, by: Person) -> bool:
    """Whether exactly this is offered already: a form that was sent twice."""
    offered = [(o.starts_at, o.offered_by_id) for o in meeting.options.all()]
    return plan == _plan_of(meeting) and offered == [(moment, by.pk) for moment in times]


def _book(
    story: Story, meeting: Meeting, plan: Plan, starts_at: datetime, *, by: Person
) -> Meeting:
    required = story.pair.programme.agenda_policy == Policy.REQUIRE
    agenda = _refitted(meeting, plan)
    if required and not agenda:
        agenda = _fitted(story, plan)
    _write(meeting, plan, starts_at, agenda=agenda)
    record("meeting_booked", meeting, by=by, role=story.role, sequence=meeting.sequence)
    for member in members(story.pair):
        letters.meeting_booked(meeting, to=member, booked_by=by)
    return meeting


def _write(
    meeting: Meeting, plan: Plan, starts_at: datetime, *, agenda: list[tuple[str, int]]
) -> None:
    change(
        meeting,
        state=State.BOOKED,
        starts_at=starts_at,
        minutes=plan.minutes,
        way=plan.way,
        place=plan.place,
        agenda=agenda,
    )


def _new_meeting(story: Story, plan: Plan, *, by: Person) -> Meeting:
    """The next row of the pair. The database lets only one be open, however many try at once."""
    before = story.meetings[-1] if story.meetings else None
    meeting = Meeting(
        pair=story.pair,
        number=before.number + 1 if before else 1,
        minutes=plan.minutes,
        way=plan.way,
        place=plan.place,
        planned_by=by,
    )
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
    target = story.pair.programme.meetings_target
    return fit(script_for(story.held + 1, target=target, way=plan.way), plan.minutes)


def _refitted(meeting: Meeting, plan: Plan) -> list[tuple[str, int]]:
    """The agenda that a meeting has, as the two have made it; none if they have none."""
    return refit(meeting.agenda, plan.minutes, way=plan.way) if meeting.agenda else []


def _current(story: Story, meeting: Meeting) -> Meeting:
    return next(m for m in story.meetings if m.pk == meeting.pk)


def _plan_of(meeting: Meeting) -> Plan:
    return Plan(minutes=meeting.minutes, way=meeting.way, place=meeting.place)


def _refuse_stale(meeting: Meeting, seen: int) -> None:
    if meeting.sequence != seen:
        raise StateError(_("This meeting was changed a moment ago. Look at it again."))


def _refuse_wrong_number(times: Sequence[datetime]) -> None:
    if not 1 <= len(times) <= MOST_OPTIONS:
        raise StateError(_("Offer between one and five times."))

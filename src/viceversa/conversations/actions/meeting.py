"""What belongs to one meeting: its agenda, the question, whether it was held, and how it was."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.conversations.actions.signs import leave_signs
from viceversa.conversations.actions.state import current_story
from viceversa.conversations.agendas import CHANGES, AgendaError, can_have, fit
from viceversa.conversations.errors import StateError
from viceversa.conversations.models import Meeting, Question, Taps
from viceversa.conversations.queries import OPEN
from viceversa.conversations.scripts import script_of_next
from viceversa.conversations.sealed import Answers, seal, seal_data
from viceversa.people.models import Person
from viceversa.people.trail import record

State = Meeting.State


@transaction.atomic
def add_agenda(meeting: Meeting, *, by: Person) -> None:
    """Gives the meeting the agenda of its turn, fitted to its minutes."""
    story = current_story(meeting.pair, by)
    _refuse_closed(meeting)
    if not can_have(meeting.minutes):
        raise StateError(_("There is no agenda for a meeting like this."))
    script = script_of_next(story, way=meeting.way, kind=meeting.kind)
    meeting.agenda = fit(script, meeting.minutes)
    meeting.save(update_fields=["agenda"])
    record("agenda_added", meeting, by=by)


@transaction.atomic
def change_agenda(meeting: Meeting, change: str, step: str, *, by: Person) -> None:
    """One tap on a step: longer, shorter, earlier, later, left out, put back, swapped."""
    current_story(meeting.pair, by)
    _refuse_closed(meeting)
    fresh = Meeting.objects.select_for_update().get(pk=meeting.pk)
    try:
        fresh.agenda = CHANGES[change](fresh.agenda, step)
    except AgendaError as error:
        raise StateError(str(error)) from None
    fresh.save(update_fields=["agenda"])
    record("agenda_changed", meeting, by=by)


@transaction.atomic
def ask_question(
    meeting: Meeting, text: str, *, by: Person, card: Mapping[str, str] | None = None
) -> None:
    """Keeps the mentee's one question, sealed, with what makes it real; a later one takes its
    place."""
    current_story(meeting.pair, by)
    _refuse_closed(meeting)
    question = Question.objects.filter(meeting=meeting).first()
    question = question or Question(meeting=meeting, author=by)
    seal(question, text)
    seal_data(question, card or {}, "sealed_card")
    question.asked_at = timezone.now()
    question.save()
    record("question_asked", meeting, by=by)


@transaction.atomic
def say_held(meeting: Meeting, *, by: Person) -> None:
    """The two have met. Said twice is said once."""
    current_story(meeting.pair, by)
    if meeting.state == State.HELD:
        return
    _settle(meeting, State.HELD, by=by)


@transaction.atomic
def say_missed(meeting: Meeting, *, by: Person) -> None:
    """The meeting did not take place; nobody is asked whose fault it was."""
    current_story(meeting.pair, by)
    if meeting.state == State.MISSED:
        return
    if Taps.objects.filter(meeting=meeting).exists():
        raise StateError(_("One of you has already told how the meeting was."))
    _settle(meeting, State.MISSED, by=by)


@transaction.atomic
def tap(meeting: Meeting, answers: Answers, *, by: Person) -> None:
    """Keeps the member's three taps, sealed. Whoever tells how it was has met. Who it was stands
    in no trail: a sign for the coordinator may follow from it."""
    say_held(meeting, by=by)
    taps = Taps.objects.filter(meeting=meeting, person=by).first()
    taps = taps or Taps(meeting=meeting, person=by)
    seal_data(taps, answers, "sealed_answers")
    taps.save()
    leave_signs(meeting)
    record("taps_given", meeting, by=None)


def _settle(meeting: Meeting, state: Meeting.State, *, by: Person) -> None:
    """Calendars need not know, so SEQUENCE stays."""
    settled = Meeting.objects.filter(
        pk=meeting.pk,
        state__in=(State.BOOKED, State.HELD, State.MISSED),
        starts_at__lte=timezone.now(),
    ).update(state=state)
    if not settled:
        raise StateError(_("This meeting has not taken place yet."))
    meeting.state = state
    record(f"meeting_{state.value}", meeting, by=by)


def _refuse_closed(meeting: Meeting) -> None:
    if not Meeting.objects.filter(pk=meeting.pk, state__in=OPEN).exists():
        raise StateError(_("This meeting is over or cancelled."))

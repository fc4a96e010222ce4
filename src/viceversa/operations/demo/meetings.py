"""What the chamber's pairs have agreed on, when they met, and when they meet next.

Past meetings are rows with their own dates; the two plans that are made on the day of loading go
through the room's own actions, with their letters and invitations. What pairs write is sealed by
the conversations room, like anybody's.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings

from viceversa.conversations.actions import Plan, add_agenda, book, offer_times
from viceversa.conversations.agendas import fit, script_for
from viceversa.conversations.ground_rules import EDITION
from viceversa.conversations.models import (
    GroundRulesAcceptance,
    Meeting,
    Objective,
    Question,
    Taps,
)
from viceversa.conversations.sealed import Answers, seal, seal_data
from viceversa.lib.dates import days_later, local_moment
from viceversa.operations.demo.people import rows
from viceversa.pairing.models import Pair
from viceversa.programmes.models import Programme

DAYS = ("mon", "tue", "wed", "thu", "fri")
PLANNED_TODAY = ("book", "offer")
STATES = {
    "held": Meeting.State.HELD,
    "told_by_mentor": Meeting.State.HELD,
    "booked": Meeting.State.BOOKED,
    "agenda": Meeting.State.BOOKED,
    "cancelled": Meeting.State.CANCELLED,
}
WITH_AGENDA = ("held", "told_by_mentor", "agenda")
PLANNED_BEFORE = timedelta(days=12)
ASKED_BEFORE = timedelta(days=2)
TOLD_AFTER = timedelta(hours=4)

Pairs = dict[str, Pair]
"""The pairs by the mentee's name."""


@dataclass
class Past:
    """The rows of what has been, gathered to be written at once."""

    meetings: list[Meeting] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    taps: list[Taps] = field(default_factory=list)


def agree(pairs: Pairs) -> None:
    """Both accepted the ground rules the day after they became a pair; then the objective."""
    stated = {row["mentee"]: row for row in rows("pairs.csv")}
    GroundRulesAcceptance.objects.bulk_create(
        GroundRulesAcceptance(
            pair=pair,
            person_id=seat.person_id,
            edition=EDITION,
            accepted_at=_active_since(pair) + timedelta(days=1),
        )
        for pair in pairs.values()
        for seat in (pair.mentor, pair.mentee)
    )
    Objective.objects.bulk_create(_objective(pair, stated[name]) for name, pair in pairs.items())


def meet(programme: Programme, pairs: Pairs, *, today: date) -> None:
    """All that was and all that is booked; then the plans of today."""
    zone = ZoneInfo(programme.time_zone)
    lines = [(row, pairs[row["mentee"]], _moment(row, today, zone)) for row in rows("meetings.csv")]
    past = Past()
    numbers, held = Counter[str](), Counter[str]()
    for row, pair, starts_at in lines:
        if row["state"] not in PLANNED_TODAY:
            numbers[pair.pk] += 1
            _add(past, row, pair, starts_at, number=numbers[pair.pk], ordinal=held[pair.pk] + 1)
            held[pair.pk] += STATES[row["state"]] == Meeting.State.HELD
    Meeting.objects.bulk_create(past.meetings)
    Question.objects.bulk_create(past.questions)
    Taps.objects.bulk_create(past.taps)
    for row, pair, starts_at in lines:
        if row["state"] in PLANNED_TODAY:
            _plan(row, pair, starts_at, zone=zone)


def moment_of(weeks: int, day: str, clock: time, *, today: date, zone: ZoneInfo) -> datetime:
    """Such a weekday counted from today: 1 is the next one after today, -1 the last before it."""
    ahead = (DAYS.index(day) - today.weekday()) % 7
    if weeks > 0:
        return local_moment(
            today + timedelta(days=(ahead or 7) + 7 * (weeks - 1)), clock, zone=zone
        )
    return local_moment(today + timedelta(days=ahead + 7 * weeks), clock, zone=zone)


def _moment(row: dict[str, str], today: date, zone: ZoneInfo) -> datetime:
    clock = time.fromisoformat(row["clock"])
    return moment_of(int(row["weeks"]), row["day"], clock, today=today, zone=zone)


def _objective(pair: Pair, row: dict[str, str]) -> Objective:
    objective = Objective(
        pair=pair,
        author_id=pair.mentee.person_id,
        kind=row["kind"],
        aim=row["aim"],
        set_at=_active_since(pair) + timedelta(days=2),
    )
    seal(objective, row["text"])
    return objective


def _add(
    past: Past,
    row: dict[str, str],
    pair: Pair,
    starts_at: datetime,
    *,
    number: int,
    ordinal: int,
) -> None:
    meeting = Meeting(
        pair=pair,
        number=number,
        state=STATES[row["state"]],
        starts_at=starts_at,
        minutes=int(row["minutes"]),
        way=row["way"],
        place=row["place"],
        planned_by_id=pair.mentee.person_id,
        cancelled_by_role=row["by"],
        created_at=starts_at - PLANNED_BEFORE,
    )
    meeting.uid = f"{meeting.pk}@{urlsplit(settings.BASE_URL).hostname}"
    meeting.sequence = 1 if meeting.state == Meeting.State.CANCELLED else 0
    if row["state"] in WITH_AGENDA:
        target = pair.programme.meetings_target
        script = script_for(ordinal, target=target, way=meeting.way)
        meeting.agenda = fit(script, meeting.minutes)
    past.meetings.append(meeting)
    past.questions.extend(_question(meeting, row["question"]))
    past.taps.extend(_taps(meeting, row["state"]))


def _question(meeting: Meeting, text: str) -> Iterator[Question]:
    if not text or meeting.starts_at is None:
        return
    asked_at = meeting.starts_at - ASKED_BEFORE
    question = Question(meeting=meeting, author_id=meeting.pair.mentee.person_id, asked_at=asked_at)
    seal(question, text)
    yield question


def _taps(meeting: Meeting, state: str) -> Iterator[Taps]:
    """From both for a meeting that was held, from the mentor alone where she was first."""
    seats = [meeting.pair.mentor, meeting.pair.mentee]
    told = {"held": seats, "told_by_mentor": seats[:1]}.get(state, [])
    for place, seat in enumerate(told):
        tapped_at = meeting.starts_at + TOLD_AFTER if meeting.starts_at else meeting.created_at
        taps = Taps(meeting=meeting, person_id=seat.person_id, tapped_at=tapped_at)
        seal_data(taps, _answers(meeting, place), "sealed_answers")
        yield taps


def _answers(meeting: Meeting, place: int) -> Answers:
    """Most find it useful and speak openly; a first meeting is a little stiffer."""
    useful = min(5, 3 + meeting.number // 2 + (meeting.pair.number + place) % 2)
    stiff = meeting.number == 1 and meeting.pair.number % 4 == 0
    openly = "spoke_partly" if stiff else "spoke_openly"
    return {"useful": useful, "openly": openly, "next_date": "next_booked"}


def _plan(row: dict[str, str], pair: Pair, starts_at: datetime, *, zone: ZoneInfo) -> None:
    """By the mentee, unless the mentor is named: a booked time, or three to choose among."""
    person = pair.mentor.person if row["by"] == "mentor" else pair.mentee.person
    plan = Plan(minutes=int(row["minutes"]), way=row["way"], place=row["place"])
    if row["state"] == "book":
        add_agenda(book(pair, plan, starts_at, by=person), by=person)
        return
    times = [days_later(starts_at, days, zone=zone) for days in (0, 1, 7)]
    offer_times(pair, plan, times, by=person)


def _active_since(pair: Pair) -> datetime:
    return pair.active_since or pair.proposed_at

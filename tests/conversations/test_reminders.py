"""Reminders go once each, to whom they concern, and never for what is off."""

from datetime import datetime

import pytest
from django.db import transaction

from tests.cast import Cast
from tests.conversations.world import DAY, HOUR, booked, in_days, set_policy
from viceversa.conversations.actions import Plan, ask_question, cancel, move, tap
from viceversa.conversations.actions.reminders import send_due_reminders
from viceversa.conversations.models import Meeting
from viceversa.conversations.sealed import Answers
from viceversa.notices.actions import post
from viceversa.notices.models import Letter
from viceversa.notices.reminders import turn_reminders
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.programmes.queries import letterhead

NAMES = ("question_wanted", "agenda_ahead", "meeting_tomorrow", "three_taps")
START = in_days(10)


@pytest.fixture
def meeting(cast: Cast, pair: Pair) -> Meeting:
    """Booked days ago."""
    meeting = booked(cast, pair, 10)
    Letter.objects.update(created_at=START - 9 * DAY)
    return meeting


def sent() -> list[tuple[str, str]]:
    names = [f"conversations/{name}" for name in NAMES]
    rows = Letter.objects.filter(name__in=names).order_by("name", "recipient__given_name")
    return [(row.name.split("/")[1], row.recipient.given_name) for row in rows]


def remind(now: datetime) -> int:
    return send_due_reminders(now=now)


@pytest.mark.requirement("000-09")
@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (START - 3.1 * DAY, []),
        (START - 3 * DAY, [("agenda_ahead", "Bob"), ("question_wanted", "Carol")]),
        (START - DAY, [("meeting_tomorrow", "Bob"), ("meeting_tomorrow", "Carol")]),
        (START + 0.5 * HOUR, []),
        (START + 2.4 * HOUR, []),
        (START + 2.5 * HOUR, [("three_taps", "Bob"), ("three_taps", "Carol")]),
        (START + 9 * DAY, []),
    ],
)
def test_each_at_its_time_and_once(
    meeting: Meeting, now: datetime, expected: list[tuple[str, str]]
) -> None:
    assert remind(now) == len(expected)
    assert remind(now) == 0
    assert sent() == expected


def test_who_has_asked_is_not_asked_for_a_question(cast: Cast, meeting: Meeting) -> None:
    ask_question(meeting, "why?", by=cast.carol)
    remind(START - 2 * DAY)
    assert sent() == [("agenda_ahead", "Bob")]


def test_where_there_are_no_agendas_the_mentor_hears_of_none(cast: Cast, meeting: Meeting) -> None:
    set_policy(cast.programme, agenda_policy="off")
    remind(START - 2 * DAY)
    assert sent() == [("question_wanted", "Carol")]


def test_of_a_day_side_by_side_the_mentor_hears_of_no_agenda(cast: Cast, meeting: Meeting) -> None:
    Meeting.objects.update(kind="shadowing", minutes=480)
    remind(START - 2 * DAY)
    assert sent() == [("question_wanted", "Carol")]


def test_who_has_tapped_is_not_asked(cast: Cast, meeting: Meeting) -> None:
    Meeting.objects.update(starts_at=in_days(-0.5))
    answers = Answers(useful=3, openly="spoke_partly", next_date="next_later")
    tap(Meeting.objects.get(), answers, by=cast.bob)
    remind(in_days(0))
    assert sent() == [("three_taps", "Carol")]


def test_a_cancelled_meeting_reminds_nobody(cast: Cast, meeting: Meeting) -> None:
    cancel(meeting, by=cast.bob, seen=meeting.sequence)
    for now in (START - 2 * DAY, START - DAY, START + 3 * HOUR):
        assert remind(now) == 0


@pytest.mark.parametrize("state", ["ended", "declined"])
def test_a_pair_that_has_ended_is_left_alone(meeting: Meeting, state: str) -> None:
    Pair.objects.update(state=state)
    for now in (START - 2 * DAY, START - DAY, START + 3 * HOUR):
        assert remind(now) == 0


def test_whoever_has_just_had_the_invitation_needs_no_reminder(cast: Cast, pair: Pair) -> None:
    booked(cast, pair, 2)
    assert remind(in_days(0)) == 0


def test_a_meeting_on_another_day_is_reminded_of_anew(cast: Cast, meeting: Meeting) -> None:
    remind(START - 2 * DAY)
    move(meeting, Plan(), in_days(20), by=cast.bob, seen=meeting.sequence)
    long_ago = START - 20 * DAY
    Letter.objects.update(created_at=long_ago, send_after=long_ago)
    assert remind(in_days(20) - 2 * DAY) == 2


def test_a_meeting_missed_asks_for_no_taps(meeting: Meeting) -> None:
    Meeting.objects.update(state="missed")
    assert remind(START + 3 * HOUR) == 0


def test_who_was_reminded_this_week_is_reminded_of_the_meeting_only(
    cast: Cast, meeting: Meeting
) -> None:
    """What goes by the meeting's clock goes; a question is asked for again while there is time."""
    _remind_of_something(cast.carol, meeting)
    assert remind(START - 2 * DAY) == 1
    assert sent() == [("agenda_ahead", "Bob")]
    Letter.objects.filter(event="something").delete()
    assert remind(START - 1.5 * DAY) == 1
    assert remind(START - DAY) == 2
    assert remind(START + 3 * HOUR) == 2


def test_who_wants_no_reminders_gets_none(cast: Cast, meeting: Meeting) -> None:
    turn_reminders(cast.carol, cast.programme.pk, on=False)
    for now, count in ((START - 2 * DAY, 1), (START - DAY, 1), (START + 3 * HOUR, 1)):
        assert remind(now) == count
    assert {who for _, who in sent()} == {"Bob"}


def _remind_of_something(person: Person, meeting: Meeting) -> None:
    with transaction.atomic():
        post(
            "pairing/answer_missing",
            to=person,
            event="something",
            context={"pair": meeting.pair, "role": "mentee", "partner": "Bob"},
            head=letterhead(meeting.pair.programme),
        )


def test_letters_of_a_pair_hang_together(cast: Cast, meeting: Meeting) -> None:
    remind(START - DAY)
    threads = Letter.objects.filter(recipient=cast.carol).values_list("thread_id", flat=True)
    assert set(threads) == {f"<{meeting.pair_id}.{cast.carol.pk}@localhost>"}


def test_no_letter_repeats_the_question(cast: Cast, meeting: Meeting) -> None:
    ask_question(meeting, "kanariefraga", by=cast.carol)
    for now in (START - 2 * DAY, START - DAY, START + 3 * HOUR):
        remind(now)
    assert [each for each in Letter.objects.all() if "kanarie" in each.text + each.html] == []

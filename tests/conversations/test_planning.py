"""Offering, choosing, booking, moving and cancelling: each once, whatever is sent twice."""

import pytest

from tests.cast import Cast
from tests.conversations.world import booked, in_days, set_policy, turn_back
from viceversa.conversations.actions import (
    Plan,
    StateError,
    add_agenda,
    ask_question,
    book,
    cancel,
    choose_time,
    move,
    offer_times,
    set_objective,
)
from viceversa.conversations.agendas import leave_out, left_out
from viceversa.conversations.models import Meeting, Question
from viceversa.conversations.sealed import words_of
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import TrailEntry

PLAN = Plan(minutes=60, way="place", place="Lilla kontoret")


def letters() -> list[tuple[str, str, int]]:
    rows = Letter.objects.order_by("created_at", "recipient__given_name")
    return [(each.name.split("/")[1], each.recipient.given_name, each.version) for each in rows]


def test_times_are_offered_and_one_is_chosen(cast: Cast, pair: Pair) -> None:
    meeting = offer_times(pair, PLAN, [in_days(3), in_days(2)], by=cast.bob)
    assert [option.starts_at for option in meeting.options.all()] == [in_days(2), in_days(3)]
    chosen = choose_time(meeting.options.all()[1], by=cast.carol)
    assert (chosen.state, chosen.starts_at) == (Meeting.State.BOOKED, in_days(3))
    assert letters() == [
        ("times_offered", "Carol", 1),
        ("times_to_choose", "Gun", 1),
        ("meeting_booked", "Bob", 2),
        ("meeting_booked", "Carol", 2),
    ]


def test_offering_twice_is_offering_once(cast: Cast, pair: Pair) -> None:
    first = offer_times(pair, PLAN, [in_days(2)], by=cast.bob)
    again = offer_times(pair, PLAN, [in_days(2)], by=cast.bob)
    assert (again.pk, again.sequence) == (first.pk, first.sequence)
    assert letters() == [("times_offered", "Carol", 1), ("times_to_choose", "Gun", 1)]


def test_a_counter_offer_takes_the_place_of_the_offer(cast: Cast, pair: Pair) -> None:
    offer_times(pair, PLAN, [in_days(2)], by=cast.bob)
    meeting = offer_times(pair, PLAN, [in_days(9)], by=cast.carol)
    offered = [(o.starts_at, o.offered_by_id) for o in meeting.options.all()]
    assert offered == [(in_days(9), cast.carol.pk)]
    assert Meeting.objects.count() == 1


def test_choosing_twice_books_once(cast: Cast, pair: Pair) -> None:
    option = offer_times(pair, PLAN, [in_days(2)], by=cast.bob).options.get()
    choose_time(option, by=cast.carol)
    choose_time(option, by=cast.carol)
    assert TrailEntry.objects.filter(verb="meeting_booked").count() == 1


def test_the_second_of_two_choices_is_told_so(cast: Cast, pair: Pair) -> None:
    one, other = offer_times(pair, PLAN, [in_days(2), in_days(3)], by=cast.bob).options.all()
    choose_time(one, by=cast.carol)
    with pytest.raises(StateError):
        choose_time(other, by=cast.carol)
    assert Meeting.objects.get().starts_at == in_days(2)


def test_booking_twice_books_once_and_another_time_is_refused(cast: Cast, pair: Pair) -> None:
    first = booked(cast, pair, 2)
    assert book(pair, Plan(), in_days(2), by=cast.carol).pk == first.pk
    with pytest.raises(StateError):
        book(pair, Plan(), in_days(3), by=cast.bob)
    with pytest.raises(StateError):
        offer_times(pair, Plan(), [in_days(3)], by=cast.bob)
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("count", [0, 6])
def test_none_and_too_many_times_are_refused(cast: Cast, pair: Pair, count: int) -> None:
    with pytest.raises(StateError):
        offer_times(pair, PLAN, [in_days(2 + n) for n in range(count)], by=cast.bob)
    assert not Meeting.objects.exists()


def test_the_past_is_refused(cast: Cast, pair: Pair) -> None:
    with pytest.raises(StateError):
        book(pair, PLAN, in_days(-1), by=cast.bob)
    with pytest.raises(StateError):
        offer_times(pair, PLAN, [in_days(-1), in_days(1)], by=cast.bob)
    assert not Meeting.objects.exists()


def test_who_has_not_accepted_the_rules_plans_nothing(cast: Cast, new_pair: Pair) -> None:
    with pytest.raises(StateError):
        book(new_pair, PLAN, in_days(2), by=cast.bob)


def test_moving_keeps_the_uid_and_raises_the_sequence(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair, 2)
    moved = move(meeting, PLAN, in_days(4), by=cast.bob, seen=meeting.sequence)
    assert (moved.uid, moved.sequence) == (meeting.uid, meeting.sequence + 1)
    assert (moved.starts_at, moved.minutes, moved.place) == (in_days(4), 60, "Lilla kontoret")
    assert letters()[2:] == [("meeting_moved", "Bob", 2), ("meeting_moved", "Carol", 2)]


def test_moving_twice_moves_once_and_moving_nowhere_writes_to_nobody(
    cast: Cast, pair: Pair
) -> None:
    meeting = booked(cast, pair, 2)
    seen = meeting.sequence
    move(meeting, PLAN, in_days(4), by=cast.bob, seen=seen)
    again = move(meeting, PLAN, in_days(4), by=cast.bob, seen=seen)
    assert again.sequence == seen + 1
    assert len(letters()) == 4


def test_a_page_that_is_out_of_date_moves_and_cancels_nothing(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair, 2)
    moved = move(meeting, PLAN, in_days(4), by=cast.bob, seen=meeting.sequence)
    with pytest.raises(StateError):
        move(meeting, PLAN, in_days(5), by=cast.carol, seen=meeting.sequence)
    with pytest.raises(StateError):
        cancel(meeting, by=cast.carol, seen=meeting.sequence)
    assert Meeting.objects.get().sequence == moved.sequence


def test_an_agenda_follows_the_new_length(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair, 2)
    add_agenda(meeting, by=cast.bob)
    moved = move(meeting, Plan(minutes=75), in_days(2), by=cast.bob, seen=meeting.sequence)
    assert sum(minutes for _, minutes in moved.agenda) == 75


def test_what_the_two_have_made_of_their_agenda_moves_along(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair, 2)
    add_agenda(meeting, by=cast.bob)
    meeting.agenda = leave_out(meeting.agenda, "f-goal")
    meeting.save(update_fields=["agenda"])
    walk = Plan(minutes=60, way=Meeting.Way.WALK)
    moved = move(meeting, walk, in_days(4), by=cast.bob, seen=meeting.sequence)
    assert [code for code, _ in moved.agenda] == [
        *("f-arrive@walk", "f-cannot", "f-rules@walk", "f-question"),
        *("f-deep@walk", "f-mentor", "f-try@walk"),
    ]
    after = cancel(moved, by=cast.carol, seen=moved.sequence, new_times=[in_days(9)])
    assert after is not None
    assert after.agenda == moved.agenda
    rebooked = book(pair, Plan(minutes=60), in_days(9), by=cast.bob)
    assert left_out(rebooked.agenda) == ["f-goal"]
    assert rebooked.agenda[0][0] == "f-arrive"


def test_cancelling_offers_new_times_and_takes_question_and_agenda_along(
    cast: Cast, pair: Pair
) -> None:
    meeting = booked(cast, pair, 2)
    add_agenda(meeting, by=cast.bob)
    ask_question(meeting, "why do they leave?", by=cast.carol)
    times = [in_days(9), in_days(10)]
    after = cancel(meeting, by=cast.carol, seen=meeting.sequence, new_times=times)
    assert after is not None
    cancelled = Meeting.objects.get(pk=meeting.pk)
    assert (cancelled.state, cancelled.cancelled_by_role) == ("cancelled", "mentee")
    assert (after.number, after.state, after.uid != meeting.uid) == (2, "proposed", True)
    assert words_of(Question.objects.get(meeting=after)) == "why do they leave?"
    assert after.agenda == Meeting.objects.get(pk=meeting.pk).agenda
    assert letters()[2:] == [("meeting_cancelled", "Bob", 2), ("new_time", "Carol", 2)]


def test_cancelling_twice_cancels_once(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair, 2)
    seen = meeting.sequence
    first = cancel(meeting, by=cast.bob, seen=seen, new_times=[in_days(9)])
    again = cancel(meeting, by=cast.bob, seen=seen, new_times=[in_days(9)])
    assert first == again
    assert Meeting.objects.count() == 2
    assert len(letters()) == 5


def test_who_cancels_without_new_times_may_plan_later(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair, 2)
    ask_question(meeting, "why do they leave?", by=cast.carol)
    assert cancel(meeting, by=cast.bob, seen=meeting.sequence) is None
    later = booked(cast, pair, 20)
    assert (later.number, Question.objects.get().meeting) == (2, later)


def test_a_bad_new_time_cancels_nothing(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair, 2)
    with pytest.raises(StateError):
        cancel(meeting, by=cast.bob, seen=meeting.sequence, new_times=[in_days(-2)])
    assert Meeting.objects.get().state == "booked"
    assert len(letters()) == 2


class TestGoals:
    @pytest.mark.requirement("000-08", "002-07")
    def test_where_required_the_first_meeting_waits_for_both(self, cast: Cast, pair: Pair) -> None:
        set_policy(cast.programme, goal_policy="require")
        set_objective(pair, by=cast.bob, kind="theme")
        set_objective(pair, by=cast.carol, kind="not_yet")
        with pytest.raises(StateError, match="Carol"):
            booked(cast, pair)
        set_objective(pair, by=cast.carol, kind="goal", aim="skill")
        assert booked(cast, pair).state == "booked"

    @pytest.mark.requirement("000-08")
    @pytest.mark.parametrize("policy", ["off", "advise"])
    def test_elsewhere_nothing_waits(self, cast: Cast, pair: Pair, policy: str) -> None:
        set_policy(cast.programme, goal_policy=policy)
        assert booked(cast, pair).state == "booked"

    def test_where_required_only_the_first_meeting_waits(self, cast: Cast, pair: Pair) -> None:
        meeting = turn_back(booked(cast, pair))
        Meeting.objects.filter(pk=meeting.pk).update(state="held")
        set_policy(cast.programme, goal_policy="require")
        assert booked(cast, pair).state == "booked"


class TestAgendaPolicy:
    @pytest.mark.parametrize(("policy", "steps"), [("off", 0), ("advise", 0), ("require", 8)])
    def test_only_where_required_it_comes_by_itself(
        self, cast: Cast, pair: Pair, policy: str, steps: int
    ) -> None:
        set_policy(cast.programme, agenda_policy=policy)
        assert len(booked(cast, pair).agenda) == steps

    def test_a_cancelled_meeting_gets_none(self, cast: Cast, pair: Pair) -> None:
        meeting = booked(cast, pair)
        cancel(meeting, by=cast.bob, seen=meeting.sequence)
        with pytest.raises(StateError):
            add_agenda(meeting, by=cast.bob)

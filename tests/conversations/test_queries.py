"""What others may know of a pair: that it meets, and in which week."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY, booked, in_days, turn_back
from tests.factories import enrol, make_person
from viceversa.conversations.actions import Plan, cancel, offer_times, say_held
from viceversa.conversations.facts import meeting_facts
from viceversa.conversations.models import Meeting
from viceversa.conversations.queries import pairs_of_member
from viceversa.lib.dates import week_of
from viceversa.pairing.models import Pair


def test_a_pair_without_meetings_is_quiet_since_it_was_formed(cast: Cast, pair: Pair) -> None:
    facts = meeting_facts(cast.programme)[pair.pk]
    assert (facts.held, facts.has_next, facts.next_week) == (0, False, None)
    assert facts.quiet_since == timezone.localdate(pair.active_since)


def test_facts_say_weeks_and_counts(cast: Cast, pair: Pair) -> None:
    Pair.objects.update(active_since=timezone.now() - 40 * DAY)
    held = turn_back(booked(cast, pair), hours=24 * 15)
    say_held(held, by=cast.bob)
    for person in (cast.bob, cast.carol, cast.carol):
        meeting = booked(cast, pair)
        cancel(meeting, by=person, seen=meeting.sequence)
    ahead = booked(cast, pair, 9)
    facts = meeting_facts(cast.programme)[pair.pk]
    day = timezone.localdate(timezone.now() - 15 * DAY + timedelta(minutes=90))
    assert facts.held_weeks == (week_of(day),)
    assert facts.next_week == week_of(timezone.localdate(ahead.starts_at + timedelta(minutes=90)))
    assert (facts.cancelled_by_mentor, facts.cancelled_by_mentee) == (1, 2)
    assert facts.quiet_since == day


def test_what_is_pending_is_told_apart(cast: Cast, pair: Pair) -> None:
    meeting = offer_times(pair, Plan(), [in_days(2)], by=cast.bob)
    facts = meeting_facts(cast.programme)[pair.pk]
    assert (facts.times_offered, facts.unanswered, facts.has_next) == (True, False, False)
    Meeting.objects.filter(pk=meeting.pk).update(state="booked", starts_at=in_days(-1))
    facts = meeting_facts(cast.programme)[pair.pk]
    assert (facts.times_offered, facts.unanswered, facts.has_next) == (False, True, False)


def test_facts_cost_the_same_for_many_pairs(
    cast: Cast, pair: Pair, django_assert_num_queries: Callable[[int], object]
) -> None:
    booked(cast, pair)
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        meeting_facts(cast.programme)
    more_pairs(cast, pair, 3)
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        assert len(meeting_facts(cast.programme)) == 4


def test_ones_pairs_cost_the_same_however_many(
    cast: Cast, pair: Pair, django_assert_num_queries: Callable[[int], object]
) -> None:
    booked(cast, pair)
    with django_assert_num_queries(9):  # type: ignore[attr-defined]
        assert pairs_of_member(cast.carol) == [pair]
    more_pairs(cast, pair, 3)
    with django_assert_num_queries(9):  # type: ignore[attr-defined]
        assert len(pairs_of_member(cast.carol)) == 4


def more_pairs(cast: Cast, pair: Pair, count: int) -> None:
    for number in range(2, count + 2):
        Pair.objects.create(
            programme=cast.programme,
            proposal=pair.proposal,
            number=number,
            mentor=enrol(make_person(), cast.programme, "mentor"),
            mentee=cast.mentee,
            score=50,
            state=Pair.State.ACTIVE,
            active_since=timezone.now(),
        )


def test_pairs_that_have_ended_tell_nothing(cast: Cast, pair: Pair) -> None:
    booked(cast, pair)
    Pair.objects.update(state=Pair.State.ENDED)
    assert meeting_facts(cast.programme) == {}
    assert pairs_of_member(cast.carol) == [pair]

"""Answers of the two and of their calendars: late, twice, in any order, and from strangers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import permutations

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.answers_by_mail import SHAPES, Answer, stamp, web
from tests.conversations.world import DAY, HOUR, in_days, make_pair
from tests.factories import enrol, give_role, make_person
from viceversa.conversations.actions import (
    Plan,
    StateError,
    answer_invitation,
    cancel,
    choose_time,
    keep_time,
    move,
    offer_times,
    receive,
    suggest_times,
)
from viceversa.conversations.models import Attendance, Meeting, TimeOption
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import Person, TrailEntry

MINUTE = timedelta(minutes=1)


def from_calendar(meeting: Meeting, person: Person, **more: object) -> Answer:
    answer = Answer(meeting.uid, person.email, sequence=meeting.sequence)
    return answer.but(**{"stamped_at": timezone.now() - MINUTE, **more})


def proposal(meeting: Meeting, person: Person, to: datetime, **more: object) -> Answer:
    counter = {"method": "COUNTER", "partstat": "TENTATIVE", "starts": f":{stamp(to)}"}
    return from_calendar(meeting, person, **{**counter, **more})


def answers() -> list[tuple[str, int, str]]:
    rows = Attendance.objects.order_by("person__given_name")
    return [(each.person.given_name, each.sequence, each.answer) for each in rows]


def offered() -> list[tuple[datetime, str]]:
    return [(each.starts_at, each.offered_by.given_name) for each in TimeOption.objects.all()]


def letters(*but: str) -> list[tuple[str, str]]:
    rows = Letter.objects.exclude(name="conversations/meeting_booked").order_by("created_at")
    return [(each.name.split("/")[1], each.recipient.given_name) for each in rows]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_a_calendar_answers_is_kept(
    cast: Cast, meeting: Meeting, shape: Callable[[Answer], bytes]
) -> None:
    receive(shape(from_calendar(meeting, cast.carol)))
    receive(shape(from_calendar(meeting, cast.bob, partstat="TENTATIVE")))
    assert answers() == [("Bob", 1, "tentative"), ("Carol", 1, "accepted")]
    assert letters() == []


@pytest.mark.parametrize("shape", SHAPES)
def test_a_no_cancels_nothing_and_the_other_hears_once(
    cast: Cast, meeting: Meeting, shape: Callable[[Answer], bytes]
) -> None:
    for _ in range(2):
        receive(shape(from_calendar(meeting, cast.carol, partstat="DECLINED")))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == ("booked", 1)
    assert answers() == [("Carol", 1, "declined")]
    assert letters() == [("meeting_declined", "Bob")]


@pytest.mark.parametrize("shape", SHAPES)
def test_another_time_proposed_is_taken_by_the_other_in_one_tap(
    cast: Cast, meeting: Meeting, shape: Callable[[Answer], bytes]
) -> None:
    for _ in range(2):
        receive(shape(proposal(meeting, cast.carol, in_days(9), partstat="DECLINED")))
    assert offered() == [(in_days(9), "Carol")]
    assert letters() == [("times_suggested", "Bob")]
    for _ in range(2):
        choose_time(TimeOption.objects.get(), by=cast.bob)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.starts_at, meeting.sequence) == ("booked", in_days(9), 2)
    assert [each for each, _ in letters()[1:]] == ["meeting_moved", "meeting_moved"]


def test_a_proposal_by_unknown_clocks_is_meant_by_those_of_its_person(
    cast: Cast, meeting: Meeting
) -> None:
    Person.objects.filter(pk=cast.carol.pk).update(time_zone="America/New_York")
    day = in_days(9).date()
    counter = {"method": "COUNTER", "starts": f";TZID=Somewhere:{day:%Y%m%d}T090000"}
    receive(web(from_calendar(meeting, cast.carol, **counter)))
    (option,) = TimeOption.objects.all()
    assert option.starts_at.hour in (13, 14)


class TestStrangers:
    def test_who_is_not_one_of_the_two_changes_nothing(self, cast: Cast, meeting: Meeting) -> None:
        for person in (*cast.insiders(), *cast.outsiders()):
            if person not in (cast.bob, cast.carol):
                receive(web(from_calendar(meeting, person, partstat="DECLINED")))
                receive(web(proposal(meeting, person, in_days(9))))
        assert (answers(), offered(), letters()) == ([], [], [])

    def test_nobody_answers_for_another(self, cast: Cast, meeting: Meeting) -> None:
        mail = web(from_calendar(meeting, cast.carol, partstat="DECLINED"))
        sender = f"From: Carol Nummer <{cast.carol.email}>".encode()
        for other in (cast.bob.email, cast.zed.email):
            receive(mail.replace(sender, f"From: <{other}>".encode()))
        assert answers() == []

    def test_an_unknown_uid_is_ignored(self, cast: Cast, meeting: Meeting) -> None:
        receive(web(from_calendar(meeting, cast.carol, uid="other@mentor.example")))
        assert answers() == []

    def test_a_member_of_another_pair_is_a_stranger(self, cast: Cast, meeting: Meeting) -> None:
        kim = make_person("Kim")
        make_pair(cast, mentor=enrol(kim, cast.programme, "mentor"))
        receive(web(from_calendar(meeting, kim)))
        assert answers() == []

    @pytest.mark.parametrize("state", ["ended", "declined"])
    def test_a_pair_that_is_over_hears_nothing(
        self, cast: Cast, meeting: Meeting, state: str
    ) -> None:
        Pair.objects.update(state=state)
        receive(web(from_calendar(meeting, cast.carol, partstat="DECLINED")))
        assert (answers(), letters()) == ([], [])


class TestOutOfOrder:
    def test_of_several_answers_the_latest_counts_in_whatever_order(
        self, cast: Cast, meeting: Meeting
    ) -> None:
        said = ["ACCEPTED", "TENTATIVE", "DECLINED", "ACCEPTED"]
        mails = [
            web(
                from_calendar(
                    meeting,
                    cast.carol,
                    partstat=word,
                    stamped_at=timezone.now() - HOUR + n * MINUTE,
                )
            )
            for n, word in enumerate(said)
        ]
        for order in permutations(mails):
            for mail in order:
                receive(mail)
            assert answers() == [("Carol", 1, "accepted")]
            Attendance.objects.all().delete()

    def test_an_older_version_never_speaks_for_a_newer(self, cast: Cast, meeting: Meeting) -> None:
        old = from_calendar(meeting, cast.carol, partstat="DECLINED")
        moved = move(meeting, Plan(), in_days(9), by=cast.bob, seen=1)
        receive(web(from_calendar(moved, cast.carol, stamped_at=timezone.now() - HOUR)))
        receive(web(old.but(stamped_at=timezone.now())))
        assert answers() == [("Carol", 2, "accepted")]
        assert "meeting_declined" not in [name for name, _ in letters()]

    def test_a_no_to_an_older_version_is_kept_but_nobody_is_alarmed(
        self, cast: Cast, meeting: Meeting
    ) -> None:
        old = from_calendar(meeting, cast.carol, partstat="DECLINED")
        move(meeting, Plan(), in_days(9), by=cast.bob, seen=1)
        receive(web(old))
        assert answers() == [("Carol", 1, "declined")]
        assert "meeting_declined" not in [name for name, _ in letters()]

    def test_a_version_that_never_was_is_ignored(self, cast: Cast, meeting: Meeting) -> None:
        receive(web(from_calendar(meeting, cast.carol, sequence=99)))
        assert answers() == []

    def test_a_clock_that_is_ahead_does_not_bar_later_answers(
        self, cast: Cast, meeting: Meeting
    ) -> None:
        ahead = timezone.now() + 365 * DAY
        receive(web(from_calendar(meeting, cast.carol, partstat="DECLINED", stamped_at=ahead)))
        answer_invitation(meeting, "accepted", by=cast.carol, seen=1)
        assert answers() == [("Carol", 1, "accepted")]

    def test_a_proposal_that_comes_again_does_not_come_back(
        self, cast: Cast, meeting: Meeting
    ) -> None:
        mail = web(proposal(meeting, cast.carol, in_days(9)))
        receive(mail)
        keep_time(meeting, by=cast.bob, seen=1)
        receive(mail)
        assert offered() == []

    def test_a_proposal_for_an_older_version_is_too_late(
        self, cast: Cast, meeting: Meeting
    ) -> None:
        mail = web(proposal(meeting, cast.carol, in_days(9)))
        move(meeting, Plan(), in_days(12), by=cast.bob, seen=1)
        receive(mail)
        assert offered() == []

    @pytest.mark.parametrize("days", [-1, 7, 500])
    def test_a_time_past_or_booked_or_far_is_no_suggestion(
        self, cast: Cast, meeting: Meeting, days: int
    ) -> None:
        receive(web(proposal(meeting, cast.carol, in_days(days), partstat="DECLINED")))
        assert offered() == []
        assert letters() == [("meeting_declined", "Bob")]

    def test_a_cancelled_meeting_is_not_answered(self, cast: Cast, meeting: Meeting) -> None:
        mail = web(proposal(meeting, cast.carol, in_days(9)))
        cancel(meeting, by=cast.bob, seen=1)
        before = letters()
        receive(mail)
        assert (answers(), offered(), letters()) == ([], [], before)


class TestSuggestions:
    def test_the_booked_time_stands_meanwhile(self, cast: Cast, meeting: Meeting) -> None:
        suggest_times(meeting, [in_days(9), in_days(10)], by=cast.bob, seen=1)
        meeting.refresh_from_db()
        assert (meeting.state, meeting.starts_at, meeting.sequence) == ("booked", in_days(7), 1)
        assert letters() == [("times_suggested", "Carol"), ("times_to_choose", "Gun")]

    def test_sent_twice_it_is_one_and_others_replace_it(self, cast: Cast, meeting: Meeting) -> None:
        for _ in range(2):
            suggest_times(meeting, [in_days(9)], by=cast.bob, seen=1)
        assert len(letters()) == 2
        suggest_times(meeting, [in_days(11)], by=cast.carol, seen=1)
        assert offered() == [(in_days(11), "Carol")]
        assert letters()[2:] == [("times_suggested", "Bob")]

    def test_to_keep_the_time_ends_them_and_tells(self, cast: Cast, meeting: Meeting) -> None:
        suggest_times(meeting, [in_days(9)], by=cast.bob, seen=1)
        for _ in range(2):
            keep_time(meeting, by=cast.carol, seen=1)
        assert (offered(), answers()) == ([], [("Carol", 1, "accepted")])
        assert letters()[2:] == [("time_kept", "Bob")]

    def test_the_next_suggestion_that_is_turned_down_is_told_too(
        self, cast: Cast, meeting: Meeting
    ) -> None:
        for days in (9, 10):
            suggest_times(meeting, [in_days(days)], by=cast.bob, seen=1)
            keep_time(meeting, by=cast.carol, seen=1)
        assert letters().count(("time_kept", "Bob")) == 2

    def test_whoever_suggested_them_does_not_answer_for_the_other(
        self, cast: Cast, meeting: Meeting
    ) -> None:
        suggest_times(meeting, [in_days(9)], by=cast.bob, seen=1)
        with pytest.raises(StateError):
            keep_time(meeting, by=cast.bob, seen=1)
        assert (offered(), answers()) == ([(in_days(9), "Bob")], [])

    def test_an_old_page_keeps_nothing(self, cast: Cast, meeting: Meeting) -> None:
        moved = move(meeting, Plan(), in_days(12), by=cast.carol, seen=1)
        suggest_times(moved, [in_days(9)], by=cast.bob, seen=2)
        with pytest.raises(StateError):
            keep_time(moved, by=cast.carol, seen=1)
        assert (offered(), answers()) == ([(in_days(9), "Bob")], [])

    def test_a_move_ends_them(self, cast: Cast, meeting: Meeting) -> None:
        option = suggest_times(meeting, [in_days(9)], by=cast.bob, seen=1).options.get()
        move(meeting, Plan(), in_days(12), by=cast.carol, seen=1)
        with pytest.raises(StateError):
            choose_time(option, by=cast.carol)
        assert Meeting.objects.get().starts_at == in_days(12)

    @pytest.mark.parametrize("days", [[], [7], [-1], [8, 9, 10, 11, 12, 13]])
    def test_what_cannot_be_suggested(self, cast: Cast, meeting: Meeting, days: list[int]) -> None:
        with pytest.raises(StateError):
            suggest_times(meeting, [in_days(d) for d in days], by=cast.bob, seen=1)
        assert offered() == []

    def test_an_old_page_suggests_and_answers_nothing(self, cast: Cast, meeting: Meeting) -> None:
        move(meeting, Plan(), in_days(12), by=cast.carol, seen=1)
        with pytest.raises(StateError):
            suggest_times(meeting, [in_days(9)], by=cast.bob, seen=1)
        with pytest.raises(StateError):
            answer_invitation(meeting, "accepted", by=cast.bob, seen=99)
        assert (offered(), answers()) == ([], [])

    def test_only_a_booked_meeting_has_them(self, cast: Cast, pair: Pair) -> None:
        proposed = offer_times(pair, Plan(), [in_days(2)], by=cast.bob)
        with pytest.raises(StateError):
            suggest_times(proposed, [in_days(9)], by=cast.carol, seen=proposed.sequence)
        with pytest.raises(StateError):
            answer_invitation(proposed, "accepted", by=cast.carol, seen=proposed.sequence)

    def test_the_trail_says_that_and_not_what_was_answered(
        self, cast: Cast, meeting: Meeting
    ) -> None:
        answer_invitation(meeting, "declined", by=cast.carol, seen=1)
        entry = TrailEntry.objects.get(verb="invitation_answered")
        assert (entry.actor, entry.facts) == (cast.carol, {"sequence": 1})


def test_an_assistant_hears_of_times_and_of_nobody(cast: Cast, meeting: Meeting) -> None:
    give_role(cast.zed, cast.other_programme, "assistant", assists=cast.carol)
    suggest_times(meeting, [in_days(9)], by=cast.bob, seen=1)
    letter = Letter.objects.get(name="conversations/times_to_choose")
    assert letter.recipient == cast.gun
    assert cast.carol.full_name in letter.text
    for secret in (cast.bob.given_name, cast.bob.family_name, cast.bob.email, meeting.pair_id):
        assert secret not in letter.text + letter.html + letter.subject

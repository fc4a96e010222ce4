"""What the coordinator's page says first, and what stands on the Monday list."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.desk.world import (
    book,
    chips_of,
    end,
    make_pair,
    monday_of,
    now_of,
    page,
    signed_in,
)
from tests.factories import (
    enrol,
    give_role,
    make_application,
    make_call,
    make_person,
    make_programme,
)
from viceversa.conversations.models import Meeting
from viceversa.enrolment.models import Participation
from viceversa.lib.dates import say_day, say_week, week_of
from viceversa.pairing.models import Pair, Proposal
from viceversa.programmes.models import Enquiry, Partner, Programme
from viceversa.programmes.queries import today_in


def test_first_line_says_the_one_thing_to_do_now(cast: Cast) -> None:
    programme = cast.programme
    empty = make_programme()
    give_role(cast.alice, empty, "coordinator")
    assert now_of(cast.alice, empty) == "Nobody is in the programme yet."
    enrol(cast.zed, empty, "mentor")
    assert now_of(cast.alice, empty) == "There are no mentees yet."
    assert now_of(cast.alice, programme) == "The people are here. Now find the best pairs."
    draft = Proposal.objects.create(programme=programme, number=1, state="solving")
    assert now_of(cast.alice, programme) == "The best pairs are being found."
    Proposal.objects.update(state="draft")
    assert now_of(cast.alice, programme) == "A draft of the pairs waits for you."
    draft.state = "published"
    draft.save()
    pair = make_pair(programme, cast.mentor, cast.mentee, state="proposed")
    assert now_of(cast.alice, programme) == "1 pair waits for an answer."
    pair.state = "active"
    pair.save()
    assert now_of(cast.alice, programme) == "Nothing needs you today."
    pair.active_since = timezone.now() - timedelta(days=14)
    pair.save()
    assert now_of(cast.alice, programme) == "1 pair has no next date."
    book(pair, days=3)
    assert now_of(cast.alice, programme) == "Nothing needs you today."
    Enquiry.objects.create(programme=programme, text="Who leads this?")
    assert now_of(cast.alice, programme) == "No pair needs you today. Something else does."
    end(programme)
    assert now_of(cast.alice, programme) == "The round is over."


def test_where_people_are_called_nobody_has_to_be_brought_in(cast: Cast) -> None:
    empty = make_programme()
    give_role(cast.alice, empty, "coordinator")
    opens_on = timezone.localdate() + timedelta(days=10)
    call = make_call(empty, opened_at=None, opens_on=opens_on, closes_on=None)
    assert now_of(cast.alice, empty) == "A call is prepared, and not public yet."
    call.opened_at = timezone.now()
    call.save()
    day = say_day(opens_on, today=timezone.localdate())
    assert now_of(cast.alice, empty) == f"A call is public: people may apply from {day}."
    make_call(empty, "mentee")
    assert now_of(cast.alice, empty) == "A call is open: people may apply."
    empty.calls.update(closed_at=timezone.now())
    assert now_of(cast.alice, empty) == "Nobody is in the programme yet."


def test_whoever_has_applied_comes_before_the_first_pairs(cast: Cast) -> None:
    programme = cast.programme
    make_application(make_call(programme))
    assert now_of(cast.alice, programme) == "1 application waits for your decision."
    make_pair(programme, cast.mentor, cast.mentee, state="proposed")
    assert now_of(cast.alice, programme) == "1 pair waits for an answer."


def test_what_is_decided_on_waits_to_be_told_and_not_to_be_decided(cast: Cast) -> None:
    programme = cast.programme
    call = make_call(programme)
    decided, _open = make_application(call), make_application(call)
    decided.verdict = "place"
    decided.save()
    assert now_of(cast.alice, programme) == "1 application waits for your decision."
    [(line, href)] = monday_of(cast.alice, programme)["Applications without an answer"]
    assert line.endswith("Decided so far: 1.")
    assert href == reverse("programme_applications", args=[programme.pk])
    programme.calls.get().applications.update(verdict="no")
    assert now_of(cast.alice, programme) == "2 applications are decided on, and not told yet."
    [(_line, href)] = monday_of(cast.alice, programme)["Applications without an answer"]
    assert href == reverse("programme_decisions", args=[programme.pk])


def test_monday_list_has_a_row_and_one_action_for_each_thing_to_do(cast: Cast) -> None:
    Partner.objects.filter(pk=cast.partner.pk).update(mentors_most=3, mentees_most=1)
    make_pair(cast.programme, cast.mentor, cast.mentee, state="proposed", mentor_answer="yes")
    monday = monday_of(cast.alice, cast.programme)
    assert list(monday) == ["Asked, with time to answer", "Seats open"]
    ((line, href),) = monday["Asked, with time to answer"]
    assert line.startswith(f"{cast.carol.full_name}: asked on ")
    assert href.startswith(f"mailto:{cast.carol.email}?")
    ((line, href),) = monday["Seats open"]
    assert line == "2 for mentors"
    assert href.startswith(f"mailto:{cast.erik.email}?")


@pytest.mark.parametrize(("entry", "shown"), [("window", False), ("rolling", True)])
def test_seats_are_no_longer_asked_for_once_pairs_meet_in_a_round_that_nobody_joins(
    cast: Cast, entry: str, shown: bool
) -> None:
    Partner.objects.filter(pk=cast.partner.pk).update(mentors_most=3)
    Programme.objects.filter(pk=cast.programme.pk).update(entry=entry)
    pair = make_pair(cast.programme, cast.mentor, cast.mentee, state="proposed")
    assert "Seats open" in monday_of(cast.alice, cast.programme)
    Pair.objects.filter(pk=pair.pk).update(state="active", active_since=timezone.now())
    assert ("Seats open" in monday_of(cast.alice, cast.programme)) == shown


@pytest.mark.usefixtures("autumn")
def test_two_cancellations_call_for_a_call(cast: Cast) -> None:
    pair = make_pair(cast.programme, cast.mentor, cast.mentee)
    chips = [chips_of(cast)]
    for number in (1, 2):
        meeting = book(pair, days=-number, state="cancelled", number=number)
        Meeting.objects.filter(pk=meeting.pk).update(cancelled_by_role="mentee")
        chips.append(chips_of(cast))
    assert chips == [[], [], ["call"]]


@pytest.mark.usefixtures("autumn")
def test_pairs_that_need_a_call_stand_apart_from_those_that_need_a_date(cast: Cast) -> None:
    long_ago, lately = (timezone.now() - timedelta(days=days) for days in (60, 20))
    silent = make_pair(cast.programme, cast.mentor, cast.mentee, active_since=long_ago)
    others = [enrol(make_person(), cast.programme, role) for role in ("mentor", "mentee")]
    make_pair(cast.programme, *others, active_since=lately)
    monday = monday_of(cast.alice, cast.programme)
    call = f"/programmes/{cast.programme.pk}/pairs/{silent.pk}/call/"
    assert [(title, len(rows)) for title, rows in monday.items()] == [
        ("Pairs that need a call", 1),
        ("Pairs without a next date", 1),
    ]
    assert monday["Pairs that need a call"][0][1] == call
    assert now_of(cast.alice, cast.programme) == "1 pair needs you."


def test_a_pair_that_pauses_stands_on_no_list(cast: Cast) -> None:
    now = timezone.now()
    make_pair(
        cast.programme, cast.mentor, cast.mentee, paused_at=now, resumes_on=now + timedelta(9)
    )
    assert monday_of(cast.alice, cast.programme) == {}


def test_whoever_would_like_a_partner_again_has_the_next_best_one_click_away(cast: Cast) -> None:
    make_pair(cast.programme, cast.mentor, cast.mentee, state="ended")
    Participation.objects.filter(pk=cast.mentee.pk).update(state="resting")
    best = f"/programmes/{cast.programme.pk}/pairs/next-best/{cast.mentor.pk}/"
    free = [("Would like a partner, as mentor.", best)]
    assert monday_of(cast.alice, cast.programme) == {"Free for a new partner": free}
    html = page(cast.alice, "programme_pairs", cast.programme.pk)
    assert best in html
    assert cast.mentee.pk not in html


def test_nobody_is_sought_for_a_round_that_is_over(cast: Cast) -> None:
    Partner.objects.filter(pk=cast.partner.pk).update(mentors_most=3)
    make_pair(cast.programme, cast.mentor, cast.mentee, state="ended")
    assert list(monday_of(cast.alice, cast.programme)) == ["Free for a new partner", "Seats open"]
    end(cast.programme)
    assert list(monday_of(cast.alice, cast.programme)) == ["The next round"]


def test_after_the_end_the_desk_tells_what_was_and_leads_to_the_next_round(cast: Cast) -> None:
    programme, place = cast.programme, [cast.programme.pk]
    done = make_pair(programme, cast.mentor, cast.mentee, state="completed")
    book(done, days=-20, state="held")
    other = enrol(make_person(), programme, "mentor")
    make_pair(programme, other, cast.mentee, state="proposed")
    assert "Asked, with time to answer" in monday_of(cast.alice, programme)
    end(programme)
    assert list(monday_of(cast.alice, programme)) == ["The next round"]
    shown = page(cast.alice, "programme", *place)
    assert "<dt>Pairs formed</dt><dd>1</dd>" in shown
    assert "<dt>Meetings held</dt><dd>1</dd>" in shown
    for who, name in ((cast.erik, "programme_own_people"), (cast.fia, "programme_figures")):
        assert "Pairs with a next date" not in page(who, name, *place)
    Programme.objects.filter(pk=cast.other_programme.pk).update(copied_from=programme)
    assert list(monday_of(cast.alice, programme)) == []


def test_pairs_that_have_come_to_their_end_keep_the_weeks_in_which_they_met(cast: Cast) -> None:
    done = make_pair(cast.programme, cast.mentor, cast.mentee, state="completed")
    meeting = book(done, days=-20, state="held")
    assert meeting.starts_at
    answer = signed_in(cast.alice).get(reverse("programme_pairs", args=[cast.programme.pk]))
    week = week_of(timezone.localdate(meeting.starts_at))
    assert answer.context["rows"][0].held == [say_week(week, today=today_in(cast.programme))]


def test_whoever_has_a_new_pair_is_not_free(cast: Cast) -> None:
    make_pair(cast.programme, cast.mentor, cast.mentee, state="ended")
    make_pair(
        cast.programme,
        cast.mentor,
        enrol(make_person(), cast.programme, "mentee"),
        state="proposed",
    )
    names = [row[0] for row in monday_of(cast.alice, cast.programme)["Free for a new partner"]]
    assert names == ["Would like a partner, as mentee."]


@pytest.mark.parametrize(
    ("days", "chips"),
    [(0, []), (13, []), (14, ["attention"]), (44, ["attention"]), (45, ["call"])],
)
@pytest.mark.usefixtures("autumn")
def test_silence_is_noticed_after_two_weeks_and_not_before(
    cast: Cast, days: int, chips: list[str]
) -> None:
    since = timezone.now() - timedelta(days=days)
    make_pair(cast.programme, cast.mentor, cast.mentee, active_since=since)
    assert chips_of(cast) == chips


@pytest.mark.parametrize(("days", "chips"), [(13, []), (14, ["attention"])])
@pytest.mark.usefixtures("autumn")
def test_two_weeks_begin_anew_with_each_meeting(cast: Cast, days: int, chips: list[str]) -> None:
    long_ago = timezone.now() - timedelta(days=40)
    pair = make_pair(cast.programme, cast.mentor, cast.mentee, active_since=long_ago)
    book(pair, days=-days, state="held")
    assert chips_of(cast) == chips

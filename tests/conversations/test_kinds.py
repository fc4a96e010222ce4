"""Kinds of meetings: those that the programme has, each of them a meeting like any other."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.cast import Cast
from tests.conversations.test_calendar import events_for
from tests.conversations.world import booked, client_of, in_days, set_policy, turn_back
from viceversa.conversations.actions import Plan, StateError, add_agenda, move, say_held
from viceversa.conversations.agendas import home_of
from viceversa.conversations.facts import meeting_facts
from viceversa.conversations.models import Meeting
from viceversa.conversations.queries import pairs_with_story
from viceversa.conversations.story import story_of
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.programmes.models import Programme

PLAN = {"minutes": "60", "way": "place", "place": ""}


def choices(cast: Cast, pair: Pair) -> list[str]:
    url = reverse("meetings", args=[pair.pk])
    page = BeautifulSoup(client_of(cast.carol).get(url).content, "html.parser")
    return [str(option["value"]) for option in page.select("[name=kind] option")]


def allow(cast: Cast, *kinds: str) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(activities=list(kinds))


@pytest.mark.requirement("002-16", "003-07")
@pytest.mark.parametrize(
    ("allowed", "offered"),
    [
        ((), ["talk", "visit", "shadowing", "show_me", "guest"]),
        (("talk", "visit"), ["talk", "visit"]),
        (("guest", "talk"), ["talk", "guest"]),
        (("talk",), []),
    ],
)
def test_only_what_the_programme_has_is_offered(
    cast: Cast, pair: Pair, allowed: tuple[str, ...], offered: list[str]
) -> None:
    allow(cast, *allowed)
    assert choices(cast, pair) == offered


def test_what_the_programme_does_not_have_is_refused(cast: Cast, pair: Pair) -> None:
    allow(cast, "talk", "visit")
    url, when = reverse("meetings", args=[pair.pk]), in_days(9).isoformat()
    client = client_of(cast.carol)
    sent = {**PLAN, "suggested": [when]}
    assert client.post(url, {**sent, "kind": "shadowing"}).status_code == 200
    assert not Meeting.objects.exists()
    assert client.post(url, {**sent, "kind": "visit"}).status_code == 302
    assert Meeting.objects.get().kind == "visit"


def test_a_meeting_of_a_kind_that_is_no_longer_had_keeps_it(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair, plan=Plan(kind="guest"))
    allow(cast, "talk")
    url = reverse("meeting_time", args=[pair.pk, meeting.number])
    page = BeautifulSoup(client_of(cast.carol).get(url).content, "html.parser")
    assert str(page.select_one("[name=kind] option[selected]")["value"]) == "guest"


@pytest.mark.requirement("001-13", "002-16", "003-07")
@pytest.mark.parametrize("kind", ["visit", "shadowing", "show_me", "guest"])
def test_each_is_booked_moved_held_and_counts(cast: Cast, pair: Pair, kind: str) -> None:
    meeting = booked(cast, pair, plan=Plan(minutes=120, kind=kind))
    meeting = move(meeting, Plan(minutes=90, kind=kind), in_days(9), by=cast.bob, seen=1)
    say_held(turn_back(meeting), by=cast.bob)
    assert meeting_facts(cast.programme)[pair.pk].held == 1
    assert Meeting.objects.get().kind == kind


def test_the_two_read_what_kind_it_is_and_calendars_do_not(cast: Cast, pair: Pair) -> None:
    booked(cast, pair, plan=Plan(kind="visit", place="Lilla kontoret"))
    page = client_of(cast.carol).get(reverse("pair", args=[pair.pk])).content.decode()
    assert "a visit at work · Lilla kontoret" in page
    letter = Letter.objects.get(name="conversations/meeting_booked", recipient=cast.carol)
    assert "a visit at work · Lilla kontoret" in letter.text
    ((_, event),) = events_for(cast.carol)
    assert "visit" not in event.to_ical().decode()


class TestAgendas:
    @pytest.mark.parametrize(
        ("plan", "steps"),
        [
            (Plan(), 8),
            (Plan(kind="show_me"), 8),
            (Plan(minutes=240), 0),
            (Plan(minutes=480, kind="shadowing"), 0),
            (Plan(kind="guest"), 0),
        ],
    )
    def test_even_where_required_only_talks_have_one(
        self, cast: Cast, pair: Pair, plan: Plan, steps: int
    ) -> None:
        set_policy(cast.programme, agenda_policy="require")
        assert len(booked(cast, pair, plan=plan).agenda) == steps

    @pytest.mark.parametrize("kind", ["visit", "shadowing", "guest"])
    def test_what_has_its_own_course_may_have_one_and_keeps_it_when_it_moves(
        self, cast: Cast, pair: Pair, kind: str
    ) -> None:
        say_held(turn_back(booked(cast, pair)), by=cast.bob)
        plan = Plan(kind=kind)
        meeting = booked(cast, pair, plan=plan)
        place = reverse("meeting_agenda", args=[pair.pk, meeting.number])
        story = story_of(pairs_with_story().get(), cast.bob, in_days(0))
        assert (story.wants_agenda, story.may_add_agenda) == (False, True)
        tap = f'action="{place}"'
        page = reverse("meeting", args=[pair.pk, meeting.number])
        assert tap in client_of(cast.bob).get(page).content.decode()
        client_of(cast.bob).post(place)
        meeting = Meeting.objects.get(pk=meeting.pk)
        assert home_of(meeting.agenda).code == kind
        moved = move(meeting, plan, in_days(9), by=cast.bob, seen=meeting.sequence)
        assert [tuple(step) for step in moved.agenda] == [tuple(step) for step in meeting.agenda]

    def test_none_is_advised_or_added_for_a_day_side_by_side(self, cast: Cast, pair: Pair) -> None:
        meeting = booked(cast, pair, plan=Plan(minutes=480, kind="shadowing"))
        story = story_of(pairs_with_story().get(), cast.bob, in_days(0))
        assert (story.wants_agenda, story.may_add_agenda) == (False, False)
        with pytest.raises(StateError):
            add_agenda(meeting, by=cast.bob)

    def test_a_talk_that_becomes_a_visit_loses_it(self, cast: Cast, pair: Pair) -> None:
        set_policy(cast.programme, agenda_policy="require")
        meeting = booked(cast, pair)
        moved = move(meeting, Plan(kind="visit"), in_days(9), by=cast.bob, seen=1)
        assert moved.agenda == []

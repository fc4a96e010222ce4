"""The day is set by whoever leads, and stands where those look who are called."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tests.cast import Cast
from tests.conversations.world import make_pair
from tests.desk.world import signed_in
from tests.factories import enrol, make_person
from tests.gatherings.world import DAY, KICK_OFF, gathering, kick_off, mornings, told
from viceversa.conversations.actions import accept_ground_rules
from viceversa.conversations.actions.feeds import make_feed
from viceversa.enrolment.models import Participation
from viceversa.gatherings.access import token_for
from viceversa.gatherings.kinds import Kind
from viceversa.gatherings.models import GatheringDay
from viceversa.gatherings.queries import days_in_calendar, next_days
from viceversa.people.models import TrailEntry
from viceversa.programmes.actions import copy_programme

pytestmark = pytest.mark.usefixtures("clock")

GOOD = {"starts_at": "2026-10-20T15:00", "place": "Salen"}


def address(cast: Cast, name: str = "gathering_day", kind: str = "kick-off") -> str:
    return reverse(name, args=[cast.programme.pk, kind])


def send(cast: Cast, **data: str) -> Any:
    return signed_in(cast.alice).post(address(cast), GOOD | data, follow=True)


def shown(cast: Cast) -> str:
    place = reverse("programme_gatherings", args=[cast.programme.pk])
    return signed_in(cast.alice).get(place).content.decode()


def link(day: GatheringDay, person: Any) -> str:
    return reverse("personal_gathering", args=[token_for(day, person)])


class TestTheDay:
    def test_is_set_by_the_clocks_of_the_programme_and_stands_on_the_page(self, cast: Cast) -> None:
        html = send(cast).content.decode()
        day = GatheringDay.objects.get()
        assert (day.kind, day.starts_at, day.place) == ("kick-off", KICK_OFF, "Salen")
        assert "<strong>Tuesday 20 October 15:00</strong> · Salen" in html
        assert "The day is set." in html
        entry = TrailEntry.objects.get(verb="set the day of a gathering")
        assert (entry.actor, entry.facts) == (cast.alice, {"kind": "kick-off"})

    def test_a_second_press_changes_nothing(self, cast: Cast) -> None:
        for _ in range(2):
            send(cast)
        assert GatheringDay.objects.get().sequence == 0

    def test_is_changed_and_removed_by_the_same_page(self, cast: Cast) -> None:
        send(cast)
        send(cast, place="Ute")
        assert GatheringDay.objects.get().place == "Ute"
        for _ in range(2):
            signed_in(cast.alice).post(address(cast, "gathering_removal"))
        assert not GatheringDay.objects.exists()

    def test_that_is_near_says_how_many_letters_go(self, cast: Cast) -> None:
        html = send(cast, starts_at="2026-09-14T15:00").content.decode()
        assert "2 letters go out now." in html

    def test_that_is_over_is_called_off_no_more(
        self, cast: Cast, clock: time_machine.Traveller
    ) -> None:
        kick_off(cast)
        seen = []
        for _ in range(2):
            html = signed_in(cast.alice).get(address(cast)).content.decode()
            seen.append("Call off the gathering" in html)
            clock.move_to(KICK_OFF + DAY)
        assert seen == [True, False]

    @pytest.mark.parametrize(
        ("starts_at", "words"),
        [
            ("", "This field is required."),
            ("next week", "Enter a valid date/time."),
            ("2026-08-31T15:00", "That time has already passed."),
            ("2026-09-07T11:00", "That time has already passed."),
            ("2027-03-02T15:00", "The round has ended then."),
            ("2026-10-25T02:30", "That hour comes twice"),
        ],
    )
    def test_that_cannot_be_is_refused_with_its_reason(
        self, cast: Cast, starts_at: str, words: str
    ) -> None:
        answer = send(cast, starts_at=starts_at)
        assert words in answer.content.decode()
        assert 'value="Salen"' in answer.content.decode()
        assert not GatheringDay.objects.exists()

    def test_before_the_round_begins_is_refused(
        self, cast: Cast, clock: time_machine.Traveller
    ) -> None:
        clock.move_to(datetime.fromisoformat("2026-08-01T10:00+00:00"))
        words = send(cast, starts_at="2026-08-31T15:00").content.decode()
        assert "The round has not begun then." in words

    def test_an_hour_that_clocks_skip_is_refused(self, cast: Cast) -> None:
        cast.programme.ends_on += timedelta(days=60)
        cast.programme.save()
        words = send(cast, starts_at="2027-03-28T02:30").content.decode()
        assert "That hour does not exist" in words

    def test_of_what_the_programme_has_not_is_not_found(self, cast: Cast) -> None:
        cast.programme.blueprint = "open-ended"
        cast.programme.save()
        found = [
            signed_in(cast.alice).get(address(cast, kind=kind)).status_code
            for kind in ("kick-off", "mentor-training", "party")
        ]
        assert found == [404, 200, 404]

    @pytest.mark.parametrize("who", ["bob", "carol", "dora", "erik", "fia", "gun", "yrsa", "zed"])
    def test_is_set_and_removed_by_nobody_else(self, cast: Cast, who: str) -> None:
        kick_off(cast)
        client = signed_in(getattr(cast, who))
        answers = [
            client.get(address(cast)),
            client.post(address(cast), GOOD | {"place": "Ute"}),
            client.post(address(cast, "gathering_removal")),
        ]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert GatheringDay.objects.get().place == "Salen"


class TestWhoeverIsCalled:
    def test_sees_the_next_one_on_her_desk_until_it_is_over(
        self, cast: Cast, clock: time_machine.Traveller
    ) -> None:
        kick_off(cast)
        gathering(cast, Kind.CLOSING, KICK_OFF + 90 * DAY)
        html = signed_in(cast.carol).get("/desk/").content.decode()
        assert "<strong>Tuesday 20 October 15:00</strong> · 90 min · Salen" in html
        assert "Closing event" not in html
        clock.move_to(KICK_OFF + timedelta(hours=2))
        assert "Closing event" in signed_in(cast.carol).get("/desk/").content.decode()

    def test_is_a_mentor_alone_for_the_circle(self, cast: Cast) -> None:
        day = gathering(cast, Kind.CIRCLE)
        seen = {
            who: "gatherings" in signed_in(getattr(cast, who)).get("/desk/").content.decode()
            for who in ("alice", "bob", "carol", "erik", "fia", "gun", "zed")
        }
        assert [who for who in seen if seen[who]] == ["bob"]
        statuses = [Client().get(link(day, who)).status_code for who in (cast.bob, cast.carol)]
        assert statuses == [200, 404]

    def test_is_led_to_it_from_the_page_of_the_pair(self, cast: Cast) -> None:
        pair = make_pair(cast)
        for person in (cast.bob, cast.carol):
            accept_ground_rules(pair, by=person)
        kick_off(cast)
        html = signed_in(cast.bob).get(reverse("pair", args=[pair.pk])).content.decode()
        assert '<a href="/desk/#gatherings">Kick-off: Tuesday 20 October 15:00</a>' in html

    def test_gets_the_file_by_a_link_that_ends_with_her_place(self, cast: Cast) -> None:
        day = kick_off(cast)
        answer = Client().get(link(day, cast.carol))
        event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
        assert (event["UID"], event["SUMMARY"], event["LOCATION"]) == (
            day.uid,
            "Gathering",
            "Salen",
        )
        Participation.objects.filter(person=cast.carol).update(state="withdrawn")
        assert Client().get(link(day, cast.carol)).status_code == 404

    def test_a_link_leads_nowhere_once_all_links_are_taken_back(self, cast: Cast) -> None:
        place = link(kick_off(cast), cast.carol)
        cast.carol.access_version += 1
        cast.carol.save()
        assert Client().get(place).status_code == 404

    def test_a_link_leads_nowhere_after_a_year_or_when_it_is_broken(
        self, cast: Cast, clock: time_machine.Traveller
    ) -> None:
        place = link(kick_off(cast), cast.carol)
        assert Client().get(place.replace(".ics", "x.ics")).status_code == 404
        clock.shift(timedelta(days=367))
        assert Client().get(place).status_code == 404

    def test_has_it_in_the_calendar_that_subscribes_with_a_neutral_title(self, cast: Cast) -> None:
        kick_off(cast)
        gathering(cast, Kind.TRAINING)
        elsewhere = enrol(make_person(), cast.other_programme, "mentee").programme
        elsewhere.gathering_days.create(kind=Kind.KICK_OFF, starts_at=KICK_OFF, place="Ute")
        for person, many in ((cast.bob, 2), (cast.carol, 1), (cast.erik, 0)):
            place = reverse("calendar_file", args=[make_feed(person)])
            one, two = (Client().get(place).content for _ in range(2))
            titles = [str(event["SUMMARY"]) for event in Calendar.from_ical(one).walk("VEVENT")]
            assert (titles, one) == (["Gathering"] * many, two)


class TestTheMondayList:
    def rows(self, cast: Cast) -> list[tuple[str, str]]:
        place = reverse("programme", args=[cast.programme.pk])
        monday = signed_in(cast.alice).get(place).context["overview"].monday
        return [(row.action, row.href) for part in monday for row in part.rows]

    @pytest.mark.parametrize(
        ("weeks", "asks"), [(7, False), (6, True), (1, True), (0, False), (-3, False)]
    )
    def test_asks_for_the_day_in_the_weeks_before_pairs_meet(
        self, cast: Cast, weeks: int, asks: bool
    ) -> None:
        cast.programme.starts_on = date(2026, 9, 7) + weeks * 7 * DAY
        cast.programme.save()
        wanted = ("Set the day", address(cast))
        assert (wanted in self.rows(cast)) == asks

    def test_asks_no_more_once_there_is_one_or_where_there_is_no_kick_off(self, cast: Cast) -> None:
        cast.programme.starts_on = date(2026, 9, 14)
        cast.programme.save()
        assert "Set the day" in dict(self.rows(cast))
        day = kick_off(cast)
        assert "Set the day" not in dict(self.rows(cast))
        GatheringDay.objects.update(place="")
        assert "Set the day" in dict(self.rows(cast))
        day.delete()
        cast.programme.blueprint = "open-ended"
        cast.programme.save()
        assert "Set the day" not in dict(self.rows(cast))


class TestTheNextRound:
    def test_has_them_on_the_same_days_of_the_week_and_says_where_anew(self, cast: Cast) -> None:
        kick_off(cast)
        starts_on = date(2027, 2, 1)  # 153 days later: 22 weeks
        copy = copy_programme(cast.programme, by=cast.alice, name="Spring", starts_on=starts_on)
        day = copy.gathering_days.get()
        assert (day.starts_at, day.place) == (KICK_OFF + 22 * 7 * DAY + timedelta(hours=1), "")
        assert day.uid != cast.programme.gathering_days.get().uid

    def test_calls_nobody_before_somebody_has_said_where(self, cast: Cast) -> None:
        kick_off(cast)
        GatheringDay.objects.update(place="")
        mornings(20, 0)
        assert told() == []
        with time_machine.travel(KICK_OFF - 20 * DAY, tick=False):
            assert "On the same weekday as in the round before" in shown(cast)
            assert (next_days(cast.bob), days_in_calendar(cast.bob)) == ([], [])
            send(cast)
            assert "On the same weekday as in the round before" not in shown(cast)
        mornings(14, 14)
        assert {name for _, name, _ in told()} == {"kick_off_called"}

    def test_has_none_outside_its_days(self, cast: Cast) -> None:
        gathering(cast, Kind.TRAINING, datetime.fromisoformat("2026-09-08T13:00+00:00"))
        cast.programme.gathering_days.update(starts_at="2026-08-20T13:00+00:00")
        starts_on = date(2027, 2, 1)
        copy = copy_programme(cast.programme, by=cast.alice, name="Spring", starts_on=starts_on)
        assert not copy.gathering_days.exists()

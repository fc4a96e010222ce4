"""Whoever leads ticks off a whole list; twice is the same as once, and nobody else's list."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories import enrol, make_person
from viceversa.enrolment.models import Participation
from viceversa.people.models import TrailEntry
from viceversa.programmes.models import Programme


def today(programme: Programme) -> date:
    return timezone.localdate(timezone=ZoneInfo(programme.time_zone))


def tick(
    client: Client, *seats: Participation, on: date | None = None, role: str = "mentor"
) -> HttpResponse:
    programme = seats[0].programme
    place = reverse("training", args=[programme.pk, role])
    day = on or today(programme)
    return client.post(place, {"on": day.isoformat(), "seats": [s.pk for s in seats]}, follow=True)


def take_back(client: Client, seat: Participation) -> None:
    place = reverse("training_removal", args=[seat.programme_id, seat.role])
    client.post(place, {"seats": [seat.pk]})


def day_of(seat: Participation) -> date | None:
    seat.refresh_from_db()
    return seat.trained_on


class TestTicking:
    def test_a_whole_list_in_one_go(self, alice: Client, cast: Cast) -> None:
        more = [enrol(make_person(), cast.programme, "mentor") for _ in range(3)]
        page = tick(alice, cast.mentor, *more[:2]).content.decode()
        assert "3 people are ticked off" in page
        assert "3 of 4 have been there" in page
        days = [day_of(seat) for seat in (cast.mentor, *more)]
        assert days == [today(cast.programme)] * 3 + [None]
        assert TrailEntry.objects.filter(verb="ticked off training").count() == 3

    def test_two_of_one_name_are_told_apart_by_where_they_work(
        self, alice: Client, cast: Cast
    ) -> None:
        employment = cast.bob.employment
        place = reverse("training", args=[cast.programme.pk, "mentor"])
        line = f"{cast.bob.full_name}, {employment.organisation.name}"
        assert line in alice.get(place).content.decode()

    def test_twice_is_once_and_keeps_the_day(self, alice: Client, cast: Cast) -> None:
        before = today(cast.programme) - timedelta(days=3)
        tick(alice, cast.mentor, on=before)
        assert "0 people are ticked off" in tick(alice, cast.mentor).content.decode()
        assert day_of(cast.mentor) == before
        assert TrailEntry.objects.filter(verb="ticked off training").count() == 1

    def test_it_is_taken_back(self, alice: Client, cast: Cast) -> None:
        tick(alice, cast.mentor)
        take_back(alice, cast.mentor)
        take_back(alice, cast.mentor)
        assert day_of(cast.mentor) is None
        assert TrailEntry.objects.filter(verb="took back training").count() == 1

    def test_a_day_that_is_still_to_come_is_refused_and_ticks_stay(
        self, alice: Client, cast: Cast
    ) -> None:
        page = tick(alice, cast.mentor, on=today(cast.programme) + timedelta(days=1))
        assert "This day is still to come" in page.content.decode()
        assert "checked" in page.content.decode()
        assert day_of(cast.mentor) is None

    def test_nobody_is_ticked_without_a_tick(self, alice: Client, cast: Cast) -> None:
        place = reverse("training", args=[cast.programme.pk, "mentor"])
        page = alice.post(place, {"on": today(cast.programme).isoformat()}).content.decode()
        assert "Nobody is ticked" in page

    def test_only_those_of_the_list(self, alice: Client, cast: Cast) -> None:
        """Neither of the other role, nor of another programme, nor who has withdrawn."""
        gone = enrol(make_person(), cast.programme, "mentor", state="withdrawn")
        theirs = enrol(cast.zed, cast.other_programme, "mentor")
        for seat in (cast.mentee, theirs, gone):
            place = reverse("training", args=[cast.programme.pk, "mentor"])
            said = {"on": today(cast.programme).isoformat(), "seats": [cast.mentor.pk, seat.pk]}
            assert alice.post(place, said).status_code == 200
        assert [day_of(seat) for seat in (cast.mentor, cast.mentee, theirs, gone)] == [None] * 4

    def test_others_do_not_tick(self, cast: Cast) -> None:
        for person in (cast.dora, cast.bob, cast.erik, cast.yrsa):
            client = Client()
            client.force_login(person)
            assert tick(client, cast.mentor).status_code == 404
        assert day_of(cast.mentor) is None


def test_who_is_missing_is_found_among_the_people(alice: Client, cast: Cast) -> None:
    tick(alice, cast.mentor)
    place = reverse("programme_people", args=[cast.programme.pk])
    assert list(alice.get(place, {"missing": "training"}).context["page"]) == [cast.mentee]


@pytest.mark.parametrize(
    ("days", "asked"), [(-22, False), (-21, True), (0, True), (21, True), (22, False)]
)
def test_monday_asks_round_the_first_meetings(cast: Cast, days: int, asked: bool) -> None:
    first = cast.programme.starts_on + timedelta(days=40)
    cast.programme.phases.create(kind="meet", starts_on=first, ends_on=first + timedelta(days=90))
    Participation.objects.filter(pk=cast.mentor.pk).update(trained_on=date(2026, 8, 1))
    zone = ZoneInfo(cast.programme.time_zone)
    start = datetime.combine(first, datetime.min.time(), zone)
    with time_machine.travel(start + timedelta(days=days, hours=12), tick=False):
        alice = Client()
        alice.force_login(cast.alice)
        page = alice.get(reverse("programme", args=[cast.programme.pk]))
    rows = [
        row.title
        for part in page.context["overview"].monday
        if part.title == "Training and briefing"
        for row in part.rows
    ]
    assert rows == (["1 is not ticked off"] if asked else [])

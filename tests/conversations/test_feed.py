"""A person's own calendar address: hers alone, with neutral titles, until she takes it back."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Event

from tests.cast import Cast
from tests.conversations.world import agree, booked, client_of, in_days, make_pair, turn_back
from tests.factories import enrol, make_person
from tests.house.leaks import database, found_in
from viceversa.conversations.actions import (
    Plan,
    accept_ground_rules,
    ask_question,
    cancel,
    move,
    offer_times,
    say_held,
    say_missed,
)
from viceversa.conversations.actions.feeds import make_feed, take_back_feed
from viceversa.conversations.models import CalendarFeed, Meeting
from viceversa.lib.tokens import token_hash
from viceversa.pairing.models import Pair
from viceversa.people.models import Person


def address(token: str) -> str:
    return reverse("calendar_file", args=[token])


def events(token: str) -> list[Event]:
    answer = Client().get(address(token))
    assert answer.status_code == 200
    found: list[Event] = Calendar.from_ical(answer.content).walk("VEVENT")
    return found


def uids(token: str) -> list[str]:
    return [str(event["uid"]) for event in events(token)]


def test_it_shows_what_is_booked_and_was_held_in_every_programme(cast: Cast, pair: Pair) -> None:
    held = turn_back(booked(cast, pair))
    say_held(held, by=cast.bob)
    ahead = booked(cast, pair)
    other, kim = cast.other_programme, make_person("Kim")
    second = make_pair(
        cast,
        programme=other,
        mentor=enrol(kim, other, "mentor"),
        mentee=enrol(cast.carol, other, "mentee"),
    )
    for person in (kim, cast.carol):
        accept_ground_rules(second, by=person)
    theirs = booked(cast, second, 9)
    assert uids(make_feed(cast.carol)) == [held.uid, ahead.uid, theirs.uid]
    assert uids(make_feed(cast.bob)) == [held.uid, ahead.uid]
    assert uids(make_feed(kim)) == [theirs.uid]
    for person in (cast.alice, cast.gun, cast.zed):
        assert uids(make_feed(person)) == []


def test_what_is_offered_cancelled_or_missed_is_not_shown(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair)
    cancel(meeting, by=cast.bob, seen=meeting.sequence)
    missed = turn_back(booked(cast, pair))
    say_missed(missed, by=cast.bob)
    offer_times(pair, Plan(), [in_days(3)], by=cast.bob)
    assert events(make_feed(cast.carol)) == []


def test_when_a_pair_ends_what_was_held_stays(cast: Cast, pair: Pair) -> None:
    held = turn_back(booked(cast, pair))
    say_held(held, by=cast.bob)
    booked(cast, pair)
    Pair.objects.update(state="ended")
    assert uids(make_feed(cast.carol)) == [held.uid]


def test_it_names_nobody_and_says_nothing(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair, plan=Plan(minutes=60, place="Lilla kontoret", kind="guest"))
    ask_question(meeting, "kanariefraga", by=cast.carol)
    token = make_feed(cast.bob)
    text = Client().get(address(token)).content.decode()
    (event,) = events(token)
    assert (str(event["summary"]), str(event["location"])) == ("Meeting", "Lilla kontoret")
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=60)
    assert event.decoded("dtstart") == meeting.starts_at
    assert not {"ATTENDEE", "ORGANIZER", "DESCRIPTION", "URL", "METHOD"} & set(event)
    for word in ("Carol", "Bob", cast.carol.email, cast.bob.email, "kanarie", "guest", pair.pk):
        assert word not in text


def test_it_speaks_the_language_of_its_owner(cast: Cast, pair: Pair) -> None:
    Person.objects.filter(pk=cast.bob.pk).update(language="sv")
    booked(cast, pair)
    (event,) = events(make_feed(Person.objects.get(pk=cast.bob.pk)))
    assert str(event["summary"]) == "Träff"


class TestItsToken:
    def test_a_new_one_ends_the_old(self, cast: Cast) -> None:
        old, new = make_feed(cast.carol), make_feed(cast.carol)
        statuses = [Client().get(address(token)).status_code for token in (old, new)]
        assert statuses == [404, 200]

    def test_taken_back_it_leads_nowhere(self, cast: Cast) -> None:
        token = make_feed(cast.carol)
        take_back_feed(cast.carol)
        assert Client().get(address(token)).status_code == 404

    def test_a_person_who_is_gone_has_none(self, cast: Cast) -> None:
        token = make_feed(cast.zed)
        Person.objects.filter(pk=cast.zed.pk).update(is_active=False)
        assert Client().get(address(token)).status_code == 404
        Person.objects.filter(pk=cast.zed.pk).delete()
        assert Client().get(address(token)).status_code == 404
        assert not CalendarFeed.objects.exists()

    def test_what_is_stored_opens_nothing(self, cast: Cast) -> None:
        token = make_feed(cast.carol)
        stored = CalendarFeed.objects.get().token_hash
        assert stored == token_hash(token)
        assert Client().get(address(stored)).status_code == 404

    def test_it_signs_nobody_in(self, cast: Cast) -> None:
        client = Client()
        client.get(address(make_feed(cast.carol)))
        assert dict(client.cookies) == {}
        assert client.get(reverse("desk")).status_code == 302


class TestFreshness:
    def test_an_unchanged_calendar_is_not_sent_again(self, cast: Cast, pair: Pair) -> None:
        meeting = booked(cast, pair)
        url = address(make_feed(cast.carol))
        first = Client().get(url)
        assert first.headers["Cache-Control"] == "private, max-age=900"
        known = {"If-None-Match": first.headers["ETag"]}
        assert Client().get(url, headers=known).status_code == 304
        move(meeting, Plan(), in_days(9), by=cast.bob, seen=meeting.sequence)
        changed = Client().get(url, headers=known)
        assert (changed.status_code, changed.headers["ETag"]) != (304, first.headers["ETag"])
        assert Meeting.objects.get().starts_at == in_days(9)

    def test_nothing_but_looking_is_possible(self, cast: Cast) -> None:
        url = address(make_feed(cast.carol))
        assert Client().head(url).status_code == 200
        assert Client().post(url).status_code == 405


class TestThePage:
    def shown(self, html: str) -> str:
        field = BeautifulSoup(html, "html.parser").select_one("#address")
        return str(field["value"]) if field else ""

    def test_the_address_is_shown_once_and_works(self, cast: Cast, pair: Pair) -> None:
        meeting = booked(cast, pair)
        client, url = client_of(cast.carol), reverse("calendar_feed")
        assert self.shown(client.get(url).content.decode()) == ""
        made = self.shown(client.post(url).content.decode())
        token = re.search(r"/calendar/([^/]+)\.ics$", made)[1]  # type: ignore[index]
        assert uids(token) == [meeting.uid]
        assert self.shown(client.get(url).content.decode()) == ""
        again = self.shown(client.post(url).content.decode())
        assert again != made
        assert Client().get(address(token)).status_code == 404

    def test_it_is_taken_back_by_a_button(self, cast: Cast) -> None:
        client = client_of(cast.carol)
        token = make_feed(cast.carol)
        assert "Take it back" in client.get(reverse("calendar_feed")).content.decode()
        assert client.post(reverse("calendar_feed_removal")).status_code == 302
        assert Client().get(address(token)).status_code == 404

    def test_it_is_found_from_ones_own_page(self, cast: Cast) -> None:
        page = client_of(cast.carol).get(reverse("me")).content.decode()
        assert reverse("calendar_feed") in page


@pytest.mark.django_db(transaction=True)
def test_no_copy_of_the_database_holds_the_address(cast: Cast) -> None:
    pair = make_pair(cast)
    agree(cast, pair)
    page = BeautifulSoup(
        client_of(cast.carol).post(reverse("calendar_feed")).content, "html.parser"
    )
    token = str(page.select_one("#address")["value"]).rpartition("/")[2].removesuffix(".ics")
    assert Client().get(address(token)).status_code == 200
    assert found_in(database(), [token]) == []

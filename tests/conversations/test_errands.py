"""Assistants: times and places, by link or signed in; with whom and about what, never."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY, booked, client_of, in_days, make_pair, set_policy
from tests.factories import enrol, give_role, make_person
from viceversa.conversations.actions import (
    Plan,
    accept_ground_rules,
    ask_question,
    cancel,
    offer_times,
    set_objective,
    suggest_times,
)
from viceversa.conversations.actions.announcing import remind_assistants
from viceversa.conversations.models import Meeting, TimeOption
from viceversa.lib.links import sign_link
from viceversa.notices.delivery import message_of
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.actions import sign_out_everywhere
from viceversa.people.models import Person, TrailEntry
from viceversa.programmes.actions import add_break, take_role
from viceversa.programmes.models import Role

Way = Callable[[Cast], tuple[Client, str]]


def by_link(cast: Cast) -> tuple[Client, str]:
    """Without signing in, by the link in a letter."""
    return Client(), link(cast.gun, role_of(cast))


def signed_in(cast: Cast) -> tuple[Client, str]:
    return client_of(cast.gun), reverse("programme_times", args=[cast.programme.pk])


def role_of(cast: Cast) -> Role:
    return Role.objects.get(person=cast.gun)


def link(person: Person, role: Role, *, version: int = 1) -> str:
    token = sign_link("times", person_id=person.pk, object_id=role.pk, version=version)
    return reverse("personal_times", args=[token])


both_ways = pytest.mark.parametrize("way", [by_link, signed_in])


def read(way: Way, cast: Cast, path: str = "") -> BeautifulSoup:
    client, home = way(cast)
    answer = client.get(home + path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def names_nobody(cast: Cast, pair: Pair, text: str) -> bool:
    bob = cast.bob
    secrets = (bob.given_name, bob.family_name, bob.email, "kanarie", pair.pk, "guest")
    return not any(secret in text for secret in secrets)


@both_ways
def test_times_and_places_and_never_with_whom_or_about_what(
    cast: Cast, pair: Pair, way: Way
) -> None:
    set_objective(pair, by=cast.bob, kind="theme", text="kanarietema")
    plan = Plan(minutes=60, place="Lilla kontoret", kind="guest")
    meeting = booked(cast, pair, plan=plan)
    ask_question(meeting, "kanariefraga", by=cast.carol)
    suggest_times(meeting, [in_days(9)], by=cast.bob, seen=meeting.sequence)
    pages = [
        read(way, cast, path) for path in ("", f"{meeting.pk}/", f"{meeting.pk}/cancellation/")
    ]
    assert "60 min · Lilla kontoret" in pages[0].text
    assert cast.carol.full_name in pages[0].text
    for page in pages:
        assert names_nobody(cast, pair, str(page.main))
        assert len(page.select(".button-primary")) <= 1


@both_ways
def test_she_chooses_a_time_in_one_tap_and_twice_is_once(cast: Cast, pair: Pair, way: Way) -> None:
    meeting = offer_times(pair, Plan(), [in_days(2), in_days(3)], by=cast.bob)
    client, home = way(cast)
    button = read(way, cast).select(".choices button")[1]
    for _ in range(2):
        sent = {"meeting": meeting.pk, "option": button["value"]}
        assert client.post(home, sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.starts_at) == ("booked", in_days(3))
    entry = TrailEntry.objects.get(verb="meeting_booked")
    assert (entry.actor, entry.facts["role"]) == (cast.gun, "mentee")


@both_ways
def test_she_takes_a_time_that_is_suggested_instead(cast: Cast, pair: Pair, way: Way) -> None:
    meeting = booked(cast, pair)
    suggest_times(meeting, [in_days(9)], by=cast.bob, seen=meeting.sequence)
    client, home = way(cast)
    assert len(read(way, cast).select(".choices button")) == 1
    client.post(home, {"meeting": meeting.pk, "option": TimeOption.objects.get().pk})
    meeting.refresh_from_db()
    assert meeting.starts_at == in_days(9)


@both_ways
def test_she_moves_and_what_it_is_about_stays(cast: Cast, pair: Pair, way: Way) -> None:
    meeting = booked(cast, pair, plan=Plan(kind="visit"))
    client, home = way(cast)
    when = timezone.localtime(in_days(12)).strftime("%Y-%m-%dT%H:%M")
    sent = {"starts_at": when, "minutes": "60", "way": "video", "place": "x", "seen": "1"}
    assert client.post(f"{home}{meeting.pk}/", sent).status_code == 302
    meeting.refresh_from_db()
    facts = (meeting.starts_at, meeting.minutes, meeting.way, meeting.kind, meeting.sequence)
    assert facts == (in_days(12), 60, "video", "visit", 2)
    letters = Letter.objects.filter(name="conversations/meeting_moved")
    told = {each.recipient.given_name: each.text for each in letters}
    assert "Gun has changed your meeting with Bob for you" in told["Carol"]
    assert "Carol has changed your meeting" in told["Bob"]
    assert "Gun" not in told["Bob"]


@both_ways
def test_she_cancels_with_new_times_in_the_name_of_the_one_she_assists(
    cast: Cast, pair: Pair, way: Way
) -> None:
    meeting = booked(cast, pair)
    client, home = way(cast)
    page = read(way, cast, f"{meeting.pk}/cancellation/")
    times = [str(box["value"]) for box in page.select("[name=suggested][checked]")]
    sent = {"seen": "1", "suggested": times}
    assert client.post(f"{home}{meeting.pk}/cancellation/", sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_by_role) == ("cancelled", "mentee")
    successor = Meeting.objects.get(state="proposed")
    assert [o.offered_by for o in successor.options.all()] == [cast.carol] * 3
    told = Letter.objects.get(name="conversations/new_time")
    assert (told.recipient, "Gun has cancelled" in told.text) == (cast.carol, True)
    assert names_nobody(cast, pair, read(way, cast).main.text)


@both_ways
def test_what_only_the_assisted_can_do_is_said_without_names(
    cast: Cast, new_pair: Pair, way: Way
) -> None:
    set_policy(cast.programme, goal_policy="require")
    accept_ground_rules(new_pair, by=cast.bob)
    set_objective(new_pair, by=cast.bob, kind="theme")
    set_policy(cast.programme, goal_policy="off")
    meeting = offer_times(new_pair, Plan(), [in_days(2)], by=cast.bob)
    set_policy(cast.programme, goal_policy="require")
    page = read(way, cast)
    assert page.select(".choices") == []
    assert "has something to say yes to first" in page.text
    client, home = way(cast)
    sent = {"meeting": meeting.pk, "option": meeting.options.get().pk}
    answer = client.post(home, sent, follow=True)
    assert "Something comes first" in answer.content.decode()
    assert Meeting.objects.get().state == "proposed"
    accept_ground_rules(new_pair, by=cast.carol)
    client.post(home, sent)
    assert Meeting.objects.get().state == "proposed"
    assert names_nobody(cast, new_pair, client.get(home).content.decode())


@both_ways
def test_a_slip_keeps_what_was_typed(cast: Cast, pair: Pair, way: Way) -> None:
    meeting = booked(cast, pair)
    client, home = way(cast)
    typed = {"starts_at": "2020-01-01T10:00", "minutes": "60", "way": "place", "place": "Här"}
    answer = client.post(f"{home}{meeting.pk}/", {**typed, "seen": "1"})
    page = BeautifulSoup(answer.content, "html.parser")
    assert "already passed" in page.select_one(".errors").text
    assert page.select_one("[name=place]")["value"] == "Här"
    assert page.select_one("[name=starts_at]")["value"] == "2020-01-01T10:00"


@both_ways
def test_a_page_that_is_out_of_date_changes_nothing(cast: Cast, pair: Pair, way: Way) -> None:
    meeting = booked(cast, pair)
    client, home = way(cast)
    answer = client.post(f"{home}{meeting.pk}/cancellation/", {"seen": "0"}, follow=True)
    assert "changed a moment ago" in answer.content.decode()
    assert Meeting.objects.get().state == "booked"


@both_ways
def test_nobody_elses_meetings_are_there(cast: Cast, pair: Pair, way: Way) -> None:
    kim, lo = make_person("Kim"), make_person("Lo")
    theirs = make_pair(
        cast,
        mentor=enrol(kim, cast.programme, "mentor"),
        mentee=enrol(lo, cast.programme, "mentee"),
    )
    for person in (kim, lo):
        accept_ground_rules(theirs, by=person)
    meeting = offer_times(theirs, Plan(), [in_days(2)], by=kim)
    client, home = way(cast)
    sent = {"meeting": meeting.pk, "option": meeting.options.get().pk}
    assert client.post(home, sent).status_code == 404
    for path in (f"{meeting.pk}/", f"{meeting.pk}/cancellation/"):
        assert client.get(home + path).status_code == 404
        assert client.post(home + path).status_code == 404
    assert read(way, cast).select(".next-thing") == []


@both_ways
def test_what_is_over_cancelled_or_her_own_offer_is_not_shown(
    cast: Cast, pair: Pair, way: Way
) -> None:
    meeting = booked(cast, pair)
    Meeting.objects.update(starts_at=timezone.now() - timedelta(minutes=80))
    assert len(read(way, cast).select(".next-thing")) == 1
    Meeting.objects.update(starts_at=timezone.now() - timedelta(minutes=91))
    assert read(way, cast).select(".next-thing") == []
    cancel(meeting, by=cast.bob, seen=meeting.sequence)
    offer_times(pair, Plan(), [in_days(2)], by=cast.carol)
    assert read(way, cast).select(".next-thing") == []
    assert "Nothing is booked" in read(way, cast).text


def test_assisting_in_another_programme_opens_nothing_here(cast: Cast, pair: Pair) -> None:
    booked(cast, pair)
    role = give_role(cast.zed, cast.other_programme, "assistant", assists=cast.carol)
    assert "Nothing is booked" in Client().get(link(cast.zed, role)).content.decode()


class TestTheLink:
    @pytest.fixture(autouse=True)
    def meeting(self, cast: Cast, pair: Pair) -> Meeting:
        return booked(cast, pair)

    def test_it_is_hers_alone(self, cast: Cast) -> None:
        role = role_of(cast)
        for person in (cast.carol, cast.bob, cast.alice, cast.zed):
            assert Client().get(link(person, role)).status_code == 404
        other = Role.objects.get(person=cast.alice)
        assert Client().get(link(cast.alice, other)).status_code == 404

    def test_it_ends_with_the_role(self, cast: Cast) -> None:
        url = link(cast.gun, role_of(cast))
        take_role(role_of(cast), by=cast.alice)
        assert Client().get(url).status_code == 404

    def test_it_ends_when_she_signs_out_everywhere(self, cast: Cast) -> None:
        url = link(cast.gun, role_of(cast))
        sign_out_everywhere(cast.gun)
        assert Client().get(url).status_code == 404

    def test_an_old_one_leads_to_the_sign_in(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = link(cast.gun, role_of(cast))
        past = timedelta(seconds=-1)
        monkeypatch.setattr("viceversa.conversations.access.TIMES_LINKS_LAST", past)
        assert Client().get(url).status_code == 410

    @pytest.mark.parametrize("method", ["get", "head", "options"])
    def test_looking_changes_nothing(self, cast: Cast, meeting: Meeting, method: str) -> None:
        before = list(Meeting.objects.values()), list(Letter.objects.values())
        for path in ("", f"{meeting.pk}/", f"{meeting.pk}/cancellation/"):
            url = f"{link(cast.gun, role_of(cast))}{path}?seen=1&option=x&meeting={meeting.pk}"
            getattr(Client(), method)(url)
        assert (list(Meeting.objects.values()), list(Letter.objects.values())) == before

    def test_it_opens_nothing_else(self, cast: Cast) -> None:
        client = Client()
        client.get(link(cast.gun, role_of(cast)))
        for name in ("desk", "me", "calendar_feed"):
            assert client.get(reverse(name)).status_code == 302


class TestLetters:
    def to_gun(self) -> list[Letter]:
        return list(Letter.objects.filter(recipient__given_name="Gun").order_by("created_at"))

    def test_times_offered_to_the_one_she_assists_come_with_her_link(
        self, cast: Cast, pair: Pair
    ) -> None:
        offer_times(pair, Plan(place="Lilla kontoret", kind="guest"), [in_days(2)], by=cast.bob)
        (letter,) = self.to_gun()
        text = str(message_of(letter).body)
        assert "Lilla kontoret" in text
        path = text.partition("Choose a time:\n")[2].split()[0].partition("8000")[2]
        assert Client().get(path).status_code == 200
        assert names_nobody(cast, pair, letter.subject + letter.text + letter.html)

    def test_times_that_the_assisted_has_offered_are_not_hers_to_choose(
        self, cast: Cast, pair: Pair
    ) -> None:
        offer_times(pair, Plan(), [in_days(2)], by=cast.carol)
        assert self.to_gun() == []

    def test_new_times_after_a_cancellation_reach_her_too(self, cast: Cast, pair: Pair) -> None:
        meeting = booked(cast, pair)
        cancel(meeting, by=cast.bob, seen=meeting.sequence, new_times=[in_days(9)])
        assert [each.name for each in self.to_gun()] == ["conversations/times_to_choose"]

    def test_after_three_days_she_is_reminded_once(self, cast: Cast, pair: Pair) -> None:
        offer_times(pair, Plan(), [in_days(9)], by=cast.bob)
        for now in (in_days(2), in_days(3) + DAY / 2, in_days(4), in_days(5)):
            remind_assistants(now=now)
        names = [each.name.split("/")[1] for each in self.to_gun()]
        assert names == ["times_to_choose", "times_wait"]
        assert names_nobody(cast, pair, self.to_gun()[1].text)

    def test_no_reminder_when_too_late_or_in_a_break_or_paused_or_over(
        self, cast: Cast, pair: Pair
    ) -> None:
        offer_times(pair, Plan(), [in_days(9)], by=cast.bob)
        day = timezone.localdate(in_days(4))
        days = {"starts_on": day, "ends_on": day}
        silence = add_break(cast.programme, name="Lov", **days, by=cast.alice)
        with time_machine.travel(in_days(4)):
            remind_assistants()
        silence.delete()
        remind_assistants(now=in_days(10))
        Pair.objects.update(paused_at=timezone.now(), resumes_on=timezone.localdate(in_days(9)))
        remind_assistants(now=in_days(4))
        Pair.objects.update(paused_at=None, resumes_on=None, state="ended")
        remind_assistants(now=in_days(4))
        assert [each.name for each in self.to_gun()] == ["conversations/times_to_choose"]

    def test_the_coordinator_sends_the_link_once_a_day(self, cast: Cast) -> None:
        url = reverse("role_times_link", args=[cast.programme.pk, role_of(cast).pk])
        for _ in range(2):
            assert client_of(cast.alice).post(url).status_code == 302
        (letter,) = self.to_gun()
        assert letter.name == "programmes/times_link"
        assert "/times/" in str(message_of(letter).body)

    def test_only_an_assistant_has_one(self, cast: Cast) -> None:
        role = Role.objects.get(person=cast.dora)
        url = reverse("role_times_link", args=[cast.programme.pk, role.pk])
        assert client_of(cast.alice).post(url).status_code == 404

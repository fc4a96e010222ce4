"""Personal links: looking changes nothing, a button does, twice is once."""

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.conversations.world import booked, in_days, set_policy, turn_back
from viceversa.conversations.actions import (
    Plan,
    accept_ground_rules,
    ask_question,
    move,
    offer_times,
    suggest_times,
)
from viceversa.conversations.models import Attendance, Meeting, Taps, TimeOption
from viceversa.conversations.sealed import data_of
from viceversa.lib.links import sign_link
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import Person, TrailEntry

TAPPED = {"useful": "4", "openly": "spoke_openly", "next_date": "next_asked"}


def link(purpose: str, person: Person, meeting: Meeting) -> str:
    token = sign_link(purpose, person_id=person.pk, object_id=meeting.pk, version=1)
    return reverse(f"personal_{purpose}", args=[token])


@pytest.fixture
def offered(cast: Cast, pair: Pair) -> Meeting:
    return offer_times(pair, Plan(), [in_days(2), in_days(3)], by=cast.bob)


@pytest.fixture
def over(cast: Cast, pair: Pair) -> Meeting:
    return turn_back(booked(cast, pair))


def everything() -> list[object]:
    models = (Meeting, TimeOption, Attendance, Taps, Letter, TrailEntry)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(cast: Cast, pair: Pair, offered: Meeting, method: str) -> None:
    before = everything()
    client = Client()
    for purpose in ("meeting", "taps"):
        for query in ("", f"?option={offered.options.all()[0].pk}&missed=1"):
            getattr(client, method)(link(purpose, cast.carol, offered) + query)
    assert everything() == before


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_what_is_over_changes_nothing(cast: Cast, over: Meeting, method: str) -> None:
    before = everything()
    url = link("taps", cast.bob, over) + "?missed=1&useful=4&openly=spoke_not"
    assert getattr(Client(), method)(url).status_code == 200
    assert everything() == before


def test_a_time_is_chosen_with_one_tap_and_twice_is_once(cast: Cast, offered: Meeting) -> None:
    url, option = link("meeting", cast.carol, offered), offered.options.all()[1]
    for _ in range(2):
        assert Client().post(url, {"option": option.pk}).status_code == 302
    assert Meeting.objects.get().starts_at == option.starts_at
    assert TrailEntry.objects.filter(verb="meeting_booked").count() == 1
    assert "It is booked" in Client().get(url).content.decode()


def test_the_option_of_another_meeting_is_not_there(cast: Cast, offered: Meeting) -> None:
    url = link("meeting", cast.carol, offered)
    assert Client().post(url, {"option": "nosuchoption"}).status_code == 404


def test_who_has_not_accepted_the_rules_is_led_to_them(cast: Cast, new_pair: Pair) -> None:
    accept_ground_rules(new_pair, by=cast.bob)
    meeting = offer_times(new_pair, Plan(), [in_days(2)], by=cast.bob)
    url = link("meeting", cast.carol, meeting)
    assert "Accept the ground rules first" in Client().get(url).content.decode()
    Client().post(url, {"option": meeting.options.get().pk})
    assert Meeting.objects.get().state == "proposed"


def test_where_goals_come_first_no_time_is_chosen(cast: Cast, offered: Meeting) -> None:
    set_policy(cast.programme, goal_policy="require")
    Client().post(link("meeting", cast.carol, offered), {"option": offered.options.all()[0].pk})
    assert Meeting.objects.get().state == "proposed"


def test_three_taps_are_kept_once_and_shown_to_nobody(cast: Cast, over: Meeting) -> None:
    url = link("taps", cast.bob, over)
    for _ in range(2):
        assert Client().post(url, TAPPED).status_code == 302
    assert data_of(Taps.objects.get(), "sealed_answers")["useful"] == 4
    assert Meeting.objects.get().state == "held"
    assert "checked" not in Client().get(url).content.decode()


def test_a_tap_too_few_is_asked_for(cast: Cast, over: Meeting) -> None:
    response = Client().post(link("taps", cast.bob, over), {"useful": "4"})
    assert response.status_code == 200
    assert not Taps.objects.exists()


def test_we_did_not_meet_is_one_tap(cast: Cast, over: Meeting) -> None:
    Client().post(link("taps", cast.bob, over), {"missed": "1"})
    assert Meeting.objects.get().state == "missed"


def test_a_meeting_ahead_takes_no_taps(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair)
    Client().post(link("taps", cast.bob, meeting), TAPPED)
    assert (Meeting.objects.get().state, Taps.objects.count()) == ("booked", 0)


@pytest.mark.parametrize("purpose", ["meeting", "taps"])
def test_the_question_is_not_shown_without_sign_in(cast: Cast, pair: Pair, purpose: str) -> None:
    meeting = booked(cast, pair)
    ask_question(meeting, "kanariefraga", by=cast.carol)
    assert "kanariefraga" not in Client().get(link(purpose, cast.carol, meeting)).content.decode()


def test_it_speaks_the_language_of_its_person(cast: Cast, offered: Meeting) -> None:
    Person.objects.filter(pk=cast.carol.pk).update(language="sv")
    response = Client(headers={"accept-language": "en"}).get(link("meeting", cast.carol, offered))
    assert "Välj en tid" in response.content.decode()
    assert 'lang="sv"' in response.content.decode()


class TestTheInvitation:
    """Yes, no, or another time, by the link in the letter and without signing in."""

    def page(self, person: Person, meeting: Meeting) -> BeautifulSoup:
        answer = Client().get(link("meeting", person, meeting))
        return BeautifulSoup(answer.content, "html.parser")

    def post(self, person: Person, meeting: Meeting, path: str, **data: object) -> HttpResponse:
        url = link("meeting", person, meeting) + path
        return Client().post(url, {"seen": meeting.sequence, **data}, follow=True)

    def answers(self) -> list[tuple[str, str]]:
        rows = Attendance.objects.order_by("person__given_name")
        return [(each.person.given_name, each.answer) for each in rows]

    @pytest.mark.parametrize("method", ["get", "head", "options"])
    @pytest.mark.parametrize("path", ["", "answer/", "times/", "stay/"])
    def test_looking_changes_nothing(
        self, cast: Cast, meeting: Meeting, path: str, method: str
    ) -> None:
        suggest_times(meeting, [in_days(9)], by=cast.bob, seen=1)
        before = everything()
        for person in (cast.bob, cast.carol):
            url = f"{link('meeting', person, meeting)}{path}?answer=declined&seen=1"
            getattr(Client(), method)(url)
        assert everything() == before

    def test_yes_and_no_are_one_tap_each(self, cast: Cast, meeting: Meeting) -> None:
        buttons = [b["value"] for b in self.page(cast.carol, meeting).select("[name=answer]")]
        assert buttons == ["accepted", "declined"]
        self.post(cast.carol, meeting, "answer/", answer="accepted")
        assert "You have said that you are coming" in self.page(cast.carol, meeting).text
        for _ in range(2):
            self.post(cast.carol, meeting, "answer/", answer="declined")
        assert self.answers() == [("Carol", "declined")]
        assert "nothing is cancelled" in self.page(cast.carol, meeting).text
        assert Letter.objects.filter(name="conversations/meeting_declined").count() == 1
        assert "Nothing is cancelled" in self.page(cast.bob, meeting).text

    def test_another_time_is_suggested_and_taken(self, cast: Cast, meeting: Meeting) -> None:
        url = link("meeting", cast.carol, meeting) + "times/"
        form = BeautifulSoup(Client().get(url).content, "html.parser")
        times = [str(box["value"]) for box in form.select("[name=suggested][checked]")]
        assert len(times) == 3
        self.post(cast.carol, meeting, "times/", suggested=times)
        assert "You have suggested another time" in self.page(cast.carol, meeting).text
        buttons = self.page(cast.bob, meeting).select(".choices [name=option]")
        assert len(buttons) == 3
        self.post(cast.bob, meeting, "", option=buttons[1]["value"])
        assert Meeting.objects.get().starts_at.isoformat() == times[1]

    def test_the_booked_time_can_be_kept(self, cast: Cast, meeting: Meeting) -> None:
        suggest_times(meeting, [in_days(9)], by=cast.bob, seen=1)
        self.post(cast.carol, meeting, "stay/")
        assert self.page(cast.carol, meeting).select(".choices [name=option]") == []
        assert Letter.objects.filter(name="conversations/time_kept").count() == 1

    def test_a_slip_keeps_what_was_typed(self, cast: Cast, meeting: Meeting) -> None:
        typed = {"suggested": [], "own_1": "2020-01-01T10:00"}
        answer = self.post(cast.carol, meeting, "times/", **typed)
        page = BeautifulSoup(answer.content, "html.parser")
        assert "already passed" in page.select_one(".errors").text
        assert page.select_one("[name=own_1]")["value"] == "2020-01-01T10:00"

    @pytest.mark.parametrize("sent", [{}, {"answer": "perhaps"}, {"answer": "declined"}])
    def test_a_page_out_of_date_or_nonsense_changes_nothing(
        self, cast: Cast, meeting: Meeting, sent: dict[str, str]
    ) -> None:
        moved = move(meeting, Plan(), in_days(9), by=cast.bob, seen=1)
        moved.sequence = 99
        assert self.post(cast.carol, moved, "answer/", **sent).status_code == 200
        assert self.answers() == []

    def test_when_it_is_over_nothing_is_asked(self, cast: Cast, meeting: Meeting) -> None:
        over = turn_back(meeting)
        assert self.page(cast.carol, over).select("main form") == []

"""Links by which times are offered, and a way on is chosen, without signing in."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.conversations.world import booked, in_days
from viceversa.conversations.actions import Plan, end_pair, offer_times
from viceversa.conversations.models import Meeting, TimeOption
from viceversa.lib.links import sign_link
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import Person, TrailEntry


def link(purpose: str, person: Person, pair: Pair, version: int = 1) -> str:
    token = sign_link(purpose, person_id=person.pk, object_id=pair.pk, version=version)
    return reverse(f"personal_{purpose}", args=[token])


def everything() -> list[object]:
    models = (Meeting, TimeOption, Letter, TrailEntry, Pair)
    return [list(model.objects.order_by("pk").values()) for model in models]


class TestOfferingTimes:
    def ticked(self, url: str) -> list[str]:
        page = BeautifulSoup(Client().get(url).content, "html.parser")
        return [str(box["value"]) for box in page.select("input[name=suggested][checked]")]

    def test_three_are_ticked_and_one_tap_offers_them(self, cast: Cast, pair: Pair) -> None:
        url = link("plan", cast.carol, pair)
        times = self.ticked(url)
        assert len(times) == 3
        Client().post(url, {"suggested": times})
        meeting = Meeting.objects.get()
        assert (meeting.state, meeting.options.count()) == ("proposed", 3)
        assert Letter.objects.get(name="conversations/times_offered").recipient == cast.bob
        assert "Bob has the times" in Client().get(url).content.decode()

    def test_the_same_length_and_place_as_last_time(self, cast: Cast, pair: Pair) -> None:
        booked(cast, pair, 3, Plan(minutes=60, way="walk", place="Rådhusparken"))
        Meeting.objects.update(state="missed")
        url = link("plan", cast.bob, pair)
        Client().post(url, {"suggested": self.ticked(url)})
        meeting = Meeting.objects.get(state="proposed")
        assert (meeting.minutes, meeting.way, meeting.place) == (60, "walk", "Rådhusparken")

    def test_none_ticked_is_asked_about(self, cast: Cast, pair: Pair) -> None:
        assert Client().post(link("plan", cast.carol, pair), {}).status_code == 200
        assert not Meeting.objects.exists()

    def test_when_something_else_is_so_the_page_says_what(self, cast: Cast, pair: Pair) -> None:
        url = link("plan", cast.carol, pair)
        booked(cast, pair)
        assert "It is booked" in Client().get(url).content.decode()

    def test_who_has_not_accepted_the_rules_does_so_first(self, cast: Cast, new_pair: Pair) -> None:
        url = link("plan", cast.carol, new_pair)
        assert "Accept the ground rules first" in Client().get(url).content.decode()
        Client().post(url, {"suggested": [in_days(3).isoformat()]})
        assert not Meeting.objects.exists()

    def test_it_opens_nothing_when_the_pair_has_ended(self, cast: Cast, pair: Pair) -> None:
        end_pair(pair)
        assert Client().get(link("plan", cast.carol, pair)).status_code == 404


class TestTheWayOn:
    @pytest.mark.parametrize(("onward", "state"), [("new", "enrolled"), ("stop", "withdrawn")])
    def test_one_tap(self, cast: Cast, pair: Pair, onward: str, state: str) -> None:
        end_pair(pair)
        Client().post(link("onward", cast.carol, pair), {"onward": onward})
        cast.mentee.refresh_from_db()
        assert cast.mentee.state == state

    def test_the_letter_leads_there(self, cast: Cast, pair: Pair) -> None:
        end_pair(pair)
        for letter in Letter.objects.filter(name="conversations/pair_ended"):
            assert f"onward:{pair.pk}" in letter.text

    def test_it_shows_no_words_and_no_address(self, cast: Cast, pair: Pair) -> None:
        end_pair(pair)
        page = Client().get(link("onward", cast.carol, pair)).content.decode()
        assert cast.bob.email not in page


@pytest.mark.parametrize("purpose", ["plan", "onward"])
class TestTheLinks:
    def test_looking_changes_nothing(self, cast: Cast, pair: Pair, purpose: str) -> None:
        if purpose == "onward":
            end_pair(pair)
        before = everything()
        url = link(purpose, cast.carol, pair) + "?onward=stop&suggested=x"
        for method in ("get", "head", "options"):
            getattr(Client(), method)(url)
        assert everything() == before
        cast.mentee.refresh_from_db()
        assert cast.mentee.state != "withdrawn"

    def test_they_open_to_nobody_else(self, cast: Cast, pair: Pair, purpose: str) -> None:
        if purpose == "onward":
            end_pair(pair)
        for person in (cast.alice, cast.gun, cast.zed):
            assert Client().get(link(purpose, person, pair)).status_code == 404

    def test_signing_out_everywhere_takes_them_back(
        self, cast: Cast, pair: Pair, purpose: str
    ) -> None:
        if purpose == "onward":
            end_pair(pair)
        assert Client().get(link(purpose, cast.carol, pair, version=2)).status_code == 404


def test_offering_by_link_and_on_the_page_is_offering_once(cast: Cast, pair: Pair) -> None:
    offer_times(pair, Plan(), [in_days(4)], by=cast.carol)
    page = Client().get(link("plan", cast.carol, pair)).content.decode()
    assert "Bob has the times" in page

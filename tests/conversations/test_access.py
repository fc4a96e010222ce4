"""The doors of a pair open to its two members, and to nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.conversations.world import client_of
from viceversa.conversations.models import Meeting
from viceversa.lib.links import sign_link
from viceversa.pairing.models import Pair
from viceversa.people.models import Person

OTHERS = ("alice", "dora", "erik", "fia", "gun", "yrsa", "zed")
OF_PAIR = ("pair", "guide", "ground_rules", "objective", "meetings")
OF_MEETING = (
    "meeting",
    "meeting_time",
    "meeting_cancellation",
    "meeting_question",
    "meeting_taps",
    "meeting_calendar",
)
POSTED = ("meeting_choice", "meeting_agenda", "meeting_outcome")


def addresses(meeting: Meeting, *names: str) -> list[str]:
    pair = [reverse(n, args=[meeting.pair_id]) for n in names if n in OF_PAIR]
    own = [reverse(n, args=[meeting.pair_id, meeting.number]) for n in names if n not in OF_PAIR]
    return pair + own


def test_the_mentee_gets_in_everywhere(cast: Cast, meeting: Meeting) -> None:
    client = client_of(cast.carol)
    pages = addresses(meeting, *OF_PAIR, *OF_MEETING)
    assert {url: client.get(url).status_code for url in pages} == dict.fromkeys(pages, 200)
    posted = addresses(meeting, "meeting_agenda", "meeting_outcome")
    assert {url: client.post(url).status_code for url in posted} == dict.fromkeys(posted, 302)


def test_the_mentor_gets_in_but_is_not_asked_for_the_question(cast: Cast, meeting: Meeting) -> None:
    client = client_of(cast.bob)
    pages = addresses(meeting, *OF_PAIR, *OF_MEETING)
    question = reverse("meeting_question", args=[meeting.pair_id, 1])
    assert {url for url in pages if client.get(url).status_code != 200} == {question}
    assert client.post(question, {"starter": "1"}).status_code == 404


@pytest.mark.requirement("003-02")
@pytest.mark.parametrize("name", OTHERS)
def test_for_others_the_pair_does_not_exist(cast: Cast, meeting: Meeting, name: str) -> None:
    client = client_of(getattr(cast, name))
    everything = addresses(meeting, *OF_PAIR, *OF_MEETING)
    posted = everything[1:] + addresses(meeting, *POSTED)
    before = list(Meeting.objects.values())
    assert {client.get(url).status_code for url in everything} == {404}
    assert {client.post(url).status_code for url in posted} <= {404, 405}
    assert list(Meeting.objects.values()) == before


def test_who_has_not_signed_in_is_asked_to(meeting: Meeting) -> None:
    everything = addresses(meeting, *OF_PAIR, *OF_MEETING)
    answers = {
        Client().get(url).headers.get("Location", "").partition("?")[0] for url in everything
    }
    assert answers == {reverse("account_login")}


@pytest.mark.parametrize("state", ["proposed", "declined"])
def test_a_pair_that_was_never_formed_has_no_page(cast: Cast, meeting: Meeting, state: str) -> None:
    Pair.objects.filter(pk=meeting.pair_id).update(state=state)
    client = client_of(cast.carol)
    assert {client.get(u).status_code for u in addresses(meeting, *OF_PAIR, *OF_MEETING)} == {404}


@pytest.mark.parametrize("state", ["ended", "completed"])
def test_a_pair_that_is_over_can_be_read_and_nothing_done(
    cast: Cast, meeting: Meeting, state: str
) -> None:
    Pair.objects.filter(pk=meeting.pair_id).update(state=state)
    client = client_of(cast.carol)
    everything = addresses(meeting, *OF_PAIR, *OF_MEETING)
    open_ones = [url for url in everything if client.get(url).status_code != 404]
    assert open_ones == addresses(meeting, "pair", "meeting")
    assert {client.post(url).status_code for url in open_ones} == {405}


def test_a_number_that_is_not_there_is_not_found(cast: Cast, meeting: Meeting) -> None:
    url = reverse("meeting", args=[meeting.pair_id, 99])
    assert client_of(cast.carol).get(url).status_code == 404


@pytest.mark.parametrize("purpose", ["meeting", "taps"])
class TestPersonalLinks:
    def url(self, purpose: str, person: Person, meeting: Meeting, version: int = 1) -> str:
        token = sign_link(purpose, person_id=person.pk, object_id=meeting.pk, version=version)
        return reverse(f"personal_{purpose}", args=[token])

    def test_it_opens_to_the_members(self, cast: Cast, meeting: Meeting, purpose: str) -> None:
        for person in (cast.bob, cast.carol):
            assert Client().get(self.url(purpose, person, meeting)).status_code == 200

    def test_it_opens_to_nobody_else(self, cast: Cast, meeting: Meeting, purpose: str) -> None:
        for person in (cast.alice, cast.gun, cast.zed):
            assert Client().get(self.url(purpose, person, meeting)).status_code == 404

    def test_it_opens_no_other_purpose(self, cast: Cast, meeting: Meeting, purpose: str) -> None:
        other = {"meeting": "taps", "taps": "meeting"}[purpose]
        token = sign_link(other, person_id=cast.bob.pk, object_id=meeting.pk, version=1)
        assert Client().get(reverse(f"personal_{purpose}", args=[token])).status_code == 404

    def test_it_ends_with_the_access_of_its_person(
        self, cast: Cast, meeting: Meeting, purpose: str
    ) -> None:
        assert Client().get(self.url(purpose, cast.bob, meeting, 2)).status_code == 404

    def test_it_ends_with_the_pair(self, cast: Cast, meeting: Meeting, purpose: str) -> None:
        Pair.objects.filter(pk=meeting.pair_id).update(state=Pair.State.ENDED)
        assert Client().get(self.url(purpose, cast.bob, meeting)).status_code == 404

    def test_an_old_one_leads_to_the_sign_in(
        self, cast: Cast, meeting: Meeting, purpose: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = self.url(purpose, cast.bob, meeting)
        monkeypatch.setattr("viceversa.conversations.access.LINKS_LAST", timedelta(seconds=-1))
        assert Client().get(url).status_code == 410


def test_the_option_of_another_pair_is_not_there(cast: Cast, meeting: Meeting) -> None:
    url = reverse("meeting_choice", args=[meeting.pair_id, meeting.number])
    assert client_of(cast.carol).post(url, {"option": "nosuchoption"}).status_code == 404

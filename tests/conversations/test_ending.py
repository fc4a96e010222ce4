"""Ending: one tap, no reason, the same words to both, and no trace of who it was."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY, agree, booked, client_of, in_days, make_pair, turn_back
from tests.factories import enrol, make_person
from viceversa.conversations.actions import (
    Plan,
    StateError,
    book,
    end_pair,
    offer_times,
    say_held,
    wish_for_contact,
)
from viceversa.conversations.models import Meeting
from viceversa.notices.models import Letter
from viceversa.pairing.actions import seek_new_partner, stop_here
from viceversa.pairing.models import Pair, Recheck
from viceversa.pairing.queries import enrolled
from viceversa.people.models import Person, TrailEntry

END = "pairs/{}/ending/"


def states(cast: Cast) -> tuple[str, str]:
    for seat in (cast.mentor, cast.mentee):
        seat.refresh_from_db()
    return cast.mentor.state, cast.mentee.state


def letters(name: str) -> list[Letter]:
    found = Letter.objects.filter(name=f"conversations/{name}")
    return list(found.order_by("recipient__given_name"))


def url(pair: Pair, name: str) -> str:
    return reverse(name, args=[pair.pk])


def end_by(person: Person, pair: Pair, **data: str) -> None:
    answer = client_of(person).post(url(pair, "pair_ending"), data)
    assert (answer.status_code, answer.headers["Location"]) == (302, url(pair, "pair"))


@pytest.mark.parametrize("who", ["bob", "carol"])
def test_it_ends_by_one_tap_of_either(cast: Cast, pair: Pair, who: str) -> None:
    page = client_of(getattr(cast, who)).get(url(pair, "pair_ending")).content.decode()
    assert page.count("button-primary") == 1
    assert "<textarea" not in page
    end_by(getattr(cast, who), pair)
    pair.refresh_from_db()
    assert pair.state == "ended"
    assert pair.ended_at is not None
    assert states(cast) == ("resting", "resting")


@pytest.mark.parametrize("who", ["bob", "carol"])
def test_nothing_tells_who_ended_it(cast: Cast, pair: Pair, who: str) -> None:
    """Trail, outbox and rows are the same, whoever it was; so are the letters, name for name."""
    booked(cast, pair)
    before = set(TrailEntry.objects.values_list("pk", flat=True))
    Letter.objects.all().delete()
    end_by(getattr(cast, who), pair)
    added = TrailEntry.objects.exclude(pk__in=before)
    assert set(added.values_list("actor", flat=True)) == {None}
    assert sorted(added.values_list("verb", flat=True)) == [
        "meeting_cancelled",
        "pair_ended",
        "rests",
        "rests",
    ]
    to_bob, to_carol = letters("pair_ended")
    assert Letter.objects.count() == 2
    assert to_bob.subject == to_carol.subject
    assert to_bob.text.split("\n\n")[3:] == to_carol.text.split("\n\n")[3:]
    assert Meeting.objects.get().cancelled_by_role == ""


def test_what_is_booked_leaves_both_calendars(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair)
    end_pair(pair)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == ("cancelled", 2)
    for letter in letters("pair_ended"):
        assert letter.calendar_method == "CANCEL"
        assert f"UID:{meeting.uid}" in letter.calendar.replace("\r\n ", "")
        assert "SEQUENCE:2" in letter.calendar


def test_times_on_offer_are_withdrawn_and_calendars_left_alone(cast: Cast, pair: Pair) -> None:
    offer_times(pair, Plan(), [in_days(2)], by=cast.bob)
    end_pair(pair)
    assert Meeting.objects.get().state == "cancelled"
    assert {letter.calendar for letter in letters("pair_ended")} == {""}


def test_what_has_been_stays(cast: Cast, pair: Pair) -> None:
    held = turn_back(booked(cast, pair))
    say_held(held, by=cast.bob)
    end_pair(pair)
    assert Meeting.objects.get().state == "held"


def test_the_second_tap_finds_that_it_has_ended(cast: Cast, pair: Pair) -> None:
    assert end_pair(pair)
    assert not end_pair(pair)
    end_by(cast.carol, pair)
    assert len(letters("pair_ended")) == 2
    assert TrailEntry.objects.filter(verb="pair_ended").count() == 1


def test_nothing_is_planned_in_a_pair_that_has_ended(cast: Cast, pair: Pair) -> None:
    end_pair(pair)
    with pytest.raises(StateError):
        book(pair, Plan(), in_days(2), by=cast.bob)
    assert not Meeting.objects.exists()


def test_an_open_question_about_independence_ends_with_it(cast: Cast, pair: Pair) -> None:
    Recheck.objects.create(pair=pair, rules=["no_dependency"])
    end_pair(pair)
    assert Recheck.objects.get().outcome == "ended"


def test_nobody_is_proposed_a_partner_before_asking_for_one(cast: Cast, pair: Pair) -> None:
    end_pair(pair)
    assert list(enrolled(cast.programme)) == []
    seek_new_partner(pair, by=cast.bob)
    assert list(enrolled(cast.programme)) == [cast.mentor]
    stop_here(pair, by=cast.carol)
    assert states(cast) == ("enrolled", "withdrawn")


def test_who_ends_it_may_ask_for_another_in_the_same_tap(cast: Cast, pair: Pair) -> None:
    page = client_of(cast.carol).get(url(pair, "pair_ending") + "?onward=new").content.decode()
    assert "You are on the list for a new partner at once." in page
    end_by(cast.carol, pair, onward="new")
    assert states(cast) == ("resting", "enrolled")


class TestTheWayOn:
    @pytest.mark.parametrize(("onward", "state"), [("new", "enrolled"), ("stop", "withdrawn")])
    def test_one_tap(self, cast: Cast, pair: Pair, onward: str, state: str) -> None:
        end_pair(pair)
        for _ in range(2):
            client_of(cast.bob).post(url(pair, "pair_onward"), {"onward": onward})
        assert states(cast) == (state, "resting")

    def test_nonsense_changes_nothing(self, cast: Cast, pair: Pair) -> None:
        end_pair(pair)
        client_of(cast.bob).post(url(pair, "pair_onward"), {"onward": "perhaps"})
        assert states(cast) == ("resting", "resting")

    def test_it_can_be_changed_to_stopping_but_only_the_organiser_lets_back_in(
        self, cast: Cast, pair: Pair
    ) -> None:
        end_pair(pair)
        seek_new_partner(pair, by=cast.bob)
        stop_here(pair, by=cast.bob)
        seek_new_partner(pair, by=cast.bob)
        assert states(cast) == ("withdrawn", "resting")

    def test_another_pair_of_hers_goes_on_when_she_stops_here(self, cast: Cast, pair: Pair) -> None:
        hedda = make_person("Hedda")
        other = make_pair(cast, mentor=enrol(hedda, cast.programme, "mentor"))
        end_pair(pair)
        stop_here(pair, by=cast.carol)
        other.refresh_from_db()
        assert (states(cast)[1], other.state) == ("resting", "active")

    def test_a_pair_that_meets_has_no_way_on(self, cast: Cast, pair: Pair) -> None:
        answer = client_of(cast.bob).post(url(pair, "pair_onward"), {"onward": "stop"})
        assert (answer.status_code, states(cast)) == (404, ("enrolled", "enrolled"))


class TestThePageAfterwards:
    @pytest.mark.usefixtures("clock")
    def test_it_can_be_read_and_offers_the_way_on(self, cast: Cast, pair: Pair) -> None:
        end_pair(pair)
        for person in (cast.bob, cast.carol):
            page = client_of(person).get(url(pair, "pair")).content.decode()
            assert page.count("button-primary") == 1
            assert "A new partner, please" in page

    def test_addresses_are_gone(self, cast: Cast, pair: Pair) -> None:
        assert cast.carol.email in client_of(cast.bob).get(url(pair, "pair")).content.decode()
        end_pair(pair)
        assert cast.carol.email not in client_of(cast.bob).get(url(pair, "pair")).content.decode()

    @pytest.mark.parametrize(
        ("bobs", "carols", "shown"),
        [(True, True, True), (True, False, False), (False, True, False), (True, None, False)],
    )
    def test_addresses_show_only_when_both_want_it(
        self, cast: Cast, pair: Pair, bobs: bool, carols: bool | None, shown: bool
    ) -> None:
        wish_for_contact(pair, by=cast.bob, yes=bobs)
        if carols is not None:
            wish_for_contact(pair, by=cast.carol, yes=carols)
        end_pair(pair)
        page = client_of(cast.bob).get(url(pair, "pair")).content.decode()
        assert (cast.carol.email in page) is shown

    def test_a_yes_may_be_taken_back_until_both_have_said_it(self, cast: Cast, pair: Pair) -> None:
        end_pair(pair)
        for answer in ("yes", "no"):
            client_of(cast.carol).post(url(pair, "pair_contact"), {"contact": answer})
        client_of(cast.bob).post(url(pair, "pair_contact"), {"contact": "yes"})
        assert cast.carol.email not in client_of(cast.bob).get(url(pair, "pair")).content.decode()
        client_of(cast.carol).post(url(pair, "pair_contact"), {"contact": "yes"})
        client_of(cast.carol).post(url(pair, "pair_contact"), {"contact": "no"})
        assert cast.carol.email in client_of(cast.bob).get(url(pair, "pair")).content.decode()

    def test_the_desk_still_leads_there(self, cast: Cast, pair: Pair) -> None:
        end_pair(pair)
        (line,) = client_of(cast.bob).get("/desk/").context["pairs"]
        assert (line.href, line.line) == (url(pair, "pair"), "How would you like to go on?")
        stop_here(pair, by=cast.bob)
        (line,) = client_of(cast.bob).get("/desk/").context["pairs"]
        assert line.line == "Ended"

    def test_when_the_round_is_over_nobody_is_asked_to_go_on(self, cast: Cast, pair: Pair) -> None:
        end_pair(pair)
        type(cast.programme).objects.update(ends_on=timezone.localdate() - DAY)
        page = client_of(cast.bob).get(url(pair, "pair")).content.decode()
        assert "A new partner, please" not in page


class TestByTheCoordinator:
    def place(self, pair: Pair) -> str:
        return reverse("programme_ending", args=[pair.programme_id, pair.pk])

    def test_she_ends_it_for_them_and_it_is_on_record(self, cast: Cast, pair: Pair) -> None:
        client_of(cast.alice).post(self.place(pair))
        pair.refresh_from_db()
        assert pair.state == "ended"
        assert TrailEntry.objects.get(verb="pair_ended").actor == cast.alice

    def test_looking_ends_nothing(self, cast: Cast, pair: Pair) -> None:
        assert client_of(cast.alice).get(self.place(pair)).status_code == 200
        pair.refresh_from_db()
        assert pair.state == "active"

    def test_a_pair_of_another_programme_is_not_there(self, cast: Cast, pair: Pair) -> None:
        place = reverse("programme_ending", args=[cast.other_programme.pk, pair.pk])
        assert client_of(cast.yrsa).post(place).status_code == 404
        pair.refresh_from_db()
        assert pair.state == "active"


def test_another_pair_of_the_same_mentor_is_untouched(cast: Cast) -> None:
    one, other = (
        make_pair(cast),
        make_pair(cast, mentee=enrol(make_person("Iris"), cast.programme, "mentee")),
    )
    agree(cast, one)
    end_pair(one)
    other.refresh_from_db()
    assert other.state == "active"

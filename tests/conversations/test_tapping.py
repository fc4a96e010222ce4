"""Agendas changed by taps, cards passed without a trace, and questions made real."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.conversations.world import agree, booked, client_of, make_pair, turn_back
from viceversa.conversations.actions import (
    StateError,
    add_agenda,
    ask_question,
    cancel,
    change_agenda,
    tap,
)
from viceversa.conversations.models import Meeting, Question
from viceversa.conversations.sealed import Answers, data_of
from viceversa.pairing.models import Pair

ANSWERS = Answers(useful=4, openly="spoke_openly", next_date="next_later", whose="whose_mentor")


@pytest.fixture
def pair(cast: Cast) -> Pair:
    made = make_pair(cast)
    agree(cast, made)
    return made


def with_agenda(cast: Cast, pair: Pair) -> Meeting:
    meeting = booked(cast, pair)
    add_agenda(meeting, by=cast.bob)
    meeting.refresh_from_db()
    return meeting


def url(pair: Pair, name: str, number: int = 1) -> str:
    return reverse(name, args=[pair.pk, number])


def minutes_of(meeting: Meeting) -> int:
    meeting.refresh_from_db()
    return sum(minutes for _code, minutes in meeting.agenda)


def test_a_tap_changes_a_step_and_the_minutes_still_add_up(cast: Cast, pair: Pair) -> None:
    meeting = with_agenda(cast, pair)
    code, before = meeting.agenda[0]
    change = {"change": "longer", "step": code}
    answer = client_of(cast.carol).post(url(pair, "agenda_change"), change)
    assert answer["Location"] == f"{url(pair, 'meeting_agenda')}#step-{code}"
    assert f'id="step-{code}"' in client_of(cast.carol).get(answer["Location"]).content.decode()
    assert minutes_of(meeting) == meeting.minutes
    assert dict(meeting.agenda)[code] > before


def test_what_cannot_be_is_said_and_changes_nothing(cast: Cast, pair: Pair) -> None:
    meeting = with_agenda(cast, pair)
    first = meeting.agenda[0][0]
    for change, step in (("up", first), ("longer", "nonsense"), ("nonsense", first)):
        client_of(cast.bob).post(url(pair, "agenda_change"), {"change": change, "step": step})
    before = meeting.agenda
    meeting.refresh_from_db()
    assert meeting.agenda == before
    with pytest.raises(StateError, match="comes first"):
        change_agenda(meeting, "up", first, by=cast.bob)


def test_the_agenda_of_a_cancelled_meeting_is_closed(cast: Cast, pair: Pair) -> None:
    meeting = with_agenda(cast, pair)
    cancel(meeting, by=cast.carol, seen=meeting.sequence)
    with pytest.raises(StateError, match="over or cancelled"):
        change_agenda(meeting, "longer", meeting.agenda[0][0], by=cast.bob)


def test_the_page_offers_what_was_left_out(cast: Cast, pair: Pair) -> None:
    meeting = with_agenda(cast, pair)
    change_agenda(meeting, "out", meeting.agenda[0][0], by=cast.bob)
    page = client_of(cast.bob).get(url(pair, "meeting_agenda"))
    assert [code for code, _words in page.context["left_out"]] == [meeting.agenda[0][0]]


@pytest.mark.requirement("002-10")
def test_without_an_agenda_the_page_offers_one(cast: Cast, pair: Pair) -> None:
    booked(cast, pair)
    page = client_of(cast.bob).get(url(pair, "meeting_agenda")).content.decode()
    assert page.count("button-primary") == 1


@pytest.mark.requirement("000-13")
def test_three_cards_stay_until_one_is_passed_and_nothing_is_kept(
    cast: Cast, pair: Pair, django_assert_max_num_queries: object
) -> None:
    booked(cast, pair)
    bob, page = client_of(cast.bob), url(pair, "meeting_cards")
    first, again = (bob.get(page).context["hand"] for _ in range(2))
    assert first == again
    shown = [card.code for card in first]
    after = bob.get(page, {"shown": shown, "pass": shown[1]}).context["hand"]
    assert [a == b for a, b in zip(first, after, strict=True)] == [True, False, True]
    assert bob.get(page).context["hand"] == first


@pytest.mark.requirement("000-13")
def test_the_three_can_be_of_one_courage_and_stay_so_when_one_is_passed(
    cast: Cast, pair: Pair
) -> None:
    booked(cast, pair)
    bob, page = client_of(cast.bob), url(pair, "meeting_cards")
    brave = bob.get(page, {"level": "3"}).context
    assert ([card.level for card in brave["hand"]], brave["level"]) == ([3, 3, 3], 3)
    shown = [card.code for card in brave["hand"]]
    after = bob.get(page, {"shown": shown, "pass": shown[0]}).context
    assert ([card.level for card in after["hand"]], after["level"]) == ([3, 3, 3], 3)
    assert bob.get(page).context["level"] is None


@pytest.mark.parametrize("level", ["0", "4", "-1", "x", ""])
def test_a_courage_that_is_none_is_no_choice(cast: Cast, pair: Pair, level: str) -> None:
    booked(cast, pair)
    bob, page = client_of(cast.bob), url(pair, "meeting_cards")
    assert bob.get(page, {"level": level}).context["hand"] == bob.get(page).context["hand"]


def test_a_forged_hand_is_no_error(cast: Cast, pair: Pair) -> None:
    booked(cast, pair)
    page = client_of(cast.bob).get(url(pair, "meeting_cards"), {"shown": ["<b>"], "pass": "x"})
    assert (page.status_code, page.context["hand"]) == (200, [])


@pytest.mark.requirement("002-11")
def test_a_what_if_is_saved_and_gets_a_gentle_question(cast: Cast, pair: Pair) -> None:
    booked(cast, pair)
    form = {"text": "What if we all worked from home?"}
    page = client_of(cast.carol).post(url(pair, "meeting_question"), form, follow=True)
    assert "When did it last happen?" in page.content.decode()
    assert Question.objects.count() == 1


def test_what_makes_a_question_real_is_sealed_and_shown_to_both(cast: Cast, pair: Pair) -> None:
    booked(cast, pair)
    form = {"text": "Why so silent?", "touches": "the night shift", "decision": "2030-02-01"}
    client_of(cast.carol).post(url(pair, "meeting_question"), form)
    question = Question.objects.get()
    assert b"night shift" not in bytes(question.sealed_card)
    assert data_of(question, "sealed_card") == {
        "touches": "the night shift",
        "decision": "2030-02-01",
    }
    page = client_of(cast.bob).get(url(pair, "meeting")).content.decode()
    assert "the night shift" in page
    assert "1 February 2030" in page


def test_a_later_question_without_a_card_clears_the_card(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair)
    ask_question(meeting, "one", by=cast.carol, card={"touches": "all"})
    ask_question(meeting, "two", by=cast.carol)
    assert data_of(Question.objects.get(), "sealed_card") == {}


@pytest.mark.requirement("002-12")
def test_after_two_meetings_about_the_mentors_question_the_two_get_a_tip(
    cast: Cast, pair: Pair
) -> None:
    page, tips = reverse("pair", args=[pair.pk]), []
    for _ in range(2):
        tap(turn_back(booked(cast, pair)), ANSWERS, by=cast.bob)
        tips.append("Two meetings in a row" in client_of(cast.carol).get(page).content.decode())
    assert tips == [False, True]
    programme = reverse("programme", args=[cast.programme.pk])
    assert "in a row" not in client_of(cast.alice).get(programme).content.decode()
    Pair.objects.update(is_reciprocal=True)
    assert "in a row" not in client_of(cast.carol).get(page).content.decode()

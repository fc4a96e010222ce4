"""What is agreed, asked and tapped: sealed, kept once, and only when it is time."""

import pytest
from django.utils.translation import override

from tests.cast import Cast
from tests.conversations.world import booked, turn_back
from viceversa.conversations.actions import (
    StateError,
    accept_ground_rules,
    ask_question,
    say_held,
    say_missed,
    set_objective,
    tap,
)
from viceversa.conversations.actions.state import current_story
from viceversa.conversations.ground_rules import EDITION, rules_for
from viceversa.conversations.models import (
    GroundRulesAcceptance,
    Meeting,
    Objective,
    Question,
    Taps,
)
from viceversa.conversations.sealed import Answers, data_of, words_of
from viceversa.pairing.models import Pair
from viceversa.people.models import TrailEntry

ANSWERS = Answers(useful=4, openly="spoke_openly", next_date="next_asked")


@pytest.mark.requirement("003-03")
def test_rules_are_accepted_once_and_stamped(cast: Cast, new_pair: Pair) -> None:
    accept_ground_rules(new_pair, by=cast.bob)
    accept_ground_rules(new_pair, by=cast.bob)
    acceptance = GroundRulesAcceptance.objects.get()
    assert (acceptance.person, acceptance.edition) == (cast.bob, EDITION)
    assert TrailEntry.objects.filter(verb="ground_rules_accepted").count() == 1


@pytest.mark.requirement("003-10")
@pytest.mark.parametrize("scope", ["cross_company", "internal"])
def test_both_agree_that_nothing_is_used_in_pay_talks_or_appraisals(cast: Cast, scope: str) -> None:
    cast.programme.scope = scope
    with override("en"):
        texts = " ".join(str(rule.text) for rule in rules_for(cast.programme))
    assert "Nothing said here is used in pay talks, appraisals or appointments" in texts


def test_a_new_edition_is_asked_for_again(cast: Cast, pair: Pair) -> None:
    GroundRulesAcceptance.objects.update(edition="2020-1")
    accept_ground_rules(pair, by=cast.bob)
    editions = {a.person.given_name: a.edition for a in pair.acceptances.all()}
    assert editions == {"Bob": EDITION, "Carol": "2020-1"}


@pytest.mark.requirement("000-08", "001-08", "003-13")
def test_each_keeps_her_own_words_and_the_latest_count(cast: Cast, pair: Pair) -> None:
    set_objective(pair, by=cast.bob, kind="theme", text="candour")
    set_objective(pair, by=cast.carol, kind="goal", aim="skill", text="video")
    set_objective(pair, by=cast.carol, kind="goal", aim="skill", text="short video")
    set_objective(pair, by=cast.carol, kind="goal", aim="skill", text="short video")
    story = current_story(pair, cast.bob)
    said = [[words_of(o) for o in story.objectives_of(person)] for person in (cast.bob, cast.carol)]
    assert said == [["candour"], ["short video", "video"]]


@pytest.mark.requirement("000-08")
def test_an_objective_needs_no_word(cast: Cast, pair: Pair) -> None:
    set_objective(pair, by=cast.bob, kind="not_yet")
    assert words_of(Objective.objects.get()) == ""


def test_a_later_question_takes_the_place_of_the_first(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair)
    ask_question(meeting, "one", by=cast.carol)
    ask_question(meeting, "two", by=cast.carol)
    assert words_of(Question.objects.get()) == "two"


def test_a_question_planted_in_another_row_does_not_open(cast: Cast, pair: Pair) -> None:
    ask_question(booked(cast, pair), "one", by=cast.carol)
    question = Question.objects.get()
    question.author = cast.bob
    assert words_of(question) == "This text cannot be opened."


def test_a_meeting_ahead_is_neither_held_nor_missed_nor_tapped(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair)
    for attempt in (say_held, say_missed):
        with pytest.raises(StateError):
            attempt(meeting, by=cast.bob)
    with pytest.raises(StateError):
        tap(meeting, ANSWERS, by=cast.bob)
    assert Meeting.objects.get().state == "booked"
    assert not Taps.objects.exists()


def test_held_is_said_once_and_calendars_are_left_alone(cast: Cast, pair: Pair) -> None:
    meeting = turn_back(booked(cast, pair))
    say_held(meeting, by=cast.bob)
    say_held(Meeting.objects.get(), by=cast.carol)
    after = Meeting.objects.get()
    assert (after.state, after.sequence) == ("held", meeting.sequence)
    assert TrailEntry.objects.filter(verb="meeting_held").count() == 1


def test_a_wrong_tap_can_be_taken_back(cast: Cast, pair: Pair) -> None:
    meeting = turn_back(booked(cast, pair))
    say_missed(meeting, by=cast.bob)
    say_held(Meeting.objects.get(), by=cast.carol)
    assert Meeting.objects.get().state == "held"


def test_what_somebody_has_told_about_was_not_missed(cast: Cast, pair: Pair) -> None:
    meeting = turn_back(booked(cast, pair))
    tap(meeting, ANSWERS, by=cast.bob)
    with pytest.raises(StateError):
        say_missed(Meeting.objects.get(), by=cast.carol)


def test_taps_say_that_the_two_have_met_and_may_be_changed(cast: Cast, pair: Pair) -> None:
    meeting = turn_back(booked(cast, pair))
    tap(meeting, ANSWERS, by=cast.bob)
    tap(meeting, {**ANSWERS, "useful": 5}, by=cast.bob)
    assert data_of(Taps.objects.get(), "sealed_answers")["useful"] == 5
    assert Meeting.objects.get().state == "held"


def test_nothing_happens_in_a_pair_that_has_ended(cast: Cast, pair: Pair) -> None:
    meeting = turn_back(booked(cast, pair))
    Pair.objects.update(state=Pair.State.ENDED)
    with pytest.raises(StateError):
        tap(meeting, ANSWERS, by=cast.bob)
    with pytest.raises(StateError):
        set_objective(pair, by=cast.bob, kind="theme")

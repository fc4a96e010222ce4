"""Agendas add up, keep their depth, and are those that were written."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from viceversa.conversations.agendas import (
    EVENTS,
    LONGEST,
    SCRIPTS,
    SHORTEST,
    STEPS,
    Script,
    fit,
    gatherings_of,
    length_advice,
    refit,
    script_for,
    steps_of,
)
from viceversa.conversations.agendas.events import minute_by_minute
from viceversa.conversations.agendas.library import without_ideas
from viceversa.conversations.agendas.ways import OTHERWISE, code_in, in_way

WAYS = ("place", "walk", "video")
in_order = [script.code for script in SCRIPTS]


@st.composite
def fitted(draw: st.DrawFn) -> tuple[Script, int]:
    script = in_way(draw(st.sampled_from(SCRIPTS)), draw(st.sampled_from(WAYS)))
    return script, draw(st.integers(SHORTEST, LONGEST))


@pytest.mark.requirement("000-16", "002-09", "002-13")
@given(fitted())
def test_any_length_adds_up_and_keeps_its_depth(wanted: tuple[Script, int]) -> None:
    script, minutes = wanted
    agenda = fit(script, minutes)
    assert [code for code, _ in agenda] == [step.code for step in script.steps]
    assert_sound(agenda, minutes)


@given(fitted(), st.integers(SHORTEST, LONGEST), st.sampled_from(WAYS))
def test_an_agenda_follows_to_another_length_and_way(
    wanted: tuple[Script, int], minutes: int, way: str
) -> None:
    before = fit(*wanted)
    agenda = refit(before, minutes, way=way)
    assert [code for code, _ in agenda] == [code_in(code, way) for code, _ in before]
    assert_sound(agenda, minutes)


def assert_sound(agenda: list[tuple[str, int]], minutes: int) -> None:
    assert sum(share for _, share in agenda) == minutes
    assert min(share for _, share in agenda) >= 1
    assert sum(share for code, share in agenda if STEPS[code].is_deep) >= 0.4 * minutes


@pytest.mark.requirement("002-09")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.code)
def test_the_lengths_that_are_written_out_are_used_as_written(script: Script) -> None:
    for which, length in enumerate(script.lengths):
        as_written = [(step.code, step.minutes[which]) for step in script.steps]
        assert sum(minutes for _, minutes in as_written) == length
        assert fit(script, length) == as_written


def test_there_are_the_meetings_the_kinds_and_the_events() -> None:
    assert [script.code for script in SCRIPTS] == [
        *("first", "between", "last", "half-time", "closing"),
        *("visit", "shadowing", "show-me", "guest"),
    ]
    assert {code: event.lengths for code, event in EVENTS.items()} == {
        "mentor-training": (90,),
        "mentee-briefing": (45,),
        "kick-off": (90,),
        "check-in": (15,),
        "mentor-circle": (60,),
        "closing-event": (90,),
    }


@pytest.mark.parametrize("script", EVENTS.values(), ids=lambda script: script.code)
def test_an_event_fills_its_length_as_it_is_written(script: Script) -> None:
    gathering = minute_by_minute(script)
    assert gathering.minutes == script.lengths[0] == sum(step.minutes for step in gathering.steps)
    assert [step.minutes for step in gathering.steps] == [step.minutes[0] for step in script.steps]


def test_an_event_fills_its_length_without_its_step_on_ideas() -> None:
    gathering = minute_by_minute(without_ideas(EVENTS["closing-event"]))
    assert "ee-ideas" not in [step.code for step in gathering.steps]
    assert sum(step.minutes for step in gathering.steps) == 90


@pytest.mark.parametrize(
    ("events", "codes"),
    [
        ([], []),
        (["kick_off"], ["kick-off"]),
        (["half_time"], ["check-in", "mentor-circle"]),
        (["kick_off", "half_time", "closing"],
         ["kick-off", "check-in", "mentor-circle", "closing-event"]),
    ],
)  # fmt: skip
def test_a_programme_has_the_events_that_it_calls_to(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, events: list[str], codes: list[str]
) -> None:
    monkeypatch.setattr("viceversa.gatherings.kinds.events_of", lambda _: events)
    found = [gathering.code for gathering in gatherings_of(cast.programme)]
    assert found == ["mentor-training", "mentee-briefing", *codes]


@pytest.mark.requirement("001-08", "002-13")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.code)
def test_every_script_has_one_deep_step_and_one_for_what_the_mentor_takes_away(
    script: Script,
) -> None:
    codes = [step.code for step in script.steps]
    assert sum(step.is_deep for step in script.steps) == 1
    assert [code[1:] for code in codes].count("-mentor") == 1
    assert len({*codes}) == len(codes)


@pytest.mark.requirement("000-10")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.code)
def test_every_meeting_but_the_first_opens_with_the_last_try_out(script: Script) -> None:
    opener = script.steps[0].code
    assert opener.endswith("-tried") or opener == "f-arrive"


@pytest.mark.requirement("000-09")
def test_the_mentees_question_comes_second_and_before_the_deep_dive() -> None:
    codes = [step.code for step in script_for(2, target=3).steps]
    assert codes[1:3] == ["b-question", "b-deep"]


@pytest.mark.requirement("000-16")
def test_in_the_first_meeting_the_senior_goes_first() -> None:
    first = script_for(1, target=3)
    assert next(step.code for step in first.steps if step.leader == "mentee") == "f-cannot"


def test_codes_are_used_once() -> None:
    everything = [step.code for script in (*SCRIPTS, *EVENTS.values()) for step in script.steps]
    assert len({*everything}) == len(everything)


def test_other_words_belong_to_steps_that_there_are() -> None:
    assert [code for words in OTHERWISE.values() for code in words if code not in STEPS] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.code)
def test_a_length_beyond_sense_is_refused(script: Script) -> None:
    for minutes in (SHORTEST - 1, LONGEST + 1):
        with pytest.raises(ValueError, match="No agenda fits"):
            fit(script, minutes)


@pytest.mark.parametrize(
    ("ordinal", "target", "code"),
    [
        (1, 3, "first"),
        (2, 3, "between"),
        (3, 3, "last"),
        (4, 3, "last"),
        (1, 1, "first"),
        (9, None, "between"),
    ],
)
def test_the_script_follows_the_round(ordinal: int, target: int | None, code: str) -> None:
    assert script_for(ordinal, target=target).code == code


def test_the_script_follows_the_kind_but_a_first_meeting_is_a_first_meeting() -> None:
    assert script_for(2, target=3, kind="visit").code == "visit"
    assert script_for(1, target=3, kind="visit").code == "first"


@pytest.mark.requirement("003-14")
def test_on_a_walk_and_by_video_the_words_fit() -> None:
    codes = {way: [step.code for step in script_for(2, target=3, way=way).steps][3] for way in WAYS}
    assert codes == {"place": "b-show", "walk": "b-show@walk", "video": "b-show@video"}
    titles = {str(STEPS[code].title) for code in codes.values()}
    assert len(titles) == 3


def test_a_stored_agenda_speaks_the_language_of_its_reader() -> None:
    stored = [["b-mentor", 3], ["b-deep@walk", 40]]
    with translation.override("sv"):
        assert [(s.title, s.minutes, s.leader, s.code, s.is_deep) for s in steps_of(stored)] == [
            ("Mentorns lärdom", 3, "mentor", "b-mentor", False),
            (
                "Djupdykning sida vid sida: mentorn frågar, adepten tänker högt",
                *(40, "mentor", "b-deep@walk", True),
            ),
        ]


@pytest.mark.requirement("002-09")
@pytest.mark.parametrize(
    ("minutes", "word"), [(45, "short"), (59, "short"), (60, ""), (120, ""), (121, "long")]
)
def test_short_and_long_meetings_get_a_word_of_advice(minutes: int, word: str) -> None:
    advice = length_advice(minutes)
    assert word in advice
    assert bool(advice) == bool(word)

"""Agendas add up, keep their depth, and are those that were written."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from viceversa.conversations.agendas import (
    BETWEEN,
    FIRST,
    LAST,
    LENGTHS,
    LONGEST,
    SHORTEST,
    STEPS,
    Script,
    fit,
    script_for,
    steps_of,
)

SCRIPTS = (FIRST, BETWEEN, LAST)


@given(st.sampled_from(SCRIPTS), st.integers(SHORTEST, LONGEST))
def test_any_length_adds_up_and_keeps_its_depth(script: Script, minutes: int) -> None:
    agenda = fit(script, minutes)
    assert [code for code, _ in agenda] == [step.code for step in script]
    assert sum(share for _, share in agenda) == minutes
    assert min(share for _, share in agenda) >= 1
    assert sum(share for code, share in agenda if STEPS[code].is_deep) >= 0.4 * minutes


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("which", range(3))
def test_the_lengths_that_are_written_out_are_used_as_written(script: Script, which: int) -> None:
    written = [(step.code, step.minutes[which]) for step in script]
    assert fit(script, LENGTHS[which]) == written
    assert sum(minutes for _, minutes in written) == LENGTHS[which]


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_has_one_deep_step_and_a_step_for_what_the_mentor_takes_away(
    script: Script,
) -> None:
    assert sum(step.is_deep for step in script) == 1
    assert len({step.code for step in script}) == len(script)


def test_in_the_first_meeting_the_senior_goes_first() -> None:
    assert next(step.code for step in FIRST if step.leader == "mentee") == "f-cannot"


@pytest.mark.parametrize("minutes", [SHORTEST - 1, LONGEST + 1])
def test_a_length_beyond_sense_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="No agenda fits"):
        fit(FIRST, minutes)


@pytest.mark.parametrize(
    ("ordinal", "target", "script"),
    [(1, 3, FIRST), (2, 3, BETWEEN), (3, 3, LAST), (4, 3, LAST), (1, 1, FIRST), (9, None, BETWEEN)],
)
def test_the_script_follows_the_round(ordinal: int, target: int | None, script: Script) -> None:
    assert script_for(ordinal, target=target) is script


def test_a_stored_agenda_speaks_the_language_of_its_reader() -> None:
    stored = [["b-mentor", 3]]
    with translation.override("sv"):
        assert [(s.title, s.minutes, s.leader) for s in steps_of(stored)] == [
            ("Mentorns lärdom", 3, "mentor")
        ]

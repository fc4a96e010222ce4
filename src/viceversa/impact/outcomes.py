"""What a role says of the programme itself: what it gave, to whom it would recommend it, and
whether a habit has changed. Each is told of all who answered it, and compared with nobody."""

from dataclasses import dataclass

from viceversa.evidence import Interval, share
from viceversa.impact.models import Survey
from viceversa.impact.results import Line, line_of
from viceversa.programmes.models import Programme

Wave = Survey.Wave
HABITS = ((Wave.HALF_TIME, "habit_half_time"), (Wave.AFTER, "habit"), (Wave.LATER, "habit"))
CHANGED = 0
"""The first choice says that a habit has changed."""


@dataclass(frozen=True)
class HabitAt:
    """How many have changed a habit by one time. No share where the line tells no counts."""

    wave: str
    line: Line
    share: Interval | None


@dataclass(frozen=True)
class Outcomes:
    """Lines as the results of a survey tell them; None where a survey has not closed, or tells
    nothing. What was expected and what it gave are of all who said so at that time, not of the same
    people: else what few of them answered could be had by subtraction (decision 0026)."""

    recommended: Line | None
    expected: Line | None
    result: Line | None
    habits: tuple[HabitAt, ...]


def outcomes_of(programme: Programme, role: str) -> Outcomes:
    """By the closed surveys of a role."""
    closed = programme.surveys.filter(role=role, state=Survey.State.CLOSED)
    by_wave = {survey.wave: survey for survey in closed}
    habits = ((wave, _line(by_wave, wave, code)) for wave, code in HABITS)
    return Outcomes(
        recommended=_line(by_wave, Wave.AFTER, "recommend"),
        expected=_line(by_wave, Wave.BEFORE, "expected"),
        result=_line(by_wave, Wave.AFTER, "result"),
        habits=tuple(HabitAt(wave, line, _share(line)) for wave, line in habits if line),
    )


def _line(by_wave: dict[str, Survey], wave: str, code: str) -> Line | None:
    survey = by_wave.get(wave)
    return line_of(survey, code) if survey else None


def _share(line: Line) -> Interval | None:
    return share(line.bars[CHANGED].count, line.answered) if line.bars else None

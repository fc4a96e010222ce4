"""Agendas for a first meeting, for those in between and for the last, fitted to the minutes.

Written out for 60, 90 and 120 minutes. Other lengths are scaled from the nearest of these; the
deep dive never gets less than two fifths of the time, and no step less than a minute.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Leader = Literal["mentor", "mentee", "both"]
LENGTHS = (60, 90, 120)
SHORTEST, LONGEST = 45, 150
DEEP_PER_CENT = 40


@dataclass(frozen=True)
class ScriptStep:
    """A step as written: its minutes in a meeting of 60, 90 and 120."""

    code: str
    title: Promise
    leader: Leader
    minutes: tuple[int, int, int]
    is_deep: bool = False


@dataclass(frozen=True)
class Step:
    """A step of one meeting's agenda, as the agenda component wants it."""

    title: str
    minutes: int
    leader: Leader


Script = tuple[ScriptStep, ...]
ARRIVE = pgettext_lazy("the first step of an agenda", "Arrive")
FIRST: Script = (
    ScriptStep("f-arrive", _("Arrive: how did you get here today?"), "both", (4, 5, 6)),
    ScriptStep(
        "f-cannot", _("The senior goes first: something I cannot do"), "mentee", (6, 10, 12)
    ),
    ScriptStep("f-rules", _("Ground rules: read, strike, add"), "both", (6, 10, 12)),
    ScriptStep(
        "f-question", _("The question on the table: what, who, when last"), "mentor", (8, 10, 14)
    ),
    ScriptStep("f-deep", _("Deep dive into one real challenge"), "mentor", (24, 36, 50), True),
    ScriptStep("f-goal", _("Goal or theme, in own words"), "both", (6, 9, 12)),
    ScriptStep("f-mentor", _("What does the mentor want to take away?"), "mentor", (3, 5, 7)),
    ScriptStep("f-try", _("One thing to try, and the next date"), "mentee", (3, 5, 7)),
)
BETWEEN: Script = (
    ScriptStep("b-arrive", ARRIVE, "both", (3, 5, 6)),
    ScriptStep("b-tried", _("What became of what you were to try?"), "mentee", (6, 8, 10)),
    ScriptStep(
        "b-question", _("Today's question: the last time it happened"), "mentee", (5, 8, 10)
    ),
    ScriptStep(
        "b-deep", _("Deep dive: mentor asks, mentee thinks aloud"), "mentor", (24, 37, 50), True
    ),
    ScriptStep("b-show", _("Show me: try it for real"), "mentor", (8, 12, 18)),
    ScriptStep("b-feedback", _("Feedback in four steps, both ways"), "both", (6, 9, 12)),
    ScriptStep("b-idea", _("An idea worth sharing? Yes, no, later"), "both", (3, 4, 5)),
    ScriptStep("b-mentor", _("What the mentor takes away"), "mentor", (2, 3, 4)),
    ScriptStep("b-try", _("Next thing to try, and the next date"), "mentee", (3, 4, 5)),
)
LAST: Script = (
    ScriptStep("l-arrive", ARRIVE, "both", (3, 4, 5)),
    ScriptStep("l-tried", _("What did you try, and what did others notice?"), "mentee", (6, 9, 11)),
    ScriptStep("l-brave", _("The brave question"), "mentor", (6, 9, 12)),
    ScriptStep("l-deep", _("Deep dive: what is to stay as a habit?"), "mentor", (24, 37, 50), True),
    ScriptStep("l-ideas", _("Ideas: what can be done, who owns it?"), "both", (8, 12, 16)),
    ScriptStep("l-feedback", _("Feedback: what I take with me from you"), "both", (6, 9, 12)),
    ScriptStep("l-goal", _("Goal or theme: where are we on the scale?"), "both", (3, 5, 7)),
    ScriptStep("l-close", _("Close, prolong or turn the roles?"), "both", (4, 5, 7)),
)
STEPS = {step.code: step for script in (FIRST, BETWEEN, LAST) for step in script}


def script_for(ordinal: int, *, target: int | None) -> Script:
    """The script of a pair's n-th meeting, of which `target` are planned (None: open-ended)."""
    if ordinal == 1:
        return FIRST
    return LAST if target is not None and ordinal >= target else BETWEEN


def fit(script: Script, minutes: int) -> list[tuple[str, int]]:
    """The codes of the steps with their minutes, which add up to `minutes` exactly."""
    if not SHORTEST <= minutes <= LONGEST:
        raise ValueError(f"No agenda fits {minutes} minutes")
    base = min(range(len(LENGTHS)), key=lambda i: abs(LENGTHS[i] - minutes))
    written = [step.minutes[base] for step in script]
    if minutes == LENGTHS[base]:
        return list(zip((step.code for step in script), written, strict=True))
    deep = next(i for i, step in enumerate(script) if step.is_deep)
    at_depth = max(
        round(written[deep] * minutes / LENGTHS[base]), -(-DEEP_PER_CENT * minutes // 100)
    )
    shares = _shares(written[:deep] + written[deep + 1 :], minutes - at_depth)
    fitted = [*shares[:deep], at_depth, *shares[deep:]]
    return list(zip((step.code for step in script), fitted, strict=True))


def steps_of(agenda: Sequence[Sequence[str | int]]) -> list[Step]:
    """A stored agenda in the words of the language that is active."""
    return [
        Step(str(STEPS[str(code)].title), int(minutes), STEPS[str(code)].leader)
        for code, minutes in agenda
    ]


def _shares(written: Sequence[int], minutes: int) -> list[int]:
    """Whole minutes in the written proportions, by largest remainder; each gets at least one."""
    spare, weight = minutes - len(written), sum(written) - len(written)
    exact = [(share - 1) * spare / weight for share in written]
    whole = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: whole[i] - exact[i])
    for i in by_remainder[: spare - sum(whole)]:
        whole[i] += 1
    return [1 + share for share in whole]

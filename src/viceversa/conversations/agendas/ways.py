"""The same steps on a walk and by video, where other words fit. Elsewhere they stay as they are."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viceversa.conversations.agendas.script import Script, ScriptStep, base_of

SIDE_BY_SIDE = _("Deep dive side by side: mentor asks, mentee thinks aloud")
ON_A_BENCH = _("On a bench: next thing to try and the next date, on the phone")
PAUSES = _("Deep dive: mentor asks, mentee thinks aloud, and pauses are fine")
SHARED_SCREEN = _("Show me: the mentor shares once, then the mentee shares and does it")

ON_A_WALK: dict[str, Promise] = {
    "f-arrive": _("Set off together: how did you get here today?"),
    "f-rules": _("Ground rules: one at a time, aloud, from the phone"),
    "f-deep": _("Deep dive into one real challenge, side by side"),
    "f-goal": _("Goal or theme: say it, and write it down on the next bench"),
    "f-try": _("On a bench: one thing to try and the next date, on the phone"),
    "b-deep": SIDE_BY_SIDE,
    "b-show": _("Stop on the way: the mentor points out what others miss"),
    "b-try": ON_A_BENCH,
    "h-deep": SIDE_BY_SIDE,
    "h-try": ON_A_BENCH,
    "l-brave": _("The brave question: easier when both look ahead"),
    "l-deep": _("Deep dive side by side: what is to stay as a habit?"),
    "x-show": _("Show me instead: stop where it can be seen, and try it on the phone"),
}
BY_VIDEO: dict[str, Promise] = {
    "f-arrive": _("Arrive: picture, sound, and nobody else in the room"),
    "f-rules": _("Ground rules, and two more: nothing is recorded, mail and chat are shut"),
    "b-deep": PAUSES,
    "b-show": _("Show me: the mentee shares the screen and tries it for real"),
    "h-deep": PAUSES,
    "v-round": _("Round the workplace with the camera: look, ask, say hello to people"),
    "d-show": SHARED_SCREEN,
    "x-show": SHARED_SCREEN,
}
OTHERWISE = {"walk": ON_A_WALK, "video": BY_VIDEO}


def in_way(script: Script, way: str) -> Script:
    """The script in the words of the way in which the two meet."""
    return replace(script, steps=tuple(said(step, way) for step in script.steps))


def said(step: ScriptStep, way: str) -> ScriptStep:
    title = OTHERWISE.get(way, {}).get(step.code)
    return replace(step, code=f"{step.code}@{way}", title=title) if title else step


def code_in(code: str, way: str) -> str:
    """The code of the same step when the two meet in this way."""
    base = base_of(code)
    return f"{base}@{way}" if base in OTHERWISE.get(way, {}) else base


def variants(steps: Iterable[ScriptStep]) -> list[ScriptStep]:
    """Every step, in every way that has words of its own for it."""
    return [said(step, way) for step in steps for way in OTHERWISE if step.code in OTHERWISE[way]]

"""Which script a meeting has, and the words of an agenda that is stored."""

from dataclasses import dataclass, replace

from viceversa.conversations.agendas.occasions import (
    CLOSING,
    DEEP_INSTEAD,
    GUEST,
    HALF_TIME,
    SHADOWING,
    SHOW_ME,
    VISIT,
)
from viceversa.conversations.agendas.script import (
    LONGEST,
    SHORTEST,
    Leader,
    Script,
    ScriptStep,
    Stored,
    base_of,
)
from viceversa.conversations.agendas.talks import BETWEEN, FIRST, LAST
from viceversa.conversations.agendas.ways import in_way, variants

ABOUT_IDEAS = ("b-idea", "l-ideas", "ee-ideas")
TALKS = ("talk", "show_me")  # what is more has a course of its own, and an agenda for who wants it
OF_KIND: dict[str, Script] = {
    "half_time": HALF_TIME,
    "closing": CLOSING,
    "visit": VISIT,
    "shadowing": SHADOWING,
    "show_me": SHOW_ME,
    "guest": GUEST,
}
SCRIPTS = (FIRST, BETWEEN, LAST, *OF_KIND.values())
AS_WRITTEN = [*(step for script in SCRIPTS for step in script.steps), *DEEP_INSTEAD]
STEPS = {step.code: step for step in (*AS_WRITTEN, *variants(AS_WRITTEN))}
HOMES = {step.code: script for script in SCRIPTS for step in script.steps}


@dataclass(frozen=True)
class Step:
    """A step of one meeting's agenda, as the agenda component wants it."""

    title: str
    minutes: int
    leader: Leader
    code: str
    is_deep: bool


def script_for(
    ordinal: int,
    *,
    target: int | None,
    way: str = "place",
    kind: str = "talk",
    takes_ideas: bool = True,
) -> Script:
    """The script of a pair's n-th meeting, of which `target` are planned (None: open-ended);
    without its step on ideas where the programme takes none.

    A first meeting is a first meeting whatever else it is: it has the ground rules and the goal.
    """
    if ordinal == 1:
        script = FIRST
    elif kind in OF_KIND:
        script = OF_KIND[kind]
    else:
        script = LAST if target is not None and ordinal >= target else BETWEEN
    return in_way(script if takes_ideas else without_ideas(script), way)


def without_ideas(script: Script) -> Script:
    """The same script, for a programme that takes none."""
    steps = tuple(step for step in script.steps if step.code not in ABOUT_IDEAS)
    return replace(script, steps=steps)


def can_have(minutes: int) -> bool:
    """Whether there is an agenda for a meeting of that length."""
    return SHORTEST <= minutes <= LONGEST


def ought_to_have(kind: str, minutes: int) -> bool:
    """Whether a meeting of that kind and length is meant to have one."""
    return kind in TALKS and can_have(minutes)


def take_the_same(one: str, other: str) -> bool:
    """Whether the agenda of a meeting of one kind is of use for one of the other."""
    return one == other or (one in TALKS and other in TALKS)


def steps_of(agenda: Stored) -> list[Step]:
    """A stored agenda in the words of the language that is active."""
    return [said(STEPS[str(code)], int(minutes)) for code, minutes in agenda]


def said(step: ScriptStep, minutes: int) -> Step:
    """A step in the words of the language that is active."""
    return Step(str(step.title), minutes, step.leader, step.code, step.is_deep)


def home_of(agenda: Stored) -> Script:
    """The script that an agenda was made from, whatever has become of it since."""
    bases = (base_of(str(code)) for code, _minutes in agenda)
    return next(HOMES[base] for base in bases if base in HOMES)

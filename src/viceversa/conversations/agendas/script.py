"""What a script and its steps are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Leader = Literal["mentor", "mentee", "both", "organiser"]
Agenda = list[tuple[str, int]]
Stored = Sequence[Sequence[str | int]]

LENGTHS = (60, 90, 120)
SHORTEST, LONGEST = 45, 150
DEEP_PER_CENT = 40
"""A meeting has one main topic: at least this share of the time goes into its depth."""


@dataclass(frozen=True)
class ScriptStep:
    """A step as written, with its minutes at each of the script's lengths."""

    code: str
    title: Promise
    leader: Leader
    minutes: tuple[int, ...]
    is_deep: bool = False


@dataclass(frozen=True)
class Script:
    """An agenda as written, for one length or for several; others are scaled from the nearest.

    In a pair's script one step is deep, one (`…-mentor`) is for what the mentor takes away, and
    after the first meeting the first step (`…-tried`) opens with the last try-out.
    """

    code: str
    title: Promise
    steps: tuple[ScriptStep, ...]
    lengths: tuple[int, ...] = LENGTHS

    @property
    def deep(self) -> ScriptStep:
        return next(step for step in self.steps if step.is_deep)


def least_deep(minutes: int) -> int:
    """The fewest minutes that the deep dive of such a meeting has."""
    return -(-DEEP_PER_CENT * minutes // 100)


def base_of(code: str) -> str:
    """The step that a code is a variant of: `b-show@walk` is `b-show` on a walk."""
    return code.partition("@")[0]


def is_for_mentor(code: str) -> bool:
    """Whether the step is for what the mentor takes away."""
    return base_of(code).endswith("-mentor")

"""What is told of a change, in figures and in plain words: up, down, or that it cannot be said."""

from dataclasses import dataclass
from math import floor

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from viceversa.evidence import Directions, Interval
from viceversa.impact.instruments import Screen
from viceversa.impact.sight import SOFTENED
from viceversa.impact.ways import Ways


@dataclass(frozen=True)
class Levels:
    """Where people are on a scale: means from ten on, and middle values below that. Where a mean is
    so near an end that it tells what nearly everybody says, it is the middle value as well."""

    before: float
    after: float
    are_means: bool


@dataclass(frozen=True)
class ScaleChange:
    """What is told of one scale. What may not be told is None."""

    scale: Screen
    answered: int
    asked: int
    levels: Levels | None = None
    middle_change: float | None = None
    ways: Ways | None = None
    change: Interval | None = None
    effect: Interval | None = None

    @property
    def name(self) -> str:
        return self.scale.name

    @property
    def is_told(self) -> bool:
        return self.middle_change is not None

    @property
    def goes(self) -> str:
        """Whether it rises, falls or cannot be said to do either: "up", "down" or ""."""
        if self.change is None or self.change.low <= 0 <= self.change.high:
            return ""
        return "up" if self.change.value > 0 else "down"

    @property
    def missing(self) -> int:
        """So many of those asked have not answered both times."""
        return self.asked - self.answered

    @property
    def sentence(self) -> str:
        """All of it in one sentence or two, in the language of the page."""
        return _said(self)

    @property
    def sentence_with_missing(self) -> str:
        """What would be, if all who are missing had not changed. Empty where nothing is missing."""
        return _said_with_missing(self)


@dataclass(frozen=True)
class RoleEffect:
    """What one role said before, and after or half a year later."""

    role: str
    wave: str
    asked: int = 0
    answered: int = 0
    scales: tuple[ScaleChange, ...] = ()

    @property
    def is_told(self) -> bool:
        return any(scale.is_told for scale in self.scales)


def say(number: float, *, signed: bool = False) -> str:
    """With one decimal, as the language writes it; a true minus."""
    rounded = round(number, 1)
    sign = "−" if rounded < 0 else "+" if signed and rounded else ""
    return f"{sign}{number_format(abs(rounded), decimal_pos=1)}"


def _said(change: ScaleChange) -> str:
    if not change.is_told:
        return _("Fewer than five have answered both times, so nothing is told.")
    if change.ways is None:
        return _said_by_few(change)
    if change.ways.directions is None:
        return _said_by_nearly_all(change.ways)
    return _said_by_many(change.goes, change.ways, change.ways.directions)


def _said_by_few(change: ScaleChange) -> str:
    if change.levels is None:
        words = _("Of %(of)s people the middle change is %(change)s. So few are told no further.")
        middle = say(change.middle_change or 0, signed=True)
        return words % {"of": change.answered, "change": middle}
    words = _("Of %(of)s people the middle value was %(before)s before and %(after)s afterwards. "
              "So few are told no further.")  # fmt: skip
    before, after = say(change.levels.before), say(change.levels.after)
    return words % {"of": change.answered, "before": before, "after": after}


def _said_by_nearly_all(ways: Ways) -> str:
    words = {
        "up": _("At least %(softened)s%% of %(of)s say more."),
        "same": _("At least %(softened)s%% of %(of)s say the same."),
        "down": _("At least %(softened)s%% of %(of)s say less."),
    }[ways.nearly_all]
    return words % {"softened": SOFTENED, "of": ways.of}


def _said_by_many(goes: str, ways: Ways, counts: Directions) -> str:
    words = {
        "up": _("%(up)s of %(of)s say more; it may be %(between)s in a similar group."),
        "down": _("%(down)s of %(of)s say less; it may be %(between)s in a similar group."),
        "": _("%(up)s of %(of)s say more, %(same)s the same and %(down)s less. Whether it rises or "
              "falls cannot be told."),
    }[goes]  # fmt: skip
    between = _of_ten(ways.less if goes == "down" else ways.more)
    return words % {
        "of": ways.of, "up": counts.up, "same": counts.same, "down": counts.down, "between": between
    }  # fmt: skip


def _said_with_missing(change: ScaleChange) -> str:
    ways = change.ways
    if ways is None or not change.missing:
        return ""
    if change.goes == "down":
        words = _("If the %(missing)s who are missing have not changed, %(between)s say less.")
        between = ways.less_with_missing
    else:
        words = _("If the %(missing)s who are missing have not changed, %(between)s say more.")
        between = ways.more_with_missing
    return words % {"missing": change.missing, "between": _of_ten(between)}


def _of_ten(between: Interval) -> str:
    """Both ends to the nearest of ten people."""
    low, high = (floor(10 * end + 0.5) for end in (between.low, between.high))
    if low == high:
        return _("about %(low)s of 10") % {"low": low}
    return _("%(low)s to %(high)s of 10") % {"low": low, "high": high}

"""A change as a picture and as the row of a table, which say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viceversa.evidence import Interval
from viceversa.impact.changes import RoleEffect, ScaleChange, say
from viceversa.impact.sight import SOFTENED
from viceversa.impact.ways import Ways
from viceversa.lib.pictures import Picture, change_line, dumbbell

REACH = 3
UNTOLD = "–"
COLUMNS: Sequence[Promise] = (
    gettext_lazy("Answered both times"),
    gettext_lazy("Before"),
    gettext_lazy("Afterwards"),
    gettext_lazy("Say more"),
    gettext_lazy("The same"),
    gettext_lazy("Less"),
    gettext_lazy("Share that says more"),
    gettext_lazy("Typical change"),
    gettext_lazy("Effect"),
)


@dataclass(frozen=True)
class PicturedChange:
    """One scale. `cells` stand under COLUMNS."""

    change: ScaleChange
    picture: Picture | None
    cells: tuple[str, ...]


def pictured(effect: RoleEffect) -> list[PicturedChange]:
    """All scales of a role."""
    return [PicturedChange(each, picture_of(each), _cells(each)) for each in effect.scales]


def picture_of(change: ScaleChange) -> Picture | None:
    """Before and after where both are told, else the change alone; None where neither is."""
    scale, found = change.scale.items[0].answered_by, change.change
    if change.levels:
        before = change.levels.before
        return dumbbell(
            before,
            change.levels.after,
            least=scale.least,
            most=scale.most,
            say=say,
            plausible=(before + found.low, before + found.high) if found else None,
        )
    if not found:
        return None
    reach = max(REACH, ceil(max(abs(found.low), abs(found.high))))
    return change_line(found.value, found.low, found.high, reach=reach)


def _cells(change: ScaleChange) -> tuple[str, ...]:
    told = _("%(part)s of %(whole)s") % {"part": change.answered, "whole": change.asked}
    levels = change.levels
    return (
        told,
        say(levels.before) if levels else UNTOLD,
        say(levels.after) if levels else UNTOLD,
        *_counts(change.ways),
        _share(change.ways),
        _said(change.change, signed=True),
        _said(change.effect, signed=True),
    )


def _counts(ways: Ways | None) -> tuple[str, str, str]:
    if ways is None or ways.directions is None:
        return UNTOLD, UNTOLD, UNTOLD
    counts = ways.directions
    return str(counts.up), str(counts.same), str(counts.down)


def _share(ways: Ways | None) -> str:
    if ways is None:
        return UNTOLD
    low, high = (round(100 * end) for end in (ways.more.low, ways.more.high))
    if ways.directions is None and ways.nearly_all == "up":
        return _("at least %(least)s%%") % {"least": SOFTENED}
    if ways.directions is None:
        return UNTOLD
    return f"{round(100 * ways.more.value)} % ({low}–{high} %)"


def _said(found: Interval | None, *, signed: bool) -> str:
    if found is None:
        return UNTOLD
    value, low, high = (say(one, signed=signed) for one in (found.value, found.low, found.high))
    return _("%(value)s (%(low)s to %(high)s)") % {"value": value, "low": low, "high": high}

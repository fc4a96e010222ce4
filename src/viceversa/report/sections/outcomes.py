"""What people expected, and what they say that it gave."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from viceversa.impact.outcomes import Outcomes
from viceversa.impact.results import Line
from viceversa.impact.sight import SOFTENED
from viceversa.lib.pictures import columns
from viceversa.report.section import Section, Shown, table

Roles = Mapping[str, Outcomes]


def outcomes(roles: Roles) -> Section | None:
    """By role; None before anybody has said what it gave."""
    lines = [(name, [_line(found, which) for found in roles.values()]) for which, name in _asked()]
    told = [(name, those) for name, those in lines if any(those)]
    if not told:
        return None
    return Section(
        "outcomes",
        _("What they expected, and what it gave"),
        (_("Of all who answered at that time, who need not be the same people."),),
        tuple(_recommended(roles)),
        table(
            (_("What was asked"), *(_of(role) for role in roles)),
            [(name, *map(_said, those)) for name, those in told],
        ),
    )


def _asked() -> Iterator[tuple[str, str]]:
    yield "expected", _("How much it was expected to give, 1 to 7")
    yield "result", _("How much it gave, 1 to 7")
    yield "recommended", _("Would recommend it to a colleague, 0 to 10")
    yield "habit", _("Have changed a habit")


def _of(role: str) -> str:
    return _("Mentees") if role == "mentee" else _("Mentors")


def _line(found: Outcomes, which: str) -> Line | None:
    if which == "habit":
        return found.habits[-1].line if found.habits else None
    line: Line | None = getattr(found, which)
    return line


def _said(line: Line | None) -> str:
    if line is None:
        return "–"
    if line.nearly_all:
        words = _("at least %(share)s%% of %(of)s: %(value)s")
        return words % {"share": SOFTENED, "of": line.answered, "value": line.nearly_all}
    if line.middle:
        words = pgettext("a middle value", "%(middle)s in the middle of %(of)s")
        return words % {"middle": line.middle, "of": line.answered}
    if line.bars:
        return _("%(part)s of %(whole)s") % {"part": line.bars[0].count, "whole": line.answered}
    return "–"


def _recommended(roles: Roles) -> Iterator[Shown]:
    for role, found in roles.items():
        line = found.recommended
        if line and line.bars:
            title = _("%(role)s: would recommend it, 0 to 10") % {"role": _of(role)}
            yield Shown(columns([(bar.label, bar.count) for bar in line.bars]), title)

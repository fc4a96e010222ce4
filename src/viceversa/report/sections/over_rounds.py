"""How people change in round after round, and in all of them together."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from django.utils.translation import gettext as _

from viceversa.evidence import Interval
from viceversa.impact.over_rounds import ScaleOverRounds
from viceversa.lib.pictures import change_line
from viceversa.report.section import Section, Shown, table, with_the_rest
from viceversa.report.sections.change import MENTEE, between


class Told(NamedTuple):
    """A scale with its rounds, and all of them together."""

    scale: ScaleOverRounds
    together: Interval


def over_rounds(role: str, scales: Sequence[ScaleOverRounds]) -> Section | None:
    """Each scale that three rounds or more tell of, with every one of them in the table. None
    where there is no such scale."""
    told = [Told(scale, scale.together.estimate) for scale in scales if scale.together]
    if not told:
        return None
    return Section(
        f"over-rounds-{role}",
        _title(role),
        (_finding(told),),
        tuple(map(_shown, told)),
        table(
            (_("Scale, and round"), _("Effect (SD)")),
            [row for each in told for row in _rows(each)],
        ),
        (
            _("Rounds differ among themselves, as their people do; that is counted in (random "
              "effects). A disc is all rounds together, the thin line where they may well lie."),
        ),
    )  # fmt: skip


def _title(role: str) -> str:
    if role == MENTEE:
        return _("What mentees say of themselves, over the rounds")
    return _("What mentors say of themselves, over the rounds")


def _finding(told: Sequence[Told]) -> str:
    ways = [_way(each.together) for each in told]
    words = _("Over the rounds %(up)s of %(whole)s scales rise and %(down)s fall.")
    said = words % {"whole": len(ways), "up": ways.count(1), "down": ways.count(-1)}
    return with_the_rest(said, ways.count(0))


def _way(found: Interval) -> int:
    """1 when all that is plausible is above no change, -1 when beneath, else 0."""
    return (found.low > 0) - (found.high < 0)


def _shown(told: Told) -> Shown:
    found = told.together
    reach = ceil(max(abs(found.low), abs(found.high), 1))
    words = _("%(rounds)s rounds together: %(effect)s standard deviations.") % {
        "rounds": len(told.scale.rounds),
        "effect": between(found),
    }
    picture = change_line(found.value, found.low, found.high, reach=reach)
    return Shown(picture, told.scale.scale.name, words)


def _rows(told: Told) -> Iterator[tuple[str, str]]:
    name = told.scale.scale.name
    for programme, change in told.scale.rounds:
        yield f"{name}: {programme.name}, {programme.starts_on.year}", between(change.effect)
    yield f"{name}: {_('all together')}", between(told.together)

"""What is said of half-time in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from viceversa.conversations.tally import Told, of_those_formed
from viceversa.evidence import share
from viceversa.half_time.figures import Ideas, of_partner
from viceversa.half_time.models import HalfTime
from viceversa.impact.models import Survey
from viceversa.impact.results import Line, results_of
from viceversa.impact.sight import SOFTENED
from viceversa.lib.figures import Figure, figure
from viceversa.programmes.models import Partner, Programme

Row = tuple[str, str]
AGREES = ("4", "5")
"""The taps on a scale to five that mean yes."""


@dataclass(frozen=True)
class Voices:
    """What one role has answered at half-time, item by item."""

    survey: Survey
    rows: tuple[Row, ...]


def draft_of_thanks() -> str:
    """A few lines that a sponsor may begin with."""
    return _(
        "Thank you for the time you give to these talks. You have come half-way.\n\n"
        "To let somebody younger lead the talk takes courage on both sides. It is from you that we "
        "learn how others see us.\n\n"
        "I do not know what you talk about, and that is how it should be. What I know is that I am "
        "glad that you do it."
    )


def pair_rows(pairs: Told, programme: Programme) -> list[Row]:
    """How many there are, how they stand and whether they meet."""
    rows = [(_("Pairs formed"), str(pairs.formed))]
    if not pairs.formed.is_told:
        return rows
    return [
        *rows,
        (_("Meet now"), str(pairs.meeting)),
        (_("Are pausing"), str(pairs.paused)),
        (_("Have ended"), str(pairs.over)),
        *met_rows(pairs, programme),
    ]


def met_rows(pairs: Told, programme: Programme) -> list[Row]:
    """Whether they have met, and go on to."""
    rows = [
        (_("Have met at least once"), of_those_formed(pairs, pairs.met)),
        (_("Have a next date"), of_those_formed(pairs, pairs.dated)),
        (_("Meetings held"), _held(pairs, programme)),
    ]
    return [row for row in rows if row[1] != "–"]


def own_parts(half: HalfTime, partners: Iterable[Partner]) -> list[tuple[Partner, list[Row]]]:
    """The figures of each of these partners that has some."""
    found = [(partner, of_partner(half, partner)) for partner in partners]
    return [
        (partner, [_own_pairs(pairs), *met_rows(pairs, half.programme)])
        for partner, pairs in found
        if pairs
    ]


def idea_rows(ideas: Ideas) -> list[Row]:
    """Ideas that have left the pairs, and answers to them."""
    rows = [(_("Ideas shared by pairs"), str(ideas.shared))]
    if ideas.shared.is_told:
        rows.append((_("Of these with an answer"), str(ideas.answered)))
    return rows


def voices(programme: Programme) -> list[Voices]:
    """What mentors and mentees have answered at half-time, where enough have and it has closed."""
    closed = programme.surveys.filter(wave=Survey.Wave.HALF_TIME, state=Survey.State.CLOSED)
    found = [Voices(survey, tuple(_answers(survey))) for survey in closed]
    return [each for each in found if each.rows]


def _own_pairs(pairs: Told) -> Row:
    return _("Pairs with somebody of yours"), str(pairs.formed)


def _held(pairs: Told, programme: Programme) -> str:
    """Beside what is meant to be held by the end."""
    if not pairs.held.is_told or not programme.meetings_target:
        return str(pairs.held)
    target = programme.meetings_target * pairs.formed.least
    words = _("%(held)s of %(target)s that are meant to be held by the end")
    return words % {"held": pairs.held, "target": target}


def _answers(survey: Survey) -> Iterator[Row]:
    for part in results_of(survey).parts:
        for line in part.lines:
            words = _said(line)
            if words:
                yield line.item.name, words


def _said(line: Line) -> str:
    """A share where it is told how answers spread; else the middle value."""
    if line.nearly_all:
        words = _("at least %(share)s%% answered %(value)s")
        return words % {"share": SOFTENED, "value": line.nearly_all}
    if line.bars and line.item.scale == "agree5":
        agreed = sum(bar.count for bar in line.bars if bar.label in AGREES)
        return _share(figure(agreed, line.answered), line.answered)
    return _("middle value %(middle)s") % {"middle": line.middle} if line.middle else ""


def _share(agreed: Figure, answered: int) -> str:
    values = {"part": agreed, "whole": answered}
    if not agreed.is_exact:
        return _("%(part)s of %(whole)s agree") % values
    found = share(agreed.least, answered)
    shares = {"low": round(100 * found.low), "high": round(100 * found.high)}
    words = _("%(part)s of %(whole)s agree; in a larger group between %(low)s and %(high)s%%")
    return words % {**values, **shares}

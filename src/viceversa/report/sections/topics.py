"""What was asked for and offered, theme by theme."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from viceversa.enrolment.models import Participation
from viceversa.lib.figures import FEW, SMALLEST, UNTOLD, Figure
from viceversa.lib.pictures import Cell, Row, matrix
from viceversa.pairing.insight import Theme, themes_of
from viceversa.programmes.topics import Topic
from viceversa.report.section import Section, Shown, table

Role = Participation.Role


def topics(known: Sequence[Topic], seats: Sequence[Participation]) -> Section | None:
    """Told alike to everybody, as before matching. None where nothing can be told."""
    mentors = [seat for seat in seats if seat.role == Role.MENTOR]
    mentees = [seat for seat in seats if seat.role == Role.MENTEE]
    demand = list(themes_of(known, asking=mentees, giving=mentors))
    returns = list(themes_of(known, asking=mentors, giving=mentees))
    rows = list(_rows(demand, returns))
    if not rows:
        return None
    heads = (
        (_("Mentees"), _("ask")),
        (_("Mentors"), _("offer")),
        (_("Mentors"), _("ask")),
        (_("Mentees"), _("offer")),
    )
    drawn = [Row(name, tuple(map(_cell, cells))) for name, cells in rows]
    return Section(
        "topics",
        _("Wants and offers"),
        (_finding(demand),),
        (Shown(matrix(heads, drawn)),),
        table((_("Theme"), *(" ".join(head) for head in heads)), [(n, *c) for n, c in rows]),
        (_("Whoever asks for several topics of a theme is counted once in it."),),
    )


def _finding(demand: Sequence[Theme]) -> str:
    lacking = [theme.whole.name for theme in demand if theme.whole.lacks]
    if lacking:
        return _("More mentees asked than mentors offered: %(themes)s.") % {
            "themes": ", ".join(lacking)
        }
    return _("In no theme did clearly more mentees ask than mentors offered.")


def _rows(
    demand: Sequence[Theme], returns: Sequence[Theme]
) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    back = {theme.whole.code: theme.whole for theme in returns}
    there = {theme.whole.code: theme.whole for theme in demand}
    for code in dict.fromkeys([*there, *back]):
        one, other = there.get(code), back.get(code)
        name = (one or other).name  # type: ignore[union-attr]  # it stands in one of the two
        yield (
            name,
            (
                one.asked if one else FEW,
                one.offered if one else FEW,
                other.asked if other else FEW,
                other.offered if other else FEW,
            ),
        )


def _cell(told: Figure) -> Cell:
    return Cell(told.least, short(told))


def short(told: Figure) -> str:
    """A figure where there is no room for words."""
    if told.least == told.most or told == UNTOLD:
        return str(told)
    return f"≥ {told.least}" if told.is_told else f"< {SMALLEST}"

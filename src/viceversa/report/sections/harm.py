"""Signs that it did somebody no good: from five up, whoever reads."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from viceversa.impact.results import Line
from viceversa.lib.figures import SMALLEST, Figure, figure
from viceversa.pairing.models import Pair
from viceversa.report.queries import Met
from viceversa.report.section import Section, table

GUARDED = ("1", "2")
"""Whoever taps these, of five, cannot speak openly."""


def harm(met: Sequence[Met], *, enquiries: int, openly: Sequence[tuple[str, Line]]) -> Section:
    """`openly`: what each role has answered to whether they can speak openly."""
    ended = sum(pair.state == Pair.State.ENDED for pair in met)
    rows = [
        (_("Pairs that ended early"), figure(ended, len(met))),
        (_("Have written to the organiser about something"), figure(enquiries)),
        *((_silent(role), _guarded(line)) for role, line in openly if line.bars),
    ]
    some = [name for name, told in rows if told.is_told]
    return Section(
        "harm",
        _("Signs of harm"),
        (_("Five or more: %(what)s.") % {"what": "; ".join(some)},)
        if some
        else (_("None of these numbers is five or more."),),
        table=table((_("What"), _("How many")), rows),
        remarks=(_("Fewer than %(least)s are told to nobody here.") % {"least": SMALLEST},),
    )


def _silent(role: str) -> str:
    if role == "mentor":
        return _("Mentors who cannot speak openly, at half-time")
    return _("Mentees who cannot speak openly, at half-time")


def _guarded(line: Line) -> Figure:
    return figure(sum(bar.count for bar in line.bars if bar.label in GUARDED), line.answered)

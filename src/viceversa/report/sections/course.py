"""The time line of the round."""

from collections.abc import Sequence
from datetime import date

from django.utils.dateformat import format as say
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from viceversa.lib.pictures import Span, spans
from viceversa.programmes.models import Programme
from viceversa.programmes.phases import PhaseView
from viceversa.report.section import Section, Shown, table


def course(programme: Programme, phases: Sequence[PhaseView], today: date) -> Section:
    """Its phases, one beneath the other."""
    day = pgettext("a short day, in Django's date format", "j M")
    full = pgettext("a day with its year, in a report, in Django's date format", "j F Y")
    title = _("The round")
    words = [_("From %(first)s.") % {"first": say(programme.starts_on, full)}]
    if programme.ends_on:
        ends = {"first": say(programme.starts_on, full), "last": say(programme.ends_on, full)}
        words = [_("From %(first)s to %(last)s.") % ends]
    if not phases:
        return Section("round", title, tuple(words))
    rows = [
        Span(
            f"{each.name} {say(each.starts_on, day)}–{say(each.ends_on, day)}",
            each.starts_on,
            each.ends_on,
        )
        for each in phases
    ]
    return Section(
        "round",
        title,
        tuple(words),
        (Shown(spans(rows, today=today, today_name=_("today"))),),
        table(
            (_("Phase"), _("From"), _("Until")),
            [(p.name, say(p.starts_on, full), say(p.ends_on, full)) for p in phases],
        ),
    )

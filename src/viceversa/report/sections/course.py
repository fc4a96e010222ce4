"""The time line of a round, or of a programme without an end."""

from collections.abc import Iterator, Sequence
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
    title = _("The time line")
    words = [_("From %(first)s.") % {"first": say(programme.starts_on, full)}]
    if programme.ends_on:
        title = _("The round")
        ends = {"first": say(programme.starts_on, full), "last": say(programme.ends_on, full)}
        words = [_("From %(first)s to %(last)s.") % ends]
    if not phases:
        return Section("round", title, tuple(words))
    return Section(
        "round",
        title,
        tuple(words),
        (Shown(spans(list(_rows(phases, today, day)), today=today, today_name=_("today"))),),
        table(
            (_("Phase"), _("From"), _("Until")),
            [(p.name, say(p.starts_on, full), _until(p, full)) for p in phases],
        ),
    )


def _rows(phases: Sequence[PhaseView], today: date, form: str) -> Iterator[Span]:
    """What goes on is drawn as far as anything is known."""
    known = max(today, *(each.ends_on or each.starts_on for each in phases))
    for each in phases:
        first = say(each.starts_on, form)
        days = f"{first}–{say(each.ends_on, form)}" if each.ends_on else f"{first}–"
        yield Span(f"{each.name} {days}", each.starts_on, each.ends_on or known)


def _until(phase: PhaseView, form: str) -> str:
    return say(phase.ends_on, form) if phase.ends_on else _("it goes on")

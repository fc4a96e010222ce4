"""Whether a pilot did what it was to show, for whoever decides how to go on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext as _

from viceversa.impact.queries import Turnout
from viceversa.lib.figures import Figure
from viceversa.pairing.models import Pair
from viceversa.programmes.blueprints import blueprints
from viceversa.programmes.models import Programme
from viceversa.report.queries import Met
from viceversa.report.section import Section, table
from viceversa.report.sections.meetings import planned_least
from viceversa.report.sight import Version

MET, ENDED, ANSWERED = 0.75, 0.2, 0.5
"""At least so many of the pairs meet as planned, at most so many end early, at least so many of
those asked answer: what a pilot is usually expected to show."""


@dataclass(frozen=True)
class Criterion:
    """What was hoped for, and what is told of what was reached."""

    name: str
    hoped: str
    reached: str
    is_reached: bool | None


def pilot(
    programme: Programme,
    met: Sequence[Met],
    turnouts: Sequence[Turnout],
    late: int,
    version: Version,
) -> Section | None:
    """None for a programme that is no pilot."""
    kind = blueprints().get(programme.blueprint)
    if kind is None or not kind.pilot:
        return None
    found = list(_criteria(programme, met, turnouts, late, version))
    reached = sum(each.is_reached is True for each in found)
    return Section(
        "pilot",
        _("Going on after the pilot"),
        (
            _("%(reached)s of %(whole)s signs that the pilot works are there.")
            % {"reached": reached, "whole": len(found)},
            _("Whether to go on is for the organiser to decide; no sum of signs does it."),
        ),
        table=table(
            (_("Sign"), _("Hoped for"), _("Reached"), _("There?")),
            [(each.name, each.hoped, each.reached, _there(each.is_reached)) for each in found],
        ),
        remarks=(_("A larger round begins as a copy of this one, with more seats."),),
    )


def _criteria(
    programme: Programme,
    met: Sequence[Met],
    turnouts: Sequence[Turnout],
    late: int,
    version: Version,
) -> Iterator[Criterion]:
    whole = len(met)
    if programme.pairs_planned:
        yield _at_least(_("Pairs formed"), programme.pairs_planned, version.whole(whole))
    least = planned_least(programme)
    if least and whole:
        often = version.part(sum(pair.times >= least for pair in met), whole)
        yield _at_least(_("Pairs that have met as often as planned"), ceil(MET * whole), often)
    if whole:
        ended = version.part(sum(pair.state == Pair.State.ENDED for pair in met), whole)
        yield _at_most(_("Pairs that ended early"), int(ENDED * whole), ended)
    if turnouts:
        asked, answered = (
            sum(getattr(t, side) for t in turnouts) for side in ("asked", "answered")
        )
        name = _("Answers to surveys")
        yield _at_least(name, ceil(ANSWERED * asked), Figure(answered, answered))
    if programme.takes_ideas:
        yield _at_most(_("Ideas that wait beyond the promised time"), 0, Figure(late, late))


def _at_least(name: str, hoped: int, told: Figure) -> Criterion:
    is_reached = None
    if told.least >= hoped:
        is_reached = True
    elif told.most is not None and told.most < hoped:
        is_reached = False
    return Criterion(name, _("at least %(n)s") % {"n": hoped}, str(told), is_reached)


def _at_most(name: str, hoped: int, told: Figure) -> Criterion:
    is_reached = None
    if told.least > hoped:
        is_reached = False
    elif told.most is not None and told.most <= hoped:
        is_reached = True
    return Criterion(name, _("at most %(n)s") % {"n": hoped}, str(told), is_reached)


def _there(is_reached: bool | None) -> str:  # one of three answers
    if is_reached is None:
        return _("cannot be told")
    return _("yes") if is_reached else _("not yet")

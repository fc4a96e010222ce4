"""How often pairs met."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from viceversa.lib.figures import SMALLEST
from viceversa.lib.pictures import Amount, Strip, bars, strips
from viceversa.pairing.models import Pair
from viceversa.programmes.models import Programme
from viceversa.report.queries import Met
from viceversa.report.section import Section, Shown, table
from viceversa.report.sight import Version

MOST = 6
"""So many meetings and more are told together."""

STRIPS = 60
"""Of more pairs than so many no one looks at each."""


def meetings(programme: Programme, met: Sequence[Met], version: Version) -> Section:
    """How many pairs have met how often: of these, which may be only some of the programme's."""
    counts = Counter(min(pair.times, MOST) for pair in met)
    names = [_name(times) for times in range(MOST + 1)]
    told = version.parts([counts[times] for times in range(MOST + 1)])
    rows = [
        Amount(name, number.least, str(number)) for name, number in zip(names, told, strict=True)
    ]
    if not met:
        return Section("meetings", _("Meetings"), (_("No pair has met yet."),))
    return Section(
        "meetings",
        _("Meetings"),
        (_finding(programme, met, version), *_in_all(met), *_soon(met)),
        (Shown(bars(rows)),),
        table((_("Meetings held"), _("Pairs")), [(row.name, row.told) for row in rows]),
    )


def each_pair(met: Sequence[Met], today: date) -> Section | None:
    """When each pair met, for whoever leads. None where they are too many to look at, or none."""
    if not 0 < len(met) <= STRIPS:
        return None
    last = max(today, *(day for pair in met for day in (pair.begun, *pair.held)))
    rows = [
        Strip(
            _("Pair %(number)s: %(times)s") % {"number": pair.number, "times": pair.times},
            pair.held,
            pair.missed,
            pair.begun,
            pair.ended or last,
        )
        for pair in met
    ]
    return Section(
        "each-pair",
        _("Meetings of each pair"),
        (
            _(
                "Each line is a pair, from the day it was formed until today or its end. A dot is "
                "a meeting held, a ring one that did not come about."
            ),
        ),
        (Shown(strips(rows)),),
        table(
            (_("Pair"), _("Meetings held"), _("Cancelled or missed"), _("State")),
            [
                (pair.number, pair.times, len(pair.missed), Pair.State(pair.state).label)
                for pair in met
            ],
        ),
        (_("Only those who lead the programme see this picture."),),
    )


def planned_least(programme: Programme) -> int | None:
    """So many meetings were planned at least, with what the programme puts up with, and never less
    than half: what a kind of programme puts up with is meant for its own number of meetings."""
    target = programme.meetings_target
    return max((target + 1) // 2, target - programme.meetings_tolerance) if target else None


def _finding(programme: Programme, met: Sequence[Met], version: Version) -> str:
    if version.is_exact and not any(pair.times for pair in met):
        return _("No pair has met yet.")
    whole, least = len(met), planned_least(programme)
    told = {
        "whole": version.whole(whole),
        "some": version.part(sum(pair.times > 0 for pair in met), whole),
    }
    if not least:
        return _("Of %(whole)s pairs %(some)s have met.") % told
    reached = version.part(sum(pair.times >= least for pair in met), whole)
    words = ngettext(
        "Of %(whole)s pairs %(some)s have met at least once, as was planned.",
        "Of %(whole)s pairs %(some)s have met, and %(reached)s as often as was planned, which is "
        "at least %(least)s times.",
        least,
    )
    return words % {**told, "reached": reached, "least": least}


def _in_all(met: Sequence[Met]) -> list[str]:
    held = sum(pair.times for pair in met)
    if len(met) < SMALLEST or not held:
        return []
    return [ngettext("%(n)s meeting in all.", "%(n)s meetings in all.", held) % {"n": held}]


def _soon(met: Sequence[Met]) -> list[str]:
    days = [(pair.held[0] - pair.begun).days for pair in met if pair.held]
    if len(days) < SMALLEST:
        return []
    middle = round(median(days))
    words = ngettext(
        "Half of those who have met did so within %(n)s day of becoming a pair.",
        "Half of those who have met did so within %(n)s days of becoming a pair.",
        middle,
    )
    return [words % {"n": middle}]


def _name(times: int) -> str:
    if times == MOST:
        return _("%(n)s or more") % {"n": times}
    return ngettext("%(n)s meeting", "%(n)s meetings", times) % {"n": times}

"""What pairs set out to do."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from viceversa.conversations.models import Objective
from viceversa.lib.figures import shares
from viceversa.lib.pictures import Amount, bars
from viceversa.programmes.models import Policy, Programme
from viceversa.report.section import Section, Shown, table

Kind = Objective.Kind
NONE = ""


def goals(programme: Programme, kinds: Sequence[str]) -> Section | None:
    """One kind a pair. It is the two's, so that nobody reads a number of a few. None where the
    programme has no goals."""
    if programme.goal_policy == Policy.OFF or not kinds:
        return None
    counts = Counter(kinds)
    names = {
        Kind.GOAL: _("A goal"),
        Kind.THEME: _("A theme to talk about"),
        Kind.NOT_YET: _("Not yet"),
        NONE: _("Nothing said"),
    }
    told = shares([counts[kind] for kind in names])
    rows = [
        Amount(name, number.least, str(number))
        for name, number in zip(names.values(), told, strict=True)
    ]
    return Section(
        "goals",
        _("Goals"),
        (
            _("Pairs with a goal: %(goal)s; with a theme instead: %(theme)s.")
            % {"goal": told[0], "theme": told[1]},
        ),
        (Shown(bars(rows)),),
        table((_("What they have set"), _("Pairs")), [(row.name, row.told) for row in rows]),
        (_("What the goal is, and how far a pair has come with it, stays between the two."),),
    )

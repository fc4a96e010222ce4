"""What pairs set out to try, and did."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from viceversa.conversations.models import TryOut
from viceversa.lib.pictures import Amount, bars
from viceversa.report.section import Section, Shown, table
from viceversa.report.sight import Version

State = TryOut.State


def tries(counts: Mapping[str, int], version: Version) -> Section | None:
    """Every state, in the order of what was done. None where nothing was set out to be tried."""
    order = (State.TESTED, State.OPEN, State.NOT_YET, State.DROPPED)
    whole = sum(counts.values())
    if not whole:
        return None
    told = version.parts([counts[state] for state in order])
    rows = [
        Amount(str(state.label).capitalize(), number.least, str(number))
        for state, number in zip(order, told, strict=True)
    ]
    return Section(
        "tries",
        _("Things tried"),
        (
            _("Of %(whole)s things that pairs set out to try, %(tried)s have been tried.")
            % {"whole": version.whole(whole), "tried": told[0]},
        ),
        (Shown(bars(rows)),),
        table((_("State"), _("Things to try")), [(row.name, row.told) for row in rows]),
        (_("What it was stays between the two."),),
    )

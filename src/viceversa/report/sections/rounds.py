"""The rounds of a programme, beside each other."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from viceversa.lib.pictures import Amount, bars
from viceversa.report.rounds import Seen
from viceversa.report.section import Section, Shown, table
from viceversa.report.sight import Version


def rounds(seen: Sequence[Seen], version: Version) -> Section | None:
    """Those that she may know of, in their order; None where this is the only one."""
    if len(seen) < 2:  # one is not compared with anything
        return None
    told = [version.whole(each.pairs) for each in seen]
    names = [f"{each.name}, {each.year}" for each in seen]
    rows = [Amount(name, count.least, str(count)) for name, count in zip(names, told, strict=True)]
    words = ngettext("%(n)s round so far.", "%(n)s rounds so far.", len(seen)) % {"n": len(seen)}
    return Section(
        "rounds",
        _("Rounds beside each other"),
        (words,),
        (Shown(bars(rows)),),
        table((_("Round"), _("Pairs formed")), [(row.name, row.told) for row in rows]),
        (_("A round is no contest: what differs between them are the people, too."),),
    )

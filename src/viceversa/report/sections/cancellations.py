"""Who cancelled."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from viceversa.enrolment.models import Participation
from viceversa.lib.pictures import Amount, bars
from viceversa.report.queries import Met
from viceversa.report.section import Section, Shown, table
from viceversa.report.sight import Version

Role = Participation.Role


def cancellations(met: Sequence[Met], version: Version) -> Section:
    """By role, and those that nobody is named for."""
    counts = Counter[str]()
    for pair in met:
        counts.update(pair.cancelled)
    whole = sum(counts.values())
    title = _("Cancelled meetings")
    if not whole:
        return Section("cancellations", title, (_("No meeting has been cancelled."),))
    mentees, mentors = counts[Role.MENTEE], counts[Role.MENTOR]
    told = version.parts([mentees, mentors, whole - mentees - mentors])
    names = (_("By the mentee"), _("By the mentor"), _("By neither alone"))
    rows = [
        Amount(name, number.least, str(number)) for name, number in zip(names, told, strict=True)
    ]
    return Section(
        "cancellations",
        title,
        (
            _("Meetings cancelled: %(whole)s; by mentees: %(mentees)s, by mentors: %(mentors)s.")
            % {"whole": version.whole(whole), "mentees": told[0], "mentors": told[1]},
        ),
        (Shown(bars(rows)),),
        table((_("Cancelled"), _("Meetings")), [(row.name, row.told) for row in rows]),
    )

"""What became of ideas that left their pairs."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from viceversa.ideas.models import Idea
from viceversa.lib.pictures import Amount, bars
from viceversa.report.section import Section, Shown, table

State = Idea.State
FLOW = (
    State.REALISED,
    State.ACCEPTED,
    State.INPUT,
    State.STOPPED,
    State.DECLINED,
    State.OWNED,
    State.SHARED,
)


def ideas(counts: Mapping[str, int], late: int) -> Section:
    """The same for everybody who reads the board, where they stand with their words."""
    whole = sum(counts.values())
    title = _("Ideas")
    if not whole:
        return Section("ideas", title, (_("No idea has left its pair yet."),))
    rows = list(_flow(counts, whole))
    return Section(
        "ideas",
        title,
        (_finding(counts, whole), *_late(late)),
        (Shown(bars(rows)),),
        table((_("Where it stands"), _("Ideas")), [(row.name, row.told) for row in rows]),
        (_("An idea leaves its pair when both say yes; all others are counted nowhere."),),
    )


def _flow(counts: Mapping[str, int], whole: int) -> Iterator[Amount]:
    """All of them first; each that follows begins where the one before it ends."""
    yield Amount(_("Shared"), whole, str(whole))
    since = 0
    for state in FLOW:
        yield Amount(str(state.label).capitalize(), counts[state], str(counts[state]), since)
        since += counts[state]


def _finding(counts: Mapping[str, int], whole: int) -> str:
    words = ngettext(
        "%(whole)s idea has left its pair; realised: %(realised)s, accepted besides: "
        "%(accepted)s, declined with a reason: %(declined)s.",
        "%(whole)s ideas have left their pairs; realised: %(realised)s, accepted besides: "
        "%(accepted)s, declined with a reason: %(declined)s.",
        whole,
    )
    return words % {
        "whole": whole,
        "realised": counts[State.REALISED],
        "accepted": counts[State.ACCEPTED],
        "declined": counts[State.DECLINED],
    }


def _late(late: int) -> list[str]:
    if not late:
        return []
    words = ngettext(
        "%(n)s waits for an answer beyond the promised time.",
        "%(n)s wait for an answer beyond the promised time.",
        late,
    )
    return [words % {"n": late}]

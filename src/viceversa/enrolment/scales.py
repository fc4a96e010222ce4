"""What reviewers look for, in words: three short scales, and what each means for a role."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.selection import HIGHEST, LOWEST


@dataclass(frozen=True)
class Scale:
    """One thing to look for. `name` is short, `asked` says it of each role."""

    code: str
    name: Promise
    asked: Mapping[str, Promise]


SCALES = (
    Scale(
        "learns",
        _("curiosity"),
        {
            "mentor": _("Curious about how things look from the top"),
            "mentee": _("Wants to learn from somebody with far less experience"),
        },
    ),
    Scale(
        "keeps",
        _("time"),
        {
            "mentor": _("Will make the time, and keep the dates"),
            "mentee": _("Will make the time, and keep the dates"),
        },
    ),
    Scale(
        "brings",
        _("something to bring"),
        {
            "mentor": _("Sees something that is missing at the top"),
            "mentee": _("Brings something real to work on"),
        },
    ),
)
WORDS: tuple[tuple[int, Promise], ...] = (
    (1, _("not to be seen")),
    (2, _("a little")),
    (3, _("clearly")),
    (4, _("very clearly")),
)


def in_words(mean: float) -> Promise:
    """The word nearest to a mean; half-way is the higher one."""
    return dict(WORDS)[min(HIGHEST, max(LOWEST, int(mean + 0.5)))]

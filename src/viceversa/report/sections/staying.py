"""Whether mentors stay with their employer, against those who applied and had no place."""

from django.utils.translation import gettext as _

from viceversa.evidence import Interval, difference, share
from viceversa.lib.figures import SMALLEST
from viceversa.lib.pictures import Share, whiskers
from viceversa.report.models import Staying
from viceversa.report.section import Section, Shown, table
from viceversa.report.sight import Version


def staying(told: Staying | None, version: Version) -> Section | None:
    """Counts, each share with its interval, and the difference. None where nobody has told, or one
    of the groups is too small."""
    if told is None or min(told.mentors, told.others) < SMALLEST:
        return None
    groups = (
        (_("Mentors"), told.mentors_stayed, told.mentors),
        (_("Applied, and had no place"), told.others_stayed, told.others),
    )
    counts = [version.part(stayed, of) for _name, stayed, of in groups]
    title, head = _("Who stays with the employer"), (_("Group"), _("Still there"), _("Of"))
    remarks = (
        _("So few people can show nothing but a very large difference. Whoever applied and had no "
          "place differs from a mentor in more than that.") ,
    )  # fmt: skip
    rows = [(name, count, of) for (name, _s, of), count in zip(groups, counts, strict=True)]
    if any(count.least != count.most for count in counts):
        words = _("So few have left that the share is not told to others than those who lead.")
        return Section("staying", title, (words,), (), table(head, rows), remarks)
    shares = [share(stayed, of) for _name, stayed, of in groups]
    return Section(
        "staying",
        title,
        (_finding(told), _difference(difference(*((s, of) for _name, s, of in groups)))),
        (Shown(whiskers([_drawn(g[0], found) for g, found in zip(groups, shares, strict=True)])),),
        table(
            (*head, _("Share, and what is plausible")),
            [(*row, _share(found)) for row, found in zip(rows, shares, strict=True)],
        ),
        remarks,
    )


def _finding(told: Staying) -> str:
    words = _("%(stayed)s of %(of)s mentors are still with their employer, and %(others)s of "
              "%(of_others)s who applied and had no place.")  # fmt: skip
    return words % {
        "stayed": told.mentors_stayed,
        "of": told.mentors,
        "others": told.others_stayed,
        "of_others": told.others,
    }


def _difference(found: Interval) -> str:
    value, low, high = (round(100 * part) for part in (found.value, found.low, found.high))
    words = _("The difference is %(value)s percentage points; it may well be anything from %(low)s "
              "to %(high)s.")  # fmt: skip
    if low <= 0 <= high:
        words = _("The difference is %(value)s percentage points; it may well be anything from "
                  "%(low)s to %(high)s, so that nobody can tell if there is one.")  # fmt: skip
    return words % {"value": _signed(value), "low": _signed(low), "high": _signed(high)}


def _signed(number: int) -> str:
    return f"−{-number}" if number < 0 else f"+{number}" if number else "0"


def _drawn(name: str, found: Interval) -> Share:
    return Share(name, found.value, found.low, found.high)


def _share(found: Interval) -> str:
    value, low, high = (round(100 * part) for part in (found.value, found.low, found.high))
    return _("%(value)s%% (%(low)s–%(high)s)") % {"value": value, "low": low, "high": high}

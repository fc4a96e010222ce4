"""What people say about themselves, before and afterwards."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from viceversa.evidence import Interval
from viceversa.impact.changes import Levels, RoleEffect, ScaleChange, say
from viceversa.lib.pictures import Picture, dumbbell
from viceversa.report.section import Section, Shown, table, with_the_rest

MENTEE = "mentee"


def change(effect: RoleEffect) -> Section:
    """Every scale of one role, those that fall or stay as well as those that rise."""
    code, title = f"change-{effect.role}", _title(effect.role)
    if not effect.is_told:
        words = _("Nothing is told until five or more have answered both before and afterwards.")
        return Section(code, title, (words,))
    answered = {"answered": effect.answered, "asked": effect.asked}
    return Section(
        code,
        title,
        (
            finding([effect]),
            _("Of %(asked)s who were asked afterwards, %(answered)s have answered.") % answered,
        ),
        tuple(_shown(scale) for scale in effect.scales if scale.levels),
        table(
            (
                _("Scale, 1 to 7"),
                _("Before"),
                _("Afterwards"),
                _("More, same, less"),
                _("Typical change"),
                _("Effect (SD)"),
            ),
            [tuple(_cells(scale)) for scale in effect.scales],
        ),
        (
            _("A ring is before, a disc is afterwards. The thin line is where a similar group may "
              "well be afterwards."),
        ),
    )  # fmt: skip


def finding(effects: Sequence[RoleEffect]) -> str:
    """How many scales rise, fall, and neither; empty where nothing is told."""
    scales = [scale for effect in effects for scale in effect.scales if scale.is_told]
    sure = [scale.goes for scale in scales if scale.change]
    if not scales:
        return ""
    if not sure:
        return _("So few have answered that nobody can tell whether anything rises or falls.")
    up, down = sure.count("up"), sure.count("down")
    words = _("Of %(whole)s scales %(up)s rise and %(down)s fall.")
    told = words % {"whole": len(scales), "up": up, "down": down}
    return with_the_rest(told, len(scales) - up - down)


def _title(role: str) -> str:
    if role == MENTEE:
        return _("What mentees say of themselves, before and afterwards")
    return _("What mentors say of themselves, before and afterwards")


def _shown(scale: ScaleChange) -> Shown:
    words = f"{scale.sentence} {scale.sentence_with_missing}".strip()
    return Shown(_drawn(scale, scale.levels or Levels(0, 0, are_means=False)), scale.name, words)


def _drawn(scale: ScaleChange, levels: Levels) -> Picture:
    answers = scale.scale.items[0].answered_by
    likely = scale.change
    plausible = (levels.before + likely.low, levels.before + likely.high) if likely else None
    return dumbbell(
        levels.before,
        levels.after,
        least=answers.least,
        most=answers.most,
        say=say,
        plausible=plausible,
    )


def _cells(scale: ScaleChange) -> Iterator[str]:
    levels, ways = scale.levels, scale.ways
    yield scale.name
    yield say(levels.before) if levels else "–"
    yield say(levels.after) if levels else "–"
    counts = ways.directions if ways else None
    yield f"{counts.up}, {counts.same}, {counts.down}" if counts else "–"
    yield between(scale.change)
    yield between(scale.effect)


def between(found: Interval | None) -> str:
    """A value with what is plausible around it; a dash where nothing is told."""
    if found is None:
        return "–"
    value, low, high = (say(part, signed=True) for part in (found.value, found.low, found.high))
    return _("%(value)s (%(low)s to %(high)s)") % {"value": value, "low": low, "high": high}

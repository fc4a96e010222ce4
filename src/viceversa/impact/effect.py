"""How answers of the same people changed, by role and scale, as far as it is told.

Nothing under five. From five on the middle values; from ten on means, how many say more, the same
and less, and what is plausible in a similar group. Answers that are compared are told of those who
have answered both times and of nobody else, so that nobody can subtract (decision 0026).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import mean, median

from viceversa.evidence import directions, effect, typical_change
from viceversa.impact.boxes import Value
from viceversa.impact.changes import Levels, RoleEffect, ScaleChange
from viceversa.impact.instruments import Item, Scale, Screen, scales_of
from viceversa.impact.models import Survey
from viceversa.impact.sight import LEAST, WHOLE
from viceversa.impact.ways import Ways
from viceversa.programmes.models import Programme

FEWEST_ITEMS = 2
"""So many items of a scale are answered both times by whoever is compared."""
NEAR_END = 0.2
"""So near an end of its scale, a mean would tell what nearly everybody says."""
Row = Mapping[str, Value]
Wave = Survey.Wave


def effect_of(programme: Programme, role: str, wave: str = Wave.AFTER) -> RoleEffect:
    """How the scales of a role changed, once the later survey has closed. Without scales before
    that, and where fewer than five have answered both times."""
    closed = programme.surveys.filter(role=role, state=Survey.State.CLOSED)
    survey = closed.filter(wave=wave).first()
    if survey is None:
        return RoleEffect(role, wave)
    asked, answered = survey.asked or 0, survey.answered or 0
    rows = list(survey.paired_answers.values_list("before", "later"))
    if len(rows) < LEAST:
        return RoleEffect(role, wave, asked, answered)
    tells_levels = wave == Wave.AFTER or not _was_compared(programme, role)
    scales = (_scale(scale, rows, asked, tells_levels=tells_levels) for scale in scales_of(role))
    return RoleEffect(role, wave, asked, answered, tuple(scales))


def _was_compared(programme: Programme, role: str) -> bool:
    """Whether answers from before have been told already, of others than now."""
    after = programme.surveys.filter(role=role, wave=Wave.AFTER)
    return after.filter(paired_answers__isnull=False).exists()


def _scale(
    scale: Screen, rows: Sequence[tuple[Row, Row]], asked: int, *, tells_levels: bool
) -> ScaleChange:
    scores = list(_scores(scale.items, rows))
    if len(scores) < LEAST:
        return ScaleChange(scale, len(scores), asked)
    before, after = ([pair[time] for pair in scores] for time in (0, 1))
    changes = [round(pair[1] - pair[0], 9) for pair in scores]
    found = ScaleChange(
        scale,
        len(scores),
        asked,
        levels=_levels(before, after, scale.items[0].answered_by) if tells_levels else None,
        middle_change=median(changes),
    )
    if len(scores) < WHOLE:
        return found
    return replace(
        found,
        ways=Ways.told(directions(changes), missing=found.missing),
        change=typical_change(changes),
        effect=effect(before, after),
    )


def _scores(
    items: Sequence[Item], rows: Sequence[tuple[Row, Row]]
) -> Iterator[tuple[float, float]]:
    """Before and later of everybody, by the items that she has answered both times."""
    for before, later in rows:
        both = [item.code for item in items if item.code in before and item.code in later]
        if len(both) >= FEWEST_ITEMS:
            yield _score(before, both), _score(later, both)


def _score(row: Row, codes: Sequence[str]) -> float:
    return mean(int(row[code]) for code in codes)


def _levels(before: Sequence[float], after: Sequence[float], scale: Scale) -> Levels:
    means = mean(before), mean(after)
    is_inside = all(scale.least + NEAR_END <= one <= scale.most - NEAR_END for one in means)
    if len(before) >= WHOLE and is_inside:
        return Levels(*means, are_means=True)
    return Levels(median(before), median(after), are_means=False)

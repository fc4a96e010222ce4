"""What is shown of a survey that has closed: totals of all who answered, and nothing under five."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from viceversa.impact.boxes import Value
from viceversa.impact.instruments import Item, screens_of
from viceversa.impact.models import Survey
from viceversa.impact.sight import LEAST, WHOLE


@dataclass(frozen=True)
class Bar:
    """How many have tapped one value, and how wide that is on the page."""

    label: str
    count: int
    width: int


@dataclass(frozen=True)
class Line:
    """One item: nothing, the middle value, that nearly all say the same, or how answers spread."""

    item: Item
    answered: int = 0
    middle: str = ""
    nearly_all: str = ""
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class Part:
    """The lines of one screen."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Results:
    """All that anybody is shown. Nothing, where fewer than five have answered."""

    parts: tuple[Part, ...] = ()
    remarks: tuple[str, ...] = ()


def results_of(survey: Survey) -> Results:
    """The totals of a closed survey."""
    rows = list(survey.answers.values_list("values", flat=True))
    if len(rows) < LEAST:
        return Results()
    words = survey.remarks.order_by("pk").values_list("text", flat=True)
    return Results(tuple(_parts(survey, rows)), tuple(words) if len(rows) >= WHOLE else ())


def _parts(survey: Survey, rows: Sequence[dict[str, Value]]) -> Iterable[Part]:
    for screen in screens_of(survey):
        tapped = [item for item in screen.items if not item.is_words]
        if tapped:
            lines = (_line(item, [row[item.code] for row in rows if item.code in row])
                     for item in tapped)  # fmt: skip
            yield Part(screen.name, tuple(lines))


def _line(item: Item, values: Sequence[Value]) -> Line:
    labels = dict(item.answered_by.taps)
    if len(values) < LEAST:
        return Line(item)
    if len(values) < WHOLE:
        return Line(item, len(values), middle=_middle(values))
    if len(set(values)) == 1:
        return Line(item, len(values), nearly_all=labels[str(values[0])])
    return Line(item, len(values), _middle(values), bars=_bars(labels, values))


def _middle(values: Sequence[Value]) -> str:
    """The median; choices in words have none."""
    numbers = [value for value in values if isinstance(value, int)]
    return f"{median(numbers):g}" if numbers else ""


def _bars(labels: dict[str, str], values: Sequence[Value]) -> tuple[Bar, ...]:
    counts = Counter(str(value) for value in values)
    most = max(counts.values())
    return tuple(
        Bar(label, counts[code], round(100 * counts[code] / most)) for code, label in labels.items()
    )

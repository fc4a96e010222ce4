"""What is shown of a survey that has closed: totals of all who answered, and nothing under five."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from viceversa.impact.boxes import Value
from viceversa.impact.instruments import Item, compared_codes, screens_of
from viceversa.impact.models import Remark, Survey
from viceversa.impact.sight import LEAST, WHOLE, nearly_all


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
    remarks: tuple[Remark, ...] = ()

    @property
    def quotes(self) -> list[str]:
        """What may be shown outside: only what whoever wrote it has said may be quoted."""
        return [remark.text for remark in self.remarks if remark.may_be_quoted]


def results_of(survey: Survey) -> Results:
    """The totals of a closed survey."""
    rows = list(survey.answers.values_list("values", flat=True))
    if len(rows) < LEAST:
        return Results()
    remarks = survey.remarks.order_by("pk") if len(rows) >= WHOLE else ()
    return Results(tuple(_parts(survey, rows)), tuple(remarks))


def line_of(survey: Survey, code: str) -> Line | None:
    """What is told of one item; None where it is not asked, or nothing is told at all."""
    parts = results_of(survey).parts
    return next((line for part in parts for line in part.lines if line.item.code == code), None)


def _parts(survey: Survey, rows: Sequence[dict[str, Value]]) -> Iterable[Part]:
    apart = _apart(survey, rows)
    for screen in screens_of(survey):
        tapped = [item for item in screen.items if not item.is_words and item.code not in apart]
        if tapped:
            lines = (_line(item, [row[item.code] for row in rows if item.code in row])
                     for item in tapped)  # fmt: skip
            yield Part(screen.name, tuple(lines))


def _apart(survey: Survey, rows: Sequence[dict[str, Value]]) -> set[str]:
    """What is told of those alone who have answered twice, and so is in nobody's row."""
    return compared_codes(survey.role) - {code for row in rows for code in row}


def _line(item: Item, values: Sequence[Value]) -> Line:
    labels = dict(item.answered_by.taps)
    if len(values) < LEAST:
        return Line(item)
    if len(values) < WHOLE:
        return Line(item, len(values), middle=_middle(values))
    way = nearly_all(Counter(str(value) for value in values))
    if way:
        return Line(item, len(values), nearly_all=labels[way])
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

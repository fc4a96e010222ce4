"""What cells, values and remarks read like, in the language of the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from viceversa.enrolment.importing.fields import BY_KEY
from viceversa.enrolment.importing.vocabulary import GOALS, STRENGTHS
from viceversa.enrolment.models import Participation
from viceversa.enrolment.sent_lists import ImportRow, PeopleImport
from viceversa.lib.tables import TableError
from viceversa.lib.wording import Wording
from viceversa.people.choices import HOURS, TALKING_LANGUAGES, WAYS_TO_MEET
from viceversa.programmes.models import Programme
from viceversa.programmes.topics import Topic, topics_by_code

CHOICES: dict[str, Mapping[str, str | Promise]] = {
    "languages": dict(TALKING_LANGUAGES),
    "ways_to_meet": dict(WAYS_TO_MEET),
    "hours": dict(HOURS),
    "goals": GOALS,
    "role": dict(Participation.Role.choices),
}
OF_NOMINEES = {"source": gettext_lazy("Source"), "year": gettext_lazy("Year")}


@dataclass(frozen=True)
class Told:
    """A remark on a cell, ready to be read."""

    label: str
    cell: str
    text: str


@dataclass(frozen=True)
class ToldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ToldRow:
    """A row of a list, ready to be read."""

    row: ImportRow
    problems: list[Told]
    notes: list[Told]
    changes: list[ToldChange]


class Speaker:
    """Says values of one programme; topics by their names."""

    def __init__(self, programme: Programme) -> None:
        self.topics: dict[str, Topic] = topics_by_code(programme)

    def say(self, key: str, value: Any) -> str:
        if value in ("", None, [], {}):
            return pgettext("an empty field", "empty")
        if isinstance(value, dict):
            return "; ".join(self.topic(code, strength) for code, strength in value.items())
        if key in CHOICES:
            return ", ".join(_chosen(key, value if isinstance(value, list) else [value]))
        return ", ".join(value) if isinstance(value, list) else str(value)

    def topic(self, code: str, strength: int) -> str:
        return f"{self.name(code)} ({STRENGTHS[str(strength)]})"

    def name(self, code: str) -> str:
        """A topic by its name; by its code when the programme has it no more."""
        topic = self.topics.get(code)
        return topic.name if topic else code

    def row(self, row: ImportRow) -> ToldRow:
        return ToldRow(
            row,
            [told(remark, row.values) for remark in row.problems],
            [told(remark, row.values) for remark in row.notes],
            [
                ToldChange(label_of(key), self.say(key, before), self.say(key, after))
                for key, before, after in row.changes
            ],
        )


def label_of(key: str) -> str:
    return str(BY_KEY[key].label if key in BY_KEY else OF_NOMINEES[key])


def told(remark: Sequence[Any], cells: Mapping[str, str]) -> Told:
    """A cell is shown beside its remark, unless the remark repeats it."""
    key, template, values = remark
    text, cell = Wording(template, values).translated(_), cells.get(key, "")
    return Told(label_of(key), "" if cell in text else cell, text)


def problem_in_words(people_import: PeopleImport) -> str:
    """What stopped a list, "" if nothing did."""
    problem = people_import.problem
    if not problem:
        return ""
    wording = Wording(problem["template"], problem["values"])
    error = TableError(wording, row=problem.get("row"), column=problem.get("column"))
    return error.translated(_)


def in_a_cell(remarks: Iterable[Sequence[Any]]) -> str:
    """All that is wrong with a row, as text for a spreadsheet."""
    said = (told(remark, {}) for remark in remarks)
    return "\n".join(f"{each.label}: {each.text}" for each in said)


def _chosen(key: str, codes: Iterable[str]) -> list[str]:
    return [str(CHOICES[key].get(code, code)) for code in codes]

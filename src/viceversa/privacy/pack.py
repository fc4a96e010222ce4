"""What an organiser hands to unions, works councils and data protection officers: four drafts, and
the whole register of what is stored, filled in from the register and the programme's settings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override

from viceversa.lib.register import CLASSES, Entry, entries
from viceversa.privacy.words import CLASSES as CLASS_WORDS
from viceversa.privacy.words import KEPT, READERS, THINGS
from viceversa.programmes.answers import answers
from viceversa.programmes.forms.rules import RulesForm
from viceversa.programmes.forms.settings import PoliciesForm
from viceversa.programmes.models import Programme
from viceversa.programmes.papers import BLANK, Paper, listed, names_in, text_of

TEXTS = files("viceversa.privacy") / "data"
TITLES: dict[str, Promise] = {
    "union": gettext_lazy("Information for unions and works councils"),
    "balancing": gettext_lazy("Balancing of interests"),
    "dpia": gettext_lazy("Data protection impact assessment"),
    "record": gettext_lazy("Record of processing activities"),
}


@dataclass(frozen=True)
class Row:
    """Fields of one thing that the same people read for as long."""

    thing: str
    readers: str
    kept: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Shelf:
    """All that is stored of one class."""

    title: str
    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        """Its title, and a line for each thing: who reads it and for how long."""
        return f"{self.title}:\n\n{_items(self._lines())}\n"

    def _lines(self) -> Iterator[str]:
        nobody = str(READERS["nobody"])
        for thing, same in groupby(self.rows, key=lambda row: row.thing):
            rows = sorted(same, key=lambda row: row.readers == nobody)
            readers = _sentence(_READ, (row.readers for row in rows))
            kept = _sentence(_KEPT, (row.kept for row in rows))
            yield f"{thing}. {readers} {kept}"


_READ = (
    gettext_lazy("Read by %s"),
    gettext_lazy("Some of it is read by %s"),
    gettext_lazy("some by %s"),
)
_KEPT = (gettext_lazy("Kept %s"), gettext_lazy("Some of it is kept %s"), gettext_lazy("some %s"))


def _sentence(forms: tuple[Promise, Promise, Promise], phrases: Iterable[str]) -> str:
    """What holds for all of it, or what for some and what for some."""
    whole, part, other = map(str, forms)
    first, *more = dict.fromkeys(phrases)
    told = [(part if more else whole) % first, *(other % each for each in more)]
    return f"{'; '.join(told)}."


def paper(programme: Programme, kind: str, language: str) -> Paper:
    """One of the drafts, filled in as the programme stands now."""
    with override(language):
        blanks = names_in(programme, language) | {
            "purpose": programme.purpose,
            "employers": listed(
                partner.organisation.name
                for partner in programme.partners.select_related("organisation")
            ),
            "switches": _items(_switches(programme)),
            "stored": "\n".join(shelf.text for shelf in shelves()),
        }
    blanks["partners"] = blanks["partners"] or BLANK
    return Paper(kind, language, TITLES[kind], text_of(TEXTS, kind, language).format_map(blanks))


def shelves() -> list[Shelf]:
    """The whole register, class by class, in the language of the page."""
    found = sorted(entries().values(), key=_place)
    return [
        Shelf(str(CLASS_WORDS[data_class]), tuple(_rows(shelf)))
        for data_class, shelf in groupby(found, key=lambda entry: entry.data_class)
    ]


def thing_of(field: str) -> str:
    """The model, or the foreign table, that a field of the register belongs to."""
    return field.rpartition(".")[0]


def _place(entry: Entry) -> tuple[int, str, str, str]:
    place = CLASSES.index(entry.data_class)
    return place, str(THINGS[thing_of(entry.field)]), entry.readers, entry.retention


def _rows(shelf: Iterator[Entry]) -> Iterator[Row]:
    for (_class, thing, readers, kept), same in groupby(shelf, key=_place):
        names = tuple(sorted(entry.field.rpartition(".")[2] for entry in same))
        yield Row(thing, str(READERS[readers]), str(KEPT[kept]), names)


def _switches(programme: Programme) -> Iterator[str]:
    for form in (RulesForm(instance=programme), PoliciesForm(instance=programme)):
        yield from (f"{each.question}: {each.answer}" for each in answers(form))


def _items(lines: Iterator[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)

"""Everything that is stored about a person, as one archive: JSON for each room, and a page.

The field register says which fields she may take along, and each room's `erasure.py` which rows
are hers. What a pair writes is opened for its author alone, and only when she asks herself.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, ForeignKey, Model
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from viceversa.conversations.sealed import words_of
from viceversa.conversations.sealed_row import SealedRow
from viceversa.enrolment.words import CHOICES
from viceversa.lib.register import entries
from viceversa.people.holdings import Holding
from viceversa.people.models import Organisation, Person, Unit
from viceversa.privacy.labels import label_of
from viceversa.privacy.plan import holdings
from viceversa.privacy.words import THINGS
from viceversa.programmes.models import Programme

NAMED: tuple[type[Model], ...] = (Organisation, Unit, Programme)
MARKUP = frozenset({"html"})  # the same words stand beside it


@dataclass(frozen=True)
class Kept:
    """The rows of one kind, each as what stands in which field."""

    room: str
    thing: str
    rows: list[dict[str, Any]]
    labels: dict[str, str]
    choices: dict[str, dict[str, str]]

    @property
    def read(self) -> list[list[tuple[str, str]]]:
        """As a page shows them, without what is empty."""
        return [[*self._told(row)] for row in self.rows]

    def _told(self, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for name, value in row.items():
            if value not in ("", None, [], {}) and name not in MARKUP:
                yield self.labels[name], _said(value, self.choices[name])


def archive(person: Person, *, own_words: bool = False) -> bytes:
    """The archive, in her language. `own_words`: she asks herself, and what she has written in
    her pairs comes along."""
    with override(person.language):
        kept = [*everything(person, own_words=own_words)]
        page = render_to_string("privacy/export.html", _context(person, kept, own_words))
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as files:
        files.writestr("index.html", page)
        for room, things in _by_room(kept).items():
            text = json.dumps(things, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
            files.writestr(f"{room}.json", text)
    return packed.getvalue()


def everything(person: Person, *, own_words: bool = False) -> Iterator[Kept]:
    """What is stored about her, room by room, the one that knows most of her last."""
    for room, each in holdings():
        fields = [*fields_of(each, own_words=own_words)] if each.is_export else []
        rows = [_row(row, fields) for row in each.rows(person)] if fields else []
        if rows:
            labels = {field.name: capfirst(label_of(each.name, field)) for field in fields}
            choices = {field.name: _choices(field) for field in fields}
            yield Kept(room, str(THINGS[each.name]), rows, labels, choices)


def counts(person: Person) -> list[tuple[str, str]]:
    """How much of what is stored about her, in words."""
    found: defaultdict[str, int] = defaultdict(int)
    for _room, each in holdings():
        if each.is_export and any(fields_of(each, own_words=True)):
            found[str(THINGS[each.name])] += each.rows(person).count()
    return [(thing, _entries(count)) for thing, count in found.items() if count]


def _entries(count: int) -> str:
    return ngettext("%(n)s entry", "%(n)s entries", count) % {"n": count}


def _context(person: Person, kept: list[Kept], own_words: bool) -> dict[str, object]:
    return {"person": person, "kept": kept, "own_words": own_words, "today": localdate()}


def _by_room(kept: list[Kept]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    rooms: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for each in kept:
        rooms.setdefault(each.room, {}).setdefault(each.thing, []).extend(each.rows)
    return rooms


def fields_of(each: Holding, *, own_words: bool) -> "Iterator[Field[Any, Any]]":
    """What she may take along of it; what is sealed only where she asks herself."""
    register = entries()
    for field in each.model._meta.fields:
        entry = register.get(f"{each.name}.{field.name}") or register.get(f"{each.name}.*")
        is_sealed = field.name.startswith("sealed_")
        is_hers = entry and entry.is_exported and field.name not in each.others
        if is_hers and (own_words or not is_sealed):
            yield field


def _choices(field: "Field[Any, Any]") -> dict[str, str]:
    """What its codes stand for."""
    known = dict(field.flatchoices) or CHOICES.get(field.name, {})
    return {code: str(words) for code, words in known.items()}


def _row(row: Model, fields: "list[Field[Any, Any]]") -> dict[str, Any]:
    return {field.name: _value(row, field) for field in fields}


def _value(row: Model, field: "Field[Any, Any]") -> Any:
    if isinstance(row, SealedRow) and field.name.startswith("sealed_"):
        return words_of(row, field.name) if getattr(row, field.name) else ""
    if isinstance(field, ForeignKey) and field.related_model in NAMED:
        return str(getattr(getattr(row, field.name), "name", ""))
    return field.value_from_object(row)


def _said(value: Any, choices: dict[str, str]) -> str:
    match value:
        case True | False:
            return _("yes") if value else _("no")
        case datetime():
            return f"{localtime(value):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case list():
            return ", ".join(choices.get(str(each), str(each)) for each in value)
        case dict():
            return ", ".join(f"{name}: {told}" for name, told in value.items())
    return choices.get(str(value), str(value))

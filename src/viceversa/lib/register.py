"""The field register: what every stored field is, who reads it, how long it stays.

One table drives what a person may take with her, what is erased when, and the record of
processing. A field that is not in it turns the tests red.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from django.apps import apps

DataClass = Literal["P0", "P1", "P2", "P3", "P4", "P5", "P6"]
CLASSES: tuple[str, ...] = get_args(DataClass)


@dataclass(frozen=True)
class Entry:
    """What the house has decided about one field; `Model.*` speaks for a whole foreign table."""

    field: str
    data_class: DataClass
    readers: str
    retention: str
    is_exported: bool


@cache
def entries() -> dict[str, Entry]:
    """The whole register by field name. ValueError when a line of it makes no sense."""
    text = (files("viceversa.privacy") / "field_register.csv").read_text(encoding="utf-8")
    return by_field(map(entry_from, csv.DictReader(text.splitlines())))


def by_field(lines: Iterable[Entry]) -> dict[str, Entry]:
    """Each line by its field. ValueError when two speak for the same."""
    found: dict[str, Entry] = {}
    for entry in lines:
        if entry.field in found:
            raise ValueError(f"{entry.field} stands twice in the register")
        found[entry.field] = entry
    return found


def entry_from(row: dict[str, str]) -> Entry:
    """One line of the register. ValueError when it leaves something open."""
    if row["class"] not in CLASSES or not row["readers"] or not row["retention"]:
        raise ValueError(row)
    return Entry(
        field=row["field"],
        data_class=row["class"],  # type: ignore[arg-type]  # one of CLASSES, as just seen
        readers=row["readers"],
        retention=row["retention"],
        is_exported={"yes": True, "no": False}[row["export"]],
    )


def stored_fields() -> Iterator[str]:
    """Every field that the database holds: ours one by one, those of packages by table."""
    for model in apps.get_models():
        if model._meta.app_label == "viceversa":
            yield from (f"{model.__name__}.{field.name}" for field in model._meta.fields)
        else:
            yield f"{model._meta.app_label}.{model.__name__}.*"

"""All that stands in both databases, as counts: how many rows of each kind each table holds."""

from collections import Counter
from collections.abc import Collection
from functools import cache

from django.apps import apps
from django.db import connections, models
from django_tasks_db.models import DBTaskResult

from viceversa.notices.models import Letter
from viceversa.people.models import TrailEntry
from viceversa.vault.router import KEYRING, TABLES

Kind = tuple[str, str]
"""A table, and what tells its rows apart: states, yes and no, and what is filled in."""
Table = type[models.Model]
NAMES = {Letter: "name", TrailEntry: "verb", DBTaskResult: "task_path"}
JOB = ("status", "task_path")


class Rows(Counter[Kind]):
    """Counted rows; what changed is counted too, below nothing where rows went."""

    def since(self, before: "Rows") -> "Rows":
        kinds = self.keys() | before.keys()
        return Rows(
            {kind: self[kind] - before[kind] for kind in kinds if self[kind] != before[kind]}
        )

    def of(self, tables: Collection[Table]) -> "Rows":
        """Only these tables."""
        wanted = {table._meta.db_table for table in tables}
        return Rows({kind: count for kind, count in self.items() if kind[0] in wanted})


def all_rows() -> Rows:
    found = Rows()
    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute(_question(alias))
            found.update({(table, kind): count for table, kind, count in cursor.fetchall()})
    return found


@cache
def _question(alias: str) -> str:
    return " UNION ALL ".join(_of_table(table) for table in tables_in(alias))


def tables_in(alias: str) -> list[Table]:
    ours = [*apps.get_app_config("viceversa").get_models(), DBTaskResult]
    return [each for each in ours if (each._meta.model_name in TABLES) == (alias == KEYRING)]


def _of_table(table: Table) -> str:
    name = table._meta.db_table
    kinds = [_told(field) for field in table._meta.concrete_fields if _tells(table, field)]
    kind = " || ' ' || ".join(kinds) or "''"
    return f"SELECT '{name}', {kind}, COUNT(*) FROM \"{name}\" GROUP BY 2"  # noqa: S608


def _tells(table: Table, field: models.Field) -> bool:  # type: ignore[type-arg]
    if table is DBTaskResult:
        return field.name in JOB
    is_short = bool(field.choices) or isinstance(field, models.BooleanField)
    is_filled = field.null or isinstance(field, models.BinaryField)
    return is_short or is_filled or field.name == NAMES.get(table)


def _told(field: models.Field) -> str:  # type: ignore[type-arg]
    column = f'"{field.column}"'
    if field.null:
        return f"CASE WHEN {column} IS NULL THEN '-' ELSE '{field.column}' END"
    if isinstance(field, models.BinaryField):
        return f"CASE WHEN LENGTH({column}) = 0 THEN '-' ELSE '{field.column}' END"
    return f"CAST({column} AS VARCHAR(80))"

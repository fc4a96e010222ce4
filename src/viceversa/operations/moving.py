"""`viceversa sqlite-to-postgres`: everything of an installation on SQLite, into PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from viceversa.lib import sqlite
from viceversa.lib.bulk import insert_into, stored
from viceversa.operations.health import worker_is_alive
from viceversa.operations.preparing import prepare_tables
from viceversa.vault.router import KEYRING, KeyringRouter

FILES = {"default": "viceversa.sqlite3", KEYRING: "keyring.sqlite3"}
SOURCE = "source"
AT_ONCE = 500


class CannotMoveError(Exception):
    """Says why nothing was moved, and what to do."""


@dataclass(frozen=True)
class Moved:
    """How many rows of how many tables."""

    rows: int
    tables: int


def move(data: Path) -> Moved:
    """Copies both databases of a data directory into empty ones on PostgreSQL, each in one
    transaction, and counts every table again on the other side. The files stay as they are.

    CannotMoveError where a target is not empty, a worker is still at work on the source, or the
    two are not of one version; nothing is changed then but empty tables made.
    """
    if any(connections[alias].vendor != "postgresql" for alias in FILES):
        raise CannotMoveError(
            "The target is not PostgreSQL. Set DATABASE_URL and VICEVERSA_KEYRING_URL first."
        )
    prepare_tables()
    with transaction.atomic(), transaction.atomic(using=KEYRING):
        done = [_move(alias, data / file) for alias, file in FILES.items()]
    return Moved(sum(each.rows for each in done), sum(each.tables for each in done))


def _move(alias: str, file: Path) -> Moved:
    tables = list(tables_of(alias, apps))
    _refuse_what_is_not_empty(tables, alias)
    with opened(file) as source:
        _refuse_another_version(source, alias)
        if alias != KEYRING and worker_is_alive(using=SOURCE):
            raise CannotMoveError("The installation on SQLite is still at work. Stop it first.")
        return copy_rows(tables, alias)


def copy_rows(tables: list[type[models.Model]], alias: str) -> Moved:
    """Every row of these tables from the file that is `opened`, instead of what is there."""
    _empty(tables, connections[alias])
    rows = sum(_copy(model, connections[alias]) for model in tables)
    _continue_numbers(tables, connections[alias])
    return Moved(rows, len(tables))


def _refuse_what_is_not_empty(tables: list[type[models.Model]], alias: str) -> None:
    ours = (model for model in tables if model._meta.app_label == "viceversa")
    if any(model._base_manager.using(alias).exists() for model in ours):
        raise CannotMoveError("There are people in that PostgreSQL already. Name an empty one.")


@contextmanager
def opened(file: Path) -> Iterator[BaseDatabaseWrapper]:
    """The database of a file, to be read only, as a connection of its own."""
    if not file.is_file():
        raise CannotMoveError(f"There is no file {file}. Name the data directory on SQLite.")
    connections.settings[SOURCE] = {
        **connections.settings["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{file.resolve().as_uri()}?mode=ro",
        "OPTIONS": {"uri": True, "timeout": sqlite.SECONDS_OPEN},
    }
    try:
        yield connections[SOURCE]
    finally:
        connections[SOURCE].close()
        del connections[SOURCE], connections.settings[SOURCE]


def _refuse_another_version(source: BaseDatabaseWrapper, alias: str) -> None:
    ours, theirs = (set(MigrationRecorder(each).applied_migrations())
                    for each in (connections[alias], source))  # fmt: skip
    if ours != theirs:
        raise CannotMoveError(
            "The database on SQLite is of another version. Start this version on it once."
        )


def tables_of(alias: str, registry: Apps) -> Iterator[type[models.Model]]:
    """What lives in a database, migrations and their like aside."""
    for model in registry.get_models(include_auto_created=True):
        meta = model._meta
        kept = KeyringRouter().allow_migrate(alias, meta.app_label, meta.model_name)
        if kept and meta.managed and not meta.proxy:
            yield model


def _empty(tables: list[type[models.Model]], target: BaseDatabaseWrapper) -> None:
    """Of what new tables begin with: kinds of content and permissions."""
    names = [model._meta.db_table for model in tables]
    for statement in target.ops.sql_flush(no_style(), names, allow_cascade=False):
        with target.cursor() as cursor:
            cursor.execute(statement)


def _copy(model: type[models.Model], target: BaseDatabaseWrapper) -> int:
    """Row for row, every value as it stands. CannotMoveError if they are not as many afterwards."""
    fields, insert = stored(model), insert_into(model, target)
    source = model._base_manager.using(SOURCE)
    rows = source.values_list(*(field.attname for field in fields)).iterator(AT_ONCE)
    with target.cursor() as cursor:
        while some := list(islice(rows, AT_ONCE)):
            cursor.executemany(insert, [_values(row, fields, target) for row in some])
    count = source.count()
    if model._base_manager.using(target.alias).count() != count:
        raise CannotMoveError(f"{model._meta.db_table} did not arrive whole; nothing was moved.")
    return count


def _values(
    row: tuple[Any, ...], fields: list[models.Field[Any, Any]], target: BaseDatabaseWrapper
) -> list[Any]:
    return [field.get_db_prep_save(value, target) for field, value in zip(fields, row, strict=True)]


def _continue_numbers(tables: list[type[models.Model]], target: BaseDatabaseWrapper) -> None:
    """Where rows are numbered, the next number is one that is free."""
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)

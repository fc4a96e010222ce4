"""Databases elsewhere than those of the tests, where the connections lead meanwhile."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections

from tests.faults.dying import leave_databases

Names = dict[str, str]


@contextmanager
def copied(place: Path) -> Iterator[None]:
    """Those of SQLite lie in memory: as files, other threads and processes find them as well."""
    if connections["default"].vendor != "sqlite":
        yield
        return
    names = {alias: str(place / f"{alias}.sqlite3") for alias in connections}
    for alias, name in names.items():
        with connections[alias].cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [name])
    with _leading_to(names):
        yield


@contextmanager
def empty(place: Path) -> Iterator[None]:
    """Databases without a table; `emptied` makes them so again."""
    if connections["default"].vendor == "sqlite":
        with _leading_to({alias: str(place / f"new-{alias}.sqlite3") for alias in connections}):
            yield
        return
    names = {alias: f"test_{secrets.token_hex(6)}" for alias in connections}
    for alias, name in names.items():
        with connections[alias].cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    with _leading_to(names):
        yield
    for alias, name in names.items():
        with connections[alias].cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def emptied() -> None:
    for alias in connections:
        connection = connections[alias]
        if connection.vendor == "sqlite":
            connection.close()
            for file in Path(connection.settings_dict["NAME"]).parent.glob(f"new-{alias}.*"):
                file.unlink()
        else:
            with connection.cursor() as cursor:
                cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


@contextmanager
def _leading_to(names: Names) -> Iterator[None]:
    """The connections of the tests are kept meanwhile: a database in memory goes with its last."""
    kept = {alias: connections[alias] for alias in names}
    before = {alias: connections.settings[alias]["NAME"] for alias in names}
    leave_pools()
    for alias, name in names.items():
        del connections[alias]
        connections.settings[alias]["NAME"] = name
    yield
    leave_databases()
    for alias, connection in kept.items():
        connections.settings[alias]["NAME"] = before[alias]
        connections[alias] = connection


def leave_pools() -> None:
    """A pool knows one database only."""
    if connections["default"].vendor != "sqlite":
        leave_databases()

"""The data of a release as `tools.releases` keeps it: put in, killed on its way to today's tables,
and compared. All but `put_in` runs in a process of the installation."""

import os
import pickle
import re
import signal
import sqlite3
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from tools.releases import DATABASES, KEPT

from tests.faults.dying import really_killed
from tests.processes import Installation
from viceversa.operations import moving
from viceversa.operations.preparing import prepare_tables

READS = re.compile(r"\s*(SELECT|PRAGMA|BEGIN|SAVEPOINT|RELEASE)", re.IGNORECASE)
Tables = dict[tuple[str, str], tuple[list[str], list[tuple[Any, ...]]]]
"""By database and name: the columns and the rows."""


def releases() -> list[Path]:
    """The oldest first."""
    return sorted(KEPT.glob("*.tar.xz"), key=lambda each: [*map(int, version_of(each).split("."))])


def version_of(release: Path) -> str:
    return release.name.removesuffix(".tar.xz")


def put_in(release: Path, house: Installation) -> None:
    """Into an installation without a table: its keys, its rows, and its tables as they were."""
    with tarfile.open(release) as archive:
        archive.extractall(house.data, filter="data")
    for name in DATABASES:
        _write(house.data / name)
    if house.environment["DATABASE_URL"]:
        house.python(f"from tests.operations.kept import fill; fill({str(house.data)!r})")


def _write(file: Path) -> None:
    file.touch(mode=0o600)
    with closing(sqlite3.connect(file)) as database:
        database.executescript(file.with_suffix(".sql").read_text(encoding="utf-8"))


def fill(old: str) -> None:
    """PostgreSQL from files of SQLite, by the models that stood in that release's migrations."""
    for alias, name in moving.FILES.items():
        with moving.opened(Path(old) / name) as source:
            targets = list(MigrationRecorder(source).applied_migrations())
            executor = MigrationExecutor(connections[alias])
            executor.migrate(targets)
            then = executor.loader.project_state(targets).apps
            with transaction.atomic(using=alias):
                moving.copy_rows(list(moving.tables_of(alias, then)), alias)


def remember(file: str) -> None:
    """Writes down every row, to be compared by `lost`."""
    Path(file).write_bytes(pickle.dumps({name: _table(*name) for name in _names()}))


def lost(file: str) -> list[str]:
    """The tables of which a row, or one of its values, is no more: by columns of then and now."""
    before: Tables = pickle.loads(Path(file).read_bytes())  # noqa: S301  # we have just written it
    now = set(_names())
    return [
        table
        for (alias, table), (columns, rows) in before.items()
        if (alias, table) not in now or _missing(alias, table, columns, rows)
    ]


def _missing(alias: str, table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> object:
    kept = [column for column in columns if column in _columns(alias, table)]
    wanted = [tuple(v for c, v in zip(columns, row, strict=True) if c in kept) for row in rows]
    return _counted(wanted) - _counted(_rows(alias, table, kept))


def _counted(rows: list[tuple[Any, ...]]) -> Counter[str]:
    return Counter(map(repr, rows))


def _names() -> Iterator[tuple[str, str]]:
    for alias in connections:
        yield from ((alias, table) for table in connections[alias].introspection.table_names())


def _table(alias: str, table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    columns = _columns(alias, table)
    return columns, _rows(alias, table, columns)


def _columns(alias: str, table: str) -> list[str]:
    look = connections[alias].introspection
    with connections[alias].cursor() as cursor:
        return [column.name for column in look.get_table_description(cursor, table)]


def _rows(alias: str, table: str, columns: list[str]) -> list[tuple[Any, ...]]:
    names = ", ".join(f'"{column}"' for column in columns)
    with connections[alias].cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{table}"')  # noqa: S608
        return cursor.fetchall()


def survive_kills(file: str) -> int:
    """How many kills the upgrade has survived: before each of its writes, and each time it is begun
    anew. What one migration has committed stays, so that the next kills come after it."""
    number, survived, applied = 1, 0, _applied()
    while really_killed(sys.maxsize, _dying(number, prepare_tables)):
        survived += 1
        assert lost(file) == [], number
        before, applied = applied, _applied()
        number = 1 if applied != before else number + 1
    return survived


def upgrade_dying_before(number: int) -> None:
    """Brings the tables up to date, and is killed before so many writes are done."""
    _dying(number, prepare_tables)()


def _applied() -> list[set[tuple[str, str]]]:
    return [
        set(MigrationRecorder(connections[alias]).applied_migrations()) for alias in connections
    ]


def _dying(number: int, act: Callable[[], None]) -> Callable[[], None]:
    def acted() -> None:
        with _killed_before(number):
            act()

    return acted


@contextmanager
def _killed_before(number: int) -> Iterator[None]:
    writes = 0

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal writes
        writes += not READS.match(sql)
        if writes == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *rest)

    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(connections[alias].execute_wrapper(count))
        yield

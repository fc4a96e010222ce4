"""Restore and migrate: an empty installation is filled, and its process killed on the way."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.db import connections

from tests.faults import pairs
from tests.faults.dying import killed, really_killed
from tests.faults.invariants import broken
from tests.faults.places import emptied, empty
from tests.faults.rows import Rows, all_rows
from viceversa.operations.copies import CopyError, Kept, Source, back_up, restore
from viceversa.operations.preparing import prepare_tables, tables_are_behind
from viceversa.vault.shredding import replay

Tables = dict[str, list[str]]


def survive_migrations(place: Path, points: Iterable[int]) -> int:
    """How many kills the making of all tables has survived. They are real ones: Django's editor of
    tables on SQLite does not let go of a connection that is merely dropped."""
    with empty(place):
        prepare_tables()
        whole = _tables()
        return sum(_migrated_under(point, whole) for point in points)


def _migrated_under(point: int, whole: Tables) -> bool:
    emptied()
    was_killed = really_killed(point, prepare_tables)
    prepare_tables()
    assert (_tables(), tables_are_behind()) == (whole, False), point
    return was_killed


def _tables() -> Tables:
    """Every table of both databases, with its columns and indexes."""
    return {
        f"{alias} {table}": _told(alias, table) for alias in connections for table in _names(alias)
    }


def _names(alias: str) -> list[str]:
    return sorted(connections[alias].introspection.table_names())


def _told(alias: str, table: str) -> list[str]:
    look = connections[alias].introspection
    with connections[alias].cursor() as cursor:
        columns = [column.name for column in look.get_table_description(cursor, table)]
        return [*columns, *sorted(look.get_constraints(cursor, table))]


def survive_restores(place: Path, points: Iterable[int]) -> int:
    """How many kills a restore has survived: of a house with two pairs, one of them erased
    after the copy was made."""
    pairs.met()
    erased = pairs.met()
    back_up(place / "data", place / "keys", recipient="", kept=Kept(None, None))
    pairs.shred(*erased)
    data, keys = (next((place / each).glob("[0-9]*")) for each in ("data", "keys"))
    source, survived = Source(data, keys, None, (), ""), 0
    with empty(place):
        restore(source)
        whole = all_rows()
        for point in points:
            if not _restored_under(point, source, whole):
                break
            survived += 1
    return survived


def _restored_under(point: int, source: Source, whole: Rows) -> bool:
    """Whoever runs it again is told that it is done, or does it; every start erases again."""
    emptied()
    was_killed = killed(point, lambda: restore(source))
    with suppress(CopyError):
        restore(source)
    prepare_tables()
    replay()
    assert broken() == [], point
    assert all_rows() == whole, point
    return was_killed

"""The SQLite engine: a version that two processes may write to, where one can be had.

Before 3.51.3 a database in WAL mode that two processes write to can be corrupted. Most Pythons
carry an older one, so the wheel `pysqlite3` takes its place where it exists; elsewhere the slower
rollback journal is used, which has no such fault.
"""

import sys
from contextlib import suppress

SAFE_FOR_WAL = (3, 51, 3)
SECONDS_OPEN = 60  # Django's CONN_MAX_AGE: opening anew takes as long as a small page's queries


def use_newest() -> None:
    """Puts `pysqlite3` in the place of `sqlite3`, before anything has imported the latter."""
    with suppress(ImportError):
        import pysqlite3  # absent on most platforms

        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def version() -> tuple[int, ...]:
    """The version of the engine in use."""
    import sqlite3  # whichever use_newest has put there

    return sqlite3.sqlite_version_info


def is_safe_for_wal() -> bool:
    """Whether this SQLite cannot corrupt a database that keeps a write-ahead log."""
    return version() >= SAFE_FOR_WAL


def options() -> dict[str, object]:
    """Django's OPTIONS: short exclusive writes that are on the disk when they are answered."""
    return _options("WAL" if is_safe_for_wal() else "DELETE")


def options_for_keys() -> dict[str, object]:
    """The same for keys, which must be gone when they are deleted: what is deleted is overwritten,
    and no write-ahead log keeps a page of yesterday."""
    return _options("DELETE", "PRAGMA secure_delete=ON;")


def _options(journal: str, more: str = "") -> dict[str, object]:
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode={journal};PRAGMA synchronous=FULL;{more}",
    }

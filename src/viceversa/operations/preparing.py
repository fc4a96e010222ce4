"""What must be in place before the first page: tables, static files, and in the demo its people.

Later starts skip all of it quickly. Nothing starts on tables that a newer version has changed. Two
programs that start at once on one machine take turns by a lock on a file, several machines by a
lock in their PostgreSQL.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from viceversa import __version__
from viceversa.privacy.actions import erase_again
from viceversa.vault.router import KEYRING
from viceversa.vault.shredding import replay

OWN = "viceversa"
LOCK = 7_346_117  # any number, as long as it is ours


class NotPreparedError(Exception):
    """Says what to do before the program can start."""


def prepare(*, migrate: bool) -> None:
    """Brings tables and static files up to date, one program at a time. Keys and people that were
    erased are erased again, should a restored backup have brought them back."""
    if restore_mark().exists():
        raise NotPreparedError(
            "A restore was broken off. Run the same viceversa restore once more; it goes on there."
        )
    with _alone():
        if newer := newer_tables():
            raise NotPreparedError(
                f"The tables are of a newer version of Viceversa ({newer}), which this one does "
                "not know. Install that version again, or restore the backup from before the "
                "upgrade."
            )
        if migrate:
            _update_tables()
        elif tables_are_behind():
            raise NotPreparedError("The tables are behind this version. Run: viceversa migrate")
        replay()
        erase_again()
        _collect_static_files()


def prepare_tables() -> None:
    """Brings the tables up to date, for commands that may be the very first of an installation."""
    with _alone():
        _update_tables()


def restore_mark() -> Path:
    """A file that is there while a restore is under way."""
    return Path(settings.DATA) / "restoring"


def tables_are_behind() -> bool:
    """Whether some migration of this version has not been applied."""
    return any(_is_behind(alias) for alias in connections)


def newer_tables() -> str:
    """The last migration in the database, if it comes after all that this version has."""
    loader = MigrationLoader(connection)
    known = [name for app, name in loader.disk_migrations if app == OWN]
    applied = [name for app, name in loader.applied_migrations if app == OWN]
    last = max(applied, key=_number, default="")
    return last if last and _number(last) > max(map(_number, known)) else ""


def _number(migration: str) -> int:
    return int(migration.partition("_")[0])


def _is_behind(alias: str) -> bool:
    executor = MigrationExecutor(connections[alias])
    app = OWN if alias == KEYRING else None  # the keyring has tables of our own app only
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes(app)))


@contextmanager
def _alone() -> Iterator[None]:
    with (settings.DATA / "start.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _update_tables() -> None:
    """The table of the cache, which no migration makes, is among them."""
    if tables_are_behind():
        call_command("migrate", verbosity=0, interactive=False)
    else:
        call_command("createcachetable", verbosity=0)


def _collect_static_files() -> None:
    """The stamp is written last: a start that was broken off is made up for by the next."""
    stamp = Path(settings.STATIC_ROOT) / "collected"
    fingerprint = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(fingerprint, encoding="utf-8")


def _fingerprint() -> str:
    """Changes with the version, and in a checkout with every edit."""
    digest = hashlib.sha256(__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()

"""How each engine copies a database that is in use, and puts a copy back."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connections

from viceversa.lib.files import sync_directory
from viceversa.operations.copies.folder import CopyError

PLAIN = "sqlite3"
DUMP = "dump"
GIVEN = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}


def file_name(alias: str) -> str:
    """What the copy of a database is called."""
    name = "database" if alias == "default" else alias
    return f"{name}.{PLAIN if _is_sqlite(alias) else DUMP}"


def copy_of(alias: str, to: Path) -> Path:
    """A copy of the database as it is at one moment, looked through. CopyError when that fails."""
    file = to / file_name(alias)
    if _is_sqlite(alias):
        with connections[alias].cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
    else:
        _run("pg_dump", alias, "--format=custom", "--no-owner", "--no-acl", f"--file={file}")
    look_through(file)
    return file


def look_through(file: Path) -> None:
    """CopyError unless the file is a whole database."""
    if file.suffix == f".{DUMP}":
        _call(["pg_restore", "--list", str(file)], dict(os.environ))
        return
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as copy:
            answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise CopyError(f"{file.name} is no database: {error}.") from error
    if answer != "ok":
        raise CopyError(f"{file.name} is damaged: {answer}.")


def is_empty(alias: str) -> bool:
    """Whether the database holds no table yet."""
    return not connections[alias].introspection.table_names()


def put_back(alias: str, file: Path) -> None:
    """Fills an empty database with what a copy holds, whole or not at all."""
    look_through(file)
    connection = connections[alias]
    connection.close()
    if _is_sqlite(alias):
        _put_in_place(file, Path(connection.settings_dict["NAME"]))
    else:
        _run("pg_restore", alias, "--no-owner", "--no-acl", "--single-transaction", str(file))


def _put_in_place(file: Path, place: Path) -> None:
    """Instead of the empty file, and of what an empty file left beside it."""
    file.chmod(0o600)
    for leftover in place.parent.glob(f"{place.name}-*"):
        leftover.unlink()
    file.replace(place)
    sync_directory(place.parent)


def _run(program: str, alias: str, *arguments: str) -> None:
    """The password is no argument, which others on the machine could see."""
    found = connections[alias].get_connection_params()
    variables = {GIVEN[key]: str(found[key]) for key in GIVEN if found.get(key)}
    command = [program, f"--dbname={found['dbname']}", *arguments]
    _call(command, {**os.environ, **variables})


def _call(command: list[str], environment: dict[str, str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603
            command, env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise CopyError(
            f"{command[0]} is not there. Install the client programs of PostgreSQL, of the "
            "server's version or newer (Debian: postgresql-client)."
        ) from error
    if done.returncode:
        raise CopyError(f"{command[0]} failed: {done.stderr.strip()}")


def _is_sqlite(alias: str) -> bool:
    return connections[alias].vendor == "sqlite"

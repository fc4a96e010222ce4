"""An installation of its own for tests that need real processes: data directory and database."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).parents[1]
PATIENCE = 300
"""Seconds for the tables of an empty installation, on a machine that has much else to do."""


@dataclass(frozen=True)
class Installation:
    """Where it lives, and how its processes are started. They are killed when the test ends.

    `within` is a command that runs another one, such as on a machine of its own.
    """

    data: Path
    environment: dict[str, str]
    started: list[subprocess.Popen[str]]
    within: tuple[str, ...] = ()

    def start(self, *command: str, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*self.within, sys.executable, *command],
            env={**self.environment, **environment},
            cwd=self.data,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.started.append(process)
        return process

    def viceversa(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        return self.start("-m", "viceversa", *arguments, **environment)

    def run(self, *arguments: str, **environment: str) -> None:
        """Runs one of our commands to its end."""
        process = self.viceversa(*arguments, **environment)
        output, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, output

    def python(self, code: str, *, within: float = PATIENCE, **environment: str) -> str:
        """Runs code with Django set up, and gives what it printed."""
        process = self.start("-c", f"import django; django.setup()\n{code}", **environment)
        output, _ = process.communicate(timeout=within)
        assert process.returncode == 0, output
        return output.strip()


@contextlib.contextmanager
def installation(data: Path, *, migrated: bool = True) -> Iterator[Installation]:
    """An empty installation, on the same kind of database as the tests themselves."""
    with _database("DATABASE_URL") as url, _database("VICEVERSA_KEYRING_URL") as keyring_url:
        environment = {
            **{key: value for key, value in os.environ.items() if not _is_ours(key)},
            "VICEVERSA_DATA": str(data),
            "DATABASE_URL": url,
            "VICEVERSA_KEYRING_URL": keyring_url,
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "viceversa.settings",
        }
        made = Installation(data, environment, [])
        try:
            if migrated:
                process = made.viceversa("migrate", "--verbosity=0")
                assert process.wait(timeout=PATIENCE) == 0, process.stdout
            yield made
        finally:
            for process in made.started:
                process.kill()
                process.wait()
                assert process.stdout
                process.stdout.close()


def eventually(condition: Callable[[], object], *, within: float = 40) -> None:
    """Waits until the condition holds; fails when it does not in time."""
    until = time.monotonic() + within
    while not condition():
        assert time.monotonic() < until, "it did not come about in time"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_ours(variable: str) -> bool:
    return variable.startswith("VICEVERSA_") or variable in ("DATABASE_URL", "PORT")


@contextlib.contextmanager
def _database(variable: str) -> Iterator[str]:
    """SQLite needs none; on PostgreSQL a fresh one on the server that the tests use."""
    server = os.environ.get(variable, "")
    if not server.startswith("postgres"):
        yield ""
        return
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    path, question, query = server.partition("?")
    try:
        yield f"{path.rpartition('/')[0]}/{name}{question}{query}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]

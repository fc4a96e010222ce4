"""An installation of its own for tests that need real processes: data directory and database."""

import atexit
import contextlib
import json
import os
import secrets
import select
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).parents[1]
PATIENCE = 300
"""Seconds: nothing takes so long by itself, but the machine may have other work."""


@dataclass(frozen=True)
class Installation:
    """Where it lives, and how its processes are started. They are killed when the test ends.

    `within` is a command that runs another one, such as on a machine of its own.
    """

    data: Path
    environment: dict[str, str]
    started: list[subprocess.Popen[str]] = field(default_factory=list)
    warm: dict[str, subprocess.Popen[str]] = field(default_factory=dict)
    within: tuple[str, ...] = ()

    def start(self, *command: str, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*self.within, sys.executable, *command],
            env={**self.environment, **environment},
            cwd=self.data,
            text=True,
            stdin=subprocess.PIPE,
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
        (said,) = self.at_once(code, within=within, **environment)
        return said

    def at_once(self, *codes: str, within: float = PATIENCE, **environment: str) -> list[str]:
        """Runs each code in a process of its own, and gives what they printed. Where they say
        `at_once()`, each waits for the others."""
        process = self._warm({**self.environment, **environment})
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{json.dumps(codes)}\n")
        process.stdin.flush()
        assert select.select([process.stdout], [], [], within)[0], "it did not end in time"
        line = process.stdout.readline()
        assert line.startswith("["), line + process.stdout.read()
        ended = json.loads(line)
        assert [code for code, _ in ended] == [0] * len(codes), ended
        return [said.strip() for _, said in ended]

    def _warm(self, environment: dict[str, str]) -> subprocess.Popen[str]:
        """The process that has these settings and forks."""
        settings = json.dumps([self.within, environment], sort_keys=True)
        if settings not in self.warm:
            self.warm[settings] = self.start("-m", "tests.warm", **environment)
        return self.warm[settings]

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()
            for end in (process.stdin, process.stdout):
                assert end
                with contextlib.suppress(BrokenPipeError):
                    end.close()


@contextlib.contextmanager
def installation(data: Path, *, migrated: bool = True) -> Iterator[Installation]:
    """An empty installation, on the same kind of database as the tests themselves."""
    if not migrated:
        with _new(data) as made:
            yield made
        return
    ready = _ready()
    for file in ready.data.glob("*.sqlite3*"):
        shutil.copy(file, data)
    with _new(data, like=ready) as made:
        yield made


@cache
def _ready() -> Installation:
    """The one in this process that was migrated, and of which the others are copies."""
    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    data = stack.enter_context(TemporaryDirectory(prefix="viceversa-ready-"))
    made = stack.enter_context(_new(Path(data)))
    made.run("migrate", "--verbosity=0")
    return made


@contextlib.contextmanager
def _new(data: Path, like: Installation | None = None) -> Iterator[Installation]:
    with (
        _database("DATABASE_URL", like) as url,
        _database("VICEVERSA_KEYRING_URL", like) as keyring_url,
    ):
        environment = {
            **{key: value for key, value in os.environ.items() if not _is_ours(key)},
            "VICEVERSA_DATA": str(data),
            "DATABASE_URL": url,
            "VICEVERSA_KEYRING_URL": keyring_url,
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "viceversa.settings",
        }
        made = Installation(data, environment)
        try:
            yield made
        finally:
            made.end()


def eventually(condition: Callable[[], object], *, within: float = PATIENCE) -> None:
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
def _database(variable: str, like: Installation | None) -> Iterator[str]:
    """SQLite needs none; on PostgreSQL a fresh one on the server that the tests use, or a copy."""
    server = os.environ.get(variable, "")
    if not server.startswith("postgres"):
        yield ""
        return
    name = f"test_{secrets.token_hex(6)}"
    template = urlsplit(like.environment[variable]).path[1:] if like else "template1"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')  # type: ignore[arg-type]
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]

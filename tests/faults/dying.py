"""A process that dies at one point after the other: before and after every statement, every commit
and every deed outside the databases."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from traceback import print_exc
from typing import Any, NoReturn
from unittest.mock import patch

from django.core.mail.backends.locmem import EmailBackend
from django.db import connections

OUTSIDE: tuple[tuple[Any, str], ...] = (
    (os, "fsync"),
    (os, "link"),
    (os, "write"),
    (Path, "rename"),
    (Path, "replace"),
    (Path, "unlink"),
    (shutil, "copyfile"),
    (subprocess, "run"),
    (EmailBackend, "send_messages"),
)
"""What is done outside the databases: letters leave, keys and ledger are written, files move."""


class Dead(BaseException):
    """The process is no more. No `except Exception` of the program may live on after it."""


class Fate:
    """Counts the points as they come; at its own, and at all later ones, the process dies."""

    def __init__(self, point: int, die: Callable[[], NoReturn]) -> None:
        self.point, self.die, self.seen = point, die, 0

    @property
    def has_come(self) -> bool:
        return self.seen >= self.point

    def around(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def acted(*args: Any, **kwargs: Any) -> Any:
            self._next()
            done = act(*args, **kwargs)
            self._next()
            return done

        return acted

    def statement(self, execute: Callable[..., Any], *rest: Any) -> Any:
        return self.around(execute)(*rest)

    def _next(self) -> None:
        self.seen += 1
        if self.has_come:
            self.die()


def points_of(act: Callable[[], object]) -> int:
    """At how many points a deed may be killed."""
    fate = Fate(sys.maxsize, _drop_all)
    with _facing(fate):
        act()
    return fate.seen


def killed(point: int, act: Callable[[], object]) -> bool:
    """Does the deed in this process, until it comes to that point. Whether it came so far."""
    fate = Fate(point, _drop_all)
    try:
        with _facing(fate):
            act()
    except Dead:
        pass
    return fate.has_come


def really_killed(point: int, act: Callable[[], object]) -> bool:
    """Likewise in a child that the system kills. The connections are made anew on either side."""
    leave_databases()
    child = os.fork()
    if not child:
        _end_after(point, act)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or not status, "it failed by itself"
    return os.WIFSIGNALED(status)


def _end_after(point: int, act: Callable[[], object]) -> NoReturn:
    try:
        with _facing(Fate(point, _kill_me)):
            act()
    except BaseException:
        print_exc()
        os._exit(1)
    os._exit(0)


def leave_databases() -> None:
    """No connection is open any more, nor one in a pool: a child may not share it."""
    for connection in connections.all():
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


@contextmanager
def _facing(fate: Fate) -> Iterator[None]:
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(fate.statement))
            commit = fate.around(connection.commit)
            stack.enter_context(patch.object(connection, "commit", commit))
        for place, name in OUTSIDE:
            stack.enter_context(patch.object(place, name, fate.around(getattr(place, name))))
        yield


def _drop_all() -> NoReturn:
    """What a database does when somebody is gone: it takes back what was not committed."""
    for connection in connections.all(initialized_only=True):
        connection.run_on_commit = []
        if connection.connection is not None:
            connection.connection.rollback()
    raise Dead


def _kill_me() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")

"""`viceversa serve`: the web server and the worker as children of one small supervisor.

Children are forked, not started anew, since that saves half of the time until the first page.
"""

import ctypes
import logging
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import connections
from django.db.utils import OperationalError

from viceversa.config import Config
from viceversa.operations import web, working
from viceversa.operations.first_start import greeting
from viceversa.operations.preparing import NotPreparedError, prepare

logger = logging.getLogger(__name__)

# A job that runs when the program is stopped gets so long; then it is killed, and done again later.
PATIENCE = 30.0
LOOK = 0.2
PR_SET_PDEATHSIG = 1
STEPS_BACK = 5  # of niceness: a third of a page's share where there is too little for both


def serve(config: Config, *, migrate: bool = True, worker: bool = True) -> int:
    """Runs until stopped by a signal (0), or until a child ends by itself (1). 2: not started.
    Without a worker it serves pages alone."""
    try:
        listener = _listen(config.host, config.port)
    except OSError as error:
        return _refuse(
            f"Port {config.port} cannot be had: {error.strerror}. Set PORT to another, "
            "or stop the program that holds it."
        )
    try:
        prepare(migrate=migrate)
        lines = greeting(config)
    except NotPreparedError as error:
        return _refuse(str(error))
    except OperationalError as error:
        return _refuse(f"The database does not answer: {error}".strip())
    _let_go_of_database()
    import_module(settings.ROOT_URLCONF)  # every page, once for all children
    children = [_fork("web server", lambda: web.serve(config, listener))]
    if worker:
        children.append(_fork("worker", lambda: _work_without(listener)))
    listener.close()
    sys.stdout.write("\n".join([*lines, ""]))
    sys.stdout.flush()
    return _watch(children)


def _watch(children: list[ForkProcess]) -> int:
    asked = _Asked()
    ended = None
    while not asked.to_stop and ended is None:
        time.sleep(LOOK)
        ended = next((child for child in children if not child.is_alive()), None)
    _stop(children)
    return _refuse(f"The {ended.name} ended by itself; see above.", code=1) if ended else 0


class _Asked:
    """Whether somebody asked us to stop. A second signal stops at once, children included."""

    def __init__(self) -> None:
        self.to_stop = False
        signal.signal(signal.SIGTERM, self)
        signal.signal(signal.SIGINT, self)

    def __call__(self, number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        self.to_stop = True


def _listen(host: str, port: int) -> socket.socket:
    """Taken here and handed down, so that a port in use is found before anything else is done."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def _let_go_of_database() -> None:
    """No connection is shared with a child, and no thread of a pool runs when we fork."""
    for connection in connections.all():
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined]  # of the PostgreSQL wrapper only


def _fork(name: str, task: Callable[[], None]) -> ForkProcess:
    child = multiprocessing.get_context("fork").Process(target=_as_child, args=(task,), name=name)
    child.start()
    return child


def _as_child(task: Callable[[], None]) -> None:
    """In a session of its own, so that Ctrl+C reaches the supervisor alone, who ends things in
    order. Linux ends the child as well when the supervisor is killed without a chance to do so."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    try:
        task()
    except Exception as error:
        logger.critical("The %s broke", multiprocessing.current_process().name, exc_info=error)
        raise SystemExit(1) from None


def _work_without(listener: socket.socket) -> None:
    listener.close()
    _stand_back()
    working.work()


def _stand_back() -> None:
    """The worker shares the processors with pages, for which somebody waits: those go first. Linux
    weighs sessions before it weighs processes (sched(7), autogroups), so it is told both."""
    os.nice(STEPS_BACK)
    with suppress(OSError):  # other systems, and containers without a /proc to write to
        Path("/proc/self/autogroup").write_text(str(STEPS_BACK), encoding="ascii")


def _stop(children: list[ForkProcess]) -> None:
    for child in children:
        child.terminate()
    until = time.monotonic() + PATIENCE
    for child in children:
        child.join(timeout=max(0.1, until - time.monotonic()))
        if child.is_alive():
            child.kill()
            child.join()


def _refuse(text: str, *, code: int = 2) -> int:
    sys.stderr.write(f"{text}\n")
    return code

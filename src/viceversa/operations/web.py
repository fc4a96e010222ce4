"""The web server: gunicorn with threads, on a socket that is open already."""

import gc
import socket
from collections.abc import Callable
from typing import Any

from viceversa.config import Config

PATIENCE = 25
"""Seconds that a request in progress gets when the program is stopped."""

ALLOCATIONS = 20_000
"""So many new objects, and garbage is looked for: a long page makes as many as that."""


def serve(config: Config, listener: socket.socket) -> None:
    """Serves until stopped by a signal."""
    from gunicorn.app.base import BaseApplication  # only the child that serves needs it

    from viceversa.operations.web_log import GunicornLog

    options = {
        "bind": f"fd://{listener.fileno()}",
        "worker_class": "gthread",
        "workers": config.web_processes,
        "threads": config.threads,
        "graceful_timeout": PATIENCE,
        "logger_class": GunicornLog,
        "control_socket_disable": True,
    }

    class Web(BaseApplication):
        def load_config(self) -> None:
            known: Any = self.cfg
            for name, value in options.items():
                known.set(name, value)

        def load(self) -> Callable[..., Any]:
            from viceversa.wsgi import application  # each web process sets itself up

            gc.freeze()  # what is loaded stays: nobody looks through it for garbage again
            gc.set_threshold(ALLOCATIONS)
            return application

    server: Any = Web  # gunicorn tells no types
    server().run()

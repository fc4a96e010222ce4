"""Ten thousand people from a file: how long it takes, and how long it keeps others from writing.

    python -m bench.people_import [--rows 10000] [--kind csv|xlsx]

Works on a database of its own in a temporary directory. Beside the import, a second connection
writes a row every few milliseconds; the longest it had to wait is the longest write lock.
"""

import argparse
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ORGANISATIONS, UNITS = 40, 12
PAUSE = 0.005


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="viceversa-bench-") as directory:
        os.environ["VICEVERSA_DATA"] = directory
        os.environ["VICEVERSA_MODE"] = "demo"
        os.environ["DJANGO_SETTINGS_MODULE"] = "viceversa.settings"
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _report(options.rows, options.kind)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--kind", choices=("csv", "xlsx"), default="csv")
    return parser.parse_args()


def _report(rows: int, kind: str) -> None:
    from tests.enrolment.crowd import crowd_file, make_crowd_programme

    programme, coordinator = make_crowd_programme()
    print(f"{rows} rows as {kind}")
    print(f"{'':22}{'seconds':>9}{'longest wait to write, ms':>28}")
    for title, level in (("first time", 2), ("the same again", 2), ("all changed", 3)):
        content = crowd_file(rows, kind=kind, level=level)
        _round(title, lambda content=content: _bring_in(programme, coordinator, content, kind))


def _bring_in(programme: object, coordinator: object, content: bytes, kind: str) -> None:
    from tests.enrolment.crowd import bring_in

    bring_in(programme, coordinator, content, kind=kind)


def _round(title: str, work: Callable[[], None]) -> None:
    with longest_wait() as waits:
        start = time.perf_counter()
        work()
        seconds = time.perf_counter() - start
    print(f"{title:22}{seconds:9.2f}{max(waits) * 1000:28.0f}")


@contextmanager
def longest_wait() -> Iterator[list[float]]:
    """How long each write of somebody else took, from asking for the lock to having written."""
    waits, over = [0.0], threading.Event()
    writer = threading.Thread(target=_write_now_and_then, args=(waits, over), daemon=True)
    writer.start()
    try:
        yield waits
    finally:
        over.set()
        writer.join()


def _write_now_and_then(waits: list[float], over: threading.Event) -> None:
    from django.db import connection, transaction

    from viceversa.people.trail import record
    from viceversa.programmes.models import Programme

    programme = Programme.objects.order_by("pk")[0]
    while not over.wait(PAUSE):
        start = time.perf_counter()
        with transaction.atomic():
            record("wrote beside", programme, by=None)
        waits.append(time.perf_counter() - start)
    connection.close()


if __name__ == "__main__":
    main()

"""A thousand people of one round read their pages, a hundred pages a second, at a program served as
`viceversa serve` does: how long the answers take, and what one costs the processors.

    python -m bench.readers [--rate 100] [--seconds 30] [--pairs 500]

Each answer is timed from the moment at which it should have been asked for, so that a queue counts.
Who asks shares the cores with who answers. The processor time of an answer says how many a second
two cores can give to readers alone, also where other work disturbs the times.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

from tests.processes import eventually, free_port

from bench.installation import empty_house

AT_ONCE = 32
WARM_UP = 40
BARE = 200  # answers of a bare view, for comparison
MOST = 0.5  # seconds for 95 of 100
SLOWEST_START = 120


class Page(NamedTuple):
    """What is asked for, and by whom."""

    path: str
    cookie: str


def main() -> None:
    parser = argparse.ArgumentParser(description="Many people read their pages.")
    parser.add_argument("--rate", type=float, default=100.0, help="pages a second")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--pairs", type=int, default=500)
    options = parser.parse_args()
    port = free_port()
    with empty_house(PORT=str(port), DJANGO_SETTINGS_MODULE="bench.applying_settings"):
        from bench.published_round import read_round

        pages = [Page(*page) for page in read_round(options.pairs)]
        with _served(port) as served:
            _read(port, pages[:WARM_UP], rate=options.rate / 5)
            wanted = range(int(options.rate * options.seconds))
            asked = [page for page, _ in zip(cycle(pages), wanted, strict=False)]
            _report(served, port, asked, rate=options.rate)


@contextmanager
def _served(port: int) -> Iterator[int]:
    """Serves what the house holds; gives the process that looks after the others."""
    with subprocess.Popen([sys.executable, "-m", "viceversa", "serve"]) as process:
        try:
            eventually(lambda: _is_ready(port), within=SLOWEST_START)
            yield process.pid
        finally:
            process.terminate()


def _is_ready(port: int) -> bool:
    try:
        return _status(port, Page("/readyz", "")) == "200"
    except OSError:
        return False


def _report(served: int, port: int, pages: list[Page], *, rate: float) -> None:
    before, own, began = _processor_time(served), time.process_time(), time.monotonic()
    waits, failed = _read(port, pages, rate=rate)
    took, after = time.monotonic() - began, _processor_time(served)
    asking = (time.process_time() - own) / len(pages)
    bare = [Page("/bare/", page.cookie) for page in pages[:: len(pages) // BARE]]
    _read(port, bare, rate=rate)
    each, least = (after - before) / len(pages), (_processor_time(served) - after) / len(bare)
    shares = quantiles(waits, n=100)
    people = len({page.cookie for page in pages})
    print(f"{len(pages)} pages to {people} people in {took:.0f} s")
    print(
        f"answers to readers: median {shares[49] * 1000:.0f} ms, 95 of 100 in "
        f"{shares[94] * 1000:.0f} ms (at most {MOST * 1000:.0f}), "
        f"{len(failed)} failed (at most 0)"
    )
    print(
        f"processor time of an answer: {each * 1000:.1f} ms, of a bare view {least * 1000:.1f} ms, "
        f"ratio {each / least:.1f}; two cores give {2 / each:.0f} a second; who asks took "
        f"{asking * 1000:.1f} ms"
    )
    for error in failed[:5]:
        print(error)


def _read(port: int, pages: list[Page], *, rate: float) -> tuple[list[float], list[str]]:
    """Asks for the pages at that rate; gives how long each took, and what went wrong."""
    began, waits, failed = time.monotonic(), [], []

    def ask(number: int) -> None:
        due = began + number / rate
        time.sleep(max(0.0, due - time.monotonic()))
        try:
            status = _status(port, pages[number])
        except (OSError, HTTPException) as error:
            status = repr(error)
        if status != "200":
            failed.append(f"{status} at {pages[number].path}")
        waits.append(time.monotonic() - due)

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        list(crowd.map(ask, range(len(pages))))
    return waits, failed


def _status(port: int, page: Page) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", page.path, headers={"Cookie": page.cookie})
        answer = connection.getresponse()
        answer.read()
        return str(answer.status)
    finally:
        connection.close()


def _processor_time(served: int) -> float:
    """Seconds that the program's web processes have worked, those that serve and their parent."""
    web, *_ = _children(served)
    return sum(map(_seconds_of, [web, *_children(web)]))


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in found.split()]


def _seconds_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()

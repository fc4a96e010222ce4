"""A process of an installation that has Django set up and forks for each code that it is given:
to start anew takes longer than most codes do.

It reads lines of JSON, each a list of codes, runs these at once, and answers by a line: for each
its exit code and what it printed. In a code, `at_once()` waits until all the others are so far.
"""

import ast
import json
import os
import sys
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.db import connections

from tests.processes import PATIENCE

FORKS = get_context("fork")


def main() -> None:
    django.setup()
    for line in sys.stdin:
        codes = json.loads(line)
        for code in codes:
            load(code)
        with TemporaryDirectory() as place:
            answer = run_all(codes, Path(place))
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


def load(code: str) -> None:
    """What it imports need not be read again for the next."""
    imports = [
        each for each in ast.parse(code).body if isinstance(each, ast.Import | ast.ImportFrom)
    ]
    exec(compile(ast.Module(imports, []), "imports", "exec"), {})  # noqa: S102  # of our own tests


def run_all(codes: list[str], place: Path) -> list[tuple[int | None, str]]:
    barrier = FORKS.Barrier(len(codes), timeout=PATIENCE)
    told = [place / str(number) for number in range(len(codes))]
    children = [
        FORKS.Process(target=run, args=(code, barrier, path))
        for code, path in zip(codes, told, strict=True)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return [
        (child.exitcode, path.read_text(encoding="utf-8"))
        for child, path in zip(children, told, strict=True)
    ]


def run(code: str, barrier: Barrier, told: Path) -> None:
    with told.open("w", encoding="utf-8") as file:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(file.fileno(), stream.fileno())
    exec(code, {"__name__": "__main__", "at_once": barrier.wait})  # noqa: S102  # of our own tests
    connections.close_all()


if __name__ == "__main__":
    main()

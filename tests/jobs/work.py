"""Jobs that the tests run. Each leaves a line in the file that WORK_LOG names."""

import os
import time
from pathlib import Path

from viceversa.jobs import job, schedule


def note(word: str) -> None:
    with Path(os.environ["WORK_LOG"]).open("a", encoding="utf-8") as log:
        log.write(f"{word}\n")


def notes() -> list[str]:
    path = Path(os.environ["WORK_LOG"])
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@job()
def write(*, word: str, times: int = 1) -> None:
    for _ in range(times):
        note(word)


@job(retries=2)
def stumble(*, secret: str) -> None:
    note("stumbled")
    raise ValueError(secret)


@job()
def linger(*, seconds: int) -> None:
    note("began")
    time.sleep(seconds)
    note("ended")


@schedule("test each second", cron="* * * * * *")
def each_second() -> None:
    note("tick")

"""Workers as real processes: two at once, killed at work, asked to stop."""

import subprocess
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import OperationalError

from tests.jobs.work import notes
from tests.processes import Installation, eventually, installation
from viceversa.jobs.worker import Worker

WORKER = """
import tests.jobs.work
from viceversa.jobs.worker import Worker
Worker(nap=0.05, beat=0.2, dead_after=3).run()
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installation(tmp_path_factory.mktemp("workers")) as made:
        yield made


def start_worker(house: Installation, log: Path) -> subprocess.Popen[str]:
    return house.start("-c", f"import django; django.setup()\n{WORKER}", WORK_LOG=str(log))


def enqueue(house: Installation, code: str) -> None:
    house.python(f"from tests.jobs.work import *\n{code}")


def lingering() -> list[str]:
    """What `linger` has noted; a job whose worker an earlier test killed may come in between."""
    return [note for note in notes() if note in ("began", "ended")]


def test_two_workers_do_sixty_jobs_once_each(house: Installation, work_log: Path) -> None:
    enqueue(house, "for n in range(60): write.later(word=f'job {n}')")
    workers = [start_worker(house, work_log) for _ in range(2)]
    try:
        eventually(lambda: len([n for n in notes() if n.startswith("job")]) >= 60)
    finally:
        for worker in workers:
            worker.kill()
    done = [note for note in notes() if note.startswith("job")]
    assert sorted(done) == sorted(f"job {n}" for n in range(60))


def test_a_job_outlives_its_killed_worker(house: Installation, work_log: Path) -> None:
    enqueue(house, "linger.later(seconds=1)")
    first = start_worker(house, work_log)
    eventually(lambda: "began" in notes())
    first.kill()
    second = start_worker(house, work_log)
    eventually(lambda: "ended" in notes())
    second.kill()
    assert lingering() == ["began", "began", "ended"]


def test_a_long_job_does_not_make_its_worker_look_dead(house: Installation, work_log: Path) -> None:
    enqueue(house, "linger.later(seconds=5)")
    workers = [start_worker(house, work_log) for _ in range(2)]
    eventually(lambda: "ended" in notes())
    for worker in workers:
        worker.kill()
    assert lingering() == ["began", "ended"]


def test_a_schedule_fires_once_among_two_workers(house: Installation, work_log: Path) -> None:
    workers = [start_worker(house, work_log) for _ in range(2)]
    eventually(lambda: notes().count("tick") >= 4)
    for worker in workers:
        worker.kill()
    ticks = house.python(
        "from viceversa.jobs.models import Tick\n"
        "from django_tasks_db.models import DBTaskResult as Row\n"
        "seconds = Row.objects.filter(task_path='tests.jobs.work.each_second')\n"
        "print(Tick.objects.filter(schedule='test each second').count(), seconds.count())"
    )
    fired, queued = ticks.split()
    assert fired == queued


def test_work_finishes_its_job_and_leaves_no_beat(house: Installation, work_log: Path) -> None:
    beats = "from viceversa.jobs.models import WorkerBeat as Beat\n"
    enqueue(house, f"{beats}Beat.objects.all().delete()\nlinger.later(seconds=2)")
    worker = house.viceversa("work", WORK_LOG=str(work_log))
    eventually(lambda: "began" in notes())
    worker.terminate()
    assert worker.wait(timeout=10) == 0
    assert notes() == ["began", "ended"]
    assert house.python(f"{beats}print(Beat.objects.count())") == "0"


@pytest.mark.django_db
def test_a_database_that_goes_away_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker(nap=0.01)
    asked = []

    def claim(worker_id: str) -> None:
        asked.append(worker_id)
        if len(asked) < 3:
            raise OperationalError("the server closed the connection")
        worker.stop()

    monkeypatch.setattr("viceversa.jobs.tasks.claim", claim)
    monkeypatch.setattr("viceversa.jobs.worker.Pulse", lambda *_: nullcontext())
    worker.run()
    assert asked == [worker.worker_id] * 3

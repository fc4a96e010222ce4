"""The queue, with one worker and no processes."""

import datetime
from typing import Any
from unittest.mock import Mock

import pytest
import time_machine
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.jobs import work
from tests.jobs.work import linger, notes, stumble, write
from viceversa import jobs
from viceversa.jobs import tasks

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC)


def test_a_job_is_done_once() -> None:
    write.later(word="hello")
    assert jobs.run_waiting() == 1
    assert jobs.run_waiting() == 0
    assert notes() == ["hello"]


def test_a_job_can_be_done_now() -> None:
    write.call(word="now")
    assert notes() == ["now"]


def test_a_change_that_is_rolled_back_takes_its_job_along() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        write.later(word="never")
        raise RuntimeError
    assert jobs.run_waiting() == 0


def test_soon_adds_nothing_while_the_job_waits() -> None:
    write.soon(word="first")
    write.soon(word="second")
    assert jobs.run_waiting() == 1
    write.soon(word="third")
    assert jobs.run_waiting() == 1
    assert notes() == ["first", "third"]


@pytest.mark.parametrize("value", [["list"], {"a": 1}, 1.5, b"bytes", "x" * 65])
def test_arguments_hold_codes_only(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        write.later(word=value)
    assert not DBTaskResult.objects.exists()


def test_arguments_go_by_name() -> None:
    with pytest.raises(TypeError):
        write.later("word")  # type: ignore[call-arg, misc]  # what is refused


def test_a_job_that_raises_is_tried_again_after_growing_pauses() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        stumble.later(secret="what Carol wrote")
        pauses = []
        for _ in range(3):
            row = tasks.claim("w")
            assert row
            assert isinstance(tasks.run(row), ValueError)
            row.refresh_from_db()
            pauses.append((row.status, row.run_after))
            assert tasks.claim("w") is None
            clock.move_to(row.run_after)
    assert pauses[0] == ("READY", NOON + datetime.timedelta(seconds=10))
    assert pauses[1] == ("READY", NOON + datetime.timedelta(seconds=30))
    assert pauses[2][0] == "FAILED"
    assert notes() == ["stumbled"] * 3


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_job_whose_database_went_away_is_tried_again_as_after_a_death(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    monkeypatch.setattr(work, "note", Mock(side_effect=error))
    with time_machine.travel(NOON, tick=False) as clock:
        write.later(word="a")
        states = []
        for _ in range(tasks.DEATHS):
            row = tasks.claim("w")
            assert row
            tasks.run(row)
            row.refresh_from_db()
            states.append(row.status)
            clock.move_to(row.run_after or NOON)
    assert states == ["READY"] * (tasks.DEATHS - 1) + ["FAILED"]


def test_the_words_of_an_error_are_not_kept() -> None:
    stumble.later(secret="what Carol wrote")
    row = tasks.claim("w")
    assert row
    tasks.run(row)
    row.refresh_from_db()
    assert row.exception_class_path == "builtins.ValueError"
    assert "stumble" in row.traceback
    # The argument itself is a code by rule; here it stands for one that leaked into an error.
    assert "what Carol wrote" not in row.traceback + row.exception_class_path


def test_who_lost_a_job_cannot_close_it() -> None:
    write.later(word="x")
    mine = tasks.claim("slow")
    assert mine
    assert tasks.put_back_orphans(lambda: set()) == 1
    theirs = tasks.claim("fast")
    assert theirs
    tasks.run(mine)
    theirs.refresh_from_db()
    assert (theirs.status, theirs.worker_ids) == ("RUNNING", ["slow", "fast"])


def test_a_job_stays_with_a_worker_that_lives() -> None:
    write.later(word="x")
    assert tasks.claim("alive")
    assert tasks.put_back_orphans(lambda: {"alive"}) == 0


def test_a_job_that_kills_its_workers_is_given_up() -> None:
    linger.later(seconds=0)
    for name in ("one", "two", "three"):
        assert tasks.claim(name)
        tasks.put_back_orphans(lambda: set())
    assert DBTaskResult.objects.get().status == "FAILED"


def test_a_job_whose_code_is_gone_fails() -> None:
    write.later(word="x")
    DBTaskResult.objects.update(task_path="viceversa.nowhere.gone")
    row = tasks.claim("w")
    assert row
    assert isinstance(tasks.run(row), ImportError)
    assert DBTaskResult.objects.get().status == "FAILED"


def test_pruning_keeps_what_waits_and_failed_ones_longer() -> None:
    for status, days in [("SUCCESSFUL", 5), ("SUCCESSFUL", 1), ("FAILED", 5), ("READY", 90)]:
        write.later(word=status)
        DBTaskResult.objects.filter(finished_at=None, status="READY").filter(
            args_kwargs__kwargs__word=status
        ).update(
            status=status,
            finished_at=None
            if status == "READY"
            else timezone.now() - datetime.timedelta(days=days),
        )
    now = timezone.now()
    week, month = now - datetime.timedelta(days=2), now - datetime.timedelta(days=30)
    assert tasks.prune(finished_before=week, failed_before=month) == 1
    assert DBTaskResult.objects.count() == 3

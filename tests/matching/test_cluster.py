"""All pairs looked at by two other processes: the same answer, bit for bit."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from distributed import LocalCluster

from tests.matching.people_makers import programme
from viceversa.matching import Cluster
from viceversa.matching.large import answering, best_pairs, cluster, of, scan
from viceversa.operations.match_people import main

FIELDS = "mentor", "mentee", "score", "price", "kept"


@pytest.fixture(scope="module")
def workers() -> Iterator[Any]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started:
        yield started


@pytest.fixture(autouse=True)
def _many_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "PIECE", 10)


def test_two_processes_find_what_threads_find(workers: Any) -> None:
    with Cluster(workers.scheduler_address) as client:
        assert client.threads == 2
        for seed in range(10):
            problem = programme(Random(seed), most=40)
            columns = of(problem, (range(len(problem.mentors)), range(len(problem.mentees))))
            theirs = best_pairs(columns, threads=client.threads, spread=client)
            ours = best_pairs(columns)
            for field in FIELDS:
                np.testing.assert_array_equal(getattr(theirs, field), getattr(ours, field), field)
            assert (theirs.bound, theirs.rounds) == (ours.bound, ours.rounds)
        done = client._client.run(lambda dask_worker: dask_worker.state.executed_count)
        assert (len(done), all(done.values())) == (2, True)


@pytest.fixture
def people(tmp_path: Path) -> str:
    rows = [f"{n},{('mentor', 'mentee')[n % 2]},{n % 7},T{n % 5}:2,T{n % 3}:1" for n in range(40)]
    file = tmp_path / "people.csv"
    file.write_text("\n".join(["id,role,level,wants,offers", *rows]), encoding="utf-8")
    return str(file)


def test_the_command_line_asks_a_cluster_where_no_table_is_kept(
    people: str, workers: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(answering, "TABLE", 0)
    alone, together = (tmp_path / name for name in ("alone.csv", "together.csv"))
    assert main([people, "--csv", str(alone)]) == 0
    asked: list[int] = []
    monkeypatch.setattr(Cluster, "__call__", _counted(Cluster.__call__, asked))
    assert main([people, "--csv", str(together), "--cluster", workers.scheduler_address]) == 0
    assert together.read_bytes() == alone.read_bytes()
    assert asked


def _counted(work: Callable[..., Any], times: list[int]) -> Callable[..., Any]:
    def counted(*given: Any) -> Any:
        times.append(1)
        return work(*given)

    return counted


def test_fewer_people_need_no_cluster(people: str) -> None:
    assert main([people, "--cluster", "tcp://nowhere:1"]) == 0


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:1"])
def test_an_address_without_a_scheduler_is_refused(
    people: str, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(answering, "TABLE", 0)
    monkeypatch.setattr(cluster, "SECONDS", 0.5)
    assert main([people, "--cluster", address]) == 2
    assert capsys.readouterr().err == f"{address}: No scheduler answers there.\n"


def test_what_is_missing_without_the_extra_is_said(
    people: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(answering, "TABLE", 0)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main([people, "--cluster", "tcp://nowhere:1"]) == 2
    assert "pip install 'viceversa[cluster]'" in capsys.readouterr().err

"""`viceversa serve` as a real process: starts, answers, stops, and refuses."""

import json
import os
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from subprocess import Popen
from typing import Any
from urllib.error import HTTPError, URLError

import pytest

from tests.processes import Installation, eventually, free_port, installation

PRODUCTION = {
    "VICEVERSA_MODE": "production",
    "VICEVERSA_BASE_URL": "https://mentors.example.com",
    "VICEVERSA_SMTP_HOST": "127.0.0.1",
    "VICEVERSA_MAIL_FROM": "mentors@example.com",
    "VICEVERSA_ALLOWED_HOSTS": "127.0.0.1",
    "VICEVERSA_PROXIES": "1",
    "VICEVERSA_SECRET_KEY": "x" * 60,
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Not migrated: the first start does that."""
    with installation(tmp_path_factory.mktemp("served"), migrated=False) as made:
        yield made


@pytest.fixture
def new_house(tmp_path: Path) -> Iterator[Installation]:
    """The same, in which nobody has started anything."""
    with installation(tmp_path, migrated=False) as made:
        yield made


@dataclass
class Served:
    process: Popen[str]
    port: int

    def status(self, path: str) -> int:
        assert self.process.poll() is None, self.process.communicate()[0]
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as page:
                return int(page.status)
        except HTTPError as error:
            return error.code
        except (URLError, OSError):
            return 0

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        began = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(timeout=20), time.monotonic() - began


def start(house: Installation, *arguments: str, **variables: str) -> Served:
    port = free_port()
    environment = {**PRODUCTION, **variables, "PORT": str(port)}
    return Served(house.viceversa("serve", *arguments, **environment), port)


def children(served: Served) -> list[int]:
    found = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children")
    return [int(pid) for pid in found.read_text(encoding="utf-8").split()]


def seconds_of_work(pid: int) -> float:
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, stat[11:15])) / os.sysconf("SC_CLK_TCK")  # its own, and of ended children


def is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_stopped(house: Installation, number: int) -> None:
    served = start(house)
    eventually(lambda: served.status("/readyz") == 200)
    assert served.status("/healthz") == 200
    pids = children(served)
    code, seconds = served.stop(number)
    assert (code, len(pids)) == (0, 2)
    assert seconds < 5
    assert all(is_gone(pid) for pid in pids)
    assert "viceversa organiser" in served.process.communicate()[0]


def test_a_request_in_progress_is_answered_before_it_ends(house: Installation) -> None:
    """The server says that it reads on, is asked to stop, and gets the rest of a mail."""
    token = "x" * 40
    served = start(house, VICEVERSA_INBOUND_TOKEN=token)
    eventually(lambda: served.status("/readyz") == 200)
    worker = children(served)[1]
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as line:
        line.sendall(
            b"POST /inbound/mail/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n"
            b"Content-Type: message/rfc822\r\nContent-Length: 20\r\nExpect: 100-continue\r\n"
            b"Authorization: Bearer " + token.encode() + b"\r\n\r\n"
        )
        assert b"100 Continue" in line.recv(1000)
        served.process.send_signal(signal.SIGTERM)
        eventually(lambda: is_gone(worker))
        line.sendall(b"Subject: Hello\r\n\r\n.\r\n")
        answer = line.recv(10_000)
    assert answer.startswith(b"HTTP/1.1 200"), answer
    assert served.process.wait(timeout=20) == 0


def test_its_log_is_for_machines_when_so_asked(house: Installation) -> None:
    served = start(house, VICEVERSA_LOG_FORMAT="json")
    eventually(lambda: served.status("/healthz") == 200)
    with closing(HTTPConnection("127.0.0.1", served.port, timeout=5)) as line_to:
        path, by_proxy = "/nowhere?who=carol@example.com", {"X-Forwarded-Proto": "https"}
        line_to.request("GET", path, headers=by_proxy)
        number = line_to.getresponse().headers["X-Request-ID"]
    served.stop()
    (line,) = [each for each in served.process.communicate()[0].splitlines() if "{" in each]
    facts = json.loads(line)
    assert (facts["level"], facts["message"]) == ("WARNING", "Not Found: /nowhere")
    assert facts["request"] == number


def test_pages_alone_are_served_without_a_worker(house: Installation) -> None:
    served = start(house, "--no-worker")
    eventually(lambda: served.status("/healthz") == 200)
    assert len(children(served)) == 1
    assert served.stop()[0] == 0


def test_the_worker_lets_pages_go_first(house: Installation) -> None:
    served = start(house)
    eventually(lambda: served.status("/readyz") == 200)
    web, worker = children(served)
    assert os.getpriority(os.PRIO_PROCESS, worker) == os.getpriority(os.PRIO_PROCESS, web) + 5
    session = Path(f"/proc/{worker}/autogroup")
    assert not session.exists() or session.read_text(encoding="ascii").endswith(" nice 5\n")
    served.stop()


def test_a_later_start_leaves_static_files_alone(house: Installation) -> None:
    static = house.data / "static"
    first = start(house)
    eventually(lambda: first.status("/healthz") == 200)
    first.stop()
    (static / "left-alone").touch()
    before = (static / "staticfiles.json").stat().st_mtime_ns
    served = start(house)
    eventually(lambda: served.status("/healthz") == 200)
    served.stop()
    assert (static / "staticfiles.json").stat().st_mtime_ns == before


def test_what_a_start_seldom_needs_waits_until_it_is_needed(house: Installation) -> None:
    heavy = (
        "xlsxwriter",
        "icalendar",
        "qrcode",
        "prometheus_client",
        "scipy.optimize",
        "scim2_models",
        "viceversa.operations.demo.load",
    )
    code = f"import sys, viceversa.urls\nprint([m for m in {heavy} if m in sys.modules])"
    assert house.python(code) == "[]"


@pytest.mark.slow
def test_a_later_start_does_less_than_half_the_work_of_the_first(new_house: Installation) -> None:
    """Until the first page answers; against each other, since no two machines are as fast."""
    house = new_house
    seconds = []
    for _ in range(2):
        port = free_port()
        served = Served(house.viceversa("serve", PORT=str(port)), port)
        eventually(lambda served=served: served.status("/") == 200)
        seconds.append(sum(map(seconds_of_work, (served.process.pid, *children(served)))))
        served.stop()
    assert seconds[1] < seconds[0] / 2, seconds


@pytest.mark.parametrize("which", [0, 1])
def test_it_ends_with_an_error_when_a_child_dies(house: Installation, which: int) -> None:
    served = start(house)
    eventually(lambda: served.status("/readyz") == 200)
    pids = children(served)
    os.kill(pids[which], signal.SIGKILL)
    assert served.process.wait(timeout=10) == 1
    assert "ended by itself" in served.process.communicate()[0]
    assert all(is_gone(pid) for pid in pids)


def test_its_children_end_when_it_is_killed(house: Installation) -> None:
    served = start(house)
    eventually(lambda: served.status("/readyz") == 200)
    pids = children(served)
    served.process.kill()
    eventually(lambda: all(is_gone(pid) for pid in pids))


def test_a_port_in_use_is_one_clear_line(house: Installation) -> None:
    served = start(house)
    eventually(lambda: served.status("/healthz") == 200)
    second = house.viceversa("serve", **PRODUCTION, PORT=str(served.port))
    output, _ = second.communicate(timeout=20)
    assert second.returncode == 2
    assert output.splitlines() == [
        f"Port {served.port} cannot be had: Address already in use. "
        "Set PORT to another, or stop the program that holds it."
    ]
    served.stop()


def test_unsafe_production_prints_every_problem_and_remedy(tmp_path: Path) -> None:
    with installation(tmp_path, migrated=False) as made:
        process = made.viceversa(
            "serve", VICEVERSA_MODE="production", DATABASE_URL="", VICEVERSA_KEYRING_URL=""
        )
        output, _ = process.communicate(timeout=20)
    assert process.returncode == 2
    lines = output.splitlines()
    assert [
        named in line
        for named, line in zip(("BASE_URL", "PROXIES", "SMTP_HOST"), lines, strict=True)
    ] == [True, True, True]
    assert list(tmp_path.iterdir()) == []


def test_without_migration_it_does_not_start_on_old_tables(tmp_path: Path) -> None:
    with installation(tmp_path, migrated=False) as made:
        served = start(made, "--no-migrate")
        output, _ = served.process.communicate(timeout=20)
    assert served.process.returncode == 2
    assert output.splitlines() == [
        "The tables are behind this version. Run: viceversa migrate",
    ]


def test_a_database_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    with installation(tmp_path, migrated=False) as made:
        url = f"postgres://nobody@127.0.0.1:{free_port()}/nothing?connect_timeout=2"
        keyring = f"sqlite:///{tmp_path}/keyring.sqlite3"
        variables: dict[str, Any] = {
            **PRODUCTION,
            "DATABASE_URL": url,
            "VICEVERSA_KEYRING_URL": keyring,
            "PORT": str(free_port()),
        }
        process = made.viceversa("serve", **variables)
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "The database does not answer" in output
    assert "Traceback" not in output

"""Two machines with pages and two with workers, each with its own directory, on one PostgreSQL."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.jobs.work import notes
from tests.processes import Installation, eventually, free_port, installation

pytestmark = pytest.mark.slow
PROXIED = {"X-Forwarded-Proto": "https", "Host": "mentors.example.com"}
WORKER = """
import django; django.setup()
import tests.jobs.work
from viceversa.jobs.worker import Worker
Worker(nap=0.05, beat=0.2, dead_after=3).run()
"""
SIGN_IN = """
from django.test import Client
from tests.factories import make_person
carol = make_person("Carol")
client = Client()
client.force_login(carol)
print(client.cookies["sessionid"].value)
"""
RUNS = """
from django_tasks_db.models import DBTaskResult as Row
from viceversa.jobs.models import Tick
seconds = Row.objects.filter(task_path="tests.jobs.work.each_second")
lingered = Row.objects.get(task_path="tests.jobs.work.linger")
print(Tick.objects.filter(schedule="test each second").count(), seconds.count())
print(lingered.status, len(lingered.worker_ids))
"""


@dataclass(frozen=True)
class Machines:
    """What all machines share is the database, the secret key, and the files of the vault."""

    house: Installation
    place: Path

    def start(self, name: str, *command: str, **more: str) -> subprocess.Popen[str]:
        data = self.place / name
        data.mkdir(exist_ok=True)
        return self.house.start(*command, VICEVERSA_DATA=str(data), **more)

    def web(self, name: str) -> "Web":
        port = free_port()
        command = ("-m", "viceversa", "serve", "--no-worker", "--no-migrate")
        return Web(self.start(name, *command, PORT=str(port)), port)

    def worker(self, name: str) -> subprocess.Popen[str]:
        return self.start(name, "-c", WORKER)


@dataclass(frozen=True)
class Web:
    process: subprocess.Popen[str]
    port: int

    def ask(self, path: str, cookies: dict[str, str], body: str | None = None) -> tuple[int, str]:
        """The status, and where it leads or what it says."""
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        origin = {"Origin": "https://mentors.example.com", **PROXIED, "Cookie": cookie, **form}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as line:
            line.request("GET" if body is None else "POST", path, body, headers=origin)
            answer = line.getresponse()
            return answer.status, answer.getheader("Location") or answer.read().decode()

    def is_up(self) -> bool:
        assert self.process.poll() is None, self.process.communicate()[0]
        try:
            return self.ask("/healthz", {})[0] == 200
        except OSError:
            return False


@contextmanager
def installation_on(
    variables: dict[str, str], patched: pytest.MonkeyPatch, place: Path
) -> Iterator[Installation]:
    for name, value in variables.items():
        patched.setenv(name, value)
    with installation(place, migrated=False) as house:
        house.run("migrate", "--verbosity=0")
        yield house


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    place = tmp_path_factory.mktemp("machines")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_RUNTIME_DIR", str(place))
        from tools.with_postgres import postgres  # asks for that directory when it is imported

        with postgres() as variables, installation_on(variables, patched, place) as house:
            house.environment.update(
                VICEVERSA_MODE="production",
                VICEVERSA_BASE_URL="https://mentors.example.com",
                VICEVERSA_SMTP_HOST="127.0.0.1",
                VICEVERSA_MAIL_FROM="mentors@example.com",
                VICEVERSA_PROXIES="1",
                VICEVERSA_SECRET_KEY="x" * 60,
                VICEVERSA_WEB_PROCESSES="1",
                VICEVERSA_MASTER_KEYS_FILE=str(place / "master_keys.json"),
                VICEVERSA_ERASURE_LEDGER=str(place / "erasures.log"),
                VICEVERSA_INTAKE_JOURNAL=str(place / "intake.log"),
                WORK_LOG=str(place / "work.log"),
            )
            yield Machines(house, place)


def test_a_session_is_known_on_either_machine_and_ends_on_both(machines: Machines) -> None:
    session = {"sessionid": machines.house.python(SIGN_IN), "csrftoken": "t" * 32}
    webs = [machines.web(name) for name in ("web-1", "web-2")]
    for web in webs:
        eventually(web.is_up)
    assert [web.ask("/desk/", session)[0] for web in webs for _ in range(3)] == [200] * 6
    one, two = webs
    left = one.ask("/accounts/logout/", session, body=f"csrfmiddlewaretoken={'t' * 32}")
    assert left == (302, "/")
    assert [web.ask("/desk/", session) for web in (two, one)] == [
        (302, "/accounts/login/?next=/desk/")
    ] * 2
    one.process.kill()
    assert two.is_up()
    assert json.loads(two.ask("/readyz", {})[1])["migrations"]


def test_jobs_are_done_once_and_outlive_the_worker_that_is_killed(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORK_LOG", machines.house.environment["WORK_LOG"])
    first = machines.worker("worker-1")
    machines.house.python("from tests.jobs.work import *\nlinger.later(seconds=3)")
    eventually(lambda: "began" in notes())
    second = machines.worker("worker-2")
    first.kill()
    eventually(lambda: "ended" in notes())
    third = machines.worker("worker-1")
    machines.house.python(
        "from tests.jobs.work import *\nfor n in range(200): write.later(word=f'job {n}')"
    )
    eventually(lambda: len([note for note in notes() if note.startswith("job")]) >= 200)
    eventually(lambda: notes().count("tick") >= 4)
    for worker in (second, third):
        worker.kill()
    done = [note for note in notes() if note.startswith("job")]
    assert sorted(done) == sorted(f"job {n}" for n in range(200))
    ticks, lingered = machines.house.python(RUNS).splitlines()
    fired, queued = ticks.split()
    assert fired == queued
    assert lingered == "SUCCESSFUL 2"
    assert [note for note in notes() if note in ("began", "ended")] == ["began", "began", "ended"]

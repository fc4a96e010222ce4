"""A site of several machines: one with PostgreSQL, others with pages and workers, a mail server."""

import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from subprocess import Popen
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import pytest
from aiosmtpd.controller import Controller

from tests.operations.network import PORT, Machine, Postgres, machines
from tests.processes import PATIENCE, ROOT, Installation, eventually, free_port, installation

HOST = "mentors.example.com"
NAMES = ("database", "web-1", "web-2", "worker-1", "worker-2")
PREPARE = "from viceversa.operations.preparing import prepare; prepare(migrate=True)"
WORKER = """
import django; django.setup()
import tests.jobs.work
from viceversa.jobs.worker import Worker
Worker(nap=0.05, beat=0.5, dead_after=5).run()
"""


@dataclass(frozen=True)
class Mails:
    """A mail server that keeps what it is given."""

    port: int = field(default_factory=free_port)
    letters: list[Any] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        content = envelope.content.replace(b"\r\n", b"\n")
        self.letters.append(message_from_bytes(content, policy=policy.default))
        return "250 OK"

    def code_for(self, address: str) -> str:
        texts = [str(mail.get_body(("plain",)).get_content())
                 for mail in self.letters if address in mail["To"]]  # fmt: skip
        found = re.search(r"^ {4}(\S+)$", texts[-1], re.MULTILINE) if texts else None
        return found[1] if found else ""


@dataclass(frozen=True)
class Network:
    """The machines, and what all installations on them share."""

    machines: dict[str, Machine]
    server: Postgres
    mails: Mails


@contextmanager
def network(place: Path) -> Iterator[Network]:
    """Machines that are wired, with PostgreSQL on the first. NoNetworkError where none can be."""
    from tools.with_postgres import postgres  # asks for XDG_RUNTIME_DIR when it is imported

    mails = Mails()
    with machines(*NAMES) as made, postgres() as variables, pytest.MonkeyPatch.context() as patched:
        directory = Path(variables["DATABASE_URL"].partition("host=")[2])
        server = Postgres(made["database"], directory, Path(variables["PATH"].partition(":")[0]))
        server.stop()
        server.start()
        for name in ("DATABASE_URL", "VICEVERSA_KEYRING_URL"):
            patched.setenv(name, _at(made["database"].outside, variables[name]))
        controller = Controller(mails, hostname="0.0.0.0", port=mails.port)  # noqa: S104
        controller.start()
        try:
            yield Network(made, server, mails)
        finally:
            controller.stop()
            server.stop()


def _at(address: str, url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{parts.username}@{address}:{PORT}", query=""))


@dataclass(frozen=True)
class Site:
    """An installation on the machines of a network."""

    network: Network
    house: Installation
    port: int = field(default_factory=free_port)

    def visitor(self, *names: str) -> "Visitor":
        return Visitor(self.port, *(self.network.machines[name] for name in names))

    def on(self, name: str, **more: str) -> Installation:
        """How the installation looks from a machine: own directory, own log, database by wire."""
        machine = self.network.machines[name]
        data = self.house.data / name
        data.mkdir(exist_ok=True)
        environment = {
            **self.house.environment,
            "VICEVERSA_DATA": str(data),
            "VICEVERSA_SMTP_HOST": machine.tests,
            **{key: _at(self.network.machines["database"].inside, self.house.environment[key])
               for key in ("DATABASE_URL", "VICEVERSA_KEYRING_URL")},
            **more,
        }  # fmt: skip
        logged = ("sh", "-c", f'exec "$@" >>{data}/log 2>&1', "sh")
        return replace(
            self.house, data=data, environment=environment, within=machine.running(*logged)
        )

    def prepare(self, **more: str) -> None:
        """Brings the tables up to date, and collects what all machines with pages need."""
        self.house.python(PREPARE, **more)

    def webs(self, *names: str, **more: str) -> list[Popen[str]]:
        """Serves pages on these machines; returns when all are ready."""
        started = [self._web(name, **more) for name in names]
        for name, process in zip(names, started, strict=True):
            self._wait_for(name, process)
        return started

    def worker(self, name: str, **more: str) -> Popen[str]:
        return self.on(name, **more).viceversa("work")

    def quick_worker(self, name: str) -> Popen[str]:
        """One that soon notices when another one is gone, and has a schedule each second."""
        return self.on(name).start("-c", WORKER)

    def _web(self, name: str, **more: str) -> Popen[str]:
        house = self.on(name, VICEVERSA_HOST="0.0.0.0", PORT=str(self.port), **more)  # noqa: S104
        shutil.copytree(self.house.data / "static", house.data / "static", dirs_exist_ok=True)
        return house.viceversa("serve", "--no-worker", "--no-migrate")

    def _wait_for(self, name: str, process: Popen[str]) -> None:
        visitor = self.visitor(name)
        eventually(lambda: process.poll() is not None or visitor.finds("/healthz"), within=PATIENCE)
        assert process.poll() is None, (self.on(name).data / "log").read_text(encoding="utf-8")


@contextmanager
def site(network: Network, place: Path) -> Iterator[Site]:
    """An empty installation on these machines; nothing is started."""
    with installation(place, migrated=False) as house:
        house.environment.update(
            VICEVERSA_MODE="production",
            VICEVERSA_BASE_URL=f"https://{HOST}",
            VICEVERSA_SMTP_HOST="127.0.0.1",
            VICEVERSA_SMTP_PORT=str(network.mails.port),
            VICEVERSA_SMTP_SECURITY="none",
            VICEVERSA_MAIL_FROM=f"letters@{HOST}",
            VICEVERSA_PROXIES="1",
            VICEVERSA_SECRET_KEY="x" * 60,
            VICEVERSA_WEB_PROCESSES="1",
            VICEVERSA_MASTER_KEYS_FILE=str(place / "master_keys.json"),
            VICEVERSA_ERASURE_LEDGER=str(place / "erasures.log"),
            VICEVERSA_INTAKE_JOURNAL=str(place / "intake.log"),
            PYTHONPATH=str(ROOT),
            WORK_LOG=str(place / "work.log"),
        )
        yield Site(network, house)


class Visitor:
    """A browser behind a proxy that sends each request where it likes: here to whom is named."""

    def __init__(self, port: int, *machines: Machine) -> None:
        self.port, self.machines = port, machines
        self.cookies: dict[str, str] = {}

    def finds(self, path: str) -> bool:
        try:
            return self.ask(path) == 200
        except OSError:
            return False

    def ask(self, path: str, form: dict[str, str] | None = None, *, of: int = 0) -> int:
        """The status of the answer; OSError when none came."""
        headers = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "Origin": f"https://{HOST}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        with closing(HTTPConnection(self.machines[of].outside, self.port, timeout=30)) as line:
            token = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
            body = urlencode({**form, **token}) if form is not None else None
            line.request("GET" if form is None else "POST", path, body, headers)
            answer = line.getresponse()
            answer.read()
            for header in answer.headers.get_all("Set-Cookie", []):
                self.cookies.update((k, v.value) for k, v in SimpleCookie(header).items())
            return answer.status


@dataclass(frozen=True)
class Answer:
    """When it was asked for, and when it came; 0 stands for none."""

    asked: float
    came: float
    status: int


class Crowd(threading.Thread):
    """Asks for a page all the time, one machine after the other, until it is sent home. Where one
    refuses to speak or hangs up without a word it tries the next, as a web server in front does."""

    def __init__(self, visitor: Visitor, path: str) -> None:
        super().__init__(daemon=True)
        self.visitor, self.path = visitor, path
        self.answers: list[Answer] = []
        self.ended = threading.Event()

    def __enter__(self) -> "Crowd":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.join()

    def run(self) -> None:
        while not self.ended.wait(0.05):
            asked, status = time.monotonic(), self._status()
            self.answers.append(Answer(asked, time.monotonic(), status))

    def good(self, *, since: float = 0) -> int:
        """How many answers were good of what was asked since then."""
        return sum(each.status == 200 for each in self.answers if each.asked > since)

    def seconds_of_errors(self) -> float:
        """From asking for the first that failed to the coming of the last that did."""
        bad = [each for each in self.answers if each.status != 200]
        return bad[-1].came - bad[0].asked if bad else 0.0

    def longest_wait(self) -> float:
        return max(each.came - each.asked for each in self.answers)

    def _status(self) -> int:
        machines = len(self.visitor.machines)
        for number in range(len(self.answers), len(self.answers) + machines):
            try:
                return self.visitor.ask(self.path, of=number % machines)
            except ConnectionError:
                continue
            except OSError:
                return 0
        return 0

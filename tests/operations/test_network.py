"""Several machines on a network of their own: a restart, a cut cable, a kill, an upgrade on the go.

Nothing here waits for a time; what is measured is printed.
"""

import re
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from tools.releases import has_tag, unpacked

from tests.jobs.work import notes
from tests.operations.kept import releases, version_of
from tests.operations.network import NoNetworkError
from tests.operations.sites import WORKER, Crowd, Network, Site, Visitor, network, site
from tests.processes import PATIENCE, ROOT
from tests.processes import eventually as eventually_within

pytestmark = pytest.mark.slow
MOST_SECONDS_OF_ERRORS = 5
WORKERS = ("worker-1", "worker-2")
CAROL = "carol@example.com"
MAKE_CAROL = f"from tests.factories import make_person; make_person('Carol', email='{CAROL}')"
LINGER = "from tests.jobs.work import linger; linger.later(seconds=3)"
PUBLISH = "from tests.faults import pairs; pairs.publish(*pairs.board(2)())"
WRITER = """
import time
from pathlib import Path
import django; django.setup()
from django.db import Error, close_old_connections
from tests.jobs.work import write
number = 0
while not Path("enough").exists():
    number += 1
    try:
        write.later(word=f"job {number}")
        print(f"ordered {number}", flush=True)
    except Error as error:
        print(type(error).__name__, flush=True)
    close_old_connections()
    time.sleep(0.05)
print("done", flush=True)
"""
BEATS = "from viceversa.jobs.models import WorkerBeat; print(WorkerBeat.objects.count())"
FIRED = """
from django_tasks_db.models import DBTaskResult as Row
from viceversa.jobs.models import Tick
seconds = Row.objects.filter(task_path="tests.jobs.work.each_second")
print(Tick.objects.filter(schedule="test each second").count(), seconds.count())
"""
eventually = partial(eventually_within, within=PATIENCE)
STARTED_FROM = "import viceversa; print(viceversa.__file__)"


@pytest.fixture(scope="module")
def wired(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    place = tmp_path_factory.mktemp("network")
    with ExitStack() as stack:
        patched = stack.enter_context(pytest.MonkeyPatch.context())
        patched.setenv("XDG_RUNTIME_DIR", str(place))
        try:
            made = stack.enter_context(network(place))
        except NoNetworkError as error:
            pytest.skip(f"machines apart need network namespaces: {error}")
        yield made


@pytest.fixture(scope="module")
def here(wired: Network, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two machines with pages and two with workers, and Carol."""
    with site(wired, tmp_path_factory.mktemp("site")) as made:
        made.prepare()
        made.house.python(MAKE_CAROL)
        made.webs("web-1", "web-2")
        for name in WORKERS:
            made.quick_worker(name)
        eventually(lambda: made.house.python(BEATS) == "2")
        yield made


@pytest.fixture(autouse=True)
def work_log(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "here" in request.fixturenames:
        here: Site = request.getfixturevalue("here")
        monkeypatch.setenv("WORK_LOG", here.house.environment["WORK_LOG"])


class Writer:
    """Orders jobs on a machine all the time, until it has been enough."""

    def __init__(self, site: Site, name: str) -> None:
        house = site.on(name)
        self.done_before = len(jobs_done())
        self.enough, self.log = house.data / "enough", house.data / "log"
        self.enough.unlink(missing_ok=True)
        self.log.write_text("", encoding="utf-8")
        self.process = house.start("-c", WRITER)

    def ordered(self) -> list[str]:
        text = self.log.read_text(encoding="utf-8")
        return [f"job {number}" for number in re.findall(r"^ordered (\d+)$", text, re.MULTILINE)]

    def end(self) -> None:
        self.enough.touch()
        assert self.process.wait(timeout=PATIENCE) == 0, self.log.read_text(encoding="utf-8")

    def assert_each_was_done(self, *, twice_at_most: int = 0) -> None:
        """What was said to be ordered; of the rest nobody knows whether it was. A job is done
        again when its worker could not write down that it had been."""
        ordered = self.ordered()
        eventually(lambda: set(ordered) <= set(self.done()))
        assert len(self.done()) - len(set(self.done())) <= twice_at_most

    def done(self) -> list[str]:
        return jobs_done()[self.done_before :]


def jobs_done() -> list[str]:
    return [note for note in notes() if note.startswith("job ")]


def signed_in(site: Site) -> Visitor:
    """Carol asks one machine for the code, and gives it to the other."""
    visitor = site.visitor("web-1", "web-2")
    visitor.ask("/accounts/login/")
    assert visitor.ask("/accounts/login/", {"email": CAROL}, of=1) == 302
    eventually(lambda: site.network.mails.code_for(CAROL))
    code = site.network.mails.code_for(CAROL)
    assert visitor.ask("/accounts/login/code/", {"code": code}) == 302
    return visitor


def one_of(visitor: Visitor, number: int) -> Visitor:
    """The same session, at one machine only."""
    alone = Visitor(visitor.port, visitor.machines[number])
    alone.cookies = visitor.cookies
    return alone


def test_a_code_of_one_machine_signs_in_on_the_other_and_the_session_is_known_on_both(
    here: Site,
) -> None:
    visitor = signed_in(here)
    assert [visitor.ask("/me/", of=number) for number in (1, 0, 1, 0)] == [200] * 4
    assert visitor.ask("/accounts/logout/", {}, of=1) == 302
    assert [visitor.ask("/me/", of=number) for number in (0, 1)] == [302, 302]


def test_a_restart_of_postgresql_costs_few_seconds_and_no_job(
    here: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor = signed_in(here)
    writer = Writer(here, "web-1")
    with Crowd(one_of(visitor, 0), "/me/") as one, Crowd(one_of(visitor, 1), "/me/") as two:
        eventually(lambda: one.good() > 5 and two.good() > 5 and len(writer.ordered()) > 5)
        began = time.monotonic()
        here.network.server.restart()
        up = time.monotonic()
        ticks, ordered = notes().count("tick"), len(writer.ordered())
        eventually(lambda: one.good(since=up) > 10 and two.good(since=up) > 10)
        eventually(lambda: notes().count("tick") > ticks + 2 and len(writer.ordered()) > ordered)
    writer.end()
    writer.assert_each_was_done(twice_at_most=len(WORKERS))
    fired, queued = here.house.python(FIRED).split()
    assert fired == queued
    seconds = max(one.seconds_of_errors(), two.seconds_of_errors())
    waited = max(one.longest_wait(), two.longest_wait())
    with capsys.disabled():
        sys.stdout.write(
            f"\nPostgreSQL was restarted in {up - began:.1f} s: errors for {seconds:.1f} s, "
            f"longest wait {waited:.1f} s, {len(writer.ordered())} jobs done, of which "
            f"{len(writer.done()) - len(set(writer.done()))} twice\n"
        )
    assert seconds <= MOST_SECONDS_OF_ERRORS


def test_a_machine_that_is_cut_off_answers_again_and_the_others_always_do(
    here: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor, machine = signed_in(here), here.network.machines["web-1"]
    writer = Writer(here, "web-1")
    with Crowd(one_of(visitor, 0), "/me/") as cut_off, Crowd(one_of(visitor, 1), "/me/") as other:
        eventually(lambda: cut_off.good() > 5 and len(writer.ordered()) > 5)
        machine.cut()
        cut = time.monotonic()
        try:
            eventually(lambda: cut_off.answers[-1].status != 200)
            eventually(lambda: other.good(since=cut) > 20)
            assert cut_off.good(since=cut) == 0
        finally:
            machine.mend()
        mended, ordered = time.monotonic(), len(writer.ordered())
        eventually(lambda: cut_off.good(since=cut) > 10)
        eventually(lambda: len(writer.ordered()) > ordered)
    again = next(each.came for each in cut_off.answers if each.asked > cut and each.status == 200)
    with capsys.disabled():
        sys.stdout.write(
            f"\nCut off for {mended - cut:.1f} s: well {again - mended:.1f} s after; "
            f"meanwhile {other.good(since=cut)} good answers of the other machine\n"
        )
    assert other.seconds_of_errors() == 0
    writer.end()
    writer.assert_each_was_done()


def test_a_worker_that_is_killed_loses_nothing(here: Site) -> None:
    before = [note for note in notes() if note in ("began", "ended")]
    here.house.python(LINGER)
    eventually(lambda: [n for n in notes() if n in ("began", "ended")] == [*before, "began"])
    for process in [p for p in here.house.started if WORKER in p.args and p.poll() is None]:
        process.kill()
    here.quick_worker("worker-1")
    eventually(
        lambda: (
            [n for n in notes() if n in ("began", "ended")] == [*before, "began", "began", "ended"]
        )
    )
    here.quick_worker("worker-2")


def previous() -> str:
    """The release before this version."""
    return version_of(releases()[-1])


@pytest.mark.skipif(not has_tag(previous()), reason="this checkout has no tags")
def test_one_machine_after_the_other_is_upgraded_while_people_are_at_it(
    wired: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unpacked(previous()) as source, site(wired, tmp_path) as there:
        monkeypatch.setenv("WORK_LOG", there.house.environment["WORK_LOG"])
        old = {"PYTHONPATH": f"{source}:{ROOT}"}
        there.prepare(**old)
        assert there.house.python(STARTED_FROM, **old).startswith(str(source))
        webs = there.webs("web-1", "web-2", **old)
        workers = [there.worker(name, **old) for name in WORKERS]
        there.prepare()
        there.house.python(MAKE_CAROL)
        visitor = signed_in(there)
        with Crowd(visitor, "/me/") as people:
            for name, web in zip(("web-1", "web-2"), webs, strict=True):
                web.terminate()
                assert web.wait(timeout=PATIENCE) == 0
                there.webs(name)
                began = time.monotonic()
                eventually(lambda began=began: people.good(since=began) > 5)
            assert_what_is_ordered_is_done_once(there)
            for name, worker in zip(WORKERS, workers, strict=True):
                worker.terminate()
                worker.wait(timeout=PATIENCE)
                there.worker(name)
            assert_what_is_ordered_is_done_once(there)
        assert [answer.status for answer in people.answers if answer.status != 200] == []


def assert_what_is_ordered_is_done_once(site: Site) -> None:
    writer = Writer(site, "web-1")
    sent = len(site.network.mails.letters)
    site.house.python(PUBLISH)
    eventually(lambda: len(writer.ordered()) > 20)
    eventually(lambda: len(site.network.mails.letters) >= sent + 4)
    writer.end()
    writer.assert_each_was_done()
    ids = [letter["Message-ID"] for letter in site.network.mails.letters]
    assert len(ids) == len(set(ids))

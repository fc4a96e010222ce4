"""Every release that was ever tagged, with its data, becomes today's: also when it is killed."""

import re
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.operations.kept import put_in, releases, version_of
from tests.processes import PATIENCE, Installation, eventually, free_port, installation

KEPT = "from tests.operations import kept\n"
REMEMBER = f"""{KEPT}
from viceversa.operations.preparing import tables_are_behind
kept.remember("before")
print(tables_are_behind())
"""
LOST = f"{KEPT}print(kept.lost('before'))\n"
WORDS = """
from django.apps import apps
from django.utils.translation import gettext
from viceversa.conversations.sealed import words_of
from viceversa.conversations.sealed_row import SealedRow
texts = [
    words_of(row, field)
    for model in apps.get_models() if issubclass(model, SealedRow)
    for row in model.objects.all()
    for field in row.sealed_fields() if getattr(row, field)
]
print(len(texts), texts.count(gettext("This text cannot be opened.")))
"""
AT_WORK = """
from django.utils import timezone
from viceversa.jobs.models import WorkerBeat
WorkerBeat.objects.create(pk="w", started_at=timezone.now(), seen_at=timezone.now())
"""


@dataclass(frozen=True)
class Old:
    """An installation with the data of a release, and whether this version has migrations more."""

    house: Installation
    is_behind: bool


*BEFORE, LATEST = releases()


@pytest.fixture(
    params=[*(pytest.param(one, marks=pytest.mark.slow) for one in BEFORE), LATEST], ids=version_of
)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Old]:
    with installation(tmp_path, migrated=False) as house:
        put_in(request.param, house)
        yield Old(house, house.python(REMEMBER) == "True")


def test_a_release_becomes_todays_by_a_start_after_a_kill(old: Old) -> None:
    upgrade = f"import django; django.setup()\n{KEPT}kept.upgrade_dying_before(2)"
    was_killed = old.house.start("-c", upgrade).wait(timeout=PATIENCE) == -9
    assert was_killed or not old.is_behind  # else there is little to write, or nothing
    assert old.house.python(LOST) == "[]"
    browser = served(old.house)
    lost, texts = old.house.python(LOST + WORDS + AT_WORK).splitlines()
    assert lost == "[]"
    written, shut = map(int, texts.split())
    assert (written > 50, shut) == (True, 0)
    old.house.run("doctor")
    for person in browser.people():
        assert browser.broken_pages_of(person) == {}


@pytest.mark.slow
def test_an_upgrade_survives_a_kill_before_each_write(old: Old) -> None:
    if not old.is_behind:
        pytest.skip("no migration has come since that release")
    survive = f"{KEPT}print(kept.survive_kills('before'))"
    assert int(old.house.python(survive, within=1800)) > 1
    assert old.house.python(f"{LOST}{REMEMBER}").splitlines() == ["[]", "False"]


class Browser:
    """Somebody who looks around in the demo."""

    def __init__(self, port: int) -> None:
        self.place = f"http://127.0.0.1:{port}"
        self.cookies = CookieJar()
        keeper = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(keeper)

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        body = urllib.parse.urlencode(form).encode() if form else None
        try:
            with self.opener.open(f"{self.place}{path}", body, timeout=60) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, ""

    def is_up(self) -> bool:
        try:
            return self.ask("/healthz")[0] == 200
        except OSError:
            return False

    def people(self) -> list[str]:
        """The examples of every role."""
        examples = self.ask("/demo/")[1].partition("<details")[0]
        found = re.findall(r'formaction="(/look-as/\w+/)"', examples)
        assert len(found) > 10
        return found

    def broken_pages_of(self, person: str) -> dict[str, int]:
        """Her desk and all that it leads to, where it does not answer as it should."""
        token = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', self.ask("/demo/")[1])[0]
        status, desk = self.ask(person, {"csrfmiddlewaretoken": token})
        answers = {path: self.ask(path)[0] for path in set(re.findall(r'href="(/[^"#]*)"', desk))}
        return {path: code for path, code in {person: status, **answers}.items() if code != 200}


def served(house: Installation) -> Browser:
    port = free_port()
    house.viceversa("serve", "--no-worker", PORT=str(port))
    browser = Browser(port)
    eventually(browser.is_up, within=PATIENCE)
    return browser

"""The log names nobody, whatever breaks: every page and every job is driven into errors whose
words are somebody's, and not one of these words is logged.
"""

import inspect
import io
import json
import logging
import smtplib
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.db.models.sql.compiler import SQLCompiler
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.house.access_table import TABLE
from tests.house.world import World, make_world
from tests.undone import undone
from viceversa.jobs import tasks
from viceversa.jobs.schedules import discover
from viceversa.lib import logs
from viceversa.lib.rooms import import_from_every_room
from viceversa.notices.models import Letter
from viceversa.people.models import Person

pytestmark = pytest.mark.django_db
NAME, TEXT, ADDRESS = "Kanarienamn", "kanarietext om natten", "kanarie@post.example"
WORDS = f"{NAME} <{ADDRESS}> wrote {TEXT}"
SEEN = "kanarie"  # in all of them
FORMS = {"json": logs.Json(), "text": logs.Text(with_words=False)}
QUICK = (
    "programme",
    "pair",
    "application_new",
    "account_login",
    "objective",
    "partner_removal",
    "survey_opening",
    "set_language",
)
RENDERED, RAN = Template.render, SQLCompiler.execute_sql


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with undone(django_db_blocker):
        made = make_world()
        Person.objects.update(given_name=NAME, family_name=NAME)
        yield made


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that is logged, in both forms."""
    kept, root = io.StringIO(), logging.getLogger()
    handlers = [logging.StreamHandler(kept) for _ in FORMS]
    level = root.level
    root.setLevel(logging.DEBUG)
    for handler, form in zip(handlers, FORMS.values(), strict=True):
        handler.setFormatter(form)
        root.addHandler(handler)
    yield kept
    root.setLevel(level)
    for handler in handlers:
        root.removeHandler(handler)


@pytest.fixture
def broken_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page can be made but the one that says so."""

    def render(self: Template, *given: Any, **more: Any) -> str:
        if self.template.name != "500.html":
            raise RuntimeError(WORDS)
        return RENDERED(self, *given, **more)

    monkeypatch.setattr(Template, "render", render)


@pytest.fixture
def broken_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What databases say of a row that they do not take names what stands in it."""

    def refuse(*_: Any, **__: Any) -> None:
        raise IntegrityError(f"Key (email)=({ADDRESS}) already exists: {WORDS}")

    for compiler in ("SQLInsertCompiler", "SQLUpdateCompiler", "SQLDeleteCompiler"):
        monkeypatch.setattr(f"django.db.models.sql.compiler.{compiler}.execute_sql", refuse)


def clients(world: World) -> dict[str, Client]:
    """Whoever opens an address, by the first of those whom the table names."""
    found = {}
    for who in {opener(name) for name in TABLE}:
        found[who] = Client(raise_request_exception=False)
        if who != "visitor":
            found[who].force_login(getattr(world.cast, who))
    return found


def opener(name: str) -> str:
    """By a password of machines opens what opens to nobody: a visitor is turned away there."""
    return min(TABLE[name].who, default="visitor")


def drive(world: World, who: dict[str, Client], name: str) -> int:
    """Asks for the address, with words in its query and in everything that is sent."""
    address, client = TABLE[name], who[opener(name)]
    url = f"{reverse(name, args=address.place(world))}?q={ADDRESS}&words={NAME}"
    said = {**(address.posted or address.query)(world), "text": TEXT, "email": ADDRESS}
    with transaction.atomic():
        method = client.post if address.posted is not None else client.get
        status = method(url, said).status_code
        transaction.set_rollback(True)
    return status


def lines(log: io.StringIO) -> list[str]:
    """What was logged; that nobody is named there is said here once for all tests."""
    written = log.getvalue()
    named = [line for line in written.splitlines() if SEEN in line.casefold()]
    assert named == []
    return written.splitlines()


@pytest.mark.parametrize("breaks", ["broken_pages", "broken_writes"])
@pytest.mark.parametrize("names", [QUICK, pytest.param(tuple(TABLE), marks=pytest.mark.slow)])
def test_a_page_that_breaks_is_logged_without_a_name(
    world: World,
    log: io.StringIO,
    request: pytest.FixtureRequest,
    names: tuple[str, ...],
    breaks: str,
) -> None:
    who = clients(world)
    request.getfixturevalue(breaks)
    broken = sum(drive(world, who, name) == 500 for name in names)
    told = lines(log)
    errors = [line for line in told if line.startswith("{") and '"ERROR"' in line]
    assert broken
    assert len([line for line in errors if "Internal Server Error" in line]) >= broken
    assert [line for line in errors if "request" not in json.loads(line)] == []


def test_pages_that_are_well_name_nobody_either(world: World, log: io.StringIO) -> None:
    who = clients(world)
    assert 404 not in {drive(world, who, name) for name in QUICK}
    assert Client().get(f"/nobody/{ADDRESS}/?who={NAME}").status_code == 404
    found = [json.loads(line) for line in lines(log) if line.startswith("{")]
    assert [f["message"] for f in found if "request" in f][-1] == "Not Found: /nobody/[…]/"


def test_links_are_not_logged(world: World, log: io.StringIO) -> None:
    token = world.link("answer")
    assert Client().get(f"/nowhere/{token}").status_code == 404
    assert not any(token[-20:] in line for line in lines(log))


def every_job() -> list[tasks.Job[Any]]:
    discover()
    import_from_every_room("jobs")
    found = {
        id(each): each
        for module in list(sys_modules())
        for each in vars(module).values()
        if isinstance(each, tasks.Job) and each.module_path.startswith("viceversa.")
    }
    return sorted(found.values(), key=lambda each: each.module_path)


def sys_modules() -> Iterator[Any]:
    return (module for name, module in sys.modules.items() if name.startswith("viceversa."))


def test_a_job_that_breaks_is_logged_without_a_name(
    world: World, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ValueError(WORDS)

    jobs = every_job()
    assert len(jobs) > 20
    for each in jobs:
        given = dict.fromkeys(inspect.signature(each.func).parameters, ADDRESS)
        each.later(**given)
    rows = list(iter(lambda: tasks.claim("here"), None))
    monkeypatch.setattr("django.db.models.query.QuerySet.__iter__", breaks)
    monkeypatch.setattr("django.db.models.query.QuerySet.get", breaks)
    monkeypatch.setattr("django.db.models.query.QuerySet.aggregate", breaks)
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", breaks)
    failed = {str(row.pk) for row in rows if row and tasks.run(row)}
    told = [json.loads(line) for line in lines(log) if line.startswith("{")]
    assert len(failed) > len(jobs) / 2
    assert {fact["job"] for fact in told if "ValueError" in fact["message"]} >= failed


@pytest.mark.parametrize("said", [NAME, TEXT])
def test_the_search_finds_what_is_planted(log: io.StringIO, said: str) -> None:
    logging.getLogger("viceversa").info("somebody said %s", said)
    with pytest.raises(AssertionError):
        lines(log)


class Refusing(BaseEmailBackend):
    def send_messages(self, _: list[EmailMessage]) -> int:
        raise smtplib.SMTPRecipientsRefused({ADDRESS: (550, WORDS.encode())})


def test_a_letter_that_is_refused_is_logged_without_a_name(
    world: World, log: io.StringIO, settings: Any
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    Letter.objects.update(sent_at=None)
    count = Letter.objects.count()
    with transaction.atomic():
        tasks.run_waiting()
        transaction.set_rollback(True)
    assert count
    assert sum("SMTPRecipientsRefused 550" in line for line in lines(log)) >= 2

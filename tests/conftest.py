"""What every test may ask for."""

import gc
import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.utils import translation
from hypothesis import settings

from tests.cast import Cast, make_cast
from tests.chromium import CHROMIUM, SWITCHES

# Playwright's synchronous API runs inside an event loop; the ORM calls of those tests are safe.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

# One connection a thread, as the program has: while Playwright's loop runs, Django would open more
# for it, and PostgreSQL drops no database that somebody is still on.
connections._connections = threading.local()

BOTH_DATABASES = ["default", "keyring"]
WITHOUT_DATABASE = ("tests/matching/", "tests/evidence/", "kernel/tests/")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every test with a database has the keyring as well. Those of rooms that know no database are
    left out on PostgreSQL, where they would say again what they said on SQLite."""
    for item in items:
        asked = item.get_closest_marker("django_db")
        if asked or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            assert not is_without_database(item), f"{item.nodeid} asks for a database"
            options = {**(asked.kwargs if asked else {}), "databases": BOTH_DATABASES}
            item.add_marker(pytest.mark.django_db(**options), append=False)
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        config.hook.pytest_deselected(items=[each for each in items if is_without_database(each)])
        items[:] = [each for each in items if not is_without_database(each)]


def is_without_database(item: pytest.Item) -> bool:
    return item.nodeid.startswith(WITHOUT_DATABASE)


def pytest_collection_finish() -> None:
    """All that is loaded now stays to the end: nobody need look through it for garbage again and
    again, which took a fifth of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(autouse=True)
def english() -> None:
    """A request leaves its reader's language on the thread; no test may hang on what ran before."""
    translation.activate("en")


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Requests to a real handler leave the connection open, in whose transaction the test is."""
    moments = (request_started, request_finished)
    for moment in moments:
        moment.disconnect(close_old_connections)
    yield
    for moment in moments:
        moment.connect(close_old_connections)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the system; none is downloaded."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(SWITCHES)}

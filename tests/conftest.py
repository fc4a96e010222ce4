"""What every test may ask for."""

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test with a database has the keyring as well."""
    for item in items:
        asked = item.get_closest_marker("django_db")
        if asked or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            options = {**(asked.kwargs if asked else {}), "databases": BOTH_DATABASES}
            item.add_marker(pytest.mark.django_db(**options), append=False)


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

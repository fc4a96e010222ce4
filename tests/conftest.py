"""What every test may ask for."""

import os

import pytest
from hypothesis import settings

from tests.cast import Cast, make_cast

# Playwright's synchronous API runs inside an event loop; the ORM calls of those tests are safe.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()

"""Who looks at the pages of this room, most of the time."""

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.fixture
def alice(cast: Cast) -> Client:
    """The browser of whoever leads the programme."""
    browser = Client()
    browser.force_login(cast.alice)
    return browser

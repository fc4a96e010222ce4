"""Alice leads a programme of the house, and has made a token for its directory."""

import pytest

from tests.cast import Cast
from tests.scim.client import Directory, directory_of


@pytest.fixture
def alice_organises(cast: Cast) -> None:
    cast.alice.is_organiser = True
    cast.alice.save(update_fields=["is_organiser"])


@pytest.fixture
def directory(cast: Cast, alice_organises: None) -> Directory:
    return directory_of(cast.alice, cast.house)

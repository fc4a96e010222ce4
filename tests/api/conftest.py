"""Alice leads the programme and may create others, so that she may connect programs."""

import pytest

from tests.api.client import Program, secret_for
from tests.cast import Cast


@pytest.fixture
def alice_organises(cast: Cast) -> None:
    cast.alice.is_organiser = True
    cast.alice.save(update_fields=["is_organiser"])


@pytest.fixture
def program(cast: Cast, alice_organises: None) -> Program:
    """One that may do everything that a token can be made for."""
    return Program(secret_for(cast.alice))

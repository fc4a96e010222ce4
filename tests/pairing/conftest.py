"""Rounds and boards, as the tests of this room need them."""

import pytest

from tests.pairing.boards import Drafted, drafted
from tests.pairing.rounds import Round, make_round


@pytest.fixture
def small(db: None) -> Round:
    """Four mentors and five mentees in five organisations; organisations must differ."""
    return make_round(4, 5)


@pytest.fixture
def draft(small: Round) -> Drafted:
    """The small round with its best pairs on the board."""
    return drafted(small)

import pytest

from tests.cast import Cast
from tests.conversations.world import agree, make_pair
from viceversa.pairing.models import Pair


@pytest.fixture
def new_pair(cast: Cast) -> Pair:
    """Bob and Carol, just formed."""
    return make_pair(cast)


@pytest.fixture
def pair(cast: Cast, new_pair: Pair) -> Pair:
    """Bob and Carol, who have both accepted the ground rules."""
    agree(cast, new_pair)
    return new_pair

import pytest

from tests.cast import Cast
from tests.conversations.world import agree, make_pair
from tests.ideas.world import shared
from viceversa.ideas.models import Idea
from viceversa.pairing.models import Pair


@pytest.fixture
def pair(cast: Cast) -> Pair:
    """Bob and Carol."""
    made = make_pair(cast)
    agree(cast, made)
    return made


@pytest.fixture
def idea(cast: Cast, pair: Pair) -> Idea:
    """An idea of theirs that has arrived, with their names on it."""
    return shared(cast, pair)

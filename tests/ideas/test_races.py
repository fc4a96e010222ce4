"""Two at once, as real processes on a real database: an idea leaves once, with both yeses."""

from collections.abc import Iterator

import pytest

from tests.conversations.test_course_races import TWO
from tests.pairing.test_races import race
from tests.processes import Installation, installation

DRAFTED = """
from tests.ideas.world import WORDS
from viceversa.ideas.actions import take_yes_back, write_draft
draft = write_draft(pair, WORDS, by=pair.mentor.person)
take_yes_back(draft, by=pair.mentor.person)
print(draft.pk)
"""
BEFORE = """
from tests.ideas.world import WORDS, words
from viceversa.conversations.queries import pairs_with_story
from viceversa.ideas.actions import StateError, change_draft, say_yes
from viceversa.ideas.models import IdeaDraft
draft = IdeaDraft.objects.get(pk="{draft}")
draft.pair = pairs_with_story().get(pk=draft.pair_id)
mentor, mentee = draft.pair.mentor.person, draft.pair.mentee.person
def tried(act, *args, **kwargs):
    try:
        return "left" if act(*args, **kwargs) else "waits"
    except StateError:
        return "refused"
"""
YES = "tried(say_yes, draft, by={who}, seen=WORDS.digest)"
CHANGE = "tried(change_draft, draft, words(what='Other words.'), by=mentor)"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installation(tmp_path_factory.mktemp("ideas")) as made:
        yield made


@pytest.fixture
def before(house: Installation) -> str:
    return BEFORE.format(draft=house.python(TWO + DRAFTED))


def test_both_say_yes_at_once(house: Installation, before: str) -> None:
    deeds = (before, YES.format(who="mentor")), (before, YES.format(who="mentee"))
    assert race(house, *deeds) == ["left", "waits"]


def test_a_yes_meets_a_change(house: Installation, before: str) -> None:
    """Whichever is first: what was not seen by both never leaves."""
    house.python(before + "say_yes(draft, by=mentor, seen=WORDS.digest)")
    outcome = race(house, (before, YES.format(who="mentee")), (before, CHANGE))
    assert outcome in (["left", "refused"], ["refused", "waits"])

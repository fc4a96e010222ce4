"""Which ideas look alike: a plain rule."""

import pytest

from viceversa.ideas.alike import ENOUGH, likeness, pairs_alike, words_that_tell
from viceversa.ideas.models import Idea

MEETINGS = "Let every meeting of managers end ten minutes early, so that one can write."


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        (MEETINGS, "Managers should end every meeting ten minutes early.", True),
        ("Mötena på måndag slutar tio minuter tidigare", "Sluta mötet tio minuter tidigare", True),
        (MEETINGS, "A map of the stores for everybody who is new.", False),
        ("Shorter meetings", "Shorter meetings", False),  # two words tell too little
        ("", "", False),
    ],
)
def test_the_share_of_telling_words_decides(one: str, other: str, is_alike: bool) -> None:
    assert (likeness(words_that_tell(one), words_that_tell(other)) >= ENOUGH) == is_alike


def test_case_and_common_words_tell_nothing() -> None:
    assert words_that_tell("Det HÄR borde alla KUNNA") == words_that_tell("här kunna det")


def test_what_a_human_has_judged_is_not_asked_again() -> None:
    one, other = (Idea(pk=code, title="x", what=MEETINGS) for code in ("a", "b"))
    assert pairs_alike([one, other], []) == [(one, other)]
    assert pairs_alike([one, other], [("b", "a")]) == []

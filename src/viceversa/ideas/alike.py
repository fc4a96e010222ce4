"""Which ideas look alike, by a rule that anybody can follow: how many telling words two share."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import combinations

from viceversa.ideas.models import Idea

WORD = re.compile(r"\w{4,}")
STEM = 4  # möten, mötet and mötena share their beginning
ENOUGH = 0.5
FEWEST_SHARED = 3
# Words of four letters and more that say nothing of what an idea is about.
COMMON = frozenset(
    """
    alla andra borde bara både detta eller efter från genom hade hela idag inte kunde mellan mycket
    måste någon något också sedan själva skulle större sådan under utan vara varje vilket
    about after also because could every from have into more other should some than that their
    them then there they this those under very want were what when which will with would
    """.split()  # noqa: SIM905  # a list of ninety lines would be read by nobody
)


def words_that_tell(*texts: str) -> frozenset[str]:
    """The beginnings of the longer words, folded."""
    folded = unicodedata.normalize("NFKC", " ".join(texts)).casefold()
    return frozenset(word[:STEM] for word in WORD.findall(folded) if word not in COMMON)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter one's words that the longer one has, too; nothing for a few."""
    shared = len(one & other)
    if shared < FEWEST_SHARED:
        return 0.0
    return shared / min(len(one), len(other))


def pairs_alike(
    ideas: Sequence[Idea], judged: Iterable[tuple[str, str]]
) -> list[tuple[Idea, Idea]]:
    """Every two that look alike and that nobody has judged, the most alike first."""
    told = {frozenset(two) for two in judged}
    telling = {idea.pk: words_that_tell(idea.title, idea.what) for idea in ideas}
    found = [
        (likeness(telling[one.pk], telling[other.pk]), one, other)
        for one, other in combinations(ideas, 2)
        if frozenset((one.pk, other.pk)) not in told
    ]
    alike = [each for each in found if each[0] >= ENOUGH]
    return [(one, other) for _, one, other in sorted(alike, key=lambda each: -each[0])]

"""Words as they were meant: with a slip of the pen, or with letters drawn out."""

import re

DOUBLED = re.compile(r"(\w)\1+")
SHORTEST = 5


def is_slip_of(typed: str, meant: str) -> bool:
    """Whether one letter is missing, too many or wrong, or two have changed places."""
    if len(typed) == len(meant) and _have_changed_places(typed, meant):
        return True
    if max(len(typed), len(meant)) < SHORTEST:
        return False
    if len(typed) == len(meant):
        return sum(a != b for a, b in zip(typed, meant, strict=True)) <= 1
    shorter, longer = sorted((typed, meant), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    )


def squeezed(word: str) -> str:
    """With every doubled letter once: what is left of "goood" and of "good"."""
    return DOUBLED.sub(r"\1", word)


def _have_changed_places(one: str, other: str) -> bool:
    differing = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return one[first] == other[second] and one[second] == other[first]

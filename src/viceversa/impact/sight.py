"""From how many answers on what is shown, of a survey as a whole."""

from collections.abc import Mapping

LEAST = 5
"""Under so many answers nothing at all; so many are asked, or nobody is."""
WHOLE = 10
"""From so many answers on distributions, and what was said in own words."""
SOFTENED = 80
"""Where all answer the same, or all but one, it is said that at least so many per cent do."""


def nearly_all(counts: Mapping[str, int]) -> str:
    """What all, or all but one, have in common; "" where nothing is. Which of the two it is, is not
    told: else everybody's answer would be."""
    return next((name for name, count in counts.items() if count >= sum(counts.values()) - 1), "")

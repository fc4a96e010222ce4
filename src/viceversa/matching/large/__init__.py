"""Where the table of all pairs would be too large: the same answer, over the same pairs.

Nobody keeps the scores of all pairs. A few candidates of everybody are solved exactly; the prices
of that answer are then held against all pairs, and who finds somebody better under them gets new
candidates, until nobody does. Then the prices prove the answer for all pairs.
"""

from viceversa.matching.large.best import best_pairs
from viceversa.matching.large.columns import Columns, Group, Lists, Side
from viceversa.matching.large.proof import Found, Progress
from viceversa.matching.large.reading import of
from viceversa.matching.large.what_if import WhatIf
from viceversa.matching.large.worth import MOST_PAIRS

__all__ = [
    "MOST_PAIRS",
    "Columns",
    "Found",
    "Group",
    "Lists",
    "Progress",
    "Side",
    "WhatIf",
    "best_pairs",
    "of",
]

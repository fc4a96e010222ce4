"""What a small group's answers say, and what may be shown of them: pure, and honest for sixteen.

No test of significance anywhere: with so few it would only say how few they are. Every estimate
comes with the interval of what is plausible, by methods that are right for small numbers.
"""

from viceversa.evidence.change import Directions, directions, effect, typical_change
from viceversa.evidence.interval import CONFIDENCE, Interval
from viceversa.evidence.release import LEAST, Ledger
from viceversa.evidence.rounds import FEWEST_ROUNDS, Pooled, Round, pooled
from viceversa.evidence.shares import difference, share

__all__ = [
    "CONFIDENCE",
    "FEWEST_ROUNDS",
    "LEAST",
    "Directions",
    "Interval",
    "Ledger",
    "Pooled",
    "Round",
    "difference",
    "directions",
    "effect",
    "pooled",
    "share",
    "typical_change",
]

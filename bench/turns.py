"""Two works measured in turns in one process, by processor time.

Other work on the machine slows both: so the ratio is the median of those of each turn.
"""

from collections.abc import Callable
from statistics import median
from time import process_time
from typing import NamedTuple

Work = Callable[[], object]


class Turns(NamedTuple):
    """Median seconds of one run of each, and the median ratio."""

    ours: float
    peer: float
    ratio: float


def in_turns(ours: Work, peer: Work, *, rounds: int, repeats: int = 1) -> Turns:
    """So many rounds of so many runs of each."""
    turns = [(_seconds(ours, repeats), _seconds(peer, repeats)) for _ in range(rounds)]
    ratio = median(one / other for one, other in turns)
    return Turns(median(one for one, _ in turns), median(other for _, other in turns), ratio)


def _seconds(work: Work, repeats: int) -> float:
    began = process_time()
    for _ in range(repeats):
        work()
    return (process_time() - began) / repeats

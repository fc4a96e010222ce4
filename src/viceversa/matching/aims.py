"""What is best, as a course through stages: each narrows what the next may still choose from.

Pairs come first in every aim, and then people: nobody is left out while somebody could do with one
less. Then `fair` has few pairs below each band, `worst` lifts the worst
pair, `leximin` makes the scores from the lowest upwards as good as can be; the total comes last.
"""

from collections.abc import Iterable
from functools import partial
from math import inf
from typing import Protocol

import numpy as np

from viceversa.matching.arrays import Values
from viceversa.matching.levels import Level, Pack, levels, packs
from viceversa.matching.problem import Aim


class Stages(Protocol):
    """A choice of cells that is narrowed, whatever the method."""

    @property
    def known(self) -> Values:
        """The score of every cell."""

    @property
    def people(self) -> int:
        """How many are on both sides."""

    @property
    def limit(self) -> float:
        """The largest weight of a cell that is still exact."""

    @property
    def of_people(self) -> Level | None:
        """The level of people; none where nobody has several seats."""

    def run(self, pack: Pack) -> None:
        """Of the best answers so far, those that are best in this too stay open."""

    def scores_above(self, score: float) -> Values:
        """Every score that best answers can still use above this one, the lowest first."""

    def spares(self, above: float, to: float) -> bool:
        """Whether a best answer can do without the scores above the one, up to the other."""

    def close(self, above: float, to: float) -> None:
        """Do without these scores from now on."""


def pursue(stages: Stages, aim: Aim) -> None:
    """Narrow the choice to what is best under the aim."""
    *before, total = levels(stages.known, aim.bands if aim.kind == "fair" else (), stages.of_people)
    if aim.kind in ("fair", "total"):
        _run(stages, (*before, total))
        return
    _run(stages, before)
    if aim.kind == "worst":
        _lift(stages, -inf)
    else:
        _leximin(stages)
    _run(stages, [total])


def _run(stages: Stages, levels: Iterable[Level]) -> None:
    for pack in packs(tuple(levels), people=stages.people, limit=stages.limit):
        stages.run(pack)


def _leximin(stages: Stages) -> None:
    """As few pairs as possible with the lowest score, then with the next: among equally many pairs
    this makes the list of scores, the lowest first, as high as can be in alphabetical order.

    What no best answer needs is passed over at one go (Burkard and Rendl, Lexicographic bottleneck
    problems, 1991), so there are never more stages than different scores in the answer.
    """
    settled = -inf
    while len(stages.scores_above(settled)) > 1:
        _lift(stages, settled)
        scores = stages.scores_above(settled)
        above = [Level(partial(np.less, score), 1.0, whole=True) for score in scores[:-1]]
        if not above:
            return
        pack = packs(above, people=stages.people, limit=stages.limit)[0]
        stages.run(pack)
        settled = float(scores[len(pack.levels) - 1])


def _lift(stages: Stages, settled: float) -> None:
    """Raise the lowest score above the settled ones as far as a best answer can do without."""
    scores = stages.scores_above(settled)
    least, most = 0, len(scores)
    while least < most:
        middle = (least + most + 1) // 2
        if stages.spares(settled, scores[middle - 1]):
            least = middle
        else:
            most = middle - 1
    if least:
        stages.close(settled, scores[least - 1])

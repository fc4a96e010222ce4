"""What everybody wants and offers, as numbers, and what two people meet in."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np

from viceversa.matching.arrays import Numbered, Places
from viceversa.matching.overlap import STRONGEST, block_of, blocks_of, listed, strength_of
from viceversa.matching.problem import Sides

What = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicLists:
    """The lists of both sides, mentors first. The topics of the theme have the first numbers."""

    names: list[str]
    """A topic for each block of numbers; no topic at 0."""
    wants: tuple[Numbered, Numbered]
    offers: tuple[Numbered, Numbered]

    @classmethod
    def of(cls, sides: Sides, theme: frozenset[str]) -> Self:
        """The lists of mentors and mentees."""
        blocks = blocks_of(theme)
        wants = [listed([person.wants for person in side], blocks) for side in sides]
        offers = [listed([person.offers for person in side], blocks) for side in sides]
        return cls(["", *blocks], (wants[0], wants[1]), (offers[0], offers[1]))

    def wanted(self, rows: Places, columns: Places) -> list[What]:
        """For each of these pairs what the mentee wants of the mentor, the best met first."""
        return self._met(self.wants[1][columns], self.offers[0][rows])

    def returned(self, rows: Places, columns: Places) -> list[What]:
        """For each of these pairs what the mentor wants of the mentee, the best met first."""
        return self._met(self.wants[0][rows], self.offers[1][columns])

    def _met(self, wants: Numbered, offers: Numbered) -> list[What]:
        """The topics in both rows: the larger the smaller strength the earlier, then by name."""
        same = block_of(wants)[:, :, None] == block_of(offers)[:, None, :]
        # Told where in the flat table, numpy is three times as fast.
        found = np.flatnonzero(same & (wants > 0)[:, :, None])
        pairs, mine, yours = np.unravel_index(found, same.shape)
        met = wants[pairs, mine], offers[pairs, yours]
        missed = STRONGEST - np.minimum(*map(strength_of, met))
        blocks = block_of(met[0])
        order = np.lexsort((self._ranks[blocks], missed, pairs))
        told = [self.names[number] for number in blocks[order].tolist()]
        ends = np.searchsorted(pairs, np.arange(len(wants) + 1)).tolist()
        return [tuple(told[start:end]) for start, end in pairwise(ends)]

    @property
    def _ranks(self) -> Places:
        """The place of each topic by name."""
        return np.argsort(sorted(range(len(self.names)), key=self.names.__getitem__))
